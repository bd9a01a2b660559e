import { expect, it } from 'vitest';
import { isSyncDue, type SyncTimes } from './due.ts';

const hour = 3_600_000;
const now = 1_000 * hour;

it.each<[string, SyncTimes, boolean]>([
  ['never before', { triedAt: null, syncedAt: null, heardBefore: null, heardNow: null }, true],
  ['an hour ago', { triedAt: null, syncedAt: now - hour, heardBefore: now - 600_000, heardNow: now }, false],
  [
    'a day ago',
    { triedAt: null, syncedAt: now - 24 * hour, heardBefore: now - 600_000, heardNow: now },
    true,
  ],
  [
    'after three hours without a process',
    { triedAt: null, syncedAt: now - 5 * hour, heardBefore: now - 3 * hour, heardNow: now },
    true,
  ],
  [
    'while the queues still do not answer',
    { triedAt: null, syncedAt: now - 5 * hour, heardBefore: now - 3 * hour, heardNow: now - 3 * hour },
    false,
  ],
  [
    'while nothing was ever heard',
    { triedAt: null, syncedAt: now - 5 * hour, heardBefore: null, heardNow: null },
    false,
  ],
  [
    'when it was read back after the outage already',
    { triedAt: null, syncedAt: now, heardBefore: now - 3 * hour, heardNow: now - 1 },
    false,
  ],
  [
    'when it was tried a moment ago',
    { triedAt: now - 600_000, syncedAt: null, heardBefore: null, heardNow: now },
    false,
  ],
  [
    'when it was tried an hour ago',
    { triedAt: now - hour, syncedAt: null, heardBefore: null, heardNow: now },
    true,
  ],
])('%s: %s', (_, times, due) => {
  expect(isSyncDue(times, now)).toBe(due);
});
