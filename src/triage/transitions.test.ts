import { describe, expect, it } from 'vitest';
import { type CaseState, caseStates } from '../finding/case.ts';
import type { CaseChange, Known } from '../finding/change.ts';
import type { Finding, RecordStatus } from '../finding/finding.ts';
import type { Severity } from '../finding/severity.ts';
import type { RecordState } from '../finding/state.ts';
import { emptyTally } from '../finding/tally.ts';
import type { TriageContext } from './context.ts';
import { fold } from './fold.ts';
import { plainSettings } from './plain-settings.ts';
import {
  arrival,
  caseIn,
  contextWith,
  day,
  hour,
  now,
  policy,
  record,
  suppressionOf,
} from './testing/samples.ts';

/** `settled`: a person closed it while it failed. */
type Before = CaseState | 'unknown' | 'settled';

/** What one record says, by Compliance (rows) and Workflow (columns), as long as it is not archived. */
const workflows = [null, 'new', 'notified', 'suppressed', 'resolved'] as const;
const statusTable: readonly [RecordStatus['compliance'], ...RecordState[]][] = [
  // no workflow      NEW             NOTIFIED        SUPPRESSED  RESOLVED
  [null, 'active', 'active', 'active', 'external', 'external'],
  ['failed', 'active', 'active', 'active', 'external', 'external'],
  ['warning', 'unverifiable', 'unverifiable', 'unverifiable', 'external', 'external'],
  ['not_available', 'unverifiable', 'unverifiable', 'unverifiable', 'external', 'external'],
  ['passed', 'passed', 'passed', 'passed', 'passed', 'passed'],
];

interface Cell {
  readonly status: RecordStatus;
  readonly says: RecordState;
}

const cells: Cell[] = statusTable.flatMap(([compliance, ...row]) =>
  workflows.flatMap((workflow, column): Cell[] => [
    { status: { archived: false, compliance, workflow }, says: row[column] ?? 'active' },
    { status: { archived: true, compliance, workflow }, says: 'gone' },
  ]),
);

/** case before / what its one record says now → outcome, reason, case after, card, notice */
type Expected = readonly [string, string, CaseState | null, 'post' | 'edit' | null, string | null];
const lifecycle: Readonly<Record<Before, Readonly<Record<RecordState, Expected>>>> = {
  unknown: {
    active: ['posted', 'new', 'open', 'post', null],
    passed: ['dropped', 'unknown-and-closed', null, null, null],
    gone: ['dropped', 'unknown-and-closed', null, null, null],
    unverifiable: ['dropped', 'unknown-and-unverifiable', null, null, null],
    external: ['suppressed', 'external-decision', 'external', null, null],
  },
  open: {
    active: ['merged', 'updated', 'open', 'edit', null],
    passed: ['closed', 'fixed', 'resolved', 'edit', 'closed'],
    gone: ['closed', 'gone', 'resolved', 'edit', 'closed'],
    unverifiable: ['merged', 'unverifiable', 'open', 'edit', null],
    external: ['closed', 'external-decision', 'external', 'edit', 'closed'],
  },
  acknowledged: {
    active: ['merged', 'updated', 'acknowledged', 'edit', null],
    passed: ['closed', 'fixed', 'resolved', 'edit', 'closed'],
    gone: ['closed', 'gone', 'resolved', 'edit', 'closed'],
    unverifiable: ['merged', 'unverifiable', 'acknowledged', 'edit', null],
    external: ['closed', 'external-decision', 'external', 'edit', 'closed'],
  },
  // All that arrives here is older than the press.
  verifying: {
    active: ['merged', 'updated', 'verifying', 'edit', null],
    passed: ['closed', 'fixed', 'resolved', 'edit', 'closed'],
    gone: ['closed', 'gone', 'resolved', 'edit', 'closed'],
    unverifiable: ['merged', 'unverifiable', 'verifying', 'edit', null],
    external: ['closed', 'external-decision', 'external', 'edit', 'closed'],
  },
  suppressed: {
    active: ['posted', 'no-longer-quiet', 'open', 'post', 'shown-again'],
    passed: ['closed', 'fixed', 'resolved', 'edit', 'closed'],
    gone: ['closed', 'gone', 'resolved', 'edit', 'closed'],
    unverifiable: ['merged', 'unverifiable', 'suppressed', 'edit', null],
    external: ['suppressed', 'external-decision', 'external', 'edit', null],
  },
  excepted: {
    active: ['suppressed', 'excepted', 'excepted', 'edit', null],
    passed: ['closed', 'fixed', 'resolved', 'edit', 'closed'],
    gone: ['closed', 'gone', 'resolved', 'edit', 'closed'],
    unverifiable: ['merged', 'unverifiable', 'excepted', 'edit', null],
    external: ['suppressed', 'excepted', 'excepted', 'edit', null],
  },
  // All that arrives here is older than the closing.
  settled: {
    active: ['merged', 'seen-while-closed', 'resolved', 'edit', null],
    passed: ['merged', 'seen-while-closed', 'resolved', 'edit', null],
    gone: ['merged', 'seen-while-closed', 'resolved', 'edit', null],
    unverifiable: ['merged', 'unverifiable', 'resolved', 'edit', null],
    external: ['merged', 'seen-while-closed', 'resolved', 'edit', null],
  },
  resolved: {
    active: ['posted', 'reopened', 'open', 'post', 'reopened'],
    passed: ['merged', 'seen-while-closed', 'resolved', 'edit', null],
    gone: ['merged', 'seen-while-closed', 'resolved', 'edit', null],
    unverifiable: ['merged', 'unverifiable', 'resolved', 'edit', null],
    external: ['suppressed', 'external-decision', 'external', 'edit', null],
  },
  external: {
    active: ['posted', 'external-reversed', 'open', 'post', 'external-reversed'],
    passed: ['closed', 'fixed', 'resolved', 'edit', 'closed'],
    gone: ['closed', 'gone', 'resolved', 'edit', 'closed'],
    unverifiable: ['merged', 'unverifiable', 'external', 'edit', null],
    external: ['suppressed', 'external-decision', 'external', 'edit', null],
  },
};

