import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type DatabaseServer, databases } from '../../test/support/databases.ts';
import { leaseDraft } from '../../test/support/lease-fixtures.ts';
import { type LeaseDraft, noFacts } from '../finding/lease.ts';
import { openStore } from './open.ts';
import type { Store } from './store.ts';

const now = Date.UTC(2026, 10, 22, 12);
const subject = 'i-0123456789abcdef0';
const draft = leaseDraft({
  spec: { kind: 'access-key', accessKeyId: 'AKIAEXAMPLELEAKED001' },
  plan: { kind: 'access-key', steps: [], instance: null, surroundings: null, user: 'ci' },
  ...{ subject, state: 'approved', approvedAt: now, duration: null, nextAt: now },
  ...{ requestUntil: now + 1_000, requestedAt: now },
});

describe.each(databases)('leases on $name', ({ start }) => {
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

  const add = (over: Partial<LeaseDraft> = {}) =>
    store.act((transaction) => transaction.leases.add({ ...draft, ...over }));

  test('are found by what they are about, and taken by one at a time', async () => {
    const lease = await add({ facts: { ...noFacts, groupId: 'sg-1' } });
    expect(await store.leases.byId(lease.id)).toEqual(lease);
    expect((await store.leases.byGroup('sg-1'))?.id).toBe(lease.id);
    expect(await store.leases.list({ states: ['approved'], subject, limit: 5 })).toEqual([lease]);
    expect(await store.leases.places()).toEqual([{ place: draft.place, lastAt: now }]);
    expect(await store.leases.due(now - 1, 5)).toEqual([]);
    const first = await store.leases.claim(lease.id, { owner: 'one', now, until: now + 30_000 });
    expect(await store.leases.claim(lease.id, { owner: 'two', now, until: now + 30_000 })).toBeNull();
    const second = await store.leases.claim(lease.id, {
      owner: 'two',
      now: now + 30_000,
      until: now + 60_000,
    });
    if (first === null || second === null) throw new Error('it was free');
    // Whoever was too slow writes nothing any more.
    const held = (claim: typeof first.claim) =>
      store.act((transaction) => transaction.leases.held(lease.id, claim, now + 90_000));
    expect([await held(first.claim), (await held(second.claim))?.id]).toEqual([null, lease.id]);
    await store.leases.release(lease.id, second.claim);
    expect((await store.leases.due(now, 5)).map(({ id }) => id)).toEqual([lease.id]);
  });

  test('wake the clock, and the pager hears of an end only where it heard of a beginning', async () => {
    const lease = await add({ state: 'requested', nextAt: null });
    await store.act(async (transaction) => {
      expect((await transaction.leases.timedOut(now + 1_000, 5)).map(({ id }) => id)).toEqual([lease.id]);
      expect((await transaction.leases.livingOf(subject)).map(({ id }) => id)).toEqual([lease.id]);
      await transaction.leases.page(lease.id, 'resolve', now);
    });
    expect(await store.leasePages.due(now, 5)).toEqual([]);
    await store.act((transaction) => transaction.leases.page(lease.id, 'trigger', now));
    await store.act((transaction) => transaction.leases.page(lease.id, 'trigger', now));
    const page = await store.leasePages.claim(lease.id, { owner: 'one', now, until: now + 1_000 });
    expect(page).toMatchObject({ want: 'trigger', wanted: 2 });
    if (page === null) throw new Error('it was free');
    expect(await store.leasePages.confirm(lease.id, page.claim, page.wanted)).toBe(true);
    await store.act((transaction) => transaction.leases.page(lease.id, 'resolve', now));
    expect(await store.leasePages.due(now, 5)).toMatchObject([{ leaseId: lease.id, want: 'resolve' }]);
  });

  test('strays are told of once, until they come back; an address replaces another', async () => {
    const stray = {
      groupId: 'sg-9',
      place: draft.place,
      seenAt: now,
      name: 'n',
      lease: 'L1',
      deployment: 'x',
    };
    const note = () =>
      store.act((transaction) => transaction.leases.addStray({ ...stray, removal: null, goneAt: null }));
    expect([await note(), await note()]).toEqual([true, false]);
    await store.act((transaction) =>
      transaction.leases.saveStray({ ...stray, removal: { by: 'U0BOB', at: now }, goneAt: now }),
    );
    expect(await store.strays.present(draft.place)).toEqual([]);
    expect([await note(), (await store.strays.byId('sg-9'))?.removal]).toEqual([true, null]);
    for (const cidr of ['198.51.100.7/32', '198.51.100.8/32'])
      await store.act((transaction) => transaction.leases.setAddress('U0CAROL', cidr, now));
    expect(await store.leases.addressOf('U0CAROL')).toBe('198.51.100.8/32');
  });
});
