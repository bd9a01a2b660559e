import { setImmediate as nextTurn } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { FakeClock } from '../shared/clock.ts';
import { RetryableError } from '../shared/errors.ts';
import { createSchedule, type ScheduleOptions } from './schedule.ts';

/** Jobs are named `<owner><number>`; each runs until the test ends it. */
function byHand(options: Partial<ScheduleOptions<string, string>> = {}) {
  const started: string[] = [];
  const stopped: string[] = [];
  const ends = new Map<string, PromiseWithResolvers<string>>();
  const clock = new FakeClock();
  const schedule = createSchedule<string, string>({
    ownerOf: (job) => job.slice(0, 1),
    clock,
    run: (job, signal) => {
      started.push(job);
      const end = Promise.withResolvers<string>();
      ends.set(job, end);
      signal.addEventListener('abort', () => {
        stopped.push(job);
        end.resolve('stopped');
      });
      return end.promise;
    },
    ...options,
  });
  const end = async (job: string) => {
    ends.get(job)?.resolve(`${job} done`);
    await nextTurn();
  };
  /** What is refused says so; everything else is nobody's business here. */
  const add = (...jobs: string[]) =>
    jobs.map((job) =>
      schedule.add(job).catch((error: unknown) => (error instanceof RetryableError ? 'refused' : error)),
    );
  return { schedule, clock, started, stopped, end, add, ends };
}

describe('turns', () => {
  it('go round, whoever came first with however many', async () => {
    const { add, end, started } = byHand({ atOnce: 1 });
    void add('a1', 'a2', 'a3', 'a4', 'b1', 'b2', 'c1');
    for (let index = 0; index < 7; index += 1) await end(started[index] ?? '');
    expect(started).toEqual(['a1', 'b1', 'c1', 'a2', 'b2', 'a3', 'a4']);
  });

  it('leave a place for somebody else', async () => {
    const { add, end, started, schedule } = byHand({ atOnce: 3 });
    void add('a1', 'a2', 'a3', 'a4');
    expect(started).toEqual(['a1', 'a2']);
    void add('b1', 'b2');
    expect(started).toEqual(['a1', 'a2', 'b1']);
    expect(schedule.load()).toEqual({ waiting: 3, running: 3 });
    await end('a1');
    // One of each runs, and it is a's turn, which has waited longer.
    expect(started.slice(3)).toEqual(['a3']);
    await end('a2');
    expect(started.slice(4)).toEqual(['b2']);
  });

  it('of one at a time still go on', async () => {
    const { add, end, started } = byHand({ atOnce: 1 });
    void add('a1', 'a2');
    await end('a1');
    expect(started).toEqual(['a1', 'a2']);
  });
});

it('answers what the work says, and goes on after a failure', async () => {
  const { schedule, ends, end } = byHand({ atOnce: 1 });
  const first = schedule.add('a1');
  const second = schedule.add('a2');
  ends.get('a1')?.reject(new Error('broken'));
  await expect(first).rejects.toThrow('broken');
  await nextTurn();
  await end('a2');
  expect(await second).toBe('a2 done');
  expect(schedule.load()).toEqual({ waiting: 0, running: 0 });
});

it('without room, the longest line loses its end', async () => {
  const { add, started, end } = byHand({ atOnce: 1, waiting: 4 });
  const flood = add('a1', 'a2', 'a3', 'a4', 'a5', 'a6');
  expect(await flood[5]).toBe('refused');
  const others = add('b1', 'c1');
  expect(await Promise.all([flood[3], flood[4]])).toEqual(['refused', 'refused']);
  // Two lines of one and one of two: nobody has more than the newcomer would.
  expect(await add('b2')[0]).toBe('refused');
  for (const job of ['a1', 'b1', 'c1', 'a2']) await end(job);
  expect(await Promise.all(others)).toEqual(['b1 done', 'c1 done']);
  expect(started).toEqual(['a1', 'b1', 'c1', 'a2', 'a3'].slice(0, started.length));
});

it('stops a job that takes too long, and no other', async () => {
  const { add, clock, stopped, end } = byHand({ atOnce: 2, atOnceOfOne: 2, limitMs: 1_000 });
  const [slow, quick] = add('a1', 'a2');
  await end('a2');
  await clock.advance(1_000);
  expect(stopped).toEqual(['a1']);
  expect(await Promise.all([slow, quick])).toEqual(['stopped', 'a2 done']);
});

it('stops: what runs is told, what waits or comes is refused', async () => {
  const { add, schedule, stopped } = byHand({ atOnce: 1 });
  const jobs = add('a1', 'b1');
  await schedule.stop();
  expect(stopped).toEqual(['a1']);
  expect(await Promise.all([...jobs, ...add('a2')])).toEqual(['stopped', 'refused', 'refused']);
  expect(schedule.load()).toEqual({ waiting: 0, running: 0 });
});
