import { describe, expect, it } from 'vitest';
import type { CaseState } from '../finding/case.ts';
import type { Finding } from '../finding/finding.ts';
import { viewOf } from '../finding/view.ts';
import { fold } from './fold.ts';
import { createWorld, one } from './testing/run.ts';
import {
  arrival,
  caseIn,
  contextWith,
  day,
  now,
  passed,
  policy,
  record,
  suppressionOf,
  threat,
} from './testing/samples.ts';

describe('a batch', () => {
  it('writes one change for many repeats, and keeps the material one among edits', () => {
    const many = Array.from({ length: 50 }, (_, index) =>
      arrival(record({ count: index + 1, updatedAt: index, lastSeen: index }), index),
    );
    const { changes } = fold(
      many,
      { findings: new Map(), cases: new Map(), covers: new Map() },
      contextWith(),
    );
    expect(changes.findings).toMatchObject([{ records: [{ messageId: 'm-49' }], view: { count: 50 } }]);
    expect(changes.cases).toMatchObject([{ card: 'post', lastSeen: 49, notices: [] }]);
  });

  it('says for each stage what it answered, until one decides', async () => {
    const due = policy('controls', 'track', { due: 7 * day, channel: 'sec-controls' });
    const decided = await one(createWorld(), record(), contextWith({ policies: [due] }));
    expect(decided).toMatchObject({
      outcome: 'posted',
      rule: 'policy:controls',
      stages: ['differs', 'unknown', 'opens', 'not-suppressed', 'track', 'alone', 'policy-channel', 'due'],
      current: { channel: 'sec-controls', dueAt: now + 7 * day, policy: 'controls', nextAt: now + 7 * day },
    });
  });
});

describe('suppression', () => {
  const quiet = suppressionOf({ match: { control: ['EC2.*'] } });

  it('keeps a new finding in a quiet case, by its rule', async () => {
    const world = createWorld();
    const decided = await one(world, record(), contextWith({}, { suppressions: [quiet] }));
    expect(decided).toMatchObject({ outcome: 'suppressed', reason: 'suppression', rule: 'suppression:S12' });
    expect(decided.current).toMatchObject({
      state: 'suppressed',
      quiet: { by: 'suppression', suppression: 12 },
      shown: false,
      escalation: null,
    });
  });

  it.each([
    ['of a lower severity', { severity: 'Medium' }, 'too-severe'],
    ['that is over', { until: now }, 'not-suppressed'],
    ['that somebody lifted', { ended: { how: 'lifted', at: now, by: 'UCAROL' } }, 'not-suppressed'],
    ['of something else', { match: { control: ['S3.*'] } }, 'not-suppressed'],
    ['in the words of another version', { matcherVersion: 2 }, 'not-suppressed'],
  ] as const)('hides nothing by one %s', async (_, more, answer) => {
    const context = contextWith({}, { suppressions: [{ ...quiet, ...more }] });
    const decided = await one(createWorld(), record(), context);
    expect(decided.outcome).toBe('posted');
    expect(decided.stages).toContain(answer);
  });

  it('shows what becomes worse than it was made for', async () => {
    const world = createWorld();
    const context = contextWith({}, { suppressions: [quiet] });
    await one(world, record(), context);
    const worse = await one(world, record({ severity: 'Critical', updatedAt: 11 }), context);
    expect(worse).toMatchObject({ outcome: 'posted', reason: 'no-longer-quiet', current: { state: 'open' } });
  });

  it('leaves what is visible as it is', async () => {
    const world = createWorld();
    await one(world, record(), contextWith());
    const again = await one(world, record({ updatedAt: 11 }), contextWith({}, { suppressions: [quiet] }));
    expect(again).toMatchObject({ outcome: 'merged', reason: 'updated', current: { state: 'open' } });
  });

  it('counts every finding that it kept quiet', () => {
    const findings = [
      record(),
      record({ updatedAt: 11, count: 2 }),
      record({ identity: 'x', severity: 'Critical' }),
    ];
    const { changes } = fold(
      findings.map((finding, index) => arrival(finding, index)),
      { findings: new Map(), cases: new Map(), covers: new Map() },
      contextWith({}, { suppressions: [quiet] }),
    );
    expect([...changes.hits]).toEqual([[12, 2]]);
  });
});

