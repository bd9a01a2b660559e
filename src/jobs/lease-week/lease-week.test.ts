import { afterEach, beforeEach, expect, test } from 'vitest';
import { FakeClock } from '../../shared/clock.ts';
import { silentLogger } from '../../shared/logger.ts';
import { openStore } from '../../store/open.ts';
import type { Store } from '../../store/store.ts';
import type { JobDeps } from '../job.ts';
import { leaseWeek } from './lease-week.ts';

/** A Thursday. */
const clock = new FakeClock(Date.UTC(2026, 10, 26, 9));
const key = 'lease-week:2026-11-23';
let store: Store;
beforeEach(async () => {
  store = await openStore('sqlite::memory:');
});
afterEach(() => store.close());

type Stock = Awaited<ReturnType<JobDeps['leaseReview']['takeStock']>>;
const quiet: Stock = { rows: [], missed: 0 };

async function run(stock: Stock, channel: string | null = 'sec-access') {
  const deps: JobDeps = {
    ...{ store, clock, logger: silentLogger, retention: { bodies: 1, closedCases: 1, ledger: 1 } },
    anchorPlace: null,
    intakeCard: () => ({ key: '', channel: '' }),
    readQueues: () => [],
    sweepLeases: async () => undefined,
    sync: null,
    leaseReview: { channel: () => channel, takeStock: async () => stock },
  };
  await leaseWeek.run(deps, new AbortController().signal);
  return store.cards.byKey(key);
}

const row = (account: string, finding: string) => ({ account, finding });

test('counts by account what there is to be said of security groups, under the Monday of the week', async () => {
  const rows = [
    row('111122223333', 'unused'),
    row('444455556666', 'unused'),
    row('111122223333', 'unused'),
    row('111122223333', 'open-to-world'),
  ];
  expect(await run({ rows, missed: 1 })).toMatchObject({
    channel: 'sec-access',
    data: {
      breakGlass: [],
      stock: [
        { account: '111122223333', finding: 'unused', count: 2 },
        { account: '444455556666', finding: 'unused', count: 1 },
        { account: '111122223333', finding: 'open-to-world', count: 1 },
      ],
      missed: 1,
    },
  });
});

test('says it once, however often the program starts in that week', async () => {
  await run({ rows: [row('111122223333', 'unused')], missed: 0 });
  expect(await run({ rows: [], missed: 7 })).toMatchObject({ wanted: 1, data: { missed: 0 } });
});

test.each([
  ['a quiet week', quiet, 'sec-access'],
  ['no leases at all', { rows: [row('111122223333', 'unused')], missed: 0 }, null],
] as const)('%s says nothing', async (_, stock, channel) => {
  expect(await run(stock, channel)).toBeNull();
});
