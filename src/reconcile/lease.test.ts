import { afterEach, beforeEach, expect, test } from 'vitest';
import { FakeClock } from '../shared/clock.ts';
import { openStore } from '../store/open.ts';
import type { LockRepository } from '../store/ports/jobs.ts';
import type { Store } from '../store/store.ts';
import { createLease } from './lease.ts';

let store: Store;
let clock: FakeClock;
let writes = 0;
beforeEach(async () => {
  store = await openStore('sqlite::memory:');
  clock = new FakeClock();
  writes = 0;
});
afterEach(() => store.close());

function leaseOf(owner: string) {
  const locks: LockRepository = {
    acquire: (...args) => {
      writes += 1;
      return store.locks.acquire(...args);
    },
    release: (...args) => store.locks.release(...args),
  };
  return createLease(locks, { name: 'sender', owner, ttl: 15_000, clock });
}

test('SQL is asked now and then, not each time', async () => {
  const lease = leaseOf('a');
  for (let second = 0; second < 30; second += 1) {
    expect(await lease.isOurs()).toBe(true);
    await clock.advance(1_000);
  }
  expect(writes).toBe(6);
});

test('nobody else has it meanwhile, and whoever died loses it', async () => {
  const [one, other] = [leaseOf('a'), leaseOf('b')];
  expect(await one.isOurs()).toBe(true);
  await clock.advance(14_000);
  expect(await other.isOurs()).toBe(false);
  await clock.advance(1_001);
  expect(await other.isOurs()).toBe(true);
  expect(await one.isOurs()).toBe(false);
});

test('letting go hands it on at once', async () => {
  const [one, other] = [leaseOf('a'), leaseOf('b')];
  await one.isOurs();
  await one.release();
  expect(await other.isOurs()).toBe(true);
  expect(await one.isOurs()).toBe(false);
});

test('a clock that was set back does not make it last for ever', async () => {
  let time = 100_000;
  const past = { now: () => time, sleep: async () => undefined };
  const lease = createLease(store.locks, { name: 'sender', owner: 'a', ttl: 15_000, clock: past });
  expect(await lease.isOurs()).toBe(true);
  time = 0;
  await store.locks.release('sender', 'a');
  expect(await store.locks.acquire('sender', 'b', 0, 15_000)).toBe(true);
  expect(await lease.isOurs()).toBe(false);
});
