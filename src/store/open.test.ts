import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type DatabaseServer, databases } from '../../test/support/databases.ts';
import {
  bodyFixture,
  emptyBatch,
  findingFixture,
  ledgerFixture,
  noon,
  queryFixture,
  take,
} from '../../test/support/store-fixtures.ts';
import { RetryableError, UsageError } from '../shared/errors.ts';
import { openStore } from './open.ts';
import type { QueueWatch } from './ports/jobs.ts';
import type { Store } from './store.ts';

describe.each(databases)('the store on $name', ({ start }) => {
  let server: DatabaseServer;
  let address: string;
  let store: Store;

  beforeAll(async () => {
    server = await start();
  });
  afterAll(() => server.stop());
  beforeEach(async () => {
    address = await server.create();
    store = await openStore(address);
  });
  afterEach(() => store.close());

  test('several may open a new database at once, and again later', async () => {
    const fresh = await server.createEmpty();
    const opened = await Promise.all(Array.from({ length: 4 }, () => openStore(fresh)));
    for (const each of opened) await each.ping();
    for (const each of opened) await each.close();
    const again = await openStore(fresh);
    expect(again.dialect).toBe(store.dialect);
    await again.close();
  });

  test('a lock is one owner’s until it lapses or is given back', async () => {
    const { locks } = store;
    expect(await locks.acquire('slack', 'me', noon, 100)).toBe(true);
    expect(await locks.acquire('slack', 'you', noon + 99, 100)).toBe(false);
    expect(await locks.acquire('sweep', 'you', noon, 100)).toBe(true);
    expect(await locks.acquire('slack', 'me', noon + 99, 100)).toBe(true);
    expect(await locks.acquire('slack', 'you', noon + 199, 100)).toBe(true);
    await locks.release('slack', 'me');
    expect(await locks.acquire('slack', 'me', noon + 200, 100)).toBe(false);
    await locks.release('slack', 'you');
    expect(await locks.acquire('slack', 'me', noon + 200, 100)).toBe(true);
  });

  test('of many who want a lock at once one gets it', async () => {
    const other = await openStore(address);
    const owners = Array.from({ length: 10 }, (_, at) => at);
    const got = await Promise.all(
      owners.map((owner) => (owner % 2 === 0 ? store : other).locks.acquire('slack', `o${owner}`, noon, 100)),
    );
    await other.close();
    expect(got.filter(Boolean)).toHaveLength(1);
  });

  test('what was last seen of a queue', async () => {
    const watch: QueueWatch = { queue: 'b', depth: 3, oldestSentAt: noon, deadLetter: null, seenAt: noon };
    const other: QueueWatch = { ...watch, queue: 'a', deadLetter: { depth: 1, oldestSentAt: null } };
    await store.watch.put({ ...watch, depth: 9 });
    await store.watch.put(watch);
    await store.watch.put(other);
    expect(await store.watch.all()).toEqual([other, watch]);
  });

  test('retention takes what is old, in portions, and never an open case', async () => {
    const old = noon - 1_000;
    const closed = { state: 'resolved', resolution: 'fixed', closedAt: old } as const;
    const notice = { kind: 'closed', at: old, broadcast: false, mentions: [], values: {} } as const;
    for (const id of ['old1', 'old2', 'old3'])
      await take(store, findingFixture(id, { lastSeen: old }), {
        decided: closed,
        notices: [notice],
        arrivedAt: old,
      });
    await take(store, findingFixture('open', { lastSeen: old }), { arrivedAt: old });
    await take(store, findingFixture('new'), { decided: { ...closed, closedAt: noon } });
    await take(store, findingFixture('calm', { lastSeen: old }), { decided: null, arrivedAt: old });
    await store.cards.put({
      ...{ key: 'intake:1', channel: '#a', severity: 'Low', data: null },
      now: old,
      material: true,
    });
    const limits = { bodiesBefore: noon, ledgerBefore: noon, closedCasesBefore: noon, limit: 2 };
    expect(await store.retention.sweep(limits)).toBe(2 + 2 + 2 + 1 + 1);
    expect(await store.retention.sweep(limits)).toBe(2 + 2 + 1);
    expect(await store.retention.sweep(limits)).toBe(1 + 1);
    expect(await store.retention.sweep(limits)).toBe(0);
    const left = await store.cases.search(queryFixture({ state: ['all'], text: ['web-7'] }), {
      offset: 0,
      limit: 9,
    });
    expect(left.rows.map((row) => row.case.key)).toEqual(['guardduty:open', 'guardduty:new']);
    expect(await store.cases.why('old1')).toEqual([]);
    expect(await store.cases.view(1)).toBeNull();
    expect(await store.cards.byKey('case:1')).toBeNull();
    expect(await store.cards.byKey('case:4')).not.toBeNull();
    expect((await store.cases.why('open'))[0]?.rowCount).toBe(0);
    expect(await store.ledger.messages({ since: 0, after: null, limit: 9 })).toHaveLength(1);
    expect(await take(store, findingFixture('old1'))).toBe(6);
  });

  test('retention takes along what hangs on a closed case, and decisions that are long over', async () => {
    const old = noon - 1_000;
    const sequence = { signals: ['guardduty:new'], remoteAddress: '198.51.100.7' };
    await take(store, findingFixture('old', { ...sequence, lastSeen: old }), { arrivedAt: old });
    await take(store, findingFixture('old', { ...sequence, lastSeen: old }), {
      ...{ arrivedAt: old, page: 'trigger' },
      decided: { state: 'resolved', resolution: 'gone', closedAt: old },
    });
    await take(store, findingFixture('quiet', { lastSeen: old }), {
      decided: { state: 'suppressed', openedAt: old },
      arrivedAt: old,
    });
    await store.act(async (transaction) => {
      for (let each = 0; each < 2; each += 1)
        await transaction.addSuppression({
          ...{ match: {}, matcherVersion: 1, severity: 'Low', reason: 'x', author: 'U1', caseId: null },
          ...{ channel: '#a', createdAt: old, until: old, idle: null },
        });
      await transaction.endSuppression(1, { how: 'expired', at: old, by: null });
      await transaction.addOverride({ from: old, until: old, userId: 'U1', by: 'U1' });
    });
    const limits = { bodiesBefore: 0, ledgerBefore: 0, closedCasesBefore: noon, limit: 100 };
    // One case, one suppression and one swap; an address, as a trait.
    expect(await store.retention.sweep(limits)).toBe(1 + 2 + 1);
    expect(await store.retention.sweep(limits)).toBe(0);
    expect(await store.pages.due(noon, 9)).toEqual([]);
    expect(await store.suppressions.list({ live: false, limit: 9 })).toMatchObject([{ id: 2 }]);
    expect((await store.intake((transaction) => transaction.load(['guardduty:new']))).covers).toEqual(
      new Map(),
    );
    expect((await store.cases.view(2))?.case.state).toBe('suppressed');
  });

  test('a body outlives the sweep of its older neighbours', async () => {
    await store.intake((transaction) =>
      transaction.save({
        ...emptyBatch,
        ledger: [ledgerFixture('m1', 'dropped')],
        bodies: [bodyFixture('m1', 'older', noon - 2), bodyFixture('m2', 'younger', noon)],
      }),
    );
    await store.retention.sweep({ bodiesBefore: noon, ledgerBefore: 0, closedCasesBefore: 0, limit: 10 });
    expect(await store.ledger.body('m1')).toBeNull();
    expect((await store.ledger.body('m2'))?.body).toBe('younger');
  });
});

