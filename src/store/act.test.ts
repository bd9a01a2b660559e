import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type DatabaseServer, databases } from '../../test/support/databases.ts';
import {
  caseChangeFixture,
  findingFixture,
  knownOf,
  noChanges,
  noon,
  take,
} from '../../test/support/store-fixtures.ts';
import type { CaseChange } from '../finding/change.ts';
import { openStore } from './open.ts';
import type { Store } from './store.ts';

describe.each(databases)('acts on $name', ({ start }) => {
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

  /** Somebody takes a case. */
  async function acknowledge(
    to: Store,
    id: number,
    by: string,
    change: Partial<CaseChange> = {},
  ): Promise<boolean> {
    return to.act(async (transaction) => {
      const found = await transaction.caseById(id);
      if (!found || found.case.assignee !== null) return false;
      const taken = { ...found.case, state: 'acknowledged', assignee: by, acknowledgedAt: noon } as const;
      await transaction.save({ ...noChanges, cases: [caseChangeFixture(taken, change)] }, noon);
      return true;
    });
  }

  test('a case comes with its findings and is written back', async () => {
    await take(store, findingFixture('f1'));
    expect(await store.act((transaction) => transaction.caseById(2))).toBeNull();
    expect(await acknowledge(store, 1, 'U1CAROL', { card: 'edit' })).toBe(true);
    const { case: after, records } = await knownOf(store, 'guardduty:f1');
    expect(after).toMatchObject({ state: 'acknowledged', assignee: 'U1CAROL', acknowledgedAt: noon });
    expect(records).toHaveLength(1);
    expect(await store.cards.byKey('case:1')).toMatchObject({ wanted: 2, material: 1 });
  });

  test('of many who take a case at once one gets it', async () => {
    await take(store, findingFixture('f1'));
    const other = await openStore(address);
    const got = await Promise.all(
      Array.from({ length: 8 }, (_, at) => acknowledge(at % 2 === 0 ? store : other, 1, `U${at}`)),
    );
    expect(got.filter(Boolean)).toHaveLength(1);
    await other.close();
  });

  test('acts and alerts about one case wait for each other, and nothing is lost', async () => {
    await take(store, findingFixture('f1'));
    const other = await openStore(address);
    const comeAgain = (count: number) => take(other, findingFixture('f1', { count }), { card: 'edit' });
    await Promise.all([
      ...[1, 2, 3, 4].map((count) => comeAgain(count)),
      ...[1, 2, 3, 4].map((at) => acknowledge(store, 1, `U${at}`)),
    ]);
    expect((await knownOf(store, 'guardduty:f1')).case).toMatchObject({ state: 'acknowledged' });
    expect((await store.cards.byKey('case:1'))?.wanted).toBe(5);
    await other.close();
  });

  test('an error inside rolls everything back', async () => {
    await take(store, findingFixture('f1'));
    const attempt = store.act(async (transaction) => {
      await transaction.addOverride({ from: noon, until: noon + 9, userId: 'U1CAROL', by: 'U2BOB' });
      throw new Error('on purpose');
    });
    await expect(attempt).rejects.toThrow('on purpose');
    expect(await store.onCall.overrides(noon)).toEqual([]);
  });

  test('time, mentions and sweeps each find their cases', async () => {
    await take(store, findingFixture('f1'), { decided: { nextAt: noon + 2, mentionAt: noon } });
    await take(store, findingFixture('f2'), { decided: { nextAt: noon + 1 } });
    await take(store, findingFixture('f3'), {
      decided: { nextAt: noon + 3, channel: '#other', mentionAt: noon },
    });
    const closed = { state: 'resolved', resolution: 'fixed', closedAt: noon } as const;
    await take(store, findingFixture('f4'), { decided: { ...closed, mentionAt: noon } });
    await take(store, findingFixture('f5'), {
      decided: { state: 'suppressed', quiet: { by: 'suppression', suppression: 7 } },
    });
    await store.act(async (transaction) => {
      const due = async (now: number, limit = 9) =>
        (await transaction.timedOut(now, limit)).map((one) => one.id);
      expect([await due(noon), await due(noon + 2), await due(noon + 9, 1)]).toEqual([[], [2, 1], [2]]);
      const called = async (channel: string, now: number) =>
        (await transaction.awaitingMention(channel, now, 9)).map((one) => one.id);
      expect(await called('#sec-alerts', noon)).toEqual([1]);
      expect(await called('#sec-alerts', noon - 1)).toEqual([]);
      const visible = async (after: number, limit: number) =>
        (await transaction.visibleAfter(after, limit)).map((one) => one.case.id);
      expect([await visible(0, 2), await visible(2, 2), await visible(3, 2)]).toEqual([[1, 2], [3], []]);
      expect(await transaction.quietBy(7, 9)).toMatchObject([
        { case: { id: 5 }, findings: [{ identity: 'guardduty:f5', caseKey: 'guardduty:f5' }] },
      ]);
      expect(await transaction.quietBy(8, 9)).toEqual([]);
    });
  });

  test('cards of acts keep what they are told, and a message for a case that nobody took is one of its own', async () => {
    const draft = { channel: '#sec-alerts', severity: 'Low', now: noon, material: true } as const;
    const key = 'digest:#sec-alerts:U1:2026-11-22';
    await take(store, findingFixture('f1', { severity: 'Critical' }));
    await store.act(async (transaction) => {
      expect(await transaction.hasCard(key)).toBe(false);
      await transaction.putCard({ ...draft, key, data: { owner: 'U1', overdue: [1] } });
      expect(await transaction.hasCard(key)).toBe(true);
      await transaction.putCard({ ...draft, key, data: { owner: 'U1', overdue: [1, 2] } });
    });
    expect(await store.cards.byKey(key)).toMatchObject({ wanted: 2, data: { overdue: [1, 2] } });
    await acknowledge(store, 1, 'U1CAROL', { announce: { step: 2, mentions: ['S1TEAM'] } });
    expect(await store.cards.byKey(`escalation:1:2:${noon}`)).toMatchObject({
      ...{ caseId: null, severity: 'Critical', data: { caseId: 1, step: 2, mentions: ['S1TEAM'] } },
      wanted: 1,
    });
    await store.act(async (transaction) => {
      const found = await transaction.caseById(1);
      if (!found) throw new Error('the case is there');
      const given = caseChangeFixture({ ...found.case, assignee: 'U1BOB' }, { card: 'edit' });
      await transaction.save({ ...noChanges, cases: [given] }, noon);
    });
    expect(await store.cards.byKey(`escalation:1:2:${noon}`)).toMatchObject({ wanted: 2 });
  });

  test('the pager is told the last word, the end only where it heard of the beginning', async () => {
    for (const id of ['f1', 'f2']) await take(store, findingFixture(id), { page: 'trigger' });
    await take(store, findingFixture('f3'), { page: 'resolve' });
    await acknowledge(store, 1, 'U1CAROL', { page: 'acknowledge' });
    const due = await store.pages.due(noon, 9);
    expect(due).toEqual([
      { caseId: 1, want: 'acknowledge', wanted: 2, attempts: 0, wantedAt: noon },
      { caseId: 2, want: 'trigger', wanted: 1, attempts: 0, wantedAt: noon },
    ]);
    const claim = { owner: 'me', now: noon, until: noon + 9 };
    const page = await store.pages.claim(1, claim);
    if (!page) throw new Error('nobody else wants it');
    expect(await store.pages.claim(1, { ...claim, owner: 'you' })).toBeNull();
    expect(await store.pages.due(noon, 9)).toMatchObject([{ caseId: 2 }]);
    await take(store, findingFixture('f1'), { page: 'resolve', arrivedAt: noon + 1 });
    expect(await store.pages.confirm(1, page.claim, page.wanted)).toBe(true);
    expect(await store.pages.confirm(1, page.claim, page.wanted)).toBe(false);
    const again = await store.pages.claim(1, claim);
    if (!again) throw new Error('there is something new to tell');
    expect(again).toMatchObject({ want: 'resolve', wanted: 3 });
    expect(await store.pages.fail(1, again.claim, { nextAt: noon + 5, error: 'no answer' })).toBe(true);
    expect((await store.pages.due(noon + 4, 9)).map((one) => one.caseId)).toEqual([2]);
    expect((await store.pages.due(noon + 5, 9)).map((one) => [one.caseId, one.attempts])).toEqual([
      [2, 0],
      [1, 1],
    ]);
  });
});
