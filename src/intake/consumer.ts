import type { SQSClient } from '@aws-sdk/client-sqs';
import type { Clock } from '../shared/clock.ts';
import type { Batcher } from './batcher.ts';
import { createHand } from './hand.ts';
import type { IncomingMessage } from './message.ts';
import { createQueue, type Received } from './queue.ts';

// Not sqs-consumer (read and measured, 15.0.3: as fast as this): its one abort signal also cuts off the deletes
// of what was just committed, and without it a stop waits out the long polls; an error that is no connection
// error (no such queue, throttled) is polled again at once; and it cannot return single messages of a batch
// after a wait of their own.

export type ConsumerEvent =
  | { readonly kind: 'received' | 'deleted' | 'returned'; readonly messages: number }
  | {
      readonly kind: 'receive-failed' | 'delete-failed' | 'return-failed' | 'extend-failed';
      readonly messages: number;
      readonly error: unknown;
    };

export interface ConsumerOptions {
  readonly sqs: SQSClient;
  readonly queue: { readonly name: string; readonly url: string };
  /** May be shared with other queues. */
  readonly batcher: Batcher;
  /**
   * Takes a message that is not for the batcher, since it may take minutes; null: it is. What it answers is done, or
   * returns to the queue. Must not reject.
   */
  readonly aside?: (message: IncomingMessage) => Promise<boolean> | null;
  readonly clock: Clock;
  /** Receive loops. Each holds up to ten messages until they are committed and deleted. */
  readonly loops?: number;
  /** How long a message stays hidden from others after the process died; extended while it lives. */
  readonly visibilityTimeoutSeconds?: number;
  /** After how long a message that was not done comes back. */
  readonly returnAfterSeconds?: (receiveCount: number) => number;
  readonly onEvent?: (event: ConsumerEvent) => void;
}

export interface Consumer {
  start(): void;
  /** Receives no more, finishes and deletes what it holds, and gives up after 20 s. */
  stop(): Promise<void>;
  /** When the oldest message of the newest receive was sent; null while the queue has nothing. */
  oldestSentAt(): number | null;
}

const stopWithinMs = 20_000;
/** Messages of one queue that are aside; then its loops wait, for each of them is kept hidden meanwhile. */
const mostAside = 500;

/**
 * A failed message waits longer each time: with a dead letter queue after ten receives, a database may be away
 * for more than an hour before the first message is put aside.
 */
function slower(receiveCount: number): number {
  return Math.min(900, 5 * 3 ** Math.max(0, receiveCount - 1));
}

/** The receive loops of one queue. Only what the batcher reports as done is ever deleted. */
export function createConsumer(options: ConsumerOptions): Consumer {
  const { batcher, clock, loops = 20, visibilityTimeoutSeconds = 60 } = options;
  const { returnAfterSeconds = slower, onEvent = () => undefined, aside = () => null } = options;
  const stopping = new AbortController();
  const closing = new AbortController();
  const queue = createQueue(options.sqs, options.queue, {
    clock,
    visibilityTimeoutSeconds,
    receiving: stopping.signal,
    settling: closing.signal,
  });
  const hand = createHand({ queue, clock, visibilityTimeoutSeconds, signal: closing.signal, onEvent });
  const besides = new Set<Promise<unknown>>();
  let running: Promise<unknown> | null = null;
  let stopped: Promise<void> | null = null;
  let oldest: number | null = null;

  /** A receive loop; never rejects. */
  async function loop(): Promise<void> {
    let failures = 0;
    while (!stopping.signal.aborted) {
      const progress = await round();
      failures = progress ? 0 : failures + 1;
      // Nothing can be received, or nothing committed: asking faster would only use up the messages' receives.
      if (!progress) await clock.sleep(Math.min(30_000, 500 * 2 ** failures), stopping.signal);
    }
  }

  /** One receive and all that follows from it; false when it failed as a whole. */
  async function round(): Promise<boolean> {
    let received: readonly Received[];
    try {
      received = await queue.receive();
    } catch (error) {
      if (!stopping.signal.aborted) onEvent({ kind: 'receive-failed', messages: 0, error });
      return false;
    }
    oldest = received.length === 0 ? null : Math.min(...received.map(({ message }) => message.sentAt));
    const fresh = hand.take(received);
    if (fresh.length === 0) return true;
    onEvent({ kind: 'received', messages: fresh.length });
    const together = fresh.filter((message) => !setAside(message));
    const settled = together.length === 0 || (await settle(together, await batcher.add(together)));
    while (besides.size > mostAside && !stopping.signal.aborted) await Promise.race(besides);
    return settled;
  }

  /** True: it takes its own way, and this loop goes on. */
  function setAside(message: IncomingMessage): boolean {
    const taken = aside(message);
    if (taken === null) return false;
    const work = taken
      .then((done) => settle([message], new Set(done ? [message.messageId] : [])))
      .finally(() => besides.delete(work));
    besides.add(work);
    return true;
  }

  /** Deletes what is done and returns the rest; false when nothing was done. */
  async function settle(messages: readonly IncomingMessage[], done: ReadonlySet<string>): Promise<boolean> {
    const [deletable, returnable] = hand.release(messages, done);
    await Promise.all([remove(deletable), giveBack(returnable)]);
    return deletable.length > 0;
  }

  async function remove(messages: readonly Received[]): Promise<void> {
    if (messages.length === 0) return;
    try {
      const failed = await queue.delete(messages);
      onEvent({ kind: 'deleted', messages: messages.length - failed.length });
      if (failed.length > 0) onEvent({ kind: 'delete-failed', messages: failed.length, error: failed[0] });
    } catch (error) {
      // It comes back, the ledger knows it, and it is deleted then.
      onEvent({ kind: 'delete-failed', messages: messages.length, error });
    }
  }

  async function giveBack(messages: readonly Received[]): Promise<void> {
    if (messages.length === 0) return;
    onEvent({ kind: 'returned', messages: messages.length });
    try {
      await queue.hide(messages, ({ message }) => returnAfterSeconds(message.receiveCount));
    } catch (error) {
      // It comes back all the same, when its visibility timeout ends.
      onEvent({ kind: 'return-failed', messages: messages.length, error });
    }
  }

  async function finish(): Promise<void> {
    stopping.abort();
    const finished = new AbortController();
    const all = Promise.resolve(running).then(() => Promise.all(besides));
    await Promise.race([all, clock.sleep(stopWithinMs, finished.signal)]);
    finished.abort();
    closing.abort();
  }

  return {
    start() {
      if (running !== null || stopping.signal.aborted) return;
      running = Promise.all(Array.from({ length: loops }, loop));
      void hand.keepHidden();
    },
    stop() {
      stopped ??= finish();
      return stopped;
    },
    oldestSentAt: () => oldest,
  };
}
