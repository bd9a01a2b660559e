import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { actAs, day, hour } from '../../test/support/acts.ts';
import { findingFixture, noon, take } from '../../test/support/store-fixtures.ts';
import { type CaseDraft, type CaseState, caseStates, isVisible } from '../finding/case.ts';
import type { CheckResult } from '../finding/check.ts';
import type { Finding } from '../finding/finding.ts';
import type { Role } from '../finding/role.ts';
import { openStore } from '../store/open.ts';
import type { Store } from '../store/store.ts';
import type { OperationName } from './registry.ts';

const [carol, dave] = ['U0CAROL', 'U0DAVE'];
const now = noon + hour;

let store: Store;
beforeEach(async () => {
  store = await openStore('sqlite::memory:');
});
afterEach(() => store.close());

const control: Partial<Finding> = { kind: 'control', type: 'EC2.19', source: 'securityhub' };

async function given(decided: Partial<CaseDraft> = {}, finding: Partial<Finding> = {}): Promise<number> {
  const id = await take(store, findingFixture('f-1', finding), { decided });
  if (id === null) throw new Error('it opened a case');
  return id;
}

/** A case as each state leaves it. */
function inState(state: CaseState): Partial<CaseDraft> {
  const exception = {
    since: noon,
    until: noon + 30 * day,
    severity: 'High',
    by: dave,
    approver: 'U0BOB',
    reason: 'x',
  };
  const parts: Partial<Record<CaseState, Partial<CaseDraft>>> = {
    acknowledged: { assignee: dave, acknowledgedAt: noon, acknowledgedUntil: noon + 4 * hour },
    verifying: { verifying: { since: noon, until: noon + 25 * hour, by: dave } },
    suppressed: { quiet: { by: 'policy', policy: 'p', action: 'accept' } },
    excepted: { exception: { ...exception, severity: 'High' } },
    resolved: { resolution: 'benign', closedAt: noon, closedBy: dave },
    external: { resolution: 'external', closedAt: noon },
  };
  return { state, ...parts[state] };
}

const caseNow = async (id: number) => (await store.cases.view(id))?.case;
const as = (by: string, role: Role = 'responder') => ({ by, role });

const inputs = (caseId: number) => ({
  done: { caseId, check: null, disposition: 'handled' as const, note: null },
  resolve: { caseId, as: 'benign' as const, duplicateOf: null, note: null },
  reopen: { caseId, reason: 'it is not' },
  note: { caseId, text: 'asked them' },
  setDue: { caseId, due: now + day, reason: 'agreed' },
  markSample: { caseId },
  unmarkSample: { caseId },
  askException: { caseId, until: now + 20 * day, reason: 'intended' },
  endException: { caseId },
});
type Act = keyof ReturnType<typeof inputs> & OperationName;

function act(name: Act, caseId: number, { by, role } = as(carol)) {
  return actAs(store, by, { now, role }, name, inputs(caseId)[name]);
}

