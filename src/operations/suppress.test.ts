import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { actAs, day, hour, minute, rulesFixture } from '../../test/support/acts.ts';
import { findingFixture, noon, take } from '../../test/support/store-fixtures.ts';
import type { CaseDraft, CaseState } from '../finding/case.ts';
import type { Finding } from '../finding/finding.ts';
import type { Policy } from '../finding/policy.ts';
import type { Role } from '../finding/role.ts';
import { openStore } from '../store/open.ts';
import type { Store } from '../store/store.ts';
import { viewsOf } from './case-act.ts';
import { createClockwork } from './clockwork.ts';
import { everywhere } from './grants.ts';
import { previewSuppression } from './preview-suppression.ts';
import type { Suppress } from './suppress.ts';
import { scopesOf } from './suppression-scopes.ts';

const [carol, dave] = ['U0CAROL', 'U0DAVE'];
const now = noon + hour;
const rules = rulesFixture();

let store: Store;
beforeEach(async () => {
  store = await openStore('sqlite::memory:');
});
afterEach(() => store.close());

async function given(
  id: string,
  finding: Partial<Finding> = {},
  decided: Partial<CaseDraft> = {},
): Promise<number> {
  const caseId = await take(store, findingFixture(id, finding), { decided });
  if (caseId === null) throw new Error('it opened a case');
  return caseId;
}

function suppress(input: Partial<Suppress> & { caseId: number }, by = carol, role: Role = 'responder') {
  const whole: Suppress = {
    scope: 'finding',
    until: now + day,
    idle: null,
    reason: 'a planned test',
    ...input,
  };
  return actAs(store, by, { now, role }, 'suppress', whole);
}

async function tickUntilDone(at: number): Promise<void> {
  const clockwork = createClockwork(store);
  while ((await clockwork.tick(rules, at)).more);
}

const byAccount: Policy = {
  ...{ name: 'g', place: 'policies.1', match: {}, then: 'track', due: null, escalate: true },
  ...{ groupBy: ['account'], channel: null, owner: null, mention: null },
};

const stateOf = async (id: number) => (await store.cases.view(id))?.case.state;

