import { describe, expect, it } from 'vitest';
import type { Finding } from '../finding/finding.ts';
import { fold } from './fold.ts';
import { createWorld, one } from './testing/run.ts';
import {
  arrival,
  contextWith,
  day,
  hour,
  now,
  passed,
  policy,
  record,
  suppressionOf,
  threat,
} from './testing/samples.ts';

describe('grouping', () => {
  const byType = policy('images', 'track', { groupBy: ['account', 'type'], due: 14 * day });
  const context = contextWith({ policies: [byType] });
  const finding = (id: string, more: Partial<Finding> = {}) =>
    threat(id, { type: 'CVE', severity: 'Medium', ...more });

  it('posts the first and counts the others on its card', async () => {
    const world = createWorld();
    const first = await one(world, finding('1'), context);
    const second = await one(world, finding('2'), context);
    const other = await one(world, finding('3', { account: { id: '444455556666' } }), context);
    expect([first.outcome, second.outcome, other.outcome]).toEqual(['posted', 'merged', 'posted']);
    expect(second).toMatchObject({
      reason: 'grouped',
      rule: 'policy:images',
      current: { id: first.current.id },
    });
    expect(second.current.tally.active.Medium).toBe(2);
    expect(other.current.key).toBe('group:images|444455556666|CVE');
  });

  it('says again what makes the group worse', async () => {
    const world = createWorld();
    await one(world, finding('1'), context);
    const worse = await one(world, finding('2', { severity: 'Critical' }), context);
    expect(worse).toMatchObject({
      outcome: 'posted',
      reason: 'severity-raised',
      current: { severity: 'Critical' },
    });
    // The earlier deadline stands.
    expect(worse.current.dueAt).toBe(now + 14 * day);
  });

  it('is not told of what was there before us, however it grows then, and of what is new it is', async () => {
    const world = createWorld();
    const baseline = contextWith({ policies: [byType] }, { baseline: true });
    const control = (id: string, severity: Finding['severity']) => finding(id, { kind: 'control', severity });
    const first = await one(world, control('1', 'Medium'), baseline);
    const worse = await one(world, control('2', 'High'), baseline);
    expect([first, worse]).toMatchObject([
      { outcome: 'merged', reason: 'baseline', current: { shown: false } },
      { outcome: 'merged', reason: 'baseline', current: { shown: false, severity: 'High' } },
    ]);
    const since = await one(world, control('3', 'Low'), context);
    expect(since).toMatchObject({
      ...{ outcome: 'posted', reason: 'new' },
      current: { shown: true, key: first.current.key, tally: { active: { Low: 1, Medium: 1, High: 1 } } },
    });
    expect(await one(world, control('4', 'Low'), context)).toMatchObject({
      outcome: 'merged',
      reason: 'grouped',
    });
  });

  it('is told of at a first look where one of it is worth a card', async () => {
    const world = createWorld();
    const baseline = contextWith({ policies: [byType] }, { baseline: true });
    await one(world, finding('1', { severity: 'High', lastSeen: now - 30 * day }), baseline);
    const recent = await one(world, finding('2', { severity: 'High', lastSeen: now - day }), baseline);
    expect(recent).toMatchObject({ outcome: 'posted', reason: 'new', current: { shown: true } });
  });

  it('closes with the last that fails, and comes back with the first', async () => {
    const world = createWorld();
    const [a, b] = [finding('1'), finding('2')];
    await world.arrive([arrival(a), arrival(b)], context);
    const half = await one(world, passed(a, 11), context);
    expect(half).toMatchObject({
      outcome: 'merged',
      reason: 'still-failing-elsewhere',
      current: { state: 'open' },
    });
    const back = await one(world, { ...a, updatedAt: 12 }, context);
    expect(back).toMatchObject({ outcome: 'merged', reason: 'grouped', current: { tally: { fixed: 0 } } });
    await one(world, passed(a, 13), context);
    const whole = await one(world, passed(b, 13), context);
    expect(whole).toMatchObject({ outcome: 'closed', reason: 'fixed', current: { state: 'resolved' } });
    const third = await one(world, finding('3'), context);
    expect(third).toMatchObject({ outcome: 'posted', reason: 'reopened', current: { reopened: 1 } });
    expect(third.current.id).toBe(whole.current.id);
  });

  it('lets a finding that is to be quiet leave the group, and no other', async () => {
    const world = createWorld();
    const [a, b] = [finding('1'), finding('2')];
    await world.arrive([arrival(a), arrival(b)], context);
    await one(world, passed(a, 11), context);
    const suppressions = [suppressionOf({ match: { identity: [a.identity] } })];
    const back = await one(world, { ...a, updatedAt: 12 }, { ...context, suppressions });
    expect(back).toMatchObject({ outcome: 'suppressed', current: { key: a.identity, state: 'suppressed' } });
    expect(world.caseOf(b.identity)).toMatchObject({
      state: 'open',
      tally: { fixed: 0, active: { Medium: 1 } },
    });
  });

  it('folds a quiet case of its own when it becomes visible in the group', async () => {
    const world = createWorld();
    const suppressions = [suppressionOf({ match: { identity: ['guardduty:2'] } })];
    await one(world, finding('1'), context);
    const quiet = await one(world, finding('2'), { ...context, suppressions });
    expect(quiet.current.state).toBe('suppressed');
    const shown = await one(world, finding('2', { updatedAt: 11 }), context);
    expect(shown).toMatchObject({ outcome: 'merged', reason: 'grouped' });
    expect(world.memory.found(['guardduty:2']).get('guardduty:2')).toMatchObject({
      state: 'resolved',
      resolution: 'folded',
      foldedInto: 'group:images|111122223333|CVE',
    });
  });

  it('leaves alone what has nothing of what the policy groups by', async () => {
    const byPerson = policy('people', 'track', { groupBy: ['principal', 'tag:team'] });
    const people = contextWith({ policies: [byPerson] });
    const world = createWorld();
    const first = await one(world, threat('1'), people);
    const second = await one(world, record({ severity: 'High' }), people);
    expect([first.outcome, second.outcome]).toEqual(['posted', 'posted']);
    expect(first.current.key).toBe('guardduty:1');
    expect(first.stages).toContain('alone');
  });

  it('keeps tests apart from what is real', async () => {
    const world = createWorld();
    const real = await one(world, finding('1'), context);
    const sample = await one(world, finding('2', { sample: true }), context);
    expect(sample.outcome).toBe('posted');
    expect(sample.current.key).not.toBe(real.current.key);
  });

  it('groups by what findings have: resource, principal, tag, region, control', async () => {
    const groupBy = ['resource', 'principal', 'tag:team', 'region', 'control'] as const;
    const tagged = record({
      principal: 'alice',
      resources: [
        { type: 'A', id: 'b', tags: { team: 'pay' } },
        { type: 'A', id: 'a', tags: { team: 'pay' } },
      ],
    });
    const { current } = await one(
      createWorld(),
      tagged,
      contextWith({ policies: [policy('g', 'track', { groupBy })] }),
    );
    expect(current.key).toBe('group:g|a,b|alice|pay|ap-northeast-1|EC2.19');
  });
});