/** What fails, and is worse than before: where that makes a difference. */
const worse: Readonly<Partial<Record<Before, Expected>>> = {
  open: ['posted', 'severity-raised', 'open', 'post', 'severity-raised'],
  acknowledged: ['posted', 'severity-raised', 'acknowledged', 'post', 'severity-raised'],
  verifying: ['posted', 'severity-raised', 'open', 'post', 'severity-raised'],
  excepted: ['posted', 'exception-outgrown', 'open', 'post', 'exception-outgrown'],
};

/** What the held copy said when its case came to be as it is. */
const heldStatus: Readonly<Record<Exclude<Before, 'unknown'>, Partial<RecordStatus>>> = {
  open: {},
  acknowledged: {},
  verifying: {},
  suppressed: {},
  excepted: {},
  settled: {},
  resolved: { compliance: 'passed' },
  external: { workflow: 'suppressed' },
};

/** Closed an hour ago, while it failed. */
const settled = caseIn('resolved', {
  ...{ resolution: 'benign', closedBy: 'UCAROL', closedAt: now - hour },
  tally: caseIn('open').tally,
});

function knownIn(state: Before, held: readonly Finding[]): Known {
  const { identity } = record();
  if (state === 'unknown') return { findings: new Map(), cases: new Map(), covers: new Map() };
  const current = state === 'settled' ? settled : caseIn(state);
  return {
    findings: new Map([[identity, { identity, records: held, caseKey: current.key }]]),
    cases: new Map([[current.key, current]]),
    covers: new Map(),
  };
}

function decided(known: Known, incoming: Finding, context: TriageContext = contextWith()) {
  const { decisions, changes, missing } = fold([arrival(incoming)], known, context);
  expect(missing).toEqual([]);
  const [decision] = decisions;
  const change: CaseChange | undefined = changes.cases[0];
  return { decision, change, outcome: [decision?.outcome, decision?.reason.code] };
}

function inState(state: Before, incoming: Finding, context?: TriageContext) {
  const held = state === 'unknown' ? [] : [record({ updatedAt: 9, status: heldStatus[state] })];
  return decided(knownIn(state, held), incoming, context);
}

