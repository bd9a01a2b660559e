import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CaseDraft } from '../finding/case.ts';
import type { KnownFinding } from '../finding/change.ts';
import type { Finding } from '../finding/finding.ts';
import { type ArrivedFinding, fold } from './fold.ts';

const context = { now: 1_000, route: () => 'sec-alerts' };

function arrived(number: number, over: Partial<Finding>): ArrivedFinding {
  const finding: Finding = {
    identity: 'guardduty:1',
    recordKey: 'guardduty',
    source: 'guardduty',
    product: 'GuardDuty',
    id: '1',
    kind: 'threat',
    type: 't',
    title: 'words',
    description: '',
    severity: 'Low',
    account: { id: '111122223333' },
    region: 'ap-northeast-1',
    resources: [],
    firstSeen: 1,
    lastSeen: 1,
    updatedAt: 1,
    count: 1,
    sample: false,
    status: { archived: false, compliance: null, workflow: null },
    standards: [],
    links: [],
    facts: {},
    ...over,
  };
  return { finding, messageId: `m-${number}`, path: '' };
}

/** What SQL would hold after a batch. */
function remember(known: Map<string, KnownFinding>, arrivals: readonly ArrivedFinding[]) {
  const { decisions, changes } = fold(arrivals, known, context);
  for (const change of changes) {
    const records = new Map(known.get(change.identity)?.records.map((one) => [one.recordKey, one]));
    for (const { finding } of change.records) records.set(finding.recordKey, finding);
    const opened = change.case as CaseDraft | null;
    known.set(change.identity, {
      identity: change.identity,
      records: [...records.values()],
      case: opened ? { ...opened, id: opened.id ?? known.size + 1 } : null,
    });
  }
  return decisions;
}

const stream = fc
  .array(
    fc.record({
      identity: fc.constantFrom('a', 'b', 'c'),
      recordKey: fc.constantFrom('x', 'y'),
      severity: fc.constantFrom('Low' as const, 'High' as const, 'Critical' as const),
      updatedAt: fc.nat(4),
      count: fc.nat(3),
      status: fc.record({
        archived: fc.boolean(),
        compliance: fc.constantFrom(null, 'passed' as const, 'failed' as const, 'not_available' as const),
        workflow: fc.constantFrom(null, 'new' as const, 'suppressed' as const),
      }),
    }),
    { maxLength: 25 },
  )
  .map((all) => all.map((one, number) => arrived(number, one)));

describe('folding a batch', () => {
  it('is the same as deciding its findings one batch after another', () => {
    fc.assert(
      fc.property(stream, fc.nat(25), (arrivals, at) => {
        const whole = new Map<string, KnownFinding>();
        const parts = new Map<string, KnownFinding>();
        const together = remember(whole, arrivals);
        const apart = [...remember(parts, arrivals.slice(0, at)), ...remember(parts, arrivals.slice(at))];
        const said = (all: typeof together) => all.map(({ outcome, reason }) => [outcome, reason.code]);
        expect(said(apart)).toEqual(said(together));
        const state = (known: Map<string, KnownFinding>) =>
          [...known].map(([key, one]) => [key, one.case?.state ?? null, one.case?.reopened ?? 0]).sort();
        expect(state(parts)).toEqual(state(whole));
      }),
    );
  });

  it('gives every finding one decision, and lets no identity touch another', () => {
    fc.assert(
      fc.property(stream, (arrivals) => {
        const { decisions } = fold(arrivals, new Map(), context);
        expect(decisions).toHaveLength(arrivals.length);
        for (const identity of ['a', 'b', 'c']) {
          const own = arrivals.filter((one) => one.finding.identity === identity);
          const alone = fold(own, new Map(), context).decisions;
          const among = decisions.filter((_, index) => arrivals[index]?.finding.identity === identity);
          expect(among.map(({ outcome }) => outcome)).toEqual(alone.map(({ outcome }) => outcome));
        }
      }),
    );
  });

  it('writes one change for many repeats, and keeps the material one among edits', () => {
    const many = Array.from({ length: 50 }, (_, index) =>
      arrived(index, { count: index + 1, updatedAt: index }),
    );
    const { changes } = fold(many, new Map(), context);
    expect(changes).toHaveLength(1);
    expect(changes[0]).toMatchObject({ card: 'post', records: [{ messageId: 'm-49' }], view: { count: 50 } });
  });
});