describe('suppress', () => {
  test('hides the case at once, announces it, and remembers who, why and until when', async () => {
    const caseId = await given('f-1');
    const answer = await suppress({ caseId, idle: 7 * day });
    expect(answer).toMatchObject({
      kind: 'suppressed',
      hidden: true,
      suppression: {
        ...{ match: { identity: ['guardduty:f-1'] }, severity: 'High', author: carol, caseId },
        ...{ reason: 'a planned test', createdAt: now, until: now + day, idle: 7 * day, ended: null },
      },
    });
    expect((await store.cases.view(caseId))?.case).toMatchObject({
      state: 'suppressed',
      quiet: { by: 'suppression', suppression: 1 },
    });
    expect(await store.cards.byKey('suppression:1')).toMatchObject({ channel: '#sec-alerts' });
  });

  test.each([Number.NaN, Number.POSITIVE_INFINITY])('never for ever: until %s', async (until) => {
    const caseId = await given('f-1');
    expect((await suppress({ caseId, until })).kind).not.toBe('suppressed');
    expect(await stateOf(caseId)).toBe('open');
  });

  test('of a test hides tests only', async () => {
    const caseId = await given('f-1', { sample: true }, { sample: true });
    const real = await given('f-2');
    expect(await suppress({ caseId, scope: 'account' })).toMatchObject({ kind: 'suppressed', hidden: true });
    await tickUntilDone(now);
    expect(await stateOf(real)).toBe('open');
  });

  test('anew where the one before has run out, though the clock has not said so yet', async () => {
    const caseId = await given('f-1');
    await suppress({ caseId, until: now + minute });
    const other = await given('f-1', { updatedAt: noon + 1 }, { state: 'open', quiet: null });
    expect(other).toBe(caseId);
    const later = actAs(store, carol, { now: now + minute }, 'suppress', {
      ...{ caseId, scope: 'finding', until: now + day, idle: null, reason: 'again' },
    });
    expect(await later).toMatchObject({ kind: 'suppressed', suppression: { id: 2 } });
  });

  test('a second time, and by two at once, there is one', async () => {
    const caseId = await given('f-1');
    const other = await given('f-2', { severity: 'High' });
    const inAccount = { scope: 'account' };
    const answers = await Promise.all([
      suppress({ caseId, ...inAccount }),
      suppress({ caseId: other, ...inAccount }, dave),
    ]);
    expect(answers.map((one) => one.kind)).toEqual(['suppressed', 'already']);
    expect(answers[1]).toMatchObject({ suppression: { id: 1, author: carol } });
    expect(await store.suppressions.list({ live: true, limit: 10 })).toHaveLength(1);
    expect(await suppress({ caseId })).toMatchObject({ kind: 'not-open', state: 'suppressed' });
  });

  test.each(['suppressed', 'resolved', 'external'] satisfies CaseState[])(
    'of a case that is %s: no',
    async (state) => {
      const caseId = await given('f-1', {}, { state });
      expect(await suppress({ caseId })).toEqual({ kind: 'not-open', caseId, state });
      expect(await store.suppressions.list({ live: true, limit: 10 })).toEqual([]);
    },
  );

  test.each([
    [{ until: now }, { kind: 'in-the-past' }],
    [{ until: now + 91 * day }, { kind: 'too-long', most: 90 * day }],
    [{ reason: '  ' }, { kind: 'no-reason', most: 500 }],
    [{ reason: 'x'.repeat(501) }, { kind: 'no-reason', most: 500 }],
    [{ scope: 'tag-0000' }, { kind: 'no-scope', caseId: 1 }],
  ])('%j changes nothing', async (input, expected) => {
    const caseId = await given('f-1');
    expect(await suppress({ caseId, ...input })).toEqual(expected);
    expect(await stateOf(caseId)).toBe('open');
    expect(await store.suppressions.list({ live: true, limit: 10 })).toEqual([]);
  });

  test('of what is Critical needs an approver', async () => {
    const caseId = await given('f-1', { severity: 'Critical' });
    expect(await suppress({ caseId })).toMatchObject({
      ...{ kind: 'asked', request: { asked: { why: ['critical'] }, askedBy: carol, status: 'asked' } },
    });
    expect(await stateOf(caseId)).toBe('open');
    expect(await suppress({ caseId }, dave, 'approver')).toMatchObject({ kind: 'suppressed', hidden: true });
  });

  test('the clock hides what else it covers, and nothing that is worse or elsewhere', async () => {
    const caseId = await given('f-1');
    const covered = await given('f-2', { severity: 'Medium' });
    const worse = await given('f-3', { severity: 'Critical' });
    const elsewhere = await given('f-4', { account: { id: '444455556666' } });
    const otherType = await given('f-5', { type: 'Recon:EC2/Portscan' });
    await suppress({ caseId, scope: 'account' });
    expect(await stateOf(covered)).toBe('open');
    await tickUntilDone(now + 1_000);
    const states = await Promise.all([caseId, covered, worse, elsewhere, otherType].map(stateOf));
    expect(states).toEqual(['suppressed', 'suppressed', 'open', 'open', 'open']);
  });
});

