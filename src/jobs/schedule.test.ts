import { expect, it } from 'vitest';
import { FakeClock } from '../shared/clock.ts';
import { silentLogger } from '../shared/logger.ts';
import { openStore } from '../store/open.ts';
import type { Job, JobDeps } from './job.ts';
import { scheduleJobs } from './schedule.ts';

const never = '0 0 29 2 *';

it('every job begins at once, and a stop ends it, waits for it and gives its lock back', async () => {
  const store = await openStore('sqlite::memory:');
  const clock = new FakeClock();
  const begun = Promise.withResolvers<void>();
  const long: Job = {
    name: 'long',
    cron: never,
    run: (_, signal) => {
      begun.resolve();
      return new Promise((resolve) => signal.addEventListener('abort', () => resolve()));
    },
  };
  const deps: JobDeps = {
    store,
    clock,
    logger: silentLogger,
    sync: null,
    retention: { bodies: 1, closedCases: 1, ledger: 1 },
    anchorPlace: null,
    intakeCard: () => ({ key: 'intake:2026-11-22', channel: 'sec-alerts' }),
    readQueues: () => [],
    sweepLeases: async () => undefined,
    leaseReview: { channel: () => null, takeStock: async () => ({ rows: [], missed: 0 }) },
  };
  const schedule = scheduleJobs([long], deps, 'me');
  await begun.promise;
  expect(await store.locks.acquire('job:long', 'you', clock.now(), 1)).toBe(false);
  await schedule.stop();
  expect(await store.locks.acquire('job:long', 'you', clock.now(), 1)).toBe(true);
  await store.close();
});
