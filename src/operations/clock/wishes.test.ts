import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type DatabaseServer, databases } from '../../../test/support/databases.ts';
import { findingFixture, take } from '../../../test/support/store-fixtures.ts';
import type { CaseDraft } from '../../finding/case.ts';
import type { Finding } from '../../finding/finding.ts';
import { marked } from '../../finding/mark.ts';
import { openStore } from '../../store/open.ts';
import type { ClaimedWish, WishResult } from '../../store/ports/wishes.ts';
import type { Store } from '../../store/store.ts';
import { countWishes } from '../count-wishes.ts';
import type { Ticked } from './ticked.ts';
import { createWishMaker, type WishRules } from './wishes.ts';

const rules = { settings: { suppress: true, guardDuty: false }, version: 1 };
const [region, account] = ['ap-northeast-1', '111122223333'];
const place = { source: 'securityhub', region, accounts: [account] } as const;
const asff = (id: string, more: Partial<Finding> = {}): Finding =>
  findingFixture(id, {
    ...{ recordKey: `securityhub:arn|${id}`, source: 'securityhub', updatedAt: 5 },
    status: { archived: false, compliance: null, workflow: 'new' },
    ...more,
  });
const carol: Partial<CaseDraft> = { state: 'acknowledged', assignee: 'U0CAROL', acknowledgedUntil: 5_000 };

