import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type DatabaseServer, databases } from '../../test/support/databases.ts';
import { openStore } from './open.ts';
import type { Store } from './store.ts';

const now = Date.UTC(2026, 10, 22, 12);

describe.each(databases)('investigations on $name', ({ start }) => {
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

  const ask = () => store.act((transaction) => transaction.askInvestigation(1, 'U0CAROL', now));
  const read = () => store.investigations.settle(1, now, true);
  const unpictured = () => store.investigations.unpictured(5);

  async function show(): Promise<void> {
    const key = 'investigation:1';
    await store.cards.put({ key, channel: 'sec', severity: 'High', now, material: true, data: {} });
    const card = await store.cards.claim(key, { owner: 'me', now, until: now + 30_000, posting: true });
    if (card === null) throw new Error('the card could not be claimed');
    await store.cards.confirm(key, card.claim, { channelId: 'C1', ts: '1.1', shown: card.wanted, hash: 'h' });
  }

  test('want a picture after each reading, once their timeline is shown', async () => {
    await ask();
    await show();
    expect(await unpictured()).toEqual([]);
    await read();
    expect(await unpictured()).toEqual([{ caseId: 1, round: 1, pictured: null }]);
    await store.investigations.picture(1, 1, '1 2 60');
    expect(await unpictured()).toEqual([]);
    await read();
    expect(await unpictured()).toEqual([{ caseId: 1, round: 2, pictured: '1 2 60' }]);
  });

  test('wait for the timeline', async () => {
    await ask();
    await read();
    expect(await unpictured()).toEqual([]);
    await show();
    expect(await unpictured()).toHaveLength(1);
  });

  test('a picture of before is none of what was asked anew', async () => {
    await ask();
    await show();
    await read();
    await ask();
    await store.investigations.picture(1, 1, '1 2 60');
    await read();
    expect(await unpictured()).toEqual([{ caseId: 1, round: 1, pictured: null }]);
  });
});
