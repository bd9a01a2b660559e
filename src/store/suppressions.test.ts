import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type DatabaseServer, databases } from '../../test/support/databases.ts';
import {
  changeFixture,
  emptyBatch,
  findingFixture,
  noChanges,
  noon,
  take,
  together,
} from '../../test/support/store-fixtures.ts';
import type { Suppression, SuppressionDraft } from '../finding/suppression.ts';
import { openStore } from './open.ts';
import type { Store } from './store.ts';

const draft: SuppressionDraft = {
  match: { type: ['Recon:*'], resourceTag: { team: 'データ' } },
  matcherVersion: 1,
  severity: 'Medium',
  reason: '"scanner" of ours',
  author: 'U1CAROL',
  caseId: 3,
  channel: '#sec-alerts',
  createdAt: noon,
  until: noon + 1_000,
  idle: null,
};

describe.each(databases)('what people decided on $name', ({ start }) => {
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

  const add = (changes: Partial<SuppressionDraft> = {}): Promise<Suppression> =>
    store.act((transaction) => transaction.addSuppression({ ...draft, ...changes }));
  const live = (to: Store) => to.intake(async (transaction) => ids(await transaction.suppressions()));
  const ids = (all: readonly Suppression[]) => all.map((one) => one.id);
  const hit = (id: number, count: number, now: number) =>
    store.intake((transaction) =>
      transaction.save({ ...emptyBatch, now, changes: { ...noChanges, hits: new Map([[id, count]]) } }),
    );

  test('a suppression is there as it was said', async () => {
    const made = await add();
    expect(made).toEqual({
      ...draft,
      approver: null,
      id: 1,
      hits: 0,
      lastHitAt: null,
      ended: null,
      remindedAt: null,
    });
    expect(await store.suppressions.byId(1)).toEqual(made);
    expect(await store.suppressions.byId(2)).toBeNull();
  });

  test('each batch of each replica sees those that are live', async () => {
    const other = await openStore(address);
    expect([await live(store), await live(other)]).toEqual([[], []]);
    await add();
    await add();
    expect([await live(store), await live(other)]).toEqual([
      [1, 2],
      [1, 2],
    ]);
    await other.act((transaction) =>
      transaction.endSuppression(1, { how: 'lifted', at: noon + 5, by: 'U2BOB' }),
    );
    expect([await live(store), await live(other)]).toEqual([[2], [2]]);
    expect(await store.suppressions.byId(1)).toMatchObject({
      ended: { how: 'lifted', at: noon + 5, by: 'U2BOB' },
    });
    await other.close();
  });

  test('one that was taken back before it was written is seen by nobody afterwards', async () => {
    const attempt = store.act(async (transaction) => {
      await transaction.addSuppression(draft);
      expect(ids(await transaction.suppressions())).toEqual([1]);
      throw new Error('on purpose');
    });
    await expect(attempt).rejects.toThrow('on purpose');
    expect(await live(store)).toEqual([]);
    const made = await add({ reason: 'another' });
    expect(await live(store)).toEqual([made.id]);
  });

  test('an end is said once', async () => {
    await add();
    const end = (how: 'expired' | 'lifted') =>
      store.act((transaction) => transaction.endSuppression(1, { how, at: noon, by: null }));
    await end('expired');
    await end('lifted');
    const found = await store.act((transaction) => transaction.suppressionById(1));
    expect(found?.ended).toEqual({ how: 'expired', at: noon, by: null });
    expect(await store.act((transaction) => transaction.suppressionById(9))).toBeNull();
  });

  test('hits are counted, and put off the end for want of them', async () => {
    await add({ idle: 100 });
    await add({ until: noon + 150 });
    expect(ids(await store.suppressions.ending(noon + 99, 9))).toEqual([]);
    expect(ids(await store.suppressions.ending(noon + 100, 9))).toEqual([1]);
    await hit(1, 3, noon + 50);
    await hit(1, 2, noon + 60);
    expect(await store.suppressions.byId(1)).toMatchObject({ hits: 5, lastHitAt: noon + 60 });
    expect(ids(await store.suppressions.ending(noon + 159, 9))).toEqual([2]);
    expect(ids(await store.suppressions.ending(noon + 1_000, 9))).toEqual([2, 1]);
  });

  test('lists: the next to end first; then those that ended, the last first', async () => {
    for (const until of [30, 10, 20, 40]) await add({ until: noon + until });
    for (const [id, at] of [
      [1, 5],
      [4, 6],
    ] as const)
      await store.act((transaction) =>
        transaction.endSuppression(id, { how: 'lifted', at: noon + at, by: null }),
      );
    expect(ids(await store.suppressions.list({ live: false, limit: 9 }))).toEqual([2, 3, 4, 1]);
    expect(ids(await store.suppressions.list({ live: true, limit: 1 }))).toEqual([2]);
    expect(ids(await store.suppressions.toRemind(noon + 21, 9))).toEqual([2, 3]);
    await store.act((transaction) => transaction.suppressionReminded(2, noon));
    expect(ids(await store.suppressions.toRemind(noon + 21, 9))).toEqual([3]);
  });

  test('a new one is looked through, and again once it ended', async () => {
    const sweeping = async () =>
      (await store.suppressions.sweeping(9)).map((one) => [one.suppression.id, one.after]);
    await add();
    expect(await sweeping()).toEqual([[1, 0]]);
    await store.act((transaction) => transaction.suppressionSwept(1, 500));
    expect(await sweeping()).toEqual([[1, 500]]);
    await store.act((transaction) => transaction.suppressionSwept(1, null));
    expect(await sweeping()).toEqual([]);
    await store.act((transaction) => transaction.endSuppression(1, { how: 'expired', at: noon, by: null }));
    expect(await sweeping()).toEqual([[1, 0]]);
  });

  test('findings for a preview come in pages, with their case', async () => {
    await take(store, findingFixture('f1'), { decided: { state: 'suppressed' } });
    await take(store, findingFixture('f2', { lastSeen: noon - 9 }));
    await take(store, findingFixture('f3'), { decided: null });
    const page = (after: string | null) => store.suppressions.findingsSince(noon, { after, limit: 1 });
    expect(await page(null)).toMatchObject([
      { view: { identity: 'guardduty:f1' }, caseId: 1, state: 'suppressed' },
    ]);
    expect(await page('guardduty:f1')).toMatchObject([
      { view: { identity: 'guardduty:f3' }, caseId: null, state: null },
    ]);
    expect(await page('guardduty:f3')).toEqual([]);
  });

  test('swaps on call: those that are not over, the newest last', async () => {
    const override = (from: number, until: number) => ({
      ...{ from: noon + from, until: noon + until, userId: 'U1CAROL', by: 'U2BOB' },
    });
    for (const [from, until] of [
      [5, 9],
      [0, 3],
      [1, 9],
    ] as const)
      await store.act((transaction) => transaction.addOverride(override(from, until)));
    const kept = [override(5, 9), override(1, 9)];
    expect(await store.onCall.overrides(noon + 3)).toEqual(kept);
    expect(await store.intake((transaction) => transaction.overrides(noon + 3))).toEqual(kept);
  });

  test('disturbances add up by place, and those of yesterday go', async () => {
    const save = (at: number, times: number) =>
      store.intake((transaction) =>
        transaction.save({
          ...emptyBatch,
          now: at,
          disturbances: new Map([
            ['111122223333 eu-west-1', times],
            ['111122223333 us-east-1', 1],
          ]),
        }),
      );
    const minute = 60_000;
    await save(noon - 10 * minute, 3);
    await save(noon, 2);
    await save(noon + 1, 2);
    const since = (time: number) =>
      store.intake((transaction) => transaction.disturbances(['111122223333 eu-west-1', 'none'], time));
    expect(await since(noon - 10 * minute)).toEqual(new Map([['111122223333 eu-west-1', 7]]));
    expect(await since(noon - 9 * minute)).toEqual(new Map([['111122223333 eu-west-1', 4]]));
    await save(noon + 25 * 60 * minute, 1);
    expect(await since(0)).toEqual(new Map([['111122223333 eu-west-1', 1]]));
  });

  test('a type as long as texts may be is no reason to refuse an alert', async () => {
    const letters = Array.from({ length: 2_048 }, (_, index) => 0x4e00 + ((index * 7_919) % 20_000));
    const long = String.fromCodePoint(...letters);
    const quiet = { by: 'policy', policy: 'staging', action: 'notify' } as const;
    const finding = findingFixture('f1', { type: long });
    expect(await take(store, finding, { decided: { state: 'suppressed', quiet } })).toBe(1);
    expect((await store.cases.view(1))?.findings[0]?.type).toBe(long);
  });

  test('digests: a channel that is far behind takes no place of another', async () => {
    const far = Array.from({ length: 2_001 }, (_, index) =>
      changeFixture(findingFixture(`f${index}`), { decided: { dueAt: noon - 9, channel: 'a' } }),
    );
    const near = changeFixture(findingFixture('z'), { decided: { dueAt: noon - 1, channel: 'z' } });
    await store.act((transaction) => transaction.save(together([...far, near]), noon));
    const due = await store.digests.due(noon);
    expect([due.length, due.at(-1)?.channel]).toEqual([2_001, 'z']);
  });

  test('what is quiet by one that ended is looked through again', async () => {
    const { id } = await add();
    await store.act((transaction) =>
      transaction.endSuppression(id, { how: 'lifted', at: noon, by: 'U1CAROL' }),
    );
    await store.act((transaction) => transaction.suppressionSwept(id, null));
    await store.suppressions.sweepAgain();
    expect(await store.suppressions.sweeping(9)).toEqual([]);
    const quiet = { by: 'suppression', suppression: id } as const;
    await take(store, findingFixture('f1'), { decided: { state: 'suppressed', quiet } });
    await store.suppressions.sweepAgain();
    expect(await store.suppressions.sweeping(9)).toMatchObject([{ suppression: { id }, after: 0 }]);
  });

  test('digests: what is due or waits, by channel and owner; what policies keep quiet', async () => {
    const quiet = { by: 'policy', policy: 'staging', action: 'notify' } as const;
    await take(store, findingFixture('f1'), { decided: { dueAt: noon - 5, owner: 'S1TEAM' } });
    await take(store, findingFixture('f2'), {
      decided: { dueAt: noon + 5, owner: 'S1TEAM', assignee: 'U1' },
    });
    await take(store, findingFixture('f3'), { decided: { mentionAt: noon } });
    await take(store, findingFixture('f4'), { decided: { dueAt: noon - 9, owner: 'S1TEAM' } });
    await take(store, findingFixture('f5'), {
      decided: { dueAt: noon - 9, state: 'resolved', closedAt: noon },
    });
    await take(store, findingFixture('f6', { account: { id: '444455556666' } }), {
      decided: { state: 'suppressed', quiet },
    });
    await take(store, findingFixture('f7'), { decided: { state: 'suppressed', quiet } });
    const channel = '#sec-alerts';
    expect(await store.digests.due(noon)).toEqual([
      { caseId: 4, channel, owner: 'S1TEAM', dueAt: noon - 9 },
      { caseId: 1, channel, owner: 'S1TEAM', dueAt: noon - 5 },
    ]);
    expect((await store.digests.due(noon + 6)).map((one) => one.owner)).toEqual(['S1TEAM', 'S1TEAM', 'U1']);
    expect(await store.digests.waiting(noon - 1)).toEqual([]);
    expect(await store.digests.waiting(noon)).toEqual([channel]);
    const type = 'CryptoCurrency:EC2/BitcoinTool.B!DNS';
    expect(await store.digests.quiet()).toEqual([
      { policy: 'staging', action: 'notify', type, cases: 2, accounts: 2 },
    ]);
  });
});