describe('a group that is hidden', () => {
  const context = contextWith({ policies: [policy('g', 'track', { groupBy: ['account'] })] });

  it('loses what something else keeps quiet, so that the others come back with the end of what hid them', async () => {
    const world = createWorld();
    await world.arrive([arrival(threat('1')), arrival(threat('2'))], context);
    const [group] = world.memory.cases();
    if (!group) throw new Error('they share a case');
    const quiet = { by: 'suppression', suppression: 12 } as const;
    const hidden = { ...group, state: 'suppressed' as const, quiet };
    const change = { case: hidden, lastSeen: null, card: null, notices: [], page: null, announce: null };
    const changes = { findings: [], cases: [change], hits: new Map<number, number>() };
    world.memory.remember({ changes, disturbances: new Map() }, now);

    const other = suppressionOf({ id: 13, match: { identity: ['guardduty:1'] } });
    const all = suppressionOf({ id: 12, match: { identity: ['guardduty:1', 'guardduty:2'] } });
    const again = threat('1', { updatedAt: 11, count: 2 });
    expect(await one(world, again, { ...context, suppressions: [other, all] })).toMatchObject({
      rule: 'suppression:S13',
      current: { key: 'guardduty:1', state: 'suppressed', quiet: { suppression: 13 } },
    });
    expect(world.caseOf('guardduty:2')).toMatchObject({
      key: group.key,
      quiet,
      tally: { active: { High: 1 } },
    });
    const still = threat('2', { updatedAt: 11, count: 2 });
    expect(await one(world, still, { ...context, suppressions: [other, all] })).toMatchObject({
      rule: 'suppression:S12',
      current: { key: group.key, quiet },
    });
  });
});

