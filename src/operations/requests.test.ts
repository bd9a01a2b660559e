import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { actAs, day, hour, rulesFixture } from '../../test/support/acts.ts';
import { type DatabaseServer, databases } from '../../test/support/databases.ts';
import { findingFixture, noon, take } from '../../test/support/store-fixtures.ts';
import type { CaseDraft } from '../finding/case.ts';
import type { Finding } from '../finding/finding.ts';
import type { Role } from '../finding/role.ts';
import { openStore } from '../store/open.ts';
import type { Store } from '../store/store.ts';
import { createClockwork } from './clockwork.ts';

const [carol, dave, alice] = ['U0CAROL', 'U0DAVE', 'U0ALICE'];
const now = noon + hour;
const rules = rulesFixture();

describe.each(databases)('what one alone may not decide, on $name', ({ start }) => {
  let server: DatabaseServer;
  let store: Store;
  beforeAll(async () => {
    server = await start();
  }, 60_000);
  afterAll(() => server.stop());
  beforeEach(async () => {
    store = await openStore(await server.create());
  });
  afterEach(() => store.close());

  async function given(finding: Partial<Finding> = {}, decided: Partial<CaseDraft> = {}, id = 'f-1') {
    const caseId = await take(store, findingFixture(id, finding), { decided });
    if (caseId === null) throw new Error('it opened a case');
    return caseId;
  }

  const ask = (caseId: number, until = now + 20 * day, by = carol, role: Role = 'responder') =>
    actAs(store, by, { now, role }, 'askException', { caseId, until, reason: 'a jump host' });
  const decide = (
    name: 'grantRequest' | 'refuseRequest' | 'withdrawRequest',
    requestId: number,
    by = alice,
    more: { readonly at?: number; readonly role?: Role } = {},
  ) => actAs(store, by, { now: more.at ?? now, role: more.role ?? 'approver' }, name, { requestId });

  const caseNow = async (id: number) => (await store.cases.view(id))?.case;

  describe('an exception', () => {
    test('is granted by somebody else, under both names, and comes back at its review', async () => {
      const id = await given();
      const until = now + 20 * day;
      expect(await ask(id)).toMatchObject({
        kind: 'asked',
        request: { id: 1, askedBy: carol, expiresAt: now + 7 * day },
      });
      expect(await store.cards.byKey('request:1')).toMatchObject({ thread: `case:${id}` });
      expect(await decide('grantRequest', 1)).toMatchObject({ kind: 'granted', suppression: null });
      expect(await caseNow(id)).toMatchObject({
        ...{ state: 'excepted', nextAt: until },
        exception: { since: now, until, severity: 'High', by: carol, approver: alice, reason: 'a jump host' },
      });
      await createClockwork(store).tick(rules, until);
      expect(await caseNow(id)).toMatchObject({ state: 'open', exception: null });
    });

    test('is for no longer than the role of whoever asks, and of whoever grants', async () => {
      const id = await given();
      expect(await ask(id, now + 31 * day)).toEqual({ kind: 'too-long', most: 30 * day });
      expect(await ask(id, now)).toEqual({ kind: 'in-the-past' });
      expect(await ask(id, Number.NaN)).toEqual({ kind: 'in-the-past' });
      await ask(id, now + 100 * day, carol, 'admin');
      expect(await decide('grantRequest', 1)).toMatchObject({ kind: 'too-long', most: 90 * day });
      expect(await decide('grantRequest', 1, alice, { role: 'admin' })).toMatchObject({ kind: 'granted' });
    });

    test('is asked once: the second hears who was first', async () => {
      const id = await given();
      await ask(id);
      expect(await ask(id, now + 5 * day, dave)).toMatchObject({
        kind: 'asked-before',
        request: { askedBy: carol },
      });
    });
  });

  describe('who decides', () => {
    test('never whoever asked, whatever their role', async () => {
      await ask(await given());
      for (const name of ['grantRequest', 'refuseRequest'] as const)
        expect(await decide(name, 1, carol, { role: 'admin' })).toMatchObject({ kind: 'own-request' });
      expect((await store.requests.byId(1))?.status).toBe('asked');
      const refused = (await store.audit.since(0, { after: 0, limit: 10 })).filter(
        ({ outcome }) => outcome === 'refused',
      );
      expect(refused.map(({ target, after }) => [target, after])).toEqual([
        ['request:1', { why: 'own-request' }],
        ['request:1', { why: 'own-request' }],
      ]);
    });

    test('a responder does not', async () => {
      await ask(await given());
      await expect(decide('grantRequest', 1, dave, { role: 'responder' })).rejects.toThrow(/needs approver/);
    });

    test.each([
      ['grantRequest', 'granted'],
      ['refuseRequest', 'refused'],
      ['withdrawRequest', 'withdrawn'],
    ] as const)('after %s nobody decides again, and hears who did', async (name, status) => {
      const id = await given();
      await ask(id);
      const by = name === 'withdrawRequest' ? carol : alice;
      expect((await decide(name, 1, by)).kind).toBe(status);
      for (const again of ['grantRequest', 'refuseRequest', 'withdrawRequest'] as const)
        expect(await decide(again, 1, dave)).toMatchObject({
          kind: 'decided',
          request: { status, decidedBy: by },
        });
      expect((await caseNow(id))?.state).toBe(status === 'granted' ? 'excepted' : 'open');
    });

    test('only whoever asked withdraws', async () => {
      await ask(await given());
      expect(await decide('withdrawRequest', 1, dave)).toMatchObject({ kind: 'not-asked-by-you' });
    });

    test('of a request that is not there', async () => {
      expect(await decide('grantRequest', 9)).toEqual({ kind: 'no-request', requestId: 9 });
    });
  });

  describe('too late', () => {
    test('nobody grants what has expired, and the clock says so', async () => {
      const id = await given();
      await ask(id);
      const at = now + 7 * day;
      expect(await decide('grantRequest', 1, alice, { at })).toMatchObject({
        kind: 'decided',
        request: { status: 'expired' },
      });
      expect((await caseNow(id))?.state).toBe('open');
    });

    test('the clock ends what nobody answered', async () => {
      await ask(await given());
      await createClockwork(store).tick(rules, now + 7 * day);
      expect(await store.requests.byId(1)).toMatchObject({ status: 'expired', decidedBy: null });
    });

    test('a case that is over takes its requests with it', async () => {
      const id = await given();
      await ask(id);
      await actAs(store, dave, { now }, 'resolve', {
        caseId: id,
        as: 'benign',
        duplicateOf: null,
        note: null,
      });
      expect(await decide('grantRequest', 1)).toMatchObject({ kind: 'superseded' });
    });

    test('what became worse has to be asked anew', async () => {
      const id = await given();
      await ask(id);
      await given({ severity: 'Critical', updatedAt: noon + 1 }, { state: 'open', severity: 'Critical' });
      expect(await decide('grantRequest', 1)).toMatchObject({ kind: 'superseded' });
    });
  });

  describe('a suppression that one alone may not decide', () => {
    const suppress = (caseId: number, more: object = {}, role: Role = 'responder', by = carol) =>
      actAs(store, by, { now, role }, 'suppress', {
        ...{ caseId, scope: 'finding', until: now + day, idle: null, reason: 'our scanner' },
        ...more,
      });
    /** A case of the same type and account that people once closed as handled. */
    const truth = (severity: Finding['severity'] = 'High') =>
      given(
        { severity },
        { state: 'resolved', resolution: 'handled', handledAt: noon, closedAt: noon },
        'f-9',
      );

    test.each([
      ['critical', { severity: 'Critical' }, {}, ['critical']],
      ['longer than the role', {}, { until: now + 20 * day }, ['too-long']],
      ['both', { severity: 'Critical' }, { until: now + 20 * day }, ['critical', 'too-long']],
    ] as const)('%s', async (_, finding, more, why) => {
      const id = await given(finding);
      expect(await suppress(id, more)).toMatchObject({ kind: 'asked', request: { asked: { why } } });
      expect((await caseNow(id))?.state).toBe('open');
      expect(await store.suppressions.list({ live: true, limit: 5 })).toEqual([]);
    });

    test('one that hides what was real once, unless that was worse than it may hide', async () => {
      const id = await given();
      await truth('Critical');
      expect((await suppress(id, { scope: 'account' })).kind).toBe('suppressed');
      const other = await given({}, {}, 'f-2');
      await truth();
      expect(await suppress(other, { scope: 'resource' })).toMatchObject({
        ...{ kind: 'asked', request: { asked: { why: ['true-positive'] } } },
      });
    });

    test('is made by the granting, under both names', async () => {
      const id = await given({ severity: 'Critical' });
      await suppress(id);
      expect(await suppress(id, {}, 'responder', dave)).toMatchObject({ kind: 'asked-before' });
      const granted = await decide('grantRequest', 1);
      expect(granted).toMatchObject({
        kind: 'granted',
        suppression: { author: carol, approver: alice, reason: 'our scanner' },
      });
      expect((await caseNow(id))?.state).toBe('suppressed');
    });

    test('an approver decides alone, but for no longer than their role may', async () => {
      const id = await given({ severity: 'Critical' });
      expect(await suppress(id, { until: now + 40 * day }, 'approver')).toMatchObject({ kind: 'asked' });
      expect((await suppress(id, {}, 'approver')).kind).toBe('suppressed');
    });
  });
});