describe('the end of a suppression', () => {
  async function quietPair(): Promise<[number, number]> {
    const pair: [number, number] = [await given('f-1'), await given('f-2')];
    await suppress({ caseId: pair[0], scope: 'account', idle: 2 * hour });
    await tickUntilDone(now + 1_000);
    expect(await Promise.all(pair.map(stateOf))).toEqual(['suppressed', 'suppressed']);
    return pair;
  }

  test('by a person: what is still there is shown again, and the card says how many', async () => {
    const pair = await quietPair();
    const lifted = await actAs(store, dave, { now: now + minute }, 'lift', { suppressionId: 1 });
    expect(lifted).toMatchObject({ kind: 'lifted', suppression: { ended: { how: 'lifted', by: dave } } });
    expect(await store.cards.byKey('suppression:1:end')).toBeNull();
    await tickUntilDone(now + 2 * minute);
    expect(await Promise.all(pair.map(stateOf))).toEqual(['open', 'open']);
    expect(await store.cards.byKey('suppression:1:end')).toMatchObject({
      ...{ channel: '#sec-alerts', shown: 0, data: { stillOpen: { total: 2, caseIds: pair } } },
    });
    expect((await store.cards.byKey('suppression:1'))?.data).toEqual({
      stillOpen: { total: 2, caseIds: pair },
    });
  });

  test('a second time it says how it ended, and who was first', async () => {
    await quietPair();
    const answers = await Promise.all(
      [carol, dave].map((by) => actAs(store, by, { now: now + minute }, 'lift', { suppressionId: 1 })),
    );
    expect(answers.map((one) => one.kind)).toEqual(['lifted', 'already']);
    expect(answers[1]).toMatchObject({ suppression: { ended: { how: 'lifted', by: carol } } });
    expect(await actAs(store, carol, { now }, 'lift', { suppressionId: 7 })).toEqual({
      ...{ kind: 'no-suppression', suppressionId: 7 },
    });
  });

  test('by time', async () => {
    const pair = await quietPair();
    const clockwork = createClockwork(store);
    // Something goes on matching, so it is not idle.
    await store.act((transaction) =>
      transaction.save({ findings: [], cases: [], hits: new Map([[1, 1]]) }, now + day - hour),
    );
    await clockwork.tick(rules, now + day - 1);
    expect(await store.suppressions.byId(1)).toMatchObject({ ended: null });
    await tickUntilDone(now + day);
    expect(await store.suppressions.byId(1)).toMatchObject({ ended: { how: 'expired', by: null } });
    expect(await Promise.all(pair.map(stateOf))).toEqual(['open', 'open']);
  });

  test('for want of matches, counted from the last one', async () => {
    await quietPair();
    await tickUntilDone(now + 2 * hour);
    expect(await store.suppressions.byId(1)).toMatchObject({ ended: null });
    await tickUntilDone(now + 2 * hour + minute);
    expect(await store.suppressions.byId(1)).toMatchObject({
      ended: { how: 'idle', at: now + 2 * hour + minute },
    });
  });

  test('what another one covers as well stays quiet', async () => {
    const pair = await quietPair();
    await given('f-3');
    await suppress({ caseId: 3, scope: 'resource' });
    await actAs(store, carol, { now }, 'lift', { suppressionId: 1 });
    await tickUntilDone(now + minute);
    expect(await Promise.all(pair.map(stateOf))).toEqual(['suppressed', 'suppressed']);
    expect((await store.cards.byKey('suppression:1'))?.data).toEqual({
      stillOpen: { total: 0, caseIds: [] },
    });
  });

  test('what it is hiding just then comes back', async () => {
    const caseId = await given('f-1');
    const other = await given('f-2');
    await suppress({ caseId, scope: 'account' });
    const sweeping: typeof store.suppressions.sweeping = async (limit) => {
      const found = await store.suppressions.sweeping(limit);
      await actAs(store, dave, { now }, 'lift', { suppressionId: 1 });
      return found;
    };
    const racing = createClockwork({ ...store, suppressions: { ...store.suppressions, sweeping } });
    await racing.tick(rules, now + minute);
    await tickUntilDone(now + minute);
    expect(await Promise.all([caseId, other].map(stateOf))).toEqual(['open', 'open']);
  });

  test('what was decided by it while it ended comes back within the hour', async () => {
    const pair = await quietPair();
    await actAs(store, carol, { now }, 'lift', { suppressionId: 1 });
    await tickUntilDone(now + minute);
    const late = await given(
      'f-9',
      {},
      { state: 'suppressed', quiet: { by: 'suppression', suppression: 1 } },
    );
    const clockwork = createClockwork(store);
    await clockwork.tick(rules, now + hour);
    await clockwork.tick(rules, now + hour + 1_000);
    expect(await Promise.all([...pair, late].map(stateOf))).toEqual(['open', 'open', 'open']);
  });

  test('a group that they come back into is counted once', async () => {
    const grouping = rulesFixture({ policies: [byAccount] });
    await quietPair();
    await actAs(store, carol, { now }, 'lift', { suppressionId: 1 });
    await createClockwork(store).tick(grouping, now + minute);
    const { data } = (await store.cards.byKey('suppression:1')) ?? {};
    expect(data).toEqual({ stillOpen: { total: 1, caseIds: [3] } });
  });

  test('a signal that an attack sequence tells of meanwhile joins it', async () => {
    const [first] = await quietPair();
    const signals = ['guardduty:f-1'];
    const type = 'AttackSequence:EC2/X';
    const story = await given('sequence', { type, severity: 'Critical', signals });
    await actAs(store, carol, { now }, 'lift', { suppressionId: 1 });
    await tickUntilDone(now + minute);
    expect((await store.cases.view(first ?? 0))?.case).toMatchObject({
      state: 'resolved',
      resolution: 'folded',
    });
    expect((await store.cases.view(story))?.case.tally.active).toMatchObject({ Critical: 1, High: 1 });
  });

  test('a process that is killed between two steps leaves nothing behind', async () => {
    const pair = await quietPair();
    await actAs(store, carol, { now }, 'lift', { suppressionId: 1 });
    // The next process finds the suppression ended and its cases still quiet.
    expect(await Promise.all(pair.map(stateOf))).toEqual(['suppressed', 'suppressed']);
    await tickUntilDone(now + hour);
    expect(await Promise.all(pair.map(stateOf))).toEqual(['open', 'open']);
    expect(await store.suppressions.sweeping(5)).toEqual([]);
  });
});

