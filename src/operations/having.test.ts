import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { actAs, day, hour, minute, rulesFixture } from '../../test/support/acts.ts';
import { findingFixture, noon, take } from '../../test/support/store-fixtures.ts';
import type { CaseDraft, CaseState } from '../finding/case.ts';
import type { CaseChange } from '../finding/change.ts';
import { openStore } from '../store/open.ts';
import type { DuePage } from '../store/ports/pages.ts';
import type { Store } from '../store/store.ts';

const [carol, dave, erin] = ['U0CAROL', 'U0DAVE', 'U0ERIN'];
const now = noon + hour;

let store: Store;
beforeEach(async () => {
  store = await openStore('sqlite::memory:');
});
afterEach(() => store.close());

/** A Critical case that has been called for once. */
async function given(decided: Partial<CaseDraft> = {}, page: CaseChange['page'] = null): Promise<number> {
  const finding = findingFixture('f-1', { severity: 'Critical' });
  const waiting = { escalation: { since: noon, step: 1 }, mentionAt: noon + day };
  const id = await take(store, finding, { decided: { ...waiting, ...decided }, page });
  if (id === null) throw new Error('it opened a case');
  return id;
}

const hadBy = (assignee: string): Partial<CaseDraft> => ({
  ...{ state: 'acknowledged', assignee, acknowledgedAt: noon, acknowledgedUntil: noon + 4 * hour },
  ...{ escalation: null, mentionAt: null },
});

async function caseNow(id: number) {
  return (await store.cases.view(id))?.case;
}

/** What the thread is still to say: kind, and whom it calls. */
async function said(): Promise<unknown[]> {
  const found = await store.cards.due(now, { posting: true, exceptChannels: [], limit: 10 });
  for (const { key, wanted } of found) {
    const card = await store.cards.claim(key, { owner: 'me', now, until: now + minute, posting: true });
    if (!card) continue;
    const result = { channelId: 'C1', ts: '1.1', shown: wanted, hash: 'h' };
    await store.cards.confirm(key, card.claim, result);
  }
  const notices = await store.notices.due(now, { exceptChannels: [], limit: 10 });
  return notices.map(({ kind, mentions, values }) => ({ kind, mentions, values }));
}

const closedStates: readonly CaseState[] = ['suppressed', 'resolved', 'external'];

describe.each(['acknowledge', 'release', 'assign', 'unassign'] as const)('%s', (name) => {
  const act = (caseId: number, by = carol) => {
    const inputs = {
      acknowledge: { caseId, duration: null },
      release: { caseId },
      assign: { caseId, to: dave },
      unassign: { caseId },
    };
    return actAs(store, by, { now }, name, inputs[name]);
  };

  test('of a case that is not there', async () => {
    expect(await act(99)).toEqual({ kind: 'no-case', caseId: 99 });
  });

  test.each(closedStates)('of a case that is %s changes nothing', async (state) => {
    const id = await given({ state });
    const before = await caseNow(id);
    expect(await act(id)).toEqual({ kind: 'not-open', caseId: id, state });
    expect(await caseNow(id)).toEqual(before);
    expect(await said()).toEqual([]);
  });
});