describe('the transition table, cell by cell', () => {
  const states = Object.keys(lifecycle) as Before[];
  const severities: readonly [string, Severity][] = [
    ['raised', 'Critical'],
    ['the same', 'High'],
    ['lowered', 'Low'],
  ];

  it('has 9 × 5 cells of states, and 2 × 5 × 5 of what a record may say', () => {
    expect(states).toHaveLength(9);
    expect(cells).toHaveLength(50);
  });

  describe.each(states)('a case that is %s', (state) => {
    describe.each(severities)('severity %s', (_, severity) => {
      it.each(cells)(
        '$status.compliance, $status.workflow, archived $status.archived: it is $says',
        (cell) => {
          const incoming = record({ status: cell.status, severity });
          const { change, outcome } = inState(state, incoming);
          const raised = cell.says === 'active' && severity === 'Critical' ? worse[state] : undefined;
          const [wanted, reason, after, card, said]: Expected = raised ?? lifecycle[state][cell.says];
          expect(outcome).toEqual([wanted, reason]);
          expect(change?.case.state ?? null).toBe(after);
          expect(change?.card ?? null).toBe(card);
          expect(change?.notices.map((one) => one.kind) ?? []).toEqual(said === null ? [] : [said]);
          const active = cell.says === 'active';
          if (change && active) expect(change.case.severity).toBe(severity);
          if (change && !active && state !== 'unknown') expect(change.case.severity).toBe('High');
        },
      );
    });
  });
});

describe.each([
  ['a policy', 'policy-accept', contextWith({ policies: [policy('quiet', 'accept')] })],
  ['a suppression', 'suppression', contextWith({}, { suppressions: [suppressionOf()] })],
] as const)('the same where %s hides it', (_, reason, context) => {
  const unseen: Expected = ['suppressed', reason, 'suppressed', 'edit', null];
  /** What fails; all else is as in the table above. */
  const failing: Readonly<Record<Before, Expected>> = {
    unknown: ['suppressed', reason, 'suppressed', null, null],
    open: lifecycle.open.active,
    acknowledged: lifecycle.acknowledged.active,
    verifying: lifecycle.verifying.active,
    suppressed: unseen,
    excepted: lifecycle.excepted.active,
    settled: lifecycle.settled.active,
    resolved: unseen,
    external: unseen,
  };
  const states = Object.keys(lifecycle) as Before[];

  it.each(states.flatMap((state) => cells.map((cell) => ({ state, ...cell }))))(
    '$state: $status.compliance, $status.workflow, archived $status.archived',
    ({ state, status, says }) => {
      const { change, outcome } = inState(state, record({ status }), context);
      const [wanted, code, after, card, said] = says === 'active' ? failing[state] : lifecycle[state][says];
      expect(outcome).toEqual([wanted, code]);
      expect([change?.case.state ?? null, change?.card ?? null]).toEqual([after, card]);
      expect(change?.notices.map((one) => one.kind) ?? []).toEqual(said === null ? [] : [said]);
    },
  );
});

/** An open case of two copies: what the other one says (rows), and what becomes of the one that failed until now. */
describe('two copies, cell by cell', () => {
  type Together = readonly [outcome: string, reason: string, after: CaseState];
  const [updated, elsewhere]: Together[] = [
    ['merged', 'updated', 'open'],
    ['merged', 'still-failing-elsewhere', 'open'],
  ];
  const doubt: Together = ['merged', 'unverifiable', 'open'];
  const fixed: Together = ['closed', 'fixed', 'resolved'];
  const gone: Together = ['closed', 'gone', 'resolved'];
  const decision: Together = ['closed', 'external-decision', 'external'];
  const order = ['active', 'passed', 'gone', 'unverifiable', 'external'] as const;
  const table: Readonly<Record<RecordState, readonly (Together | undefined)[]>> = {
    //             active   passed     gone       unverifiable external
    active: [updated, elsewhere, elsewhere, elsewhere, elsewhere],
    passed: [updated, fixed, fixed, doubt, decision],
    gone: [updated, fixed, gone, doubt, decision],
    unverifiable: [updated, doubt, doubt, doubt, doubt],
    external: [updated, decision, decision, doubt, decision],
  };
  const status: Readonly<Record<RecordState, Partial<RecordStatus>>> = {
    active: {},
    passed: { compliance: 'passed' },
    gone: { archived: true },
    unverifiable: { compliance: 'not_available' },
    external: { workflow: 'suppressed' },
  };

  it.each(order.flatMap((other) => order.map((now, column) => ({ other, now, is: table[other][column] }))))(
    'the other is $other, this one is $now now',
    ({ other, now: says, is }) => {
      const held = record({ updatedAt: 9 });
      const copy = record({ recordKey: 'securityhub:cis', updatedAt: 9, status: status[other] });
      const incoming = record({ status: says === 'active' ? {} : status[says] });
      const { outcome, change } = decided(knownIn('open', [held, copy]), incoming);
      expect([...outcome, change?.case.state]).toEqual(is);
    },
  );
});

