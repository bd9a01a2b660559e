import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Finding, RecordStatus } from './finding.ts';
import { severities } from './severity.ts';
import { findingState, recordState, viewOf } from './view.ts';

function record(over: Partial<Finding> = {}): Finding {
  return {
    identity: 'guardduty:1',
    recordKey: 'guardduty',
    source: 'guardduty',
    product: 'GuardDuty',
    id: '1',
    kind: 'threat',
    type: 'Recon:EC2/PortProbeUnprotectedPort',
    title: 'direct words',
    description: '',
    severity: 'Low',
    account: { id: '111122223333' },
    region: 'ap-northeast-1',
    resources: [{ type: 'Instance', id: 'i-1' }],
    firstSeen: 10,
    lastSeen: 20,
    updatedAt: 20,
    count: 3,
    sample: false,
    status: { archived: false, compliance: null, workflow: null },
    standards: [],
    links: [],
    facts: {},
    ...over,
  };
}

describe('what one record says', () => {
  const rows: [Partial<RecordStatus>, string][] = [
    [{}, 'active'],
    [{ compliance: 'failed', workflow: 'new' }, 'active'],
    [{ compliance: 'failed', workflow: 'notified' }, 'active'],
    [{ compliance: 'passed', workflow: 'resolved' }, 'passed'],
    [{ compliance: 'passed', workflow: 'suppressed' }, 'passed'],
    [{ compliance: 'failed', workflow: 'suppressed' }, 'external'],
    [{ compliance: 'failed', workflow: 'resolved' }, 'external'],
    [{ compliance: 'warning' }, 'unverifiable'],
    [{ compliance: 'not_available' }, 'unverifiable'],
    [{ archived: true, compliance: 'failed' }, 'gone'],
    [{ archived: true, compliance: 'passed' }, 'gone'],
  ];
  it.each(rows)('%j is %s', (status, state) => {
    expect(recordState({ archived: false, compliance: null, workflow: null, ...status })).toBe(state);
  });
});

describe('what several records say together', () => {
  const passed = record({
    recordKey: 'a',
    status: { archived: false, compliance: 'passed', workflow: null },
  });
  const gone = record({ recordKey: 'b', status: { archived: true, compliance: null, workflow: null } });
  const doubtful = record({
    recordKey: 'c',
    status: { archived: false, compliance: 'warning', workflow: null },
  });
  const setAside = record({
    recordKey: 'd',
    status: { archived: false, compliance: 'failed', workflow: 'suppressed' },
  });
  const failing = record({
    recordKey: 'e',
    status: { archived: false, compliance: 'failed', workflow: 'new' },
  });

  it.each([
    ['one that fails keeps it active', [passed, gone, doubtful, setAside, failing], 'active'],
    ['what nobody can evaluate is not health', [passed, gone, doubtful, setAside], 'unverifiable'],
    ['an external decision comes before closed', [passed, gone, setAside], 'external'],
    ['one passed makes it fixed', [passed, gone], 'fixed'],
    ['archived alone is gone, never fixed', [gone], 'gone'],
  ])('%s', (_words, records, state) => {
    expect(findingState(records)).toBe(state);
  });
});

describe('the view', () => {
  it('speaks with the most direct voice, of those that still fail', () => {
    const copy = record({
      recordKey: 'x',
      source: 'securityhub',
      title: "the copy's words",
      severity: 'High',
      count: 9,
    });
    const view = viewOf([copy, record()]);
    expect(view).toMatchObject({
      title: 'direct words',
      severity: 'High',
      count: 9,
      sources: ['guardduty', 'securityhub'],
    });
    const archived = record({ status: { archived: true, compliance: null, workflow: null } });
    expect(viewOf([copy, archived]).title).toBe("the copy's words");
  });

  it('keeps the tags of its resources, and names the signals of all copies', () => {
    const resources = [{ type: 'Instance', id: 'i-1', tags: { team: 'web' } }];
    const view = viewOf([
      record({ resources, signals: ['guardduty:b'] }),
      record({ recordKey: 'x', source: 'securityhub', signals: ['guardduty:a', 'guardduty:b'] }),
    ]);
    expect(view.resources).toEqual(resources);
    expect(view.signals).toEqual(['guardduty:a', 'guardduty:b']);
    expect('signals' in viewOf([record()])).toBe(false);
  });

  it('is the same whatever order the records arrived in', () => {
    const some = fc
      .uniqueArray(
        fc.record({
          recordKey: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
          source: fc.constantFrom('guardduty' as const, 'securityhub' as const, 'securityhub-v2' as const),
          severity: fc.constantFrom(...severities),
          title: fc.string(),
          updatedAt: fc.nat(3),
          firstSeen: fc.nat(5),
          lastSeen: fc.nat(5),
          standards: fc.subarray(['FSBP', 'CIS 1.4.0', 'PCI DSS']),
          signals: fc.subarray(['guardduty:1', 'guardduty:2', 'guardduty:3']),
          facts: fc.dictionary(fc.constantFrom('port', 'domain'), fc.string()),
          status: fc.record({
            archived: fc.boolean(),
            compliance: fc.constantFrom(null, 'passed' as const, 'failed' as const, 'warning' as const),
            workflow: fc.constantFrom(null, 'new' as const, 'suppressed' as const),
          }),
        }),
        { selector: (one) => one.recordKey, minLength: 1 },
      )
      .map((all) => all.map((one) => record(one)));
    fc.assert(
      fc.property(some, fc.infiniteStream(fc.nat()), (records, keys) => {
        const shuffled = records
          .map((one) => ({ one, key: keys.next().value as number }))
          .sort((a, b) => a.key - b.key)
          .map(({ one }) => one);
        expect(viewOf(shuffled)).toEqual(viewOf(records));
      }),
    );
  });
});

it('says of compliance what the failing copies say, or all of them once nothing fails', () => {
  const copy = (recordKey: string, compliance: RecordStatus['compliance']) =>
    record({ recordKey, status: { archived: false, compliance, workflow: null } });
  const complianceOf = (...records: Finding[]) => viewOf(records).compliance;
  expect(complianceOf(copy('a', 'failed'), copy('b', 'passed'), copy('c', 'failed'))).toEqual(['failed']);
  expect(complianceOf(copy('a', 'warning'), copy('b', 'passed'))).toEqual(['passed', 'warning']);
  expect(complianceOf(copy('a', null))).toEqual([]);
});