describe('an attack sequence', () => {
  const signals = ['guardduty:1', 'guardduty:2', 'guardduty:3'];
  const sequence = threat('story', {
    type: 'AttackSequence:IAM/CompromisedCredentials',
    severity: 'Critical',
    signals,
  });
  const context = contextWith();

  it('takes in the signals that come after it', async () => {
    const world = createWorld();
    const story = await one(world, sequence, context);
    const signal = await one(world, threat('1'), context);
    expect(signal).toMatchObject({
      outcome: 'merged',
      reason: 'inhibited',
      current: { id: story.current.id },
    });
    expect((await one(world, threat('9'), context)).outcome).toBe('posted');
  });

  it('folds those that came before it, but not what somebody has', async () => {
    const world = createWorld();
    await world.arrive([arrival(threat('1')), arrival(threat('2')), arrival(threat('3'))], context);
    const taken = world.caseOf('guardduty:3');
    if (!taken) throw new Error('it was opened');
    const acknowledged = {
      case: { ...taken, state: 'acknowledged' as const },
      lastSeen: null,
      card: null,
      notices: [],
      page: null,
      announce: null,
    };
    world.memory.remember(
      { changes: { findings: [], cases: [acknowledged], hits: new Map() }, disturbances: new Map() },
      now,
    );
    const folded = fold([arrival(sequence)], world.memory.known([sequence.identity, ...signals]), context);
    expect(
      folded.changes.cases.map((change) => [change.case.key, change.case.resolution, change.card]),
    ).toEqual([
      [sequence.identity, null, 'post'],
      ['guardduty:1', 'folded', 'edit'],
      ['guardduty:2', 'folded', 'edit'],
    ]);
    expect(folded.changes.cases[1]?.notices).toMatchObject([{ kind: 'folded', broadcast: false }]);
    expect(folded.changes.findings.filter((change) => change.records.length === 0)).toHaveLength(2);
  });

  it('tells no story of a signal that is worse than itself', async () => {
    const world = createWorld();
    const mild = { ...sequence, severity: 'Medium' as const };
    await one(world, threat('1', { severity: 'High' }), context);
    await one(world, mild, context);
    expect((await one(world, threat('2', { severity: 'High' }), context)).outcome).toBe('posted');
    expect(world.caseOf('guardduty:1')).toMatchObject({ key: 'guardduty:1', state: 'open' });
  });

  it('that ends leaves its case to the signals that still fail', async () => {
    const world = createWorld();
    await one(world, sequence, context);
    await one(world, threat('1'), context);
    const over = { ...sequence, updatedAt: 11, status: { archived: true, compliance: null, workflow: null } };
    expect(await one(world, over, context)).toMatchObject({
      outcome: 'merged',
      reason: 'still-failing-elsewhere',
      current: { state: 'open', severity: 'High' },
    });
    const last = threat('1', { updatedAt: 11, status: over.status });
    expect(await one(world, last, context)).toMatchObject({ outcome: 'closed', reason: 'gone' });
  });

  it('no longer covers anything once it is closed', async () => {
    const world = createWorld();
    await one(world, sequence, context);
    await one(world, { ...sequence, updatedAt: 11, status: { ...sequence.status, archived: true } }, context);
    expect((await one(world, threat('1'), context)).outcome).toBe('posted');
  });
});

describe('a case that comes and goes', () => {
  it('settles into one quiet card, and says so once', async () => {
    const world = createWorld();
    const kinds: string[] = [];
    for (let turn = 0; turn < 6; turn += 1) {
      const context = contextWith({ flapping: { times: 3, within: day } }, { now: now + turn * hour });
      const decided = await one(world, record({ updatedAt: 20 + 2 * turn }), context);
      kinds.push(`${decided.outcome} ${decided.reason}`);
      await one(world, passed(record(), 21 + 2 * turn), context);
    }
    expect(kinds).toEqual([
      'posted new',
      ...Array(3).fill('posted reopened'),
      ...Array(2).fill('merged flapping'),
    ]);
    expect(world.caseOf(record().identity)).toMatchObject({
      flapping: true,
      reopened: 5,
      nextAt: now + 5 * hour + day,
    });
  });

  it('is said again when it comes back worse', async () => {
    const world = createWorld();
    const context = contextWith({ flapping: { times: 1, within: day } });
    for (const [turn, severity] of (['Low', 'Low', 'Low', 'High'] as const).entries()) {
      const decided = await one(world, record({ severity, updatedAt: 20 + 2 * turn }), context);
      expect(decided.outcome).toBe(turn === 2 ? 'merged' : 'posted');
      await one(world, passed(record(), 21 + 2 * turn), context);
    }
  });
});