describe('by name', () => {
  it('ARCHIVED on what is unknown posts nothing', () => {
    const { outcome, change } = inState('unknown', record({ status: { archived: true } }));
    expect(outcome).toEqual(['dropped', 'unknown-and-closed']);
    expect(change).toBeUndefined();
  });

  it.each(['warning', 'not_available'] as const)('%s changes no state', (compliance) => {
    for (const state of caseStates) {
      const { change } = inState(state, record({ status: { compliance } }));
      expect(change?.case).toMatchObject({ state, unverifiable: true, severity: 'High' });
      expect(change?.notices).toEqual([]);
    }
  });

  it('all PASSED closes, and FAILED after PASSED brings back the same case, counted', () => {
    const closed = inState('open', record({ status: { compliance: 'passed' } }));
    expect(closed.change?.case).toMatchObject({ id: 7, state: 'resolved', resolution: 'fixed' });
    const back = inState('resolved', record());
    expect(back.change).toMatchObject({ card: 'post', case: { id: 7, state: 'open', reopened: 1 } });
  });

  it('severity raised is said in the channel, and calls whom the new severity calls', () => {
    const mentions = { ...plainSettings.mentions, High: ['UHIGH'], Critical: ['UCRITICAL'] };
    const { change } = inState('open', record({ severity: 'Critical' }), contextWith({ mentions }));
    expect(change).toMatchObject({ card: 'post', case: { mentions: ['UCRITICAL'] } });
    expect(change?.notices).toMatchObject([
      {
        ...{ kind: 'severity-raised', broadcast: true, mentions: ['UCRITICAL'] },
        values: { from: 'High', to: 'Critical' },
      },
    ]);
  });

  it('SUPPRESSED by somebody else is an external decision, until they reverse it', () => {
    const aside = record({ status: { workflow: 'suppressed' } });
    expect(inState('unknown', aside).change).toMatchObject({ card: null, case: { state: 'external' } });
    expect(inState('open', aside).outcome).toEqual(['closed', 'external-decision']);
    expect(inState('external', record()).outcome).toEqual(['posted', 'external-reversed']);
  });
});

