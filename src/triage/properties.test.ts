import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Case, isVisible } from '../finding/case.ts';
import type { Finding } from '../finding/finding.ts';
import { outcomes, reasonCodes, stageNames } from '../finding/ledger.ts';
import type { Policy } from '../finding/policy.ts';
import { severityRank } from '../finding/severity.ts';
import type { Suppression } from '../finding/suppression.ts';
import { emptyTally, moved, type Tally, tallyState } from '../finding/tally.ts';
import type { TriageContext } from './context.ts';
import { createWorld, said, type World } from './testing/run.ts';
import { arrival, contextWith, now, policy, record, suppressionOf } from './testing/samples.ts';

const identities = ['a', 'b', 'c', 'd'];
const severity = fc.constantFrom('Low' as const, 'High' as const, 'Critical' as const);
const status = fc.record({
  archived: fc.boolean(),
  compliance: fc.constantFrom(null, 'passed' as const, 'failed' as const, 'not_available' as const),
  workflow: fc.constantFrom(null, 'new' as const, 'suppressed' as const),
});

const finding: fc.Arbitrary<Finding> = fc
  .record({
    identity: fc.constantFrom(...identities),
    recordKey: fc.constantFrom('x', 'y'),
    severity,
    type: fc.constantFrom('EC2.19', 'S3.8'),
    kind: fc.constantFrom('control' as const, 'threat' as const),
    standards: fc.subarray(['FSBP', 'PCI DSS']),
    updatedAt: fc.nat(6),
    count: fc.nat(3),
    status: fc.oneof({ weight: 2, arbitrary: fc.constant({}) }, { weight: 1, arbitrary: status }),
    sample: fc.oneof(
      { weight: 5, arbitrary: fc.constant(false) },
      { weight: 1, arbitrary: fc.constant(true) },
    ),
  })
  // The last one is an attack sequence that names the others.
  .map((one) => record(one.identity === 'd' ? { ...one, signals: ['a', 'b'] } : one));

const stream = fc.array(finding, { maxLength: 30 });

const match = fc.record(
  {
    severity: fc.subarray(['Low', 'High', 'Critical'] as const, { minLength: 1 }),
    standard: fc.constant(['PCI*']),
    type: fc.constantFrom(['EC2.*'], ['S3.8']),
    identity: fc.subarray(identities, { minLength: 1 }),
  },
  { requiredKeys: [] },
);

const anyPolicies: fc.Arbitrary<Policy[]> = fc
  .array(
    fc.tuple(
      fc.constantFrom('track' as const, 'track' as const, 'notify' as const, 'disable' as const),
      fc.record({
        match,
        groupBy: fc.subarray(['account', 'type'] as const),
        due: fc.constantFrom(null, 1_000),
      }),
    ),
    { maxLength: 4 },
  )
  .map((all) => all.map(([action, more], index) => policy(`p${index}`, action, more)));

const anySuppressions: fc.Arbitrary<Suppression[]> = fc
  .array(fc.record({ match, severity }), { maxLength: 2 })
  .map((all) => all.map((one, index) => suppressionOf({ ...one, id: index + 1 })));

const anyContext: fc.Arbitrary<TriageContext> = fc
  .tuple(anyPolicies, anySuppressions)
  .map(([policies, suppressions]) =>
    contextWith({ policies, flapping: { times: 2, within: 1_000 } }, { suppressions }),
  );

const numbered = (findings: readonly Finding[]) => findings.map((one, index) => arrival(one, index));

/** Everything that is remembered, without the ids, which follow the order of opening. */
function remembered({ memory }: World) {
  const cases = memory.cases().map(({ id: _, ...one }) => one);
  const findings = [...memory.findings().values()].map(({ identity, caseKey, view }) => [
    identity,
    caseKey,
    view,
  ]);
  return { cases: cases.sort(byKey), findings: findings.sort() };
}

function byKey(one: { readonly key: string }, other: { readonly key: string }): number {
  return one.key < other.key ? -1 : 1;
}

