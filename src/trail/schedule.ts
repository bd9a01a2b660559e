import type { Clock } from '../shared/clock.ts';
import { RetryableError } from '../shared/errors.ts';

export interface ScheduleOptions<Job, Result> {
  /** Whose turn a job takes: a CloudTrail file's account. */
  readonly ownerOf: (job: Job) => string;
  /** Does one job; is told to stop when it has taken too long, and when the schedule stops. */
  readonly run: (job: Job, signal: AbortSignal) => Promise<Result>;
  readonly clock: Clock;
  /** Jobs that run together; default 4. */
  readonly atOnce?: number;
  /** Of which one owner may have so many; default all but one, so that there is a place for somebody else. */
  readonly atOnceOfOne?: number;
  /** Jobs that wait; default 1,000. */
  readonly waiting?: number;
  /** How long a job may run; default 10 min. */
  readonly limitMs?: number;
}

export interface Schedule<Job, Result> {
  /**
   * Resolves or rejects with what `run` says. Rejects with RetryableError when there is no room for it: then it
   * belongs back to where it came from.
   */
  add(job: Job): Promise<Result>;
  /** How many wait, and how many run. */
  load(): { readonly waiting: number; readonly running: number };
  /** Refuses what waits, stops what runs and waits for that. */
  stop(): Promise<void>;
}

interface Waiting<Job, Result> {
  readonly job: Job;
  readonly answer: PromiseWithResolvers<Result>;
}

/** Somebody with jobs that wait or run. */
interface Owner<Job, Result> {
  readonly name: string;
  readonly line: Waiting<Job, Result>[];
  running: number;
  /** The higher, the later it had its last turn; 0: not yet. */
  lastTurn: number;
}

/**
 * Takes turns between owners: next is the one with the fewest jobs running, and of those the one that has waited
 * longest for its turn. When there is no more room, whoever has the longest line gives up the end of it: a flood
 * from one account costs that account.
 */
export function createSchedule<Job, Result>(options: ScheduleOptions<Job, Result>): Schedule<Job, Result> {
  const { ownerOf, run, clock, atOnce = 4, waiting: room = 1_000, limitMs = 600_000 } = options;
  const atOnceOfOne = options.atOnceOfOne ?? Math.max(1, atOnce - 1);
  const owners = new Map<string, Owner<Job, Result>>();
  const running = new Set<Promise<void>>();
  const stopping = new AbortController();
  let waiting = 0;
  let turns = 0;

  function fill(): void {
    while (running.size < atOnce) {
      const owner = nextOwner();
      const next = owner?.line.shift();
      if (!owner || !next) return;
      waiting -= 1;
      turns += 1;
      owner.lastTurn = turns;
      owner.running += 1;
      const work: Promise<void> = serve(next).finally(() => {
        running.delete(work);
        owner.running -= 1;
        forget(owner);
        fill();
      });
      running.add(work);
    }
  }

  function nextOwner(): Owner<Job, Result> | undefined {
    const ready = [...owners.values()].filter((one) => one.line.length > 0 && one.running < atOnceOfOne);
    return ready.sort((a, b) => a.running - b.running || a.lastTurn - b.lastTurn)[0];
  }

  function forget(owner: Owner<Job, Result>): void {
    if (owner.line.length === 0 && owner.running === 0) owners.delete(owner.name);
  }

  async function serve({ job, answer }: Waiting<Job, Result>): Promise<void> {
    const ended = new AbortController();
    const late = new AbortController();
    void clock.sleep(limitMs, ended.signal).then(() => ended.signal.aborted || late.abort());
    try {
      answer.resolve(await run(job, AbortSignal.any([late.signal, stopping.signal])));
    } catch (error) {
      answer.reject(error);
    } finally {
      ended.abort();
    }
  }

  /** Makes room for one more of this owner; false when its own line would be the longest. */
  function makeRoom({ line }: Owner<Job, Result>): boolean {
    const longest = [...owners.values()].reduce((a, b) => (b.line.length > a.line.length ? b : a));
    if (longest.line.length <= line.length + 1) return false;
    refuse(longest.line.pop());
    waiting -= 1;
    return true;
  }

  function refuse(one: Waiting<Job, Result> | undefined): void {
    one?.answer.reject(new RetryableError('too much is waiting to be read'));
  }

  return {
    add(job) {
      const name = ownerOf(job);
      const owner = owners.get(name) ?? { name, line: [], running: 0, lastTurn: 0 };
      owners.set(name, owner);
      const entry = { job, answer: Promise.withResolvers<Result>() };
      if (stopping.signal.aborted || (waiting >= room && !makeRoom(owner))) {
        refuse(entry);
        forget(owner);
      } else {
        owner.line.push(entry);
        waiting += 1;
        fill();
      }
      return entry.answer.promise;
    },
    load: () => ({ waiting, running: running.size }),
    async stop() {
      stopping.abort();
      for (const { line } of owners.values()) line.splice(0).forEach(refuse);
      waiting = 0;
      await Promise.all(running);
    },
  };
}
