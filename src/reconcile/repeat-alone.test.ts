import { expect, test } from 'vitest';
import { FakeClock } from '../shared/clock.ts';
import { openStore } from '../store/open.ts';
import { repeatAlone } from './repeat-alone.ts';

test('one replica repeats it, and another goes on once that one has stopped', async () => {
  const store = await openStore('sqlite::memory:');
  const clock = new FakeClock();
  const done: string[] = [];
  const begin = (owner: string) =>
    repeatAlone({
      ...{ locks: store.locks, name: 'chore', owner, ttl: 10_000, clock, everyMs: 1_000 },
      work: async () => done.push(owner),
      onError: (error) => expect.unreachable(String(error)),
    });
  const first = begin('one');
  await clock.advance(500);
  const second = begin('two');
  await clock.advance(3_000);
  expect(new Set(done)).toEqual(new Set(['one']));
  await first.stop();
  done.length = 0;
  await clock.advance(1_000);
  expect(done).toEqual(['two']);
  await second.stop();
  await store.close();
});
