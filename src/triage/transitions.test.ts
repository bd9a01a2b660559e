import { describe, expect, it } from 'vitest';
import type { CaseDraft, CaseState } from '../finding/case.ts';
import type { Finding, RecordStatus } from '../finding/finding.ts';
import type { FindingState } from '../finding/view.ts';
import { decide } from './decide.ts';

const now = 1_000_000;

function record(status: Partial<RecordStatus>, more: Partial<Finding> = {}): Finding {
  return {
    identity: 'control:111122223333:ap-northeast-1:EC2.19:sg-1',
    recordKey: 'securityhub:fsbp',
    source: 'securityhub',
    product: 'Security Hub',
    id: 'arn:fsbp',
    kind: 'control',
    type: 'EC2.19',
    title: 'Security groups should not allow unrestricted access to ports with high risk',
    description: '',
    severity: 'High',
    account: { id: '111122223333' },
    region: 'ap-northeast-1',
    resources: [{ type: 'AwsEc2SecurityGroup', id: 'sg-1' }],
    firstSeen: 1,
    lastSeen: 2,
    updatedAt: 10,
    count: 1,
    sample: false,
    status: { archived: false, compliance: 'failed', workflow: 'new', ...status },
    standards: ['FSBP'],
    links: [],
    facts: {},
    ...more,
  };
}

function caseIn(state: CaseState): CaseDraft {
  return {
    id: 7,
    key: 'control:111122223333:ap-northeast-1:EC2.19:sg-1',
    state,
    resolution: state === 'open' ? null : state === 'external' ? 'external' : 'fixed',
    unverifiable: false,
    severity: 'High',
    openedAt: 5,
    closedAt: state === 'open' ? null : 6,
    reopened: 0,
    channel: 'sec-alerts',
    assignee: null,
    dueAt: null,
  };
}

/** A status that puts a lone record, and so the finding, into a state. */
const statusOf: Record<FindingState, Partial<RecordStatus>> = {
  active: { compliance: 'failed' },
  fixed: { compliance: 'passed', workflow: 'resolved' },
  gone: { archived: true },
  unverifiable: { compliance: 'not_available' },
  external: { workflow: 'suppressed' },
};

// case before → finding now → [outcome, reason, case after, card, notice]
type Row = [
  CaseState | 'unknown',
  FindingState,
  string,
  string,
  CaseState | null,
  string | null,
  string | null,
];
const table: Row[] = [
  ['unknown', 'active', 'posted', 'new', 'open', 'post', null],
  ['unknown', 'fixed', 'dropped', 'unknown-and-closed', null, null, null],
  ['unknown', 'gone', 'dropped', 'unknown-and-closed', null, null, null],
  ['unknown', 'unverifiable', 'dropped', 'unknown-and-unverifiable', null, null, null],
  ['unknown', 'external', 'suppressed', 'external-decision', 'external', null, null],
  ['open', 'active', 'merged', 'updated', 'open', 'edit', null],
  ['open', 'fixed', 'closed', 'fixed', 'resolved', 'edit', 'closed'],
  ['open', 'gone', 'closed', 'gone', 'resolved', 'edit', 'closed'],
  ['open', 'unverifiable', 'merged', 'unverifiable', 'open', 'edit', null],
  ['open', 'external', 'closed', 'external-decision', 'external', 'edit', 'closed'],
  ['resolved', 'active', 'posted', 'reopened', 'open', 'post', 'reopened'],
  ['resolved', 'fixed', 'merged', 'seen-while-closed', 'resolved', 'edit', null],
  ['resolved', 'gone', 'merged', 'seen-while-closed', 'resolved', 'edit', null],
  ['resolved', 'unverifiable', 'merged', 'unverifiable', 'resolved', 'edit', null],
  ['resolved', 'external', 'suppressed', 'external-decision', 'external', 'edit', null],
  ['external', 'active', 'posted', 'external-reversed', 'open', 'post', 'external-reversed'],
  ['external', 'fixed', 'closed', 'fixed', 'resolved', 'edit', 'closed'],
  ['external', 'gone', 'closed', 'gone', 'resolved', 'edit', 'closed'],
  ['external', 'unverifiable', 'merged', 'unverifiable', 'external', 'edit', null],
  ['external', 'external', 'suppressed', 'external-decision', 'external', 'edit', null],
];