/** What each act says of a case in each state. */
const table: Readonly<Record<Act, Readonly<Record<CaseState, string>>>> = {
  // biome-ignore format: a table is read by its columns
  done:         { open: 'resolved', acknowledged: 'resolved', verifying: 'resolved', suppressed: 'not-open', excepted: 'not-open', resolved: 'already', external: 'not-open' },
  // biome-ignore format: a table is read by its columns
  resolve:      { open: 'resolved', acknowledged: 'resolved', verifying: 'resolved', suppressed: 'not-open', excepted: 'not-open', resolved: 'already', external: 'not-open' },
  // biome-ignore format: a table is read by its columns
  reopen:       { open: 'already', acknowledged: 'already', verifying: 'reopened', suppressed: 'not-closed', excepted: 'not-closed', resolved: 'reopened', external: 'reopened' },
  // biome-ignore format: a table is read by its columns
  note:         { open: 'noted', acknowledged: 'noted', verifying: 'noted', suppressed: 'noted', excepted: 'noted', resolved: 'noted', external: 'noted' },
  // biome-ignore format: a table is read by its columns
  setDue:       { open: 'set', acknowledged: 'set', verifying: 'set', suppressed: 'not-open', excepted: 'not-open', resolved: 'not-open', external: 'not-open' },
  // biome-ignore format: a table is read by its columns
  markSample:   { open: 'marked', acknowledged: 'marked', verifying: 'marked', suppressed: 'not-open', excepted: 'not-open', resolved: 'not-open', external: 'not-open' },
  // biome-ignore format: a table is read by its columns
  unmarkSample: { open: 'not-marked', acknowledged: 'not-marked', verifying: 'not-marked', suppressed: 'not-open', excepted: 'not-open', resolved: 'not-open', external: 'not-open' },
  // biome-ignore format: a table is read by its columns
  askException: { open: 'asked', acknowledged: 'asked', verifying: 'asked', suppressed: 'not-open', excepted: 'not-open', resolved: 'not-open', external: 'not-open' },
  // biome-ignore format: a table is read by its columns
  endException: { open: 'not-excepted', acknowledged: 'not-excepted', verifying: 'not-excepted', suppressed: 'not-excepted', excepted: 'ended', resolved: 'not-excepted', external: 'not-excepted' },
};

/** Answers that changed something. */
const effects = ['resolved', 'reopened', 'noted', 'set', 'marked', 'asked', 'ended'];
const acts = Object.keys(table) as Act[];

describe.each(acts)('%s', (name) => {
  test.each(caseStates)('of a case that is %s', async (state) => {
    const id = await given(inState(state));
    const before = await caseNow(id);
    const answer = await act(name, id);
    expect(answer.kind).toBe(table[name][state]);
    const rows = await store.audit.since(0, { after: 0, limit: 10 });
    expect(rows.filter(({ outcome }) => outcome === 'done')).toHaveLength(
      effects.includes(answer.kind) ? 1 : 0,
    );
    if (!effects.includes(answer.kind)) expect(await caseNow(id)).toEqual(before);
  });

  test('of a case that is not there', async () => {
    expect(await act(name, 99)).toEqual({ kind: 'no-case', caseId: 99 });
  });

  test('by two at once: one does it, the other is told', async () => {
    const state = name === 'endException' ? 'excepted' : name === 'reopen' ? 'resolved' : 'open';
    const id = await given(inState(state));
    const answers = await Promise.all([act(name, id), act(name, id, as(dave))]);
    const [first, second] = answers.map((one) => one.kind);
    expect(first).toBe(table[name][state]);
    const then: Partial<Record<Act, string>> = {
      note: 'noted',
      unmarkSample: 'not-marked',
      askException: 'asked-before',
      endException: 'not-excepted',
    };
    expect(second).toBe(then[name] ?? 'already');
  });

  test('a viewer may not', async () => {
    const id = await given();
    await expect(act(name, id, as(carol, 'viewer'))).rejects.toThrow(/needs responder/);
  });
});