describe('the scopes', () => {
  const tagged = (tags: Record<string, string>, id = 'i-0abc') => ({
    type: 'Instance',
    id,
    name: 'web-7',
    tags,
  });
  const scopes = (finding: Partial<Finding>) =>
    scopesOf(
      viewsOf({
        findings: [{ identity: 'guardduty:f-1', records: [findingFixture('f-1', finding)], caseKey: null }],
      }),
    );

  test('are made of the facts that the finding has, the narrowest first', () => {
    const found = scopes({
      ...{ principal: 'role/deploy', remoteAddress: '198.51.100.7' },
      resources: [tagged({ env: 'dev', team: 'web', zone: 'a', app: 'shop' })],
    });
    expect(found.map((one) => [one.kind, one.about])).toEqual([
      ['finding', '1'],
      ['resource', 'web-7'],
      ['principal', 'role/deploy'],
      ['address', '198.51.100.7'],
      ['tag', 'app=shop'],
      ['tag', 'env=dev'],
      ['tag', 'team=web'],
      ['account', 'payments-prod'],
    ]);
    expect(new Set(found.map((one) => one.key)).size).toBe(found.length);
    expect(found.every((one) => one.key.length <= 40)).toBe(true);
  });

  test('have only tags that all resources bear', () => {
    const resources = [tagged({ env: 'dev', team: 'web' }), tagged({ env: 'dev', team: 'shop' }, 'i-0def')];
    const tags = scopes({ resources }).filter((one) => one.kind === 'tag');
    expect(tags.map((one) => one.match.resourceTag)).toEqual([{ env: 'dev' }]);
  });

  test('take a star in a name for a star', () => {
    const [, resource] = scopes({ resources: [{ type: 'Instance', id: '*' }] });
    expect(resource?.match.resource).toEqual(['\\*']);
  });

  test('name a control by its id', () => {
    expect(scopes({ kind: 'control', type: 'S3.8' }).at(-1)?.match).toEqual({
      ...{ control: ['S3.8'], account: ['111122223333'] },
    });
  });
});

