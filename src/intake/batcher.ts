import { setImmediate as nextTurn } from 'node:timers/promises';
import type { IncomingMessage } from './message.ts';

/**
 * Decides and commits a batch; answers the ids of what is committed and may be deleted. What it leaves out
 * returns to its queue, and so does the whole batch when it rejects.
 */
export type Process = (batch: readonly IncomingMessage[]) => Promise<ReadonlySet<string>>;

export interface BatcherOptions {
  readonly process: Process;
  /** Messages per call of `process`. */
  readonly limit?: number;
  /** Characters of all bodies per call of `process`: large messages share a batch with fewer others. */
  readonly sizeLimit?: number;
  /** `process` rejected: all of the batch returns to its queue. */
  readonly onFailure?: (error: unknown, messages: number) => void;
}

export interface Batcher {
  /** Resolves when the batch that took these messages has ended, with what may be deleted; never rejects. */
  add(messages: readonly IncomingMessage[]): Promise<ReadonlySet<string>>;
}

interface Group {
  readonly messages: readonly IncomingMessage[];
  readonly resolve: (done: ReadonlySet<string>) => void;
}

const nothing: ReadonlySet<string> = new Set();

/**
 * Group commit: one batch runs at a time, and everything that arrived meanwhile shares the next. So a batch is
 * small while there is little to do and grows by itself under load, without a timer. Queues may share one.
 */
export function createBatcher(options: BatcherOptions): Batcher {
  const { process, limit = 200, sizeLimit = 4_194_304, onFailure } = options;
  const waiting: Group[] = [];
  let running = false;

  async function attempt(batch: readonly IncomingMessage[]): Promise<ReadonlySet<string>> {
    try {
      return await process(batch);
    } catch (error) {
      onFailure?.(error, batch.length);
      return nothing;
    }
  }

  async function run(): Promise<void> {
    running = true;
    while (waiting.length > 0) {
      // SQLite holds the event loop for a whole transaction; one turn lets the answers that came meanwhile join.
      await nextTurn();
      const groups = takeUpTo(limit, sizeLimit, waiting);
      const done = await attempt(groups.flatMap((group) => group.messages));
      for (const group of groups) group.resolve(done);
    }
    running = false;
  }

  return {
    add: (messages) =>
      new Promise((resolve) => {
        waiting.push({ messages, resolve });
        if (!running) void run();
      }),
  };
}

/** Whole groups, the oldest first, and at least one. */
function takeUpTo(limit: number, sizeLimit: number, waiting: Group[]): Group[] {
  let messages = 0;
  let size = 0;
  let groups = 0;
  for (const group of waiting) {
    messages += group.messages.length;
    size += group.messages.reduce((sum, one) => sum + one.body.length, 0);
    if (groups > 0 && (messages > limit || size > sizeLimit)) break;
    groups += 1;
  }
  return waiting.splice(0, groups);
}