describe('acknowledge', () => {
  const ack = (caseId: number, by: string, duration: number | null = null) =>
    actAs(store, by, { now }, 'acknowledge', { caseId, duration });

  test('is never for a time that is no number', async () => {
    const id = await given();
    expect(await ack(id, carol, Number.NaN)).toMatchObject({ kind: 'too-long' });
    expect(await caseNow(id)).toMatchObject({ state: 'open' });
  });

  test('takes it for as long as its severity says; nobody is called any more, and the pager hears of it', async () => {
    const id = await given({}, 'trigger');
    const until = now + 4 * hour;
    expect(await ack(id, carol)).toMatchObject({ kind: 'acknowledged' });
    expect(await caseNow(id)).toMatchObject({
      ...{ state: 'acknowledged', assignee: carol, acknowledgedAt: now, acknowledgedUntil: until },
      ...{ escalation: null, mentionAt: null, nextAt: until },
    });
    expect(await said()).toEqual([{ kind: 'acknowledged', mentions: [], values: { by: carol, until } }]);
    const pages: DuePage[] = await store.pages.due(now, 10);
    expect(pages).toMatchObject([{ caseId: id, want: 'acknowledge' }]);
  });

  test('leaves a pager in peace that was never told', async () => {
    const id = await given();
    await ack(id, carol);
    expect(await store.pages.due(now, 10)).toEqual([]);
  });

  test('a second time changes nothing and says who was first', async () => {
    const id = await given();
    await ack(id, carol);
    const before = await caseNow(id);
    for (const by of [carol, dave])
      expect(await ack(id, by)).toEqual({
        kind: 'already',
        case: expect.objectContaining({ assignee: carol }),
      });
    expect(await caseNow(id)).toEqual(before);
    expect(await said()).toHaveLength(1);
  });

  test('by two at once: one has it, and the other is told who', async () => {
    const id = await given();
    const answers = await Promise.all([ack(id, carol), ack(id, dave)]);
    expect(answers.map((one) => one.kind).sort()).toEqual(['acknowledged', 'already']);
    const holders = answers.map((one) => ('case' in one ? one.case.assignee : null));
    expect(holders[0]).toBe(holders[1]);
  });

  test('whoever has it says for how long anew; anybody else does not', async () => {
    const id = await given(hadBy(carol));
    expect(await ack(id, carol, hour)).toMatchObject({ kind: 'extended' });
    expect(await caseNow(id)).toMatchObject({ acknowledgedAt: noon, acknowledgedUntil: now + hour });
    expect(await ack(id, dave, 2 * hour)).toMatchObject({ kind: 'already' });
    expect(await caseNow(id)).toMatchObject({ assignee: carol, acknowledgedUntil: now + hour });
  });

  test('no longer than a role may', async () => {
    const id = await given();
    expect(await ack(id, carol, 2 * day)).toEqual({ kind: 'too-long', most: day });
    expect(await caseNow(id)).toMatchObject({ state: 'open' });
    const acting = { now, role: 'approver' as const };
    const input = { caseId: id, duration: 2 * day };
    expect(await actAs(store, dave, acting, 'acknowledge', input)).toMatchObject({ kind: 'acknowledged' });
  });

  test('what is as severe as it is counts, up to what the role may', async () => {
    const rules = rulesFixture({
      acknowledgement: { Critical: 9 * day, High: 0, Medium: 0, Low: 0, Informational: 0 },
    });
    const id = await given();
    await actAs(store, carol, { now, rules }, 'acknowledge', { caseId: id, duration: null });
    expect(await caseNow(id)).toMatchObject({ acknowledgedUntil: now + day });
  });
});

describe('release', () => {
  const release = (caseId: number, by: string) => actAs(store, by, { now }, 'release', { caseId });

  test('opens it again, and the calling of people begins anew', async () => {
    const id = await given(hadBy(carol));
    expect(await release(id, carol)).toMatchObject({ kind: 'released' });
    expect(await caseNow(id)).toMatchObject({
      ...{ state: 'open', assignee: null, acknowledgedAt: null, acknowledgedUntil: null },
      ...{ escalation: { since: now, step: 0 }, nextAt: now + 5 * minute },
    });
    expect(await said()).toEqual([{ kind: 'released', mentions: [], values: { by: carol } }]);
  });

  test('a second time there is nothing to give back', async () => {
    const id = await given(hadBy(carol));
    await release(id, carol);
    expect(await release(id, carol)).toMatchObject({ kind: 'nobody-has-it' });
  });

  test('is for whoever has it', async () => {
    const id = await given(hadBy(carol));
    expect(await release(id, dave)).toMatchObject({ kind: 'anothers', case: { assignee: carol } });
    expect(await caseNow(id)).toMatchObject({ state: 'acknowledged' });
  });

  test('of a sample calls nobody', async () => {
    const id = await given({ ...hadBy(carol), sample: true });
    await release(id, carol);
    expect(await caseNow(id)).toMatchObject({ state: 'open', escalation: null });
  });
});