/** What happened, or was said, after a person's word about the case. */
describe('newer than what a person said, cell by cell', () => {
  type Newer = readonly [says: string, more: Parameters<typeof record>[0], ...Expected];
  const after = { updatedAt: now, lastSeen: now };
  const again: Newer[] = [
    ['it fails', after, 'posted', 'reopened', 'open', 'post', 'reopened'],
    [
      'it fails and is worse',
      { ...after, severity: 'Critical' },
      'posted',
      'reopened',
      'open',
      'post',
      'reopened',
    ],
    [
      'it became worse',
      { updatedAt: now, severity: 'Critical' },
      'posted',
      'reopened',
      'open',
      'post',
      'reopened',
    ],
    ['it is told anew', { updatedAt: now }, 'merged', 'seen-while-closed', 'resolved', 'edit', null],
    [
      'at that very moment',
      { updatedAt: now, lastSeen: now - hour },
      'merged',
      'seen-while-closed',
      'resolved',
      'edit',
      null,
    ],
    [
      'it passes',
      { ...after, status: { compliance: 'passed' } },
      'merged',
      'seen-while-closed',
      'resolved',
      'edit',
      null,
    ],
    [
      'it is archived',
      { ...after, status: { archived: true } },
      'merged',
      'seen-while-closed',
      'resolved',
      'edit',
      null,
    ],
    [
      'our own echo',
      { ...after, status: { workflow: 'resolved' } },
      'merged',
      'seen-while-closed',
      'resolved',
      'edit',
      null,
    ],
    [
      'nobody can tell',
      { ...after, status: { compliance: 'not_available' } },
      'merged',
      'unverifiable',
      'resolved',
      'edit',
      null,
    ],
  ];
  it.each(again)('closed by a person: %s', (_, more, ...expected) => expectCell('settled', more, expected));

  const done: Newer[] = [
    ['it fails', after, 'posted', 'unconfirmed', 'open', 'post', 'unconfirmed'],
    [
      'it fails and is worse',
      { ...after, severity: 'Critical' },
      'posted',
      'severity-raised',
      'open',
      'post',
      'severity-raised',
    ],
    ['it fails less', { ...after, severity: 'Low' }, 'posted', 'unconfirmed', 'open', 'post', 'unconfirmed'],
    ['it is told anew', { updatedAt: now }, 'merged', 'updated', 'verifying', 'edit', null],
    [
      'at that very moment',
      { updatedAt: now, lastSeen: now - hour },
      'merged',
      'updated',
      'verifying',
      'edit',
      null,
    ],
    [
      'it passes',
      { ...after, status: { compliance: 'passed' } },
      'closed',
      'fixed',
      'resolved',
      'edit',
      'closed',
    ],
    [
      'it is archived',
      { ...after, status: { archived: true } },
      'closed',
      'gone',
      'resolved',
      'edit',
      'closed',
    ],
    [
      'set aside',
      { ...after, status: { workflow: 'suppressed' } },
      'closed',
      'external-decision',
      'external',
      'edit',
      'closed',
    ],
    [
      'nobody can tell',
      { ...after, status: { compliance: 'warning' } },
      'merged',
      'unverifiable',
      'verifying',
      'edit',
      null,
    ],
  ];
  it.each(done)('said to be done: %s', (_, more, ...expected) => expectCell('verifying', more, expected));

  const accepted: Newer[] = [
    ['it fails', after, 'suppressed', 'excepted', 'excepted', 'edit', null],
    [
      'it is worse',
      { ...after, severity: 'Critical' },
      'posted',
      'exception-outgrown',
      'open',
      'post',
      'exception-outgrown',
    ],
    [
      'our own echo',
      { ...after, status: { workflow: 'suppressed' } },
      'suppressed',
      'excepted',
      'excepted',
      'edit',
      null,
    ],
  ];
  it.each(accepted)('accepted: %s', (_, more, ...expected) => expectCell('excepted', more, expected));

  function expectCell(state: Before, more: Parameters<typeof record>[0], expected: Expected) {
    const { outcome, change } = inState(state, record(more));
    const said = change?.notices.map((one) => one.kind) ?? [];
    expect([...outcome, change?.case.state, change?.card, said[0] ?? null]).toEqual(expected);
    expect(said.length).toBeLessThanOrEqual(1);
  }

  it('a copy that passes brings nothing back while another, older one still fails', () => {
    const cis = record({ recordKey: 'securityhub:cis', updatedAt: 9 });
    const passes = record({ ...after, status: { compliance: 'passed' } });
    for (const state of ['settled', 'verifying'] as const)
      expect(decided(knownIn(state, [record({ updatedAt: 9 }), cis]), passes).change?.case.state).toBe(
        state === 'settled' ? 'resolved' : 'verifying',
      );
  });

  it('what comes back is clean: nobody closed, accepted or checks it any more, and the way is counted', () => {
    const back = inState('settled', record(after)).change?.case;
    expect(back).toMatchObject({ id: 7, reopened: 1, closedBy: null, closedAt: null, resolution: null });
    expect(inState('verifying', record(after)).change?.case.verifying).toBeNull();
    expect(inState('excepted', record({ severity: 'Critical' })).change?.case.exception).toBeNull();
  });

  it('whoever said that it is done is told that it is not', () => {
    expect(inState('verifying', record(after)).change?.notices).toMatchObject([
      { kind: 'unconfirmed', broadcast: true, mentions: ['UCAROL'], values: { by: 'UCAROL' } },
    ]);
  });
});

describe('what the cells do not say', () => {
  it('counts how often a case came back, and begins anew', () => {
    const { change } = inState('resolved', record());
    expect(change?.case).toMatchObject({ reopened: 1, resolution: null, closedAt: null, assignee: null });
    expect(change?.notices[0]).toMatchObject({ broadcast: true, values: { times: 1 } });
  });

  it('keeps who handled what is closed', () => {
    expect(inState('acknowledged', record({ status: { compliance: 'passed' } })).change?.case).toMatchObject({
      assignee: 'UCAROL',
      acknowledgedUntil: null,
    });
  });

  it('never calls archived fixed', () => {
    const { change } = inState('open', record({ status: { archived: true, compliance: 'passed' } }));
    expect(change?.case).toMatchObject({ state: 'resolved', resolution: 'gone' });
  });

  it('says nothing in a thread of what nobody was ever shown', () => {
    const { identity } = record();
    const never = caseIn('suppressed', { shown: false });
    const known: Known = {
      findings: new Map([[identity, { identity, records: [record({ updatedAt: 9 })], caseKey: never.key }]]),
      cases: new Map([[never.key, never]]),
      covers: new Map(),
    };
    expect(decided(known, record({ updatedAt: 11 })).change).toMatchObject({ card: 'post', notices: [] });
    const quiet = contextWith({ policies: [policy('quiet', 'accept')] });
    expect(decided(known, record({ updatedAt: 11 }), quiet).change).toMatchObject({
      card: null,
      notices: [],
    });
    const gone = record({ updatedAt: 11, status: { archived: true } });
    expect(decided(known, gone).change).toMatchObject({ card: null, notices: [], page: null });
  });
});

