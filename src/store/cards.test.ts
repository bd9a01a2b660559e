import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type DatabaseServer, databases } from '../../test/support/databases.ts';
import { emptyBatch, findingFixture, ledgerFixture, noon, take } from '../../test/support/store-fixtures.ts';
import type { Severity } from '../finding/severity.ts';
import { openStore } from './open.ts';
import type { Store } from './store.ts';

describe.each(databases)('cards and notices on $name', ({ start }) => {
  let server: DatabaseServer;
  let store: Store;

  beforeAll(async () => {
    server = await start();
  });
  afterAll(() => server.stop());
  beforeEach(async () => {
    store = await openStore(await server.create());
  });
  afterEach(() => store.close());

  const toPost = { posting: true, exceptChannels: [] as string[], limit: 50 };
  const toEdit = { ...toPost, posting: false };
  const until = noon + 30_000;
  const finding = findingFixture('f1');

  async function dueKeys(filter = toPost, now = noon): Promise<string[]> {
    return (await store.cards.due(now, filter)).map((card) => card.key);
  }

  async function claimed(key: string, posting: boolean, owner = 'me', now = noon) {
    const card = await store.cards.claim(key, { owner, now, until: now + 30_000, posting });
    if (!card) throw new Error(`${key} could not be claimed`);
    return card;
  }

  /** As the reconciler does it. */
  async function post(key: string): Promise<void> {
    const card = await claimed(key, true);
    const shown = { channelId: 'C1', ts: `${card.key}.1`, shown: card.wanted, hash: 'h1' };
    expect(await store.cards.confirm(key, card.claim, shown)).toBe(true);
  }

  test('of the cards of one kind the last one put is known', async () => {
    const put = (key: string, now: number) =>
      store.cards.put({ key, channel: 'a', severity: 'High', now, material: true, data: { key } });
    for (const [at, key] of ['x:1', 'x:2', 'x:1', 'y:1', 'x'].entries()) await put(key, noon + at);
    expect(await store.cards.lastPut('x:')).toMatchObject({ key: 'x:1', wanted: 2, createdAt: noon });
    expect(await store.cards.lastPut('z:')).toBeNull();
  });

  test('a new case wants a card; an edit alone makes none', async () => {
    await take(store, finding);
    await take(store, findingFixture('f2'), { card: 'edit' });
    await take(store, findingFixture('f3'), { card: null });
    const cards = await store.cards.due(noon, toPost);
    expect(cards).toEqual([
      {
        ...{
          key: 'case:1',
          caseId: 1,
          channel: '#sec-alerts',
          severity: 'High',
          wanted: 1,
          shown: 0,
          material: 1,
        },
        ...{ channelId: null, ts: null, gone: false, shownHash: null, unconfirmedSince: null, attempts: 0 },
        ...{ createdAt: noon, dirtySince: noon, data: null, storm: null, thread: null },
      },
    ]);
    expect(await dueKeys(toEdit)).toEqual([]);
    expect(await store.cards.backlog()).toEqual({ waiting: 1, oldest: noon });
  });

  test('Critical first, then High, then whoever waits longest', async () => {
    const order: [string, Severity, number][] = [
      ['low', 'Low', 0],
      ['medium', 'Medium', 1],
      ['high', 'High', 2],
      ['late', 'Critical', 4],
      ['critical', 'Critical', 3],
    ];
    for (const [key, severity, after] of order) await touch(key, { severity, now: noon + after });
    expect(await dueKeys()).toEqual(['critical', 'late', 'high', 'low', 'medium']);
    expect(await dueKeys({ ...toPost, limit: 2 })).toEqual(['critical', 'late']);
  });

  async function touch(
    key: string,
    changes: Partial<Parameters<Store['cards']['put']>[0]> = {},
  ): Promise<void> {
    const plain = {
      channel: '#sec-alerts',
      severity: 'Low',
      now: noon,
      material: true,
      data: null,
    } as const;
    await store.cards.put({ key, ...plain, ...changes });
  }

  test('a busy channel does not stand in the way of another', async () => {
    await touch('a', { channel: '#busy' });
    await touch('b', { channel: '#calm' });
    expect(await dueKeys({ ...toPost, exceptChannels: ['#busy', '#other'] })).toEqual(['b']);
  });

  test('versions grow; severity follows, the channel stays', async () => {
    await touch('a');
    await touch('a', { severity: 'High', channel: '#elsewhere', material: false });
    expect(await store.cards.byKey('a')).toMatchObject({
      wanted: 2,
      material: 1,
      severity: 'High',
      channel: '#sec-alerts',
    });
    await touch('a');
    expect(await store.cards.byKey('a')).toMatchObject({ wanted: 3, material: 3, severity: 'Low' });
    expect(await store.cards.byKey('b')).toBeNull();
  });

  test('of two who reach for a card one gets it, until its time is up', async () => {
    await take(store, finding);
    const both = await Promise.all(
      ['me', 'you'].map((owner) => store.cards.claim('case:1', { owner, now: noon, until, posting: true })),
    );
    expect(both.filter((card) => card !== null)).toHaveLength(1);
    expect(await dueKeys()).toEqual([]);
    expect(await dueKeys(toPost, until)).toEqual(['case:1']);
    const later = await claimed('case:1', true, 'other', until);
    const first = both.find((card) => card !== null);
    if (!first) throw new Error('one of the two has it');
    expect(later.claim.token).toBeGreaterThan(first.claim.token);
    // Whoever was too slow writes nothing any more, and the time of the first try stands.
    const shown = { channelId: 'C1', ts: '1.1', shown: 1, hash: 'h' };
    expect(await store.cards.confirm('case:1', first.claim, shown)).toBe(false);
    expect(await store.cards.fail('case:1', first.claim, { nextAt: 0, error: 'x', unconfirmed: true })).toBe(
      false,
    );
    expect(await store.cards.gone('case:1', first.claim, 1)).toBe(false);
    expect(later.unconfirmedSince).toBe(noon);
    expect(await store.cards.confirm('case:1', later.claim, shown)).toBe(true);
  });

  test('posted, then edited, and dirty again with what came meanwhile', async () => {
    await take(store, finding);
    const card = await claimed('case:1', true);
    expect(card).toMatchObject({ wanted: 1, unconfirmedSince: noon });
    await take(store, { ...finding, count: 2 }, { card: 'edit', arrivedAt: noon + 5 });
    await store.cards.confirm('case:1', card.claim, { channelId: 'C1', ts: '1.1', shown: 1, hash: 'h1' });
    expect(await store.cards.byKey('case:1')).toMatchObject({
      ...{ wanted: 2, shown: 1, material: 1, channelId: 'C1', ts: '1.1', shownHash: 'h1' },
      ...{ unconfirmedSince: null, dirtySince: noon + 5 },
    });
    expect(await dueKeys()).toEqual([]);
    expect(await dueKeys(toEdit)).toEqual(['case:1']);
    const edit = await claimed('case:1', false);
    expect(edit.unconfirmedSince).toBeNull();
    await store.cards.confirm('case:1', edit.claim, { channelId: 'C1', ts: '1.1', shown: 2, hash: 'h2' });
    expect(await store.cards.backlog()).toEqual({ waiting: 0, oldest: null });
    expect(await store.cards.claim('case:1', { owner: 'me', now: noon, until, posting: false })).toBeNull();
  });

  test('a posted card cannot be claimed for posting, nor an unposted one for an edit', async () => {
    await take(store, finding);
    expect(await store.cards.claim('case:1', { owner: 'me', now: noon, until, posting: false })).toBeNull();
    await post('case:1');
    await take(store, finding);
    expect(await store.cards.claim('case:1', { owner: 'me', now: noon, until, posting: true })).toBeNull();
  });

  test('a failure waits for its time, and tells a sure one from an unsure one', async () => {
    await take(store, finding);
    const unsure = await claimed('case:1', true);
    const result = { nextAt: noon + 9_000, error: 'x'.repeat(9_999), unconfirmed: true };
    expect(await store.cards.fail('case:1', unsure.claim, result)).toBe(true);
    expect(await dueKeys()).toEqual([]);
    expect(await store.cards.nextDueAt()).toBe(noon + 9_000);
    expect(await dueKeys(toPost, noon + 9_000)).toEqual(['case:1']);
    expect(await store.cards.byKey('case:1')).toMatchObject({ attempts: 1, unconfirmedSince: noon });
    const sure = await claimed('case:1', true, 'me', noon + 9_000);
    await store.cards.fail('case:1', sure.claim, { nextAt: noon + 10_000, error: 'x', unconfirmed: false });
    expect(await store.cards.byKey('case:1')).toMatchObject({ attempts: 2, unconfirmedSince: null });
    const last = await claimed('case:1', true, 'me', noon + 10_000);
    await store.cards.confirm('case:1', last.claim, { channelId: 'C1', ts: '1.1', shown: 1, hash: 'h' });
    expect(await store.cards.byKey('case:1')).toMatchObject({ attempts: 0 });
    expect(await store.cards.nextDueAt()).toBeNull();
  });

  test('a message deleted by hand comes back with the next material change only', async () => {
    await take(store, finding);
    await post('case:1');
    await take(store, finding, { card: 'edit' });
    const edit = await claimed('case:1', false);
    expect(await store.cards.gone('case:1', edit.claim, edit.wanted)).toBe(true);
    await take(store, finding, { card: 'edit' });
    expect(await dueKeys()).toEqual([]);
    expect(await dueKeys(toEdit)).toEqual([]);
    expect(await store.cards.byKey('case:1')).toMatchObject({
      gone: true,
      ts: null,
      channelId: null,
      shownHash: null,
    });
    await take(store, finding, { card: 'post', arrivedAt: noon + 7 });
    expect(await store.cards.due(noon, toPost)).toMatchObject([{ key: 'case:1', dirtySince: noon + 7 }]);
    await post('case:1');
    expect(await store.cards.byKey('case:1')).toMatchObject({ gone: false, wanted: 4, shown: 4 });
  });

  const notice = (times: number) =>
    ({
      kind: 'reopened',
      at: noon + times,
      broadcast: true,
      mentions: [],
      values: { times, by: '櫓' },
    }) as const;

  test('notices wait for the card, and are said in order and once', async () => {
    await take(store, finding, { notices: [notice(1), notice(2)] });
    expect(await store.notices.due(noon, notices)).toEqual([]);
    await post('case:1');
    await take(store, finding, { card: 'edit', notices: [notice(3)] });
    const said: unknown[] = [];
    for (let round = 0; round < 3; round += 1) {
      const [due, ...others] = await store.notices.due(noon, notices);
      expect(others).toEqual([]);
      if (!due) throw new Error('a notice is due');
      const claim = await store.notices.claim(due.caseId, due.seq, { owner: 'me', now: noon, until });
      expect(await store.notices.claim(due.caseId, due.seq, { owner: 'you', now: noon, until })).toBeNull();
      expect(await store.notices.due(noon, notices)).toEqual([]);
      if (!claim) throw new Error('nobody else wants it');
      expect(claim).toMatchObject({
        channel: '#sec-alerts',
        channelId: 'C1',
        threadTs: 'case:1.1',
        kind: 'reopened',
      });
      said.push([claim.seq, claim.values, claim.broadcast]);
      expect(await store.notices.confirm(1, due.seq, claim.claim, `2.${due.seq}`)).toBe(true);
      expect(await store.notices.confirm(1, due.seq, { ...claim.claim, token: 99 }, 'x')).toBe(false);
    }
    expect(said).toEqual([1, 2, 3].map((times) => [times, { times, by: '櫓' }, true]));
    expect(await store.notices.due(noon, notices)).toEqual([]);
  });

  const notices = { exceptChannels: [] as string[], limit: 10 };

  test('a notice that fails waits; one without a thread is dropped', async () => {
    await take(store, finding, { notices: [notice(1), notice(2)] });
    await post('case:1');
    const first = await store.notices.claim(1, 1, { owner: 'me', now: noon, until });
    expect(await store.notices.claim(1, 2, { owner: 'me', now: noon, until })).toBeNull();
    if (!first) throw new Error('nobody else wants it');
    await store.notices.fail(1, 1, first.claim, { nextAt: noon + 5, error: 'x', unconfirmed: true });
    expect(await store.notices.due(noon, notices)).toEqual([]);
    expect(await store.notices.due(noon + 5, notices)).toMatchObject([
      { seq: 1, attempts: 1, unconfirmedSince: noon },
    ]);
    expect(await store.notices.due(noon + 5, { ...notices, exceptChannels: ['#sec-alerts'] })).toEqual([]);
    const again = await store.notices.claim(1, 1, { owner: 'me', now: noon + 5, until });
    if (!again) throw new Error('nobody else wants it');
    expect(await store.notices.drop(1, 1, first.claim)).toBe(false);
    expect(await store.notices.drop(1, 1, again.claim)).toBe(true);
    expect(await store.notices.due(noon + 5, notices)).toMatchObject([{ seq: 2 }]);
  });

  test('the day’s intake card counts what was not understood', async () => {
    const quarantined = (id: string, code: 'bad-json' | 'unknown-shape', at: number, detail?: string) =>
      ledgerFixture(id, 'quarantined', {
        arrivedAt: at,
        reason: { code, ...(detail === undefined ? {} : { detail }) },
      });
    const ledger = [
      quarantined('m1', 'bad-json', noon),
      quarantined('m2', 'unknown-shape', noon + 1, 'a detail'),
      quarantined('m3', 'unknown-shape', noon + 2),
      quarantined('m4', 'bad-json', noon + 100),
      ledgerFixture('m5', 'dropped'),
    ];
    const intakeCard = { key: 'intake:2026-11-22', channel: '#sec-alerts' };
    for (let batch = 0; batch < 2; batch += 1)
      await store.intake((transaction) => transaction.save({ ...emptyBatch, ledger, intakeCard }));
    expect(await store.cards.due(noon, toPost)).toMatchObject([
      { key: intakeCard.key, caseId: null, wanted: 2, material: 1 },
    ]);
    expect(await store.cards.intakeOfDay(noon, noon + 100)).toEqual({
      total: 3,
      byReason: [
        { code: 'unknown-shape', queue: 'alerts', count: 2 },
        { code: 'bad-json', queue: 'alerts', count: 1 },
      ],
      examples: [
        { messageId: 'm3', path: '/detail', code: 'unknown-shape', detail: null },
        { messageId: 'm2', path: '/detail', code: 'unknown-shape', detail: 'a detail' },
        { messageId: 'm1', path: '/detail', code: 'bad-json', detail: null },
      ],
    });
  });
});