describe('done', () => {
  const looked = (holds: boolean | null): CheckResult => ({
    ...{ at: now, holds, unasked: 0 },
    readings: [
      {
        check: 'open-port',
        subject: { account: '111122223333', region: 'ap-northeast-1', id: 'sg-1', detail: '22' },
        holds,
        facts: { open: [] },
      },
    ],
  });
  const done = (caseId: number, check: CheckResult | null, disposition: 'benign' | 'handled' | null = null) =>
    actAs(store, carol, { now }, 'done', { caseId, check, disposition, note: null });

  test.each([
    [true, 'resolved', 'resolved', 'fixed'],
    [false, 'still-there', 'open', null],
    [null, 'verifying', 'verifying', null],
  ] as const)('of a control whose check says %s: %s', async (holds, kind, state, resolution) => {
    const id = await given({}, control);
    expect(await done(id, looked(holds))).toMatchObject({ kind });
    expect(await caseNow(id)).toMatchObject({ state, resolution });
  });

  test('without a check waits 25 hours, calls nobody meanwhile, and comes back by itself', async () => {
    const id = await given({ escalation: { since: noon, step: 0 } }, control);
    const until = now + 25 * hour;
    expect(await done(id, null)).toMatchObject({ kind: 'verifying', until });
    expect(await caseNow(id)).toMatchObject({
      ...{ verifying: { since: now, until, by: carol }, escalation: null, nextAt: until },
    });
    expect(await done(id, null)).toMatchObject({ kind: 'already', case: { verifying: { by: carol } } });
  });

  test('of a threat asks what it was; handled is remembered as real', async () => {
    const id = await given();
    expect(await done(id, null)).toMatchObject({ kind: 'needs-disposition' });
    expect(await done(id, null, 'handled')).toMatchObject({ kind: 'resolved' });
    expect(await caseNow(id)).toMatchObject({ resolution: 'handled', closedBy: carol, handledAt: now });
    await act('reopen', id);
    expect(await caseNow(id)).toMatchObject({
      state: 'open',
      closedBy: null,
      resolution: null,
      handledAt: now,
    });
  });
});

describe('resolve as a duplicate', () => {
  const duplicate = (caseId: number, duplicateOf: number | null) =>
    actAs(store, carol, { now }, 'resolve', { caseId, as: 'duplicate', duplicateOf, note: null });

  test('names the other one, which is never itself, nothing, or a duplicate of it', async () => {
    const one = await given();
    const other = (await take(store, findingFixture('f-2'))) ?? 0;
    for (const wrong of [one, 99, null])
      expect(await duplicate(one, wrong)).toEqual({ kind: 'no-other', caseId: one });
    expect(await duplicate(one, other)).toMatchObject({
      kind: 'resolved',
      case: { resolution: 'duplicate' },
    });
    expect((await store.cases.view(one))?.foldedInto).toBe(other);
    expect(await duplicate(other, one)).toEqual({ kind: 'no-other', caseId: other });
  });
});

describe('set due', () => {
  const due = (caseId: number, at: number | null, reason = 'agreed') =>
    actAs(store, carol, { now }, 'setDue', { caseId, due: at, reason });

  test('never in the past, never without a reason, and null removes it', async () => {
    const id = await given();
    expect(await due(id, now)).toEqual({ kind: 'in-the-past' });
    expect(await due(id, Number.NaN)).toEqual({ kind: 'in-the-past' });
    expect(await due(id, now + day, ' ')).toMatchObject({ kind: 'no-reason' });
    await due(id, now + day);
    expect(await caseNow(id)).toMatchObject({ dueAt: now + day, nextAt: now + day });
    expect(await due(id, null)).toMatchObject({ kind: 'set', before: now + day });
    expect((await caseNow(id))?.dueAt).toBeNull();
  });
});

describe('a test', () => {
  test('calls and pages nobody, until somebody takes it back', async () => {
    const id = await given(
      { escalation: { since: noon, step: 1 }, mentions: ['S0PAY'] },
      { severity: 'Critical' },
    );
    expect(await act('markSample', id)).toMatchObject({ kind: 'too-severe', needs: 'approver' });
    await act('markSample', id, as(dave, 'approver'));
    expect(await caseNow(id)).toMatchObject({
      sample: true,
      sampleBy: dave,
      mentions: [],
      escalation: null,
      nextAt: null,
    });
    await act('unmarkSample', id);
    expect(await caseNow(id)).toMatchObject({
      sample: false,
      sampleBy: null,
      escalation: { since: now, step: 0 },
    });
  });
});

test('every state is in sight or not, as the table takes it', () => {
  expect(caseStates.filter(isVisible)).toEqual(['open', 'acknowledged', 'verifying']);
});