describe.each(databases)('wishes on $name', ({ start }) => {
  let server: DatabaseServer;
  let store: Store;
  let makeWishes: (rules: WishRules) => Promise<Ticked>;
  beforeAll(async () => {
    server = await start();
  });
  afterAll(() => server.stop());
  beforeEach(async () => {
    store = await openStore(await server.create());
    const maker = createWishMaker(store);
    makeWishes = (rules) => maker(rules, 1);
  });
  afterEach(() => store.close());

  const claim = (now: number, owner = 'a') =>
    store.wishes.claim(place, { owner, now, until: now + 60_000, limit: 100 });
  const settle = (results: readonly WishResult[], now: number) =>
    store.act((transaction) => transaction.settleWishes(results, now));
  const wrote = (claimed: readonly ClaimedWish[], now: number) =>
    settle(
      claimed.map(({ identity, recordKey, claim: held, wanted, marks }) => ({
        ...{ identity, recordKey, claim: held, kind: 'written' as const, wanted },
        marks: marked(marks, wanted?.status ?? 'NEW', now),
      })),
      now,
    );

  test('a case that nobody touched wants nothing; one that somebody has is NOTIFIED', async () => {
    await take(store, asff('f-1'));
    expect(await makeWishes(rules)).toEqual({ changed: false, more: false });
    await take(store, asff('f-1'), { decided: carol });
    expect(await makeWishes(rules)).toEqual({ changed: true, more: false });
    expect(await store.wishes.places(0, 10)).toEqual([{ source: 'securityhub', region, account }]);
    expect(await claim(1)).toMatchObject([
      { caseId: 1, wanted: { status: 'NOTIFIED', why: 'acknowledged', by: 'U0CAROL', until: 5_000 } },
    ]);
    expect(await claim(2, 'b')).toEqual([]);
    expect(await makeWishes(rules)).toEqual({ changed: false, more: false });
  });

  test('what policies keep quiet is counted, and what is wanted of one finding is told apart from what is said', async () => {
    const quiet = (action: 'notify' | 'accept' | 'disable'): Partial<CaseDraft> => ({
      ...{ state: 'suppressed', shown: false },
      quiet: { by: 'policy', action, policy: 'p' },
    });
    const control = (id: string) =>
      asff(id, { kind: 'control', identity: `control:${account}:x:EC2.2:${id}` });
    await take(store, control('c-1'), { decided: quiet('notify') });
    await take(store, control('c-2'), { decided: quiet('accept') });
    await take(store, control('c-3'), { decided: quiet('accept') });
    await take(store, control('c-4'), { decided: quiet('disable') });
    await take(store, control('c-5'));
    await take(store, asff('t-1'), { decided: quiet('accept') });
    expect(await store.wishes.quieted()).toEqual({ notify: 1, accept: 2 });

    await makeWishes(rules);
    const told = async () => (await store.cases.why('Y1'))[0]?.told;
    const asked = { source: 'securityhub', copies: 1, wanted: { status: 'SUPPRESSED', why: 'policy' } };
    expect(await told()).toMatchObject([{ ...asked, isSaid: false }]);
    await wrote(await claim(1), 10);
    expect(await told()).toMatchObject([{ ...asked, isSaid: true }]);
    await makeWishes({ settings: { suppress: false, guardDuty: false }, version: 2 });
    expect(await told()).toMatchObject([{ source: 'securityhub', wanted: null, isSaid: false }]);
  });

  test('what was written is not due again, until something else is wanted', async () => {
    await take(store, asff('f-1'), { decided: carol });
    await makeWishes(rules);
    await wrote(await claim(1), 10);
    expect(await store.wishes.places(20, 10)).toEqual([]);
    await take(store, asff('f-1', { count: 2 }), { decided: carol });
    await makeWishes(rules);
    expect(await store.wishes.places(20, 10)).toEqual([]);
    await take(store, asff('f-1'), { decided: { state: 'open', assignee: null } });
    await makeWishes(rules);
    expect(await claim(20)).toMatchObject([
      { wanted: null, written: { status: 'NOTIFIED' }, marks: [{ says: 'NOTIFIED', until: null }] },
    ]);
  });

  test('what Security Hub itself began anew is written anew', async () => {
    const quiet: Partial<CaseDraft> = {
      ...{ state: 'suppressed', shown: false },
      quiet: { by: 'policy', policy: 'p', action: 'accept' },
    };
    const control = asff('f-1', { kind: 'control', updatedAt: 5 });
    await take(store, control, { decided: quiet });
    await makeWishes(rules);
    await wrote(await claim(1), 10);
    await take(store, { ...control, updatedAt: 9 }, { decided: quiet });
    await makeWishes(rules);
    expect(await store.wishes.places(20, 10)).toEqual([]);
    await take(store, { ...control, updatedAt: 11 }, { decided: quiet });
    await makeWishes(rules);
    expect(await claim(20)).toMatchObject([
      { wanted: { status: 'SUPPRESSED', why: 'policy' }, written: null },
    ]);
  });

  test('a finding that went to another case says what is decided there', async () => {
    await take(store, asff('f-1'), { decided: { ...carol, key: 'group:a' } });
    await makeWishes(rules);
    await wrote(await claim(1), 10);
    await take(store, asff('f-1'), { decided: { key: 'group:b', id: null } });
    await take(store, asff('f-2'), { decided: { ...carol, key: 'group:a' } });
    await makeWishes(rules);
    const claimed = await claim(20);
    expect(claimed.map((one) => [one.identity, one.caseId, one.wanted?.status ?? null])).toEqual([
      ['guardduty:f-1', 2, null],
      ['guardduty:f-2', 1, 'NOTIFIED'],
    ]);
  });

  test('another configuration works all of it out anew, and the same one does not', async () => {
    await take(store, asff('f-1', { kind: 'control' }), {
      decided: { state: 'suppressed', quiet: { by: 'policy', policy: 'p', action: 'notify' } },
    });
    await makeWishes({ settings: { suppress: false, guardDuty: false }, version: 2 });
    expect(await store.wishes.waiting()).toBe(0);
    expect(await store.wishes.everDecided(0, 10)).toEqual([1]);
    await makeWishes(rules);
    expect(await store.wishes.waiting()).toBe(1);
    expect(await countWishes(store.wishes, rules.settings)).toEqual([
      { source: 'securityhub', status: 'SUPPRESSED', why: 'policy', copies: 1 },
    ]);
    expect(await createWishMaker(store)(rules, 1)).toEqual({ changed: false, more: false });
  });

  test('what failed waits, what failed for good waits for another wish, and both say so', async () => {
    await take(store, asff('f-1'), { decided: carol });
    await makeWishes(rules);
    const [first] = await claim(1);
    const failed = (one: ClaimedWish | undefined, nextAt: number | null) =>
      settle(one ? [{ ...one, kind: 'failed', problem: 'InternalError', nextAt }] : [], 5);
    await failed(first, 100);
    expect(await store.wishes.places(99, 10)).toEqual([]);
    const [second] = await claim(100);
    expect(second?.attempts).toBe(1);
    // Whoever was too slow changes nothing.
    await failed(first, null);
    await failed(second, null);
    expect(await store.wishes.places(1_000_000, 10)).toEqual([]);
    expect(await store.wishes.problems(1)).toEqual([
      { source: 'securityhub', problem: 'InternalError', count: 1 },
    ]);
    await take(store, asff('f-1'), { decided: { ...carol, assignee: 'U0DAVE' } });
    const wanted = async () => (await store.cards.byKey('case:1'))?.wanted ?? 0;
    const before = await wanted();
    await makeWishes(rules);
    expect(await store.wishes.problems(1)).toEqual([]);
    // It was drawn with the problem since, perhaps.
    expect(await wanted()).toBe(before + 1);
    expect(await claim(1_000_000)).toMatchObject([{ attempts: 0, wanted: { by: 'U0DAVE' } }]);
  });

  test('what is about to be written is known to whoever reads the finding next', async () => {
    await take(store, asff('f-1'), { decided: carol });
    await makeWishes(rules);
    const [claimed] = await claim(1);
    if (!claimed) throw new Error('something is due');
    await store.wishes.intend([{ ...claimed, marks: marked(claimed.marks, 'NOTIFIED', 1) }]);
    const known = await store.intake((transaction) => transaction.load(['guardduty:f-1']));
    expect(known.findings.get('guardduty:f-1')?.marks).toEqual(
      new Map([['securityhub:arn|f-1', [{ says: 'NOTIFIED', until: null }]]]),
    );
  });
});
