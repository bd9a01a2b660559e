import { describe, expect, it } from 'vitest';
import { FakeClock } from '../shared/clock.ts';
import { silentLogger } from '../shared/logger.ts';
import { backoff, createEngine, type Task } from './engine.ts';

/** A world of numbered things; `wanted` is what SQL would hold. */
function world(clock: FakeClock) {
  const wanted = new Map<string, { notBefore: number; attempts: number }>();
  const done: string[] = [];
  const failNext = new Set<string>();
  let readyAt = 0;
  const task: Task<string, string, string> = {
    name: 'thing',
    due: async (now) => [...wanted].filter(([, one]) => one.notBefore <= now).map(([key]) => key),
    keyOf: (key) => key,
    reserve: (_key, now) => (readyAt > now ? readyAt : 0),
    claim: async (key) => (wanted.has(key) ? key : null),
    async act(key) {
      if (failNext.delete(key)) throw new Error('the outside said no');
      return key;
    },
    async record(key) {
      wanted.delete(key);
      done.push(key);
    },
    async fail(key) {
      const attempts = (wanted.get(key)?.attempts ?? 0) + 1;
      wanted.set(key, { notBefore: clock.now() + backoff(attempts), attempts });
    },
  };
  return {
    task: task as Task,
    done,
    failNext,
    want: (key: string) => wanted.set(key, { notBefore: 0, attempts: 0 }),
    holdUntil: (at: number) => {
      readyAt = at;
    },
  };
}

function engineOver(clock: FakeClock, task: Task, mayAct = async () => true) {
  return createEngine({ tasks: [task], clock, logger: silentLogger, mayAct });
}

describe('the reconcile engine', () => {
  it('does what is due, and what is wanted later when it is woken', async () => {
    const clock = new FakeClock();
    const { task, done, want } = world(clock);
    want('a');
    const engine = engineOver(clock, task);
    engine.start();
    await clock.advance(100);
    expect(done).toEqual(['a']);
    want('b');
    engine.wake();
    await clock.advance(50);
    expect(done).toEqual(['a', 'b']);
    await Promise.all([engine.stop(), clock.advance(5_000)]);
  });

  it('finds work that another replica wrote, without being woken', async () => {
    const clock = new FakeClock();
    const { task, done, want } = world(clock);
    const engine = engineOver(clock, task);
    engine.start();
    await clock.advance(100);
    want('a');
    await clock.advance(1_100);
    expect(done).toEqual(['a']);
    await Promise.all([engine.stop(), clock.advance(5_000)]);
  });

  it('retries what failed, later', async () => {
    const clock = new FakeClock();
    const { task, done, want, failNext } = world(clock);
    want('a');
    failNext.add('a');
    const engine = engineOver(clock, task);
    engine.start();
    await clock.advance(1_500);
    expect(done).toEqual([]);
    await clock.advance(2_000);
    expect(done).toEqual(['a']);
    await Promise.all([engine.stop(), clock.advance(5_000)]);
  });

  it('looks again when there is room for what a task passed over', async () => {
    const clock = new FakeClock();
    const { task, done, want } = world(clock);
    const begun = clock.now();
    const busyUntil = begun + 300;
    const passingOver: Task = {
      ...task,
      due: async (now, limit) => (now < busyUntil ? [] : task.due(now, limit)),
      roomAt: (now) => (now < busyUntil ? busyUntil : null),
    };
    want('a');
    const engine = engineOver(clock, passingOver);
    engine.start();
    await clock.advance(290);
    expect(done).toEqual([]);
    await clock.advance(30);
    expect(done).toEqual(['a']);
    await Promise.all([engine.stop(), clock.advance(5_000)]);
  });

  it('waits for the pacing and looks again exactly then', async () => {
    const clock = new FakeClock();
    const { task, done, want, holdUntil } = world(clock);
    want('a');
    holdUntil(clock.now() + 700);
    const engine = engineOver(clock, task);
    engine.start();
    await clock.advance(600);
    expect(done).toEqual([]);
    await clock.advance(150);
    expect(done).toEqual(['a']);
    await Promise.all([engine.stop(), clock.advance(5_000)]);
  });

  it('does nothing without the lease', async () => {
    const clock = new FakeClock();
    const { task, done, want } = world(clock);
    want('a');
    let mine = false;
    const engine = engineOver(clock, task, async () => mine);
    engine.start();
    await clock.advance(10_000);
    expect(done).toEqual([]);
    mine = true;
    await clock.advance(3_000);
    expect(done).toEqual(['a']);
    await Promise.all([engine.stop(), clock.advance(5_000)]);
  });

  it('a thing under way is not begun again', async () => {
    const clock = new FakeClock();
    const { task, want } = world(clock);
    want('a');
    let begun = 0;
    let finish: (value: string) => void = () => undefined;
    const slow: Task = {
      ...task,
      act: () => {
        begun += 1;
        return new Promise<string>((resolve) => {
          finish = resolve;
        });
      },
    };
    const engine = engineOver(clock, slow);
    engine.start();
    await clock.advance(5_000);
    expect(begun).toBe(1);
    finish('a');
    await Promise.all([engine.stop(), clock.advance(5_000)]);
  });

  it('what was done and could not be written down is not called a failure', async () => {
    const clock = new FakeClock();
    const { task, want } = world(clock);
    want('a');
    let failures = 0;
    const unrecorded: Task = {
      ...task,
      record: async () => {
        throw new Error('SQL went away meanwhile');
      },
      fail: async () => {
        failures += 1;
      },
    };
    const engine = engineOver(clock, unrecorded);
    engine.start();
    await clock.advance(100);
    expect(failures).toBe(0);
    await Promise.all([engine.stop(), clock.advance(5_000)]);
  });

  it('waits longer after each failure, up to a limit', () => {
    expect([0, 1, 2, 3].map((attempts) => backoff(attempts))).toEqual([1_000, 2_000, 4_000, 8_000]);
    expect(backoff(50)).toBe(300_000);
  });
});
