import type { Clock } from '../shared/clock.ts';
import { messageOf } from '../shared/errors.ts';
import type { Logger } from '../shared/logger.ts';

/**
 * One kind of outside thing that SQL wants changed. The engine claims, acts and records; a task knows the
 * outside. Items carry all that `claim` needs to find the row again.
 */
export interface Task<Item = unknown, Claimed = unknown, Result = unknown> {
  readonly name: string;
  /** Due work, the most urgent first. */
  due(now: number, limit: number): Promise<readonly Item[]>;
  /** Names the thing, so that one is never worked on twice at once. */
  keyOf(item: Item): string;
  /**
   * Pacing: takes a place for one outside call and returns 0, or takes none and returns from when on there may
   * be one.
   */
  reserve(item: Item, now: number): number;
  /** When the pacing has room again for what `due` passed over for want of it; null: it passed over nothing. */
  roomAt?(now: number): number | null;
  /** Takes the item in SQL, before anything outside happens; null: somebody else has it, or it is done. */
  claim(item: Item, now: number): Promise<Claimed | null>;
  /** The outside call. Throws when it failed or may have failed. */
  act(claimed: Claimed, signal: AbortSignal): Promise<Result>;
  record(claimed: Claimed, result: Result): Promise<void>;
  /** Writes down the failure and when to try again. */
  fail(claimed: Claimed, error: unknown): Promise<void>;
}

export interface EngineOptions {
  readonly tasks: readonly Task[];
  readonly clock: Clock;
  readonly logger: Logger;
  /** One replica at a time: true while we hold the lease, renewed by asking. */
  readonly mayAct: (now: number) => Promise<boolean>;
  /** Looks again at least this often, in clock milliseconds: other replicas write to the same SQL. */
  readonly pollEvery?: number;
  readonly maxInFlight?: number;
}

export interface Engine {
  start(): void;
  /** Something may be due: look now rather than at the next poll. */
  wake(): void;
  /** Starts nothing more and waits for what is under way; after `graceMs` its signal aborts. */
  stop(graceMs?: number): Promise<void>;
}

/** Rests between two looks, so that a flood of wakes costs a bounded number of queries. */
const restMs = 20;
const leaseRetryMs = 2_000;
const brokenRetryMs = 1_000;

/** Runs tasks until stopped. The order of `tasks` is their priority. */
export function createEngine(options: EngineOptions): Engine {
  const { tasks, clock, logger, mayAct, pollEvery = 1_000, maxInFlight = 8 } = options;
  const inFlight = new Map<string, Promise<void>>();
  const stopping = new AbortController();
  const aborting = new AbortController();
  let alarm = new AbortController();
  let running: Promise<void> | null = null;

  const wake = () => alarm.abort();

  async function work(task: Task, item: unknown): Promise<void> {
    const claimed = await task.claim(item, clock.now());
    if (claimed === null) return;
    let result: unknown;
    try {
      result = await task.act(claimed, aborting.signal);
    } catch (error) {
      await task.fail(claimed, error);
      return;
    }
    // Where this fails the outside is changed already: it is no failure to try again, and what the claim wrote down
    // is what the next one goes by.
    await task.record(claimed, result);
  }

  function begin(task: Task, item: unknown): void {
    const key = `${task.name}:${task.keyOf(item)}`;
    const done = work(task, item)
      // Only SQL itself can fail here; the claim runs out and the item comes round again.
      .catch((error) =>
        logger.error({ task: task.name, error: messageOf(error) }, 'reconciler lost its claim'),
      )
      .finally(() => {
        inFlight.delete(key);
        wake();
      });
    inFlight.set(key, done);
  }

  /** Starts what may start; returns when to look again. */
  async function look(): Promise<number> {
    const now = clock.now();
    let next = now + pollEvery;
    for (const task of tasks) {
      next = Math.min(next, task.roomAt?.(now) ?? next);
      const free = maxInFlight - inFlight.size;
      if (free <= 0) break;
      for (const item of await task.due(now, free + inFlight.size)) {
        if (inFlight.size >= maxInFlight || stopping.signal.aborted) break;
        if (inFlight.has(`${task.name}:${task.keyOf(item)}`)) continue;
        const notBefore = task.reserve(item, now);
        if (notBefore > 0) next = Math.min(next, notBefore);
        else begin(task, item);
      }
    }
    return next;
  }

  async function loop(): Promise<void> {
    while (!stopping.signal.aborted) {
      // Made before looking: a wake during the look makes the sleep after it short.
      alarm = new AbortController();
      let until: number;
      try {
        until = (await mayAct(clock.now())) ? await look() : clock.now() + leaseRetryMs;
      } catch (error) {
        logger.error({ error: messageOf(error) }, 'reconciler cannot read what is due');
        until = clock.now() + brokenRetryMs;
      }
      await clock.sleep(restMs, stopping.signal);
      await clock.sleep(until - clock.now(), alarm.signal);
    }
  }

  return {
    start() {
      running ??= loop();
    },
    wake,
    async stop(graceMs = 10_000) {
      stopping.abort();
      wake();
      const deadline = setTimeout(() => aborting.abort(), graceMs);
      await running;
      await Promise.all(inFlight.values());
      clearTimeout(deadline);
    },
  };
}

/** Doubles from `first` to `most`, with no more than `attempts` mattering. */
export function backoff(attempts: number, first = 1_000, most = 300_000): number {
  return Math.min(most, first * 2 ** Math.min(attempts, 20));
}