describe('any stream of findings', () => {
  it('has one decision for each, with a known outcome, reason, rule and stages in their order', async () => {
    await fc.assert(
      fc.asyncProperty(stream, anyContext, async (findings, context) => {
        const decided = await createWorld().arrive(numbered(findings), context);
        expect(decided).toHaveLength(findings.length);
        const rules = [
          ...context.rules.settings.policies.map((one) => `policy:${one.name}`),
          ...context.suppressions.map((one) => `suppression:S${one.id}`),
        ];
        for (const { outcome, reason, trace } of decided) {
          expect(outcomes).toContain(outcome);
          expect(reasonCodes).toContain(reason.code);
          if (reason.rule !== undefined) expect(rules).toContain(reason.rule);
          expect(trace.map((one) => one.stage)).toEqual(stagesFrom(trace.length));
        }
      }),
    );
  });

  it('is the same in one batch, in two and one by one', async () => {
    await fc.assert(
      fc.asyncProperty(stream, fc.nat(30), anyContext, async (findings, at, context) => {
        const all = numbered(findings);
        const [whole, halves, single] = [createWorld(), createWorld(), createWorld()];
        const together = await whole.arrive(all, context);
        const apart = [
          ...(await halves.arrive(all.slice(0, at), context)),
          ...(await halves.arrive(all.slice(at), context)),
        ];
        const alone = [];
        for (const one of all) alone.push(...(await single.arrive([one], context)));
        expect(apart.map(said)).toEqual(together.map(said));
        expect(alone.map(said)).toEqual(together.map(said));
        expect(remembered(halves)).toEqual(remembered(whole));
        expect(remembered(single)).toEqual(remembered(whole));
      }),
      { numRuns: 200 },
    );
  });

  it('hides nothing without naming the rule, and nothing above what a suppression was made for', async () => {
    await fc.assert(
      fc.asyncProperty(stream, anyContext, async (findings, context) => {
        const world = createWorld();
        for (const one of numbered(findings)) {
          const [decided] = await world.arrive([one], context);
          if (decided?.outcome !== 'suppressed' || decided.reason.code === 'external-decision') continue;
          expect(decided.reason.rule).toBeDefined();
          const { severity: seen } = world.memory.findings().get(one.finding.identity)?.view ?? one.finding;
          const by = context.suppressions.find(({ id }) => id === decided.hit);
          if (by) expect(severityRank(seen)).toBeLessThanOrEqual(severityRank(by.severity));
        }
      }),
    );
  });

  it('leaves every case with the counts of its findings, and whatever fails where it is seen or kept quiet', async () => {
    await fc.assert(
      fc.asyncProperty(stream, anyContext, async (findings, context) => {
        const world = createWorld();
        await world.arrive(numbered(findings), context);
        const inside = new Map<string, Tally>();
        for (const { caseKey, view } of world.memory.findings().values()) {
          if (caseKey === null) expect(view.state).not.toBe('active');
          else inside.set(caseKey, moved(inside.get(caseKey) ?? emptyTally, null, view));
        }
        for (const one of world.memory.cases()) {
          expect(one.tally).toEqual(inside.get(one.key) ?? emptyTally);
          expectSane(one);
        }
      }),
      { numRuns: 300 },
    );
  });
});

function stagesFrom(count: number) {
  return stageNames.slice(0, count);
}

function expectSane(one: Case): void {
  const fails = tallyState(one.tally) === 'active';
  if (fails) expect(isVisible(one.state) || one.state === 'suppressed').toBe(true);
  expect(one.quiet !== null).toBe(one.state === 'suppressed');
  expect(one.closedAt !== null).toBe(one.state === 'resolved' || one.state === 'external');
  if (isVisible(one.state)) expect(one.shown).toBe(true);
  else expect([one.mentions, one.escalation]).toEqual([[], null]);
}

describe('the order in which different findings arrive', () => {
  const apart = { policies: [policy('quiet', 'notify', { match: { severity: ['Low'] } })] };

  it('changes no outcome where nothing groups and no sequence tells a story', async () => {
    const plain = stream.map((all) => all.map(({ signals: _, ...one }) => one));
    await fc.assert(
      fc.asyncProperty(plain, anySuppressions, async (findings, suppressions) => {
        const context = contextWith(apart, { suppressions });
        const decided = await createWorld().arrive(numbered(findings), context);
        for (const identity of identities) {
          const own = findings.filter((one) => one.identity === identity);
          const alone = await createWorld().arrive(numbered(own), context);
          const among = decided.filter((_, index) => findings[index]?.identity === identity);
          expect(among.map(said)).toEqual(alone.map(said));
        }
      }),
    );
  });

  it('changes only which of a group is said, where all are alike', async () => {
    const group = fc.uniqueArray(fc.constantFrom(...'abcdefgh'), { minLength: 1 });
    const context = contextWith({ policies: [policy('g', 'track', { groupBy: ['account'] })] });
    await fc.assert(
      fc.asyncProperty(group, async (order) => {
        const run = async (all: readonly string[]) =>
          (await createWorld().arrive(numbered(all.map((identity) => record({ identity }))), context))
            .map((one) => one.outcome)
            .sort();
        expect(await run(order)).toEqual(await run([...order].sort()));
        expect((await run(order)).filter((one) => one === 'posted')).toHaveLength(1);
      }),
    );
  });

  it('is the only thing that ids depend on', async () => {
    const world = createWorld();
    await world.arrive(numbered([record({ identity: 'b' }), record({ identity: 'a' })]), {
      ...contextWith(),
      now,
    });
    expect(world.memory.cases().map(({ id, key }) => [id, key])).toEqual([
      [1, 'b'],
      [2, 'a'],
    ]);
  });
});