describe('the lifecycle, cell by cell', () => {
  it('has a row for every cell', () => {
    expect(new Set(table.map(([before, after]) => `${before}/${after}`)).size).toBe(4 * 5);
  });

  it.each(table)(
    'a case that is %s, a finding that is %s → %s (%s)',
    (before, state, outcome, reason, after, card, said) => {
      const held = before === 'unknown' ? null : record({ compliance: 'failed' }, { updatedAt: 9 });
      const decision = decide({
        incoming: record(statusOf[state]),
        held,
        recordsBefore: held ? [held] : [],
        case: before === 'unknown' ? null : caseIn(before),
        now,
        route: () => 'sec-alerts',
      });
      expect([decision.outcome, decision.reason.code]).toEqual([outcome, reason]);
      expect(decision.case?.state ?? null).toBe(after);
      expect(decision.card).toBe(card);
      expect(decision.notices.map((one) => one.kind)).toEqual(said === null ? [] : [said]);
    },
  );

  it('counts how often a case came back, and calls archived gone, never fixed', () => {
    const back = decide({
      incoming: record({ compliance: 'failed' }),
      held: record({ compliance: 'passed' }, { updatedAt: 9 }),
      recordsBefore: [record({ compliance: 'passed' }, { updatedAt: 9 })],
      case: { ...caseIn('resolved'), reopened: 2 },
      now,
      route: () => 'x',
    });
    expect(back.case).toMatchObject({ state: 'open', reopened: 3, resolution: null, closedAt: null });
    const gone = decide({
      incoming: record({ archived: true }),
      held: record({}, { updatedAt: 9 }),
      recordsBefore: [record({}, { updatedAt: 9 })],
      case: caseIn('open'),
      now,
      route: () => 'x',
    });
    expect(gone.case).toMatchObject({ state: 'resolved', resolution: 'gone', closedAt: now });
  });
});

describe('several records', () => {
  const fsbp = record({}, { updatedAt: 9 });
  const cis = record({}, { recordKey: 'securityhub:cis', standards: ['CIS 1.4.0'], updatedAt: 9 });
  const over = (incoming: Finding, before: Finding[], current = caseIn('open')) =>
    decide({
      incoming,
      held: before.find((one) => one.recordKey === incoming.recordKey) ?? null,
      recordsBefore: before,
      case: current,
      now,
      route: () => 'x',
    });

  it('one copy archived while another still fails keeps the case open', () => {
    const decision = over({ ...fsbp, updatedAt: 10, status: { ...fsbp.status, archived: true } }, [
      fsbp,
      cis,
    ]);
    expect(decision).toMatchObject({
      outcome: 'merged',
      reason: { code: 'still-failing-elsewhere' },
      case: { state: 'open' },
    });
  });

  it('closes as fixed when one copy is archived and the other passes', () => {
    const archived = { ...fsbp, status: { ...fsbp.status, archived: true } };
    const decision = over({ ...cis, updatedAt: 10, status: { ...cis.status, compliance: 'passed' } }, [
      archived,
      cis,
    ]);
    expect(decision).toMatchObject({ outcome: 'closed', reason: { code: 'fixed' } });
  });

  it('another door to a known finding only edits', () => {
    expect(over(cis, [fsbp])).toMatchObject({
      outcome: 'merged',
      reason: { code: 'record-added' },
      card: 'edit',
    });
  });

  it('a raised severity is said again; a lowered one only edits', () => {
    const raised = over({ ...fsbp, severity: 'Critical', updatedAt: 10 }, [fsbp]);
    expect(raised).toMatchObject({
      outcome: 'posted',
      reason: { code: 'severity-raised' },
      case: { severity: 'Critical' },
    });
    expect(raised.notices).toMatchObject([{ broadcast: true, values: { from: 'High', to: 'Critical' } }]);
    expect(over({ ...fsbp, severity: 'Low', updatedAt: 10 }, [fsbp])).toMatchObject({
      outcome: 'merged',
      case: { severity: 'Low' },
    });
  });

  it('NOTIFIED reset to NEW posts nothing', () => {
    const notified = { ...fsbp, status: { ...fsbp.status, workflow: 'notified' as const } };
    expect(over({ ...fsbp, updatedAt: 9 }, [notified])).toMatchObject({
      outcome: 'merged',
      card: 'edit',
      notices: [],
    });
  });

  it('an identical copy is a duplicate, an older one changes nothing', () => {
    expect(over(fsbp, [fsbp])).toMatchObject({ outcome: 'duplicate', keep: false, card: null });
    const older = over({ ...fsbp, updatedAt: 3, status: { ...fsbp.status, compliance: 'passed' } }, [fsbp]);
    expect(older).toMatchObject({
      outcome: 'merged',
      reason: { code: 'stale' },
      keep: false,
      case: { state: 'open' },
    });
  });

  it('a new kind of resource in an attack sequence is said again, through one door only', () => {
    const sequence = record(
      { compliance: null, workflow: null },
      {
        source: 'guardduty',
        recordKey: 'guardduty:1',
        type: 'AttackSequence:S3/CompromisedData',
        kind: 'threat',
      },
    );
    const wider = {
      ...sequence,
      updatedAt: 11,
      resources: [...sequence.resources, { type: 'S3Bucket', id: 'b' }],
    };
    expect(over(wider, [sequence])).toMatchObject({
      outcome: 'posted',
      reason: { code: 'resource-kind-added' },
    });
    const copy = { ...sequence, source: 'securityhub' as const, recordKey: 'securityhub:1' };
    expect(
      over({ ...wider, source: 'securityhub', recordKey: 'securityhub:1' }, [sequence, copy]),
    ).toMatchObject({
      outcome: 'merged',
    });
  });
});
