import { expect, it } from 'vitest';
import { FakeClock } from './clock.ts';
import { repeat } from './repeat.ts';

it('goes on at once while there is more', async () => {
  const clock = new FakeClock();
  let times = 0;
  const loop = repeat({
    clock,
    everyMs: 1_000,
    work: async () => ++times % 3 !== 0,
    onError: () => undefined,
  });
  await clock.advance(0);
  expect(times).toBe(3);
  await clock.advance(1_000);
  expect(times).toBe(6);
  await loop.stop();
});

it('goes on after a failure, and a stop waits for what is under way', async () => {
  const clock = new FakeClock();
  const slow = Promise.withResolvers<void>();
  const errors: unknown[] = [];
  let times = 0;
  const loop = repeat({
    clock,
    everyMs: 1_000,
    async work() {
      times += 1;
      if (times === 1) throw new Error('once');
      if (times === 3) await slow.promise;
    },
    onError: (error) => errors.push(error),
  });
  await clock.advance(999);
  expect([times, errors.length]).toEqual([1, 1]);
  await clock.advance(1_001);
  expect(times).toBe(3);
  await clock.advance(5_000);
  expect(times).toBe(3);
  let stopped = false;
  const stopping = loop.stop().then(() => {
    stopped = true;
  });
  await clock.advance(0);
  expect(stopped).toBe(false);
  slow.resolve();
  await stopping;
  await clock.advance(5_000);
  expect(times).toBe(3);
});