describe('the preview', () => {
  const preview = (caseId: number, scope: string | null) =>
    previewSuppression(
      store,
      rules,
      {
        caseId,
        scope,
        actor: { userId: dave, role: 'responder', grants: everywhere('responder'), surface: 'command' },
      },
      now,
    );

  test('counts what would be hidden now and in a month, worst first, and what stays in sight', async () => {
    const caseId = await given('f-1');
    await given('f-2', { severity: 'Medium' });
    await given('f-3', { severity: 'Critical' });
    await given('f-4', { severity: 'High', title: 'closed one' }, { state: 'resolved' });
    await given('f-5', { account: { id: '444455556666' } });
    await given('f-6', { lastSeen: now - 31 * day });
    expect(await preview(caseId, 'account')).toMatchObject({
      ...{ kind: 'preview', caseId, role: 'responder', severity: 'High', spared: 1, complete: true },
      scope: { key: 'account' },
      now: { Critical: 0, High: 1, Medium: 1 },
      month: { Critical: 0, High: 2, Medium: 1 },
      worst: [{ severity: 'High' }, { severity: 'High' }, { severity: 'Medium' }],
    });
  });

  test('begins with the narrowest scope, and says when there is nothing to suppress', async () => {
    const caseId = await given('f-1');
    expect(await preview(caseId, null)).toMatchObject({ scope: { key: 'finding' }, month: { High: 1 } });
    expect(await preview(caseId, 'no such')).toMatchObject({ scope: { key: 'finding' } });
    expect(await preview(77, null)).toEqual({ kind: 'no-case', caseId: 77 });
    const closed = await given('f-2', {}, { state: 'resolved' });
    expect(await preview(closed, null)).toMatchObject({ kind: 'not-open' });
  });

  test('reads in chunks, and sees all of them', async () => {
    const caseId = await given('f-1');
    for (let at = 0; at < 3; at += 1)
      for (let one = 0; one < 200; one += 1) await given(`n-${at}-${one}`, { severity: 'Low' });
    expect(await preview(caseId, 'account')).toMatchObject({ month: { High: 1, Low: 600 }, complete: true });
  });
});

describe('whoever may only in some accounts', () => {
  const [ours, theirs] = ['111122223333', '444455556666'];
  const tagged = { resources: [{ type: 'Instance', id: 'i-0abc', tags: { team: 'web' } }] };
  const grants = [{ role: 'responder', accounts: [ours], environments: null }] as const;
  const acting = { now, grants };
  const quiet = { until: now + day, idle: null, reason: 'a test' };
  const rows = async () =>
    (await store.audit.since(0, { after: 0, limit: 20 })).map(({ act, outcome }) => `${act} ${outcome}`);
  const tagScope = () => {
    const [view] = viewsOf({
      findings: [{ identity: 'x', caseKey: 'x', records: [findingFixture('x', tagged)] }],
    });
    return scopesOf(view ? [view] : []).find(({ kind }) => kind === 'tag')?.key ?? '';
  };

  test('keeps nothing quiet by a tag, which others may bear in every account', async () => {
    const caseId = await given('f-1', tagged);
    const scope = tagScope();
    expect(await actAs(store, carol, acting, 'suppress', { caseId, scope, ...quiet })).toMatchObject({
      kind: 'no-scope',
    });
    const actor = { userId: carol, role: 'responder', grants, surface: 'modal' } as const;
    const preview = await previewSuppression(store, rules, { caseId, scope, actor }, now);
    expect('scopes' in preview ? preview.scopes.map(({ kind }) => kind) : []).toEqual([
      ...['finding', 'resource', 'account'],
    ]);
    expect(await rows()).toEqual(['suppress refused']);
    expect((await suppress({ caseId, scope })).kind).toBe('suppressed');
  });

  test.each([
    ['a finding of theirs', theirs, 'finding', 'not-yours'],
    ['a type in an account of theirs', theirs, 'account', 'not-yours'],
    ['a tag, wherever it is', ours, 'tag', 'not-yours'],
    ['a finding of ours', ours, 'finding', 'lifted'],
    ['a type in an account of ours', ours, 'account', 'lifted'],
  ] as const)('lifts what keeps quiet %s: %s %s %s', async (_, account, kind, answer) => {
    const caseId = await given('f-1', { ...tagged, account: { id: account } });
    const scope = kind === 'tag' ? tagScope() : kind;
    const made = await suppress({ caseId, scope }, dave);
    const suppressionId = 'suppression' in made ? made.suppression.id : 0;
    expect((await actAs(store, carol, acting, 'lift', { suppressionId })).kind).toBe(answer);
    expect((await rows()).at(-1)).toBe(answer === 'lifted' ? 'lift done' : 'lift refused');
    expect((await store.suppressions.byId(suppressionId))?.ended === null).toBe(answer === 'not-yours');
  });
});
