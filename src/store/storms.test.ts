import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type DatabaseServer, databases } from '../../test/support/databases.ts';
import { type Fate, findingFixture, noon, take } from '../../test/support/store-fixtures.ts';
import type { Severity } from '../finding/severity.ts';
import { openStore } from './open.ts';
import type { Store } from './store.ts';

const key = 'storm:#sec-alerts:1';
const channel = '#sec-alerts';

describe.each(databases)('storms on $name', ({ start }) => {
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

  const comes = (id: string, severity: Severity, fate: Fate & { arrivedAt?: number } = {}) =>
    take(store, findingFixture(id, { severity }), fate);

  async function due(posting = true, now = noon): Promise<string[]> {
    const cards = await store.cards.due(now, { posting, exceptChannels: [], limit: 50 });
    return cards.map((card) => card.key);
  }

  async function post(card: string): Promise<void> {
    const claimed = await store.cards.claim(card, { owner: 'me', now: noon, until: noon + 9, posting: true });
    if (!claimed) throw new Error(`${card} waits to be posted`);
    const shown = { channelId: 'C1', ts: `${card}.1`, shown: claimed.wanted, hash: 'h' };
    await store.cards.confirm(card, claimed.claim, shown);
  }

  test('pressure counts new cards of Medium and lower that wait, and how many are young', async () => {
    await comes('f1', 'Medium');
    await comes('f2', 'Low', { arrivedAt: noon - 60_000 });
    await comes('f3', 'High');
    await comes('f4', 'Low', { decided: { channel: '#other' } });
    await comes('f5', 'Low');
    await post('case:5');
    expect(await store.cards.pressure(noon)).toEqual([
      { channel: '#other', waiting: 1, lastMinute: 1, stormKey: null },
      { channel, waiting: 2, lastMinute: 1, stormKey: null },
    ]);
  });

  test('what waits folds into the storm card, which comes before it and after High', async () => {
    for (const [id, severity] of [
      ['f1', 'Low'],
      ['f2', 'High'],
      ['f3', 'Medium'],
    ] as const)
      await comes(id, severity);
    await store.cards.claim('case:1', { owner: 'me', now: noon, until: noon + 9, posting: true });
    expect(await store.cards.fold(channel, key, noon + 1)).toBe(1);
    await comes('f4', 'Low', { arrivedAt: noon + 2 });
    expect(await due(true, noon + 2)).toEqual(['case:2', key, 'case:4']);
    expect(await store.cards.byKey('case:3')).toMatchObject({ storm: key });
    expect(await store.cards.byKey(key)).toMatchObject({
      ...{ caseId: null, channel, wanted: 1, data: { from: noon, endedAt: null, freed: 0 } },
    });
    expect(await store.cards.pressure(noon + 2)).toEqual([
      { channel, waiting: 2, lastMinute: 3, stormKey: key },
    ]);
    expect(await store.cards.fold(channel, key, noon + 2)).toBe(1);
    expect(await store.cards.fold(channel, key, noon + 2)).toBe(0);
    expect(await store.cards.byKey(key)).toMatchObject({ wanted: 2, data: { from: noon } });
    expect(await store.cards.backlog()).toMatchObject({ waiting: 3 });
  });

  test('a storm card that is shown is edited at most every five seconds', async () => {
    await comes('f1', 'Low');
    await store.cards.fold(channel, key, noon);
    await post(key);
    await comes('f2', 'Low');
    await store.cards.fold(channel, key, noon + 1_000);
    await comes('f3', 'Low');
    await store.cards.fold(channel, key, noon + 2_000);
    expect(await due(false, noon + 5_999)).toEqual([]);
    expect(await due(false, noon + 6_000)).toEqual([key]);
  });

  test('what becomes worse, comes back or is taken leaves the storm; a repeat does not', async () => {
    for (const id of ['f1', 'f2', 'f3', 'f4']) await comes(id, 'Low');
    await store.cards.fold(channel, key, noon);
    await comes('f1', 'Low', { card: 'edit' });
    await comes('f2', 'Low', { card: 'edit', decided: { state: 'acknowledged', assignee: 'U1CAROL' } });
    await comes('f3', 'High', { decided: { severity: 'High' } });
    expect((await due()).sort()).toEqual(['case:2', 'case:3', key]);
    expect((await store.cards.storm(key))?.total).toBe(2);
  });

  test('what is said of a folded case is not said later, and of one that leaves is', async () => {
    const notices = [
      { kind: 'closed', at: noon, broadcast: false, mentions: ['U1CAROL'], values: {} },
    ] as const;
    for (const id of ['f1', 'f2']) await comes(id, 'Low');
    await store.cards.fold(channel, key, noon);
    await comes('f1', 'Low', { card: 'edit', notices });
    await comes('f2', 'Low', { card: 'post', notices });
    await post('case:2');
    expect(await store.cases.why('Y1')).toMatchObject([{ unsaid: 0 }]);
    expect(await store.cases.why('Y2')).toMatchObject([{ unsaid: 1 }]);
    expect(await store.notices.due(noon, { exceptChannels: [], limit: 9 })).toMatchObject([
      { caseId: 2, kind: 'closed', mentions: ['U1CAROL'] },
    ]);
  });

  test('the card counts by source, type, account and severity, and lists them', async () => {
    await comes('f1', 'Low');
    await comes('f2', 'Medium');
    await take(
      store,
      findingFixture('f3', { severity: 'Low', type: 'other', account: { id: '444455556666' } }),
      { arrivedAt: noon + 7 },
    );
    await store.cards.fold(channel, key, noon + 9);
    expect(await store.cards.storm(key)).toEqual({
      ...{ total: 3, from: noon, to: noon + 7, endedAt: null, freed: 0 },
      bySource: [{ name: 'GuardDuty', count: 3 }],
      byType: [
        { name: 'CryptoCurrency:EC2/BitcoinTool.B!DNS', count: 2 },
        { name: 'other', count: 1 },
      ],
      byAccount: [
        { name: '111122223333', count: 2 },
        { name: '444455556666', count: 1 },
      ],
      bySeverity: [
        { severity: 'Medium', count: 1 },
        { severity: 'Low', count: 2 },
      ],
    });
    expect(await store.cards.storm('storm:none')).toBeNull();
    const list = await store.cases.inStorm(key, { offset: 0, limit: 2 });
    expect(list).toMatchObject({ rows: [{ case: { id: 2 } }, { case: {} }], total: 3, more: false });
    expect((await store.cases.inStorm(key, { offset: 2, limit: 2 })).rows).toHaveLength(1);
  });

  test('at its end the worst and oldest come free, as many as fit, and nothing is lost', async () => {
    const arrivals: [string, Severity][] = [
      ['f1', 'Low'],
      ['f2', 'Low'],
      ['f3', 'Medium'],
      ['f4', 'Low'],
    ];
    for (const [at, [id, severity]] of arrivals.entries())
      await comes(id, severity, { arrivedAt: noon + at });
    await store.cards.fold(channel, key, noon + 9);
    await comes('f1', 'Low', {
      card: 'edit',
      decided: { state: 'resolved', resolution: 'fixed', closedAt: noon },
    });
    await post(key);
    expect(await store.cards.endStorm(key, noon + 10, 2)).toEqual({ freed: 2 });
    expect(await due()).toEqual(['case:2', 'case:3']);
    expect(await due(false, noon + 10)).toEqual([key]);
    expect(await store.cards.storm(key)).toMatchObject({ total: 2, freed: 2, endedAt: noon + 10 });
    expect(await store.cards.pressure(noon + 10)).toEqual([
      { channel, waiting: 2, lastMinute: 2, stormKey: null },
    ]);
    expect(await store.cards.endStorm(key, noon + 11, 2)).toEqual({ freed: 0 });
    const rest = await store.cases.inStorm(key, { offset: 0, limit: 9 });
    expect(rest.rows.map((row) => row.case.id)).toEqual([4, 1]);
    await comes('f4', 'Low');
    expect(await due()).toEqual(['case:2', 'case:3', 'case:4']);
  });
});
