import { describe, expect, it } from 'vitest';
import type { KnownFinding } from '../finding/change.ts';
import type { Finding } from '../finding/finding.ts';
import { knowingEnough } from './known.ts';
import { type CaseInHand, hide, knownOf, redecide } from './redecide.ts';
import { createWorld, type World } from './testing/run.ts';
import { arrival, contextWith, now, policy, record, suppressionOf, threat } from './testing/samples.ts';

function inHand({ memory }: World): CaseInHand[] {
  const findings: KnownFinding[] = [...memory.findings().values()];
  return memory.cases().map((one) => ({
    case: one,
    findings: findings.filter(({ caseKey }) => caseKey === one.key),
  }));
}

/** Findings come while a suppression hides them; then it ends. */
async function afterTheEnd(findings: readonly Finding[], context = contextWith(), then = context) {
  const world = createWorld();
  const quiet = { ...context, suppressions: [suppressionOf({ severity: 'Critical' })] };
  await world.arrive(
    findings.map((finding, index) => arrival(finding, index)),
    quiet,
  );
  const cases = inHand(world).filter((one) => one.case.state === 'suppressed');
  const { changes } = await knowingEnough(
    knownOf(cases),
    (known) => redecide(cases, known, then),
    world.memory.casesByKey,
  );
  world.memory.remember({ changes, disturbances: new Map() }, now);
  return { world, changes, cases };
}

describe('the end of a suppression', () => {
  it('shows what still fails, once', async () => {
    const { changes, world } = await afterTheEnd([threat('1'), threat('2')]);
    expect(changes.cases.map(({ card, case: one }) => [card, one.state, one.id])).toEqual([
      ['post', 'open', 1],
      ['post', 'open', 2],
    ]);
    expect(changes.findings).toEqual([]);
    expect(changes.hits.size).toBe(0);
    expect(world.memory.cases().every((one) => one.quiet === null)).toBe(true);
  });

  it('shows together what a policy groups', async () => {
    const context = contextWith({ policies: [policy('g', 'track', { groupBy: ['account'] })] });
    const { changes, world } = await afterTheEnd([threat('1'), threat('2')], context);
    expect(changes.cases.filter((one) => one.card === 'post')).toHaveLength(1);
    expect(world.caseOf('guardduty:2')).toMatchObject({ key: 'group:g|111122223333', state: 'open' });
    expect(changes.findings.map((one) => [one.records, one.caseKey])).toEqual([
      [[], 'group:g|111122223333'],
      [[], 'group:g|111122223333'],
    ]);
  });

  it('leaves quiet what something else keeps quiet, by its own rule', async () => {
    const other = suppressionOf({ id: 13, severity: 'Critical', match: { identity: ['guardduty:1'] } });
    const policies = [policy('low', 'notify', { match: { severity: ['Low'] } })];
    const context = contextWith({ policies });
    const then = { ...context, suppressions: [other] };
    const { world } = await afterTheEnd(
      [threat('1'), threat('2', { severity: 'Low' }), threat('3')],
      context,
      then,
    );
    expect(world.memory.cases().map(({ state, quiet }) => [state, quiet])).toEqual([
      ['suppressed', { by: 'suppression', suppression: 13 }],
      ['suppressed', { by: 'policy', policy: 'low', action: 'notify' }],
      ['open', null],
    ]);
  });

  it('shows what nobody can evaluate at present, for it failed', async () => {
    const doubt = record({ updatedAt: 11, status: { compliance: 'warning' } });
    const { world } = await afterTheEnd([record(), doubt]);
    expect(world.memory.cases()).toMatchObject([{ state: 'open', unverifiable: true, severity: 'High' }]);
  });

  it('closes a case in which nothing fails, whatever its counts say', async () => {
    const world = createWorld();
    await world.arrive([arrival(record())], { ...contextWith(), suppressions: [suppressionOf()] });
    const empty = inHand(world).map((one) => ({ ...one, findings: [] }));
    const { changes } = redecide(empty, knownOf(empty), contextWith());
    expect(changes.cases).toMatchObject([{ case: { state: 'resolved', quiet: null } }]);
  });

  it('brings an attack sequence back with its signals, whichever of them comes first', async () => {
    const signals = ['guardduty:1', 'guardduty:2'];
    const story = threat('sequence', { type: 'AttackSequence:EC2/X', severity: 'Critical', signals });
    const world = createWorld();
    const findings = [story, threat('1', { severity: 'Critical' }), threat('2')];
    await world.arrive(findings.map(arrival), contextWith());
    const [whole] = inHand(world);
    if (!whole) throw new Error('they share a case');
    const hidden = hide(whole, suppressionOf({ severity: 'Critical' }), contextWith());
    if (!hidden) throw new Error('it is covered');
    world.memory.remember({ changes: hidden, disturbances: new Map() }, now);
    const [quiet] = inHand(world);
    if (!quiet) throw new Error('it is quiet');
    const signalsFirst = [{ ...quiet, findings: [...quiet.findings].reverse() }];
    const { changes } = await knowingEnough(
      knownOf(signalsFirst),
      (known) => redecide(signalsFirst, known, contextWith()),
      world.memory.casesByKey,
    );
    expect(changes.cases.map(({ card, case: one }) => [card, one.key, one.state])).toEqual([
      ['post', 'guardduty:sequence', 'open'],
    ]);
    expect(changes.findings).toEqual([]);
  });

  it('brings a hidden group back as one', async () => {
    const context = contextWith({ policies: [policy('g', 'track', { groupBy: ['account'] })] });
    const world = createWorld();
    await world.arrive([arrival(threat('1')), arrival(threat('2'))], context);
    const [group] = inHand(world);
    if (!group) throw new Error('they share a case');
    const hidden = hide(group, suppressionOf(), context);
    world.memory.remember(
      { changes: hidden ?? { findings: [], cases: [], hits: new Map() }, disturbances: new Map() },
      now,
    );
    const cases = inHand(world);
    expect(cases[0]?.case.state).toBe('suppressed');
    const { changes } = redecide(cases, knownOf(cases), context);
    expect(changes.cases).toMatchObject([
      {
        card: 'post',
        case: { state: 'open' },
        notices: [{ kind: 'shown-again', values: { suppression: 12 } }],
      },
    ]);
  });
});