describe('assign', () => {
  const assign = (caseId: number, by: string, to: string) =>
    actAs(store, by, { now }, 'assign', { caseId, to });

  test('tells whoever is to have it, and goes on calling until they take it', async () => {
    const id = await given();
    expect(await assign(id, carol, dave)).toMatchObject({ kind: 'assigned', before: null });
    expect(await caseNow(id)).toMatchObject({
      ...{ state: 'open', assignee: dave, acknowledgedUntil: null },
      escalation: { since: noon, step: 1 },
    });
    expect(await said()).toEqual([{ kind: 'assigned', mentions: [dave], values: { by: carol, to: dave } }]);
  });

  test('a second time changes nothing', async () => {
    const id = await given();
    await assign(id, carol, dave);
    expect(await assign(id, erin, dave)).toMatchObject({ kind: 'already', case: { assignee: dave } });
    expect(await said()).toHaveLength(1);
  });

  test('to oneself is an acknowledgement', async () => {
    const id = await given();
    expect(await assign(id, carol, carol)).toMatchObject({ kind: 'taken', before: null });
    expect(await caseNow(id)).toMatchObject({ state: 'acknowledged', assignee: carol, escalation: null });
    expect(await assign(id, carol, carol)).toMatchObject({ kind: 'already' });
  });

  test('whoever was given it takes it by assigning it to themselves', async () => {
    const id = await given({ assignee: dave });
    expect(await assign(id, dave, dave)).toMatchObject({ kind: 'taken', before: dave });
    expect(await caseNow(id)).toMatchObject({ state: 'acknowledged', assignee: dave });
  });

  test('takes it over from whoever has it', async () => {
    const id = await given(hadBy(carol));
    expect(await assign(id, dave, dave)).toMatchObject({ kind: 'taken', before: carol });
    expect(await caseNow(id)).toMatchObject({ state: 'acknowledged', assignee: dave, acknowledgedAt: now });
  });

  test('of what somebody has to a third one makes it open until they take it', async () => {
    const id = await given(hadBy(carol));
    expect(await assign(id, erin, dave)).toMatchObject({ kind: 'assigned', before: carol });
    expect(await caseNow(id)).toMatchObject({
      ...{ state: 'open', assignee: dave, acknowledgedAt: null, escalation: { since: now, step: 0 } },
    });
  });

  test('by two at once: both are done, one after the other', async () => {
    const id = await given();
    const answers = await Promise.all([assign(id, carol, dave), assign(id, erin, erin)]);
    expect(answers.map((one) => one.kind)).toEqual(['assigned', 'taken']);
    expect(await caseNow(id)).toMatchObject({ assignee: erin, state: 'acknowledged' });
  });
});

describe('unassign', () => {
  const unassign = (caseId: number, by: string) => actAs(store, by, { now }, 'unassign', { caseId });

  test('takes it from whoever has it, and tells them', async () => {
    const id = await given(hadBy(carol));
    expect(await unassign(id, dave)).toMatchObject({ kind: 'unassigned', before: carol });
    expect(await caseNow(id)).toMatchObject({
      state: 'open',
      assignee: null,
      escalation: { since: now, step: 0 },
    });
    expect(await said()).toEqual([
      { kind: 'released', mentions: [carol], values: { by: dave, from: carol } },
    ]);
  });

  test('a second time there is nobody to take it from', async () => {
    const id = await given({ assignee: carol });
    await unassign(id, carol);
    expect(await unassign(id, carol)).toMatchObject({ kind: 'nobody-has-it' });
  });
});

test('whoever was not authorised is stopped here too', async () => {
  const acting = { now, role: 'viewer' as const };
  const released = actAs(store, carol, acting, 'release', { caseId: 1 });
  await expect(released).rejects.toThrow(/needs responder/);
});
