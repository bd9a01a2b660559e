import { Worker } from 'node:worker_threads';
import { messageOf, PermanentError, RetryableError } from '../shared/errors.ts';
import type { Logger } from '../shared/logger.ts';
import type { MatcherSource, TrailMatch } from './matcher.ts';
import {
  type Ask,
  openingId,
  type Tell,
  type ThreadData,
  type TrailJob,
  type TrailReading,
} from './thread/protocol.ts';

/** Takes care of matches; the next batch of the same file comes when it has resolved. */
type OnMatches = (matches: readonly TrailMatch[]) => Promise<void> | void;

/**
 * Log files are fetched, unpacked, split, parsed and matched in a thread of their own: a file of a gigabyte is some
 * seconds of work, in which no command would be acknowledged. Only matches come back.
 */
export interface TrailThread {
  /**
   * Reads one object. What went wrong with it is in the answer; rejects with what `onMatches` rejects with, or with
   * RetryableError when the thread died. Batches in flight when it is stopped are still handed on.
   */
  read(job: TrailJob, onMatches: OnMatches, signal?: AbortSignal): Promise<TrailReading>;
  /** New rules, for whatever is read from now on. Throws PermanentError when they cannot be loaded; the old stay. */
  reload(matcher: MatcherSource): Promise<void>;
  stop(): Promise<void>;
}

export interface TrailThreadOptions extends ThreadData {
  readonly logger: Logger;
}

const restartAfterMs = 1_000;
/** Several files at once, each with a window of its records; a leak ends the thread, not the process. */
const maxHeapMegabytes = 256;

interface Reading {
  readonly onMatches: OnMatches;
  readonly answer: PromiseWithResolvers<TrailReading>;
  /** All batches so far; rejected when one of them was not taken care of. */
  handed: Promise<void>;
}

/** Starts the thread. Throws PermanentError when its matcher cannot be loaded. A thread that dies is replaced. */
export async function startTrailThread(options: TrailThreadOptions): Promise<TrailThread> {
  const { logger } = options;
  let { matcher } = options;
  const readings = new Map<number, Reading>();
  const loadings = new Map<number, PromiseWithResolvers<void>>();
  let stopping = false;
  let nextId = openingId + 1;
  let thread: Worker | null = null;
  await open();

  async function open(): Promise<void> {
    const opened = new Worker(new URL('thread/thread.js', import.meta.url), {
      workerData: { buckets: options.buckets, matcher } satisfies ThreadData,
      resourceLimits: { maxOldGenerationSizeMb: maxHeapMegabytes },
    });
    const opening = Promise.withResolvers<void>();
    loadings.set(openingId, opening);
    opened.on('message', hear);
    opened.on('error', (error) => logger.error({ error: messageOf(error) }, 'the thread of log files broke'));
    opened.on('exit', () => {
      thread = null;
      fail(new RetryableError('the thread of log files ended'));
      if (!stopping) setTimeout(reopen, restartAfterMs);
    });
    try {
      await opening.promise;
      thread = opened;
    } catch (error) {
      opened.removeAllListeners('exit');
      await opened.terminate();
      throw error;
    }
  }

  function reopen(): void {
    if (stopping) return;
    open().catch((error: unknown) => {
      logger.error({ error: messageOf(error) }, 'the thread of log files cannot be started');
      setTimeout(reopen, restartAfterMs);
    });
  }

  function fail(error: Error): void {
    for (const { answer } of readings.values()) answer.reject(error);
    for (const loading of loadings.values()) loading.reject(error);
    readings.clear();
    loadings.clear();
  }

  function hear(told: Tell): void {
    if (told.kind === 'matches') hand(told.id, told.matches);
    else if (told.kind === 'read') finish(told.id, told.reading);
    else settle(told);
  }

  function settle(told: Extract<Tell, { kind: 'loaded' | 'failed' }>): void {
    const loading = loadings.get(told.id);
    loadings.delete(told.id);
    if (told.kind === 'loaded') loading?.resolve();
    else loading?.reject(new PermanentError(`the rules cannot be loaded: ${told.message}`));
  }

  /** One batch after the other; after one that failed the rest is not handed on. */
  function hand(id: number, matches: readonly TrailMatch[]): void {
    const reading = readings.get(id);
    if (!reading) return;
    reading.handed = reading.handed.then(() => reading.onMatches(matches));
    reading.handed.then(
      () => ask({ kind: 'taken', id }),
      () => {
        ask({ kind: 'stop', id });
        ask({ kind: 'taken', id });
      },
    );
  }

  function finish(id: number, result: TrailReading): void {
    const reading = readings.get(id);
    readings.delete(id);
    reading?.handed.then(() => reading.answer.resolve(result), reading.answer.reject);
  }

  function ask(message: Ask): void {
    thread?.postMessage(message);
  }

  return {
    async read(job, onMatches, signal) {
      if (thread === null) throw new RetryableError('the thread of log files is not running');
      const id = nextId++;
      const answer = Promise.withResolvers<TrailReading>();
      readings.set(id, { onMatches, answer, handed: Promise.resolve() });
      const stop = () => ask({ kind: 'stop', id });
      ask({ kind: 'read', id, job });
      if (signal?.aborted) stop();
      signal?.addEventListener('abort', stop);
      try {
        return await answer.promise;
      } finally {
        signal?.removeEventListener('abort', stop);
      }
    },
    async reload(next) {
      if (thread === null) throw new RetryableError('the thread of log files is not running');
      const id = nextId++;
      const loading = Promise.withResolvers<void>();
      loadings.set(id, loading);
      ask({ kind: 'reload', id, matcher: next });
      await loading.promise;
      matcher = next;
    },
    async stop() {
      stopping = true;
      await thread?.terminate();
    },
  };
}