describe('a new suppression', () => {
  async function visible(...findings: readonly Finding[]): Promise<CaseInHand> {
    const world = createWorld();
    const context = contextWith({ policies: [policy('g', 'track', { groupBy: ['region'] })] });
    await world.arrive(
      findings.map((finding, index) => arrival(finding, index)),
      context,
    );
    const [first] = inHand(world);
    if (!first) throw new Error('nothing is visible');
    return first;
  }

  it('takes a case that it covers from view, and says who and until when', async () => {
    const changes = hide(await visible(threat('1'), threat('2')), suppressionOf(), contextWith());
    expect(changes).toMatchObject({
      cases: [
        {
          card: 'edit',
          page: 'resolve',
          case: { state: 'suppressed', quiet: { by: 'suppression', suppression: 12 } },
          notices: [{ kind: 'suppressed', values: { suppression: 12, by: 'UCAROL', reason: 'known' } }],
        },
      ],
    });
    expect(changes?.hits.get(12)).toBe(2);
  });

  it.each([
    ['covers only a part', { match: { identity: ['guardduty:1'] } }],
    ['was made for less', { severity: 'Medium' }],
    ['is over', { until: now }],
  ] as const)('hides nothing that it %s', async (_, more) => {
    const group = await visible(threat('1'), threat('2'));
    expect(hide(group, suppressionOf(more), contextWith())).toBeNull();
  });

  it('asks nothing of what no longer fails', async () => {
    const over = threat('2', { updatedAt: 11, status: { archived: true, compliance: null, workflow: null } });
    const group = await visible(threat('1'), threat('2'), over);
    expect(
      hide(group, suppressionOf({ match: { identity: ['guardduty:1'] } }), contextWith()),
    ).not.toBeNull();
  });

  it('hides nothing of which it has not seen all, and nothing twice', async () => {
    const group = await visible(threat('1'), threat('2'));
    expect(hide({ ...group, findings: group.findings.slice(1) }, suppressionOf(), contextWith())).toBeNull();
    const hidden = { ...group, case: { ...group.case, state: 'suppressed' as const } };
    expect(hide(hidden, suppressionOf(), contextWith())).toBeNull();
  });
});
