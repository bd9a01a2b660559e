import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type DatabaseServer, databases } from '../../test/support/databases.ts';
import { findingFixture, noon, take } from '../../test/support/store-fixtures.ts';
import type { Finding } from '../finding/finding.ts';
import { openStore } from './open.ts';
import type { Store } from './store.ts';

const hour = 3_600_000;

describe.each(databases)('related cases on $name', ({ start }) => {
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

  /** On an instance of its own, unless said otherwise. */
  const on = (id: string, changes: Partial<Finding> = {}) =>
    findingFixture(id, { resources: [{ type: 'Instance', id: `i-0${id.padStart(6, '0')}` }], ...changes });
  const from = { remoteAddress: '198.51.100.7' };

  async function relatedTo(id: number): Promise<number[]> {
    return (await store.cases.related(id, 10)).rows.map((row) => row.case.id);
  }

  async function post(id: number): Promise<void> {
    const card = await store.cards.claim(`case:${id}`, {
      owner: 'me',
      now: noon,
      until: noon,
      posting: true,
    });
    if (!card) throw new Error('it waits to be posted');
    const shown = { channelId: 'C1', ts: `${id}.1`, shown: card.wanted, hash: 'h' };
    await store.cards.confirm(card.key, card.claim, shown);
  }

  test('an address within a day relates, the worst first; a day later nothing does', async () => {
    await take(store, on('1', from));
    await take(store, on('2', { ...from, severity: 'Low' }));
    await take(store, on('3', { ...from, severity: 'Critical', lastSeen: noon + 23 * hour }));
    await take(store, on('4', { ...from, lastSeen: noon + 48 * hour }));
    await take(store, on('5'));
    expect(await relatedTo(1)).toEqual([3, 2]);
    expect(await relatedTo(5)).toEqual([]);
    expect(await store.cases.view(1)).toMatchObject({
      related: { cases: [{ id: 3, severity: 'Critical' }, { id: 2 }], total: 2 },
      foldedInto: null,
    });
  });

  test('a card shows three of them, and how many there are', async () => {
    for (let id = 1; id <= 6; id += 1) await take(store, on(String(id), from));
    const related = (await store.cases.view(1))?.related;
    expect([related?.cases.length, related?.total]).toEqual([3, 5]);
  });

  test('what is closed or kept quiet relates to nothing', async () => {
    await take(store, on('1', from));
    await take(store, on('2', from), { decided: { state: 'suppressed' } });
    await take(store, on('3', from));
    await take(store, on('3', from), { decided: { state: 'resolved', closedAt: noon } });
    expect(await relatedTo(1)).toEqual([]);
    await take(store, on('2', from), { decided: { state: 'open' } });
    expect(await relatedTo(1)).toEqual([2]);
  });

  test('the cards of those that are in Slack show it too, and a repeat changes none', async () => {
    await take(store, on('1', from));
    await take(store, on('2'));
    await post(1);
    await post(2);
    const wanted = async () =>
      Promise.all([1, 2].map(async (id) => (await store.cards.byKey(`case:${id}`))?.wanted));
    expect(await wanted()).toEqual([1, 1]);
    await take(store, on('3', from), { arrivedAt: noon + 5 });
    expect(await wanted()).toEqual([2, 1]);
    expect(await store.cards.byKey('case:1')).toMatchObject({ dirtySince: noon + 5, material: 1 });
    await take(store, on('3', { ...from, count: 2 }), { card: 'edit' });
    expect(await wanted()).toEqual([2, 1]);
    await take(store, on('3', { ...from, lastSeen: noon + hour }), { card: 'edit' });
    expect(await wanted()).toEqual([3, 1]);
  });

  test('of an address that everybody has, the newest cases are looked at', async () => {
    for (let id = 1; id <= 25; id += 1) await take(store, on(String(id), from));
    const { rows, total } = await store.cases.related(25, 100);
    expect(total).toBe(19);
    expect(rows.map((row) => row.case.id)).not.toContain(1);
  });
});