describe('policy', () => {
  it.each(['notify', 'accept', 'disable'] as const)('%s makes no card', async (then) => {
    const world = createWorld();
    const context = contextWith({ policies: [policy('quiet', then)] });
    const decided = await one(world, record(), context);
    expect(decided).toMatchObject({
      outcome: 'suppressed',
      reason: `policy-${then}`,
      rule: 'policy:quiet',
    });
    expect(decided.current).toMatchObject({
      state: 'suppressed',
      quiet: { policy: 'quiet', action: then },
    });
  });

  it('is decided again when a standard is added', async () => {
    const world = createWorld();
    const policies = [
      policy('pci', 'track', { match: { standard: ['PCI*'] }, due: 7 * day }),
      policy('rest', 'notify'),
    ];
    const context = contextWith({ policies });
    await one(world, record(), context);
    const decided = await one(world, record({ recordKey: 'pci', standards: ['PCI DSS'] }), context);
    expect(decided).toMatchObject({ outcome: 'posted', reason: 'no-longer-quiet', rule: 'policy:pci' });
    expect(decided.current).toMatchObject({ state: 'open', dueAt: now + 7 * day });
  });

  it('asks again at a comeback, and hides it by the rule of the day', async () => {
    const world = createWorld();
    await one(world, record(), contextWith());
    await one(world, passed(record(), 11), contextWith());
    const context = contextWith({ policies: [policy('later', 'accept')] });
    const decided = await one(world, record({ updatedAt: 12 }), context);
    expect(decided).toMatchObject({ outcome: 'suppressed', current: { state: 'suppressed', shown: true } });
  });
});

describe('what memory shows', () => {
  it('is the view of the records, worst first', async () => {
    const world = createWorld();
    const context = contextWith({ policies: [policy('g', 'track', { groupBy: ['account'] })] });
    const [a, b] = [threat('1', { severity: 'Low' }), threat('2', { severity: 'High' })];
    await world.arrive([arrival(a), arrival(b)], context);
    expect(world.memory.view(1)?.findings).toEqual([viewOf([b]), viewOf([a])]);
    expect(world.memory.view(2)).toBeNull();
  });
});

describe('our own echo', () => {
  const marks = new Map([['securityhub:fsbp', [{ says: 'SUPPRESSED' as const, until: null }]]]);
  const echo = record({ status: { workflow: 'suppressed' } });
  const known = (held: Finding, state: CaseState) => {
    const home = caseIn(state);
    const { identity } = held;
    return {
      findings: new Map([[identity, { identity, records: [held], caseKey: home.key, marks }]]),
      cases: new Map([[home.key, home]]),
      covers: new Map<string, string>(),
    };
  };

  it.each<[CaseState]>([['open'], ['acknowledged'], ['suppressed'], ['resolved']])(
    'changes nothing about a case that is %s, however often it comes',
    (state) => {
      const { decisions, changes } = fold(
        [arrival(echo, 1), arrival(echo, 2)],
        known(record(), state),
        contextWith(),
      );
      expect(decisions.map((one) => [one.outcome, one.reason.code])).toEqual([
        ['merged', 'own-echo'],
        ['merged', 'own-echo'],
      ]);
      expect(changes.cases).toEqual([]);
    },
  );

  it('is not what somebody else decides afterwards, nor what happens there', () => {
    const resolved = record({ status: { workflow: 'resolved' } });
    const set = fold([arrival(resolved)], known(record(), 'open'), contextWith());
    expect(set.decisions).toMatchObject([{ outcome: 'closed', reason: { code: 'external-decision' } }]);
    const worse = record({ severity: 'Critical', updatedAt: 11, status: { workflow: 'suppressed' } });
    const raised = fold([arrival(worse)], known(record(), 'open'), contextWith());
    expect(raised.decisions).toMatchObject([{ outcome: 'posted', reason: { code: 'severity-raised' } }]);
  });
});