test.each(['mysql://x', 'sqlite', 'sqlite:', ''])(
  'an address like "%s" is refused in one sentence',
  async (address) => {
    await expect(openStore(address)).rejects.toThrow(UsageError);
  },
);

test('a SQLite file that cannot be is refused in one sentence', async () => {
  await expect(openStore('sqlite:/dev/null/yagura.db')).rejects.toThrow(UsageError);
});

test('SQLite in memory', async () => {
  const store = await openStore('sqlite::memory:');
  expect(await take(store, findingFixture('f1'))).toBe(1);
  await store.close();
});

test('a SQLite file that somebody else writes to is waited for, and not for ever', async () => {
  const server = await databases[0]?.start();
  if (!server) throw new Error('SQLite is the first database');
  const address = await server.create();
  const [one, other] = [await openStore(address), await openStore(address, { busyTimeoutMs: 60 })];
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  const slow = one.intake(() => held);
  await expect(other.locks.acquire('slack', 'me', noon, 1)).rejects.toBeInstanceOf(RetryableError);
  expect(await other.locks.acquire('slack', 'me', noon, 1).catch(() => 'still busy')).toBe('still busy');
  const waiting = openStore(address);
  release();
  await slow;
  expect(await other.locks.acquire('slack', 'me', noon, 1)).toBe(true);
  for (const store of [one, other, await waiting]) await store.close();
  await server.stop();
});

test('a PostgreSQL that goes away inside a transaction is an error to try again, and ends nothing else', async () => {
  const server = await databases[1]?.start();
  if (!server) throw new Error('PostgreSQL is the second database');
  const address = await server.create();
  const store = await openStore(address);
  const operator = new pg.Client({ connectionString: address });
  await operator.connect();
  const broken = store.intake(async (transaction) => {
    await transaction.load(['guardduty:f1']);
    const { rows } = await operator.query(
      `select pg_terminate_backend(pid, 5000) as gone from pg_stat_activity where state = 'idle in transaction'`,
    );
    expect(rows).toEqual([{ gone: true }]);
    // Its farewell is read between two queries, when none is there to be told.
    for (let turn = 0; turn < 50; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    await transaction.load(['guardduty:f2']);
  });
  await expect(broken).rejects.toBeInstanceOf(RetryableError);
  expect(await take(store, findingFixture('f1'))).toBe(1);
  await operator.end();
  await store.close();
  await server.stop();
});
