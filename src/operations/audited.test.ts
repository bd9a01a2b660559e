import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { actAs, actLimits, day, hour, rulesFixture } from '../../test/support/acts.ts';
import { type DatabaseServer, databases } from '../../test/support/databases.ts';
import { findingFixture, noon, take } from '../../test/support/store-fixtures.ts';
import { openStore } from '../store/open.ts';
import type { Store } from '../store/store.ts';
import { createClockwork } from './clockwork.ts';
import { perform } from './registry.ts';
import { samePerson } from './same-person.ts';

const everything = { target: null, actor: null, since: null, before: null, limit: 100 };
const now = noon + hour;

describe.each(databases)('what the audit log keeps of acts on $name', ({ start }) => {
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

  const log = async () => (await store.audit.list(everything)).reverse();

  test('who did what to which case, as it was and as it is', async () => {
    const caseId = (await take(store, findingFixture('f-1'))) ?? 0;
    await actAs(store, 'U0CAROL', { now }, 'acknowledge', { caseId, duration: 2 * hour });
    const [row] = await log();
    expect(row).toMatchObject({
      ...{ seq: 1, at: now, actor: 'U0CAROL', role: 'responder', surface: 'command' },
      ...{ act: 'acknowledge', outcome: 'done', target: `Y${caseId}`, reason: null },
      before: { state: 'open', assignee: null, acknowledgedUntil: null },
      after: { state: 'acknowledged', assignee: 'U0CAROL', acknowledgedUntil: now + 2 * hour },
    });
    // Only what differs.
    expect(Object.keys(row?.after ?? {})).not.toContain('severity');
  });

  test('a second press says nothing; what somebody may not is written down with its reason', async () => {
    const caseId = (await take(store, findingFixture('f-1'))) ?? 0;
    await actAs(store, 'U0CAROL', { now }, 'acknowledge', { caseId, duration: null });
    await actAs(store, 'U0DAVE', { now }, 'acknowledge', { caseId, duration: null });
    await actAs(store, 'U0DAVE', { now }, 'release', { caseId });
    const input = { caseId, scope: 'finding', until: now - day, idle: null, reason: 'a test' };
    await actAs(store, 'U0DAVE', { now }, 'suppress', input);
    expect(
      (await log()).map(({ act, outcome, after, reason }) => [act, outcome, after?.['why'], reason]),
    ).toEqual([
      ['acknowledge', 'done', undefined, null],
      ['release', 'refused', 'anothers', null],
      ['suppress', 'refused', 'in-the-past', 'a test'],
    ]);
  });

  test('whose role holds elsewhere is refused here, and that is written down', async () => {
    const caseId = (await take(store, findingFixture('f-1'))) ?? 0;
    const grants = [{ role: 'admin', accounts: ['999999999999'], environments: null }] as const;
    const actor = { userId: 'U0DAVE', role: 'admin', grants, surface: 'button' } as const;
    const setting = { now, actor, rules: rulesFixture(), limits: actLimits, people: samePerson([]) };
    const answer = await perform(store, 'acknowledge', { caseId, duration: null }, setting);
    expect(answer).toEqual({ kind: 'not-yours', caseId, needs: 'responder' });
    expect((await store.cases.view(caseId))?.case.state).toBe('open');
    expect(await log()).toMatchObject([
      {
        actor: 'U0DAVE',
        act: 'acknowledge',
        outcome: 'refused',
        target: `Y${caseId}`,
        after: { why: 'not-yours' },
      },
    ]);
  });

  test('what the clock does, nobody did', async () => {
    const caseId = (await take(store, findingFixture('f-1'))) ?? 0;
    const input = { caseId, scope: 'finding', until: now + day, idle: null, reason: 'a test' };
    await actAs(store, 'U0CAROL', { now }, 'suppress', input);
    const clock = createClockwork(store);
    for (let tick = 0; tick < 4; tick += 1) await clock.tick(rulesFixture(), now + 2 * day);
    const rows = await log();
    expect(rows.map(({ actor, role, surface, act, target }) => [actor, role, surface, act, target])).toEqual([
      ['U0CAROL', 'responder', 'command', 'suppress', `Y${caseId}`],
      [null, null, 'clock', 'suppression-end', 'S1'],
      [null, null, 'clock', 'show', `Y${caseId}`],
    ]);
    expect(rows[0]?.after).toMatchObject({ state: 'suppressed', suppression: 'S1', until: now + day });
    expect(rows[2]).toMatchObject({
      before: { state: 'suppressed' },
      after: { state: 'open', suppression: 'S1' },
    });
  });

  test('an act that fails leaves no row', async () => {
    const draft = {
      actor: null,
      role: null,
      surface: 'clock',
      act: 'a',
      outcome: 'done',
      target: null,
    } as const;
    const facts = { at: now, before: null, after: null, reason: null };
    const broken = store.act(async (transaction) => {
      transaction.audit({ ...draft, ...facts });
      throw new Error('it broke');
    });
    await expect(broken).rejects.toThrow('it broke');
    expect(await log()).toEqual([]);
  });
});