describe('several records', () => {
  const fsbp = record({ updatedAt: 9 });
  const cis = record({ recordKey: 'securityhub:cis', standards: ['CIS 1.4.0'], updatedAt: 9 });
  const over = (incoming: Finding, held: readonly Finding[], state: CaseState = 'open') =>
    decided(knownIn(state, held), incoming);

  it('one copy archived while another still fails keeps the case open', () => {
    const archived = record({ updatedAt: 10, status: { archived: true } });
    const { outcome, change } = over(archived, [fsbp, cis]);
    expect(outcome).toEqual(['merged', 'still-failing-elsewhere']);
    expect(change?.case.state).toBe('open');
  });

  it('closes as fixed when one copy is archived and the other passes', () => {
    const archived = record({ updatedAt: 9, status: { archived: true } });
    const passed = { ...cis, updatedAt: 10, status: { ...cis.status, compliance: 'passed' as const } };
    expect(over(passed, [archived, cis]).outcome).toEqual(['closed', 'fixed']);
  });

  it('another door to a known finding only edits', () => {
    const { outcome, change } = over(cis, [fsbp]);
    expect(outcome).toEqual(['merged', 'record-added']);
    expect(change?.card).toBe('edit');
  });

  it('NOTIFIED reset to NEW posts nothing, and so does our own echo', () => {
    const notified = record({ updatedAt: 9, status: { workflow: 'notified' } });
    for (const [incoming, held] of [
      [record({ updatedAt: 9 }), notified],
      [notified, record({ updatedAt: 9 })],
    ] as const) {
      const { outcome, change } = over(incoming, [held]);
      expect(outcome).toEqual(['merged', 'updated']);
      expect(change).toMatchObject({ card: 'edit', notices: [] });
    }
  });

  it('an identical copy is a duplicate, an older one changes nothing', () => {
    const same = over(fsbp, [fsbp]);
    expect(same.outcome).toEqual(['duplicate', 'identical']);
    expect(same.change).toBeUndefined();
    const older = over(record({ updatedAt: 3, status: { compliance: 'passed' } }), [fsbp]);
    expect(older.outcome).toEqual(['merged', 'stale']);
    expect(older.change).toBeUndefined();
  });

  it('a copy that claims to be from the future does not make later ones old', () => {
    const soon = record({ updatedAt: now + 2 * hour });
    expect(over(record({ updatedAt: now, count: 2 }), [soon]).outcome).toEqual(['merged', 'stale']);
    const never = record({ updatedAt: now + 2 * day });
    const worse = record({ updatedAt: now, severity: 'Critical' });
    expect(over(worse, [never]).outcome).toEqual(['posted', 'severity-raised']);
  });

  it('a new kind of resource in an attack sequence is said again, through one door only', () => {
    const sequence = record({
      source: 'guardduty',
      recordKey: 'guardduty:1',
      type: 'AttackSequence:S3/CompromisedData',
      kind: 'threat',
      updatedAt: 9,
      status: { compliance: null, workflow: null },
    });
    const wider = {
      ...sequence,
      updatedAt: 11,
      resources: [...sequence.resources, { type: 'S3Bucket', id: 'b' }],
    };
    expect(over(wider, [sequence]).outcome).toEqual(['posted', 'resource-kind-added']);
    const copy = { ...sequence, source: 'securityhub' as const, recordKey: 'securityhub:1' };
    const widerCopy = { ...wider, source: 'securityhub' as const, recordKey: 'securityhub:1' };
    expect(over(widerCopy, [sequence, copy]).outcome).toEqual(['merged', 'updated']);
  });

  it('an unverifiable copy leaves the severity as it was', () => {
    const doubt = record({ severity: 'Low', status: { compliance: 'warning' } });
    const { change } = over(doubt, [fsbp]);
    expect(change?.case).toMatchObject({ severity: 'High', unverifiable: true });
    expect(change?.case.tally).toMatchObject({ ...emptyTally, unverifiable: 1 });
  });
});
