import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { caseIn, record, threat } from '../triage/testing/samples.ts';
import { type Case, caseStates, type Quiet } from './case.ts';
import { sourceNames } from './finding.ts';
import { isDecided, wantOf } from './wish.ts';

const all = { suppress: true, guardDuty: true };
const ground = (one: Case, copy = record()) => ({ case: one, suppression: null, record: copy });
const byPolicy = (action: 'notify' | 'accept' | 'disable'): Quiet => ({ by: 'policy', policy: 'p', action });
const byPeople: Quiet = { by: 'suppression', suppression: 3 };

describe('what Security Hub should say', () => {
  it.each<[string, Case, string | null]>([
    ['nobody has it', caseIn('open'), null],
    ['it is given to somebody', caseIn('open', { assignee: 'U0DAVE' }), 'NOTIFIED assigned'],
    ['somebody has it', caseIn('acknowledged'), 'NOTIFIED acknowledged'],
    ['people suppress it', caseIn('suppressed', { quiet: byPeople }), 'SUPPRESSED suppression'],
    ['a policy only counts it', caseIn('suppressed', { quiet: byPolicy('notify') }), 'SUPPRESSED policy'],
    ['a policy accepts it', caseIn('suppressed', { quiet: byPolicy('accept') }), 'SUPPRESSED policy'],
    ['its control is to be disabled', caseIn('suppressed', { quiet: byPolicy('disable') }), null],
    ['somebody says it is done', caseIn('verifying'), 'NOTIFIED verifying'],
    ['people accept it', caseIn('excepted'), 'SUPPRESSED exception'],
    ['a person dealt with it', caseIn('resolved', { resolution: 'handled' }), 'RESOLVED handled'],
    ['a person found it benign', caseIn('resolved', { resolution: 'benign' }), 'SUPPRESSED benign'],
    ['it was no threat', caseIn('resolved', { resolution: 'false-positive' }), 'SUPPRESSED false-positive'],
    ['another case tells the same', caseIn('resolved', { resolution: 'duplicate' }), 'SUPPRESSED duplicate'],
    ['it is fixed', caseIn('resolved'), null],
    ['somebody decided in AWS', caseIn('external'), null],
  ])('%s', (_, one, said) => {
    const wish = wantOf(ground(one), all);
    expect(wish && `${wish.status} ${wish.why}`).toBe(said);
  });

  it('names who, until when and why', () => {
    const suppression = { author: 'U0BOB', reason: 'a planned test', until: 99 };
    const one = caseIn('suppressed', { quiet: byPeople });
    expect(wantOf({ ...ground(one), suppression }, all)).toEqual({
      ...{ status: 'SUPPRESSED', why: 'suppression', by: 'U0BOB', until: 99, reason: 'a planned test' },
      caseId: 7,
    });
  });

  it('a policy says the same of all its cases, and hides no threat', () => {
    const one = caseIn('suppressed', { quiet: byPolicy('accept') });
    expect(wantOf(ground(one), all)).toEqual(wantOf(ground({ ...one, id: 8 }), all));
    const copy = threat('1', { source: 'securityhub' });
    expect(wantOf(ground(one, copy), all)).toBeNull();
  });
});

describe('what GuardDuty should say', () => {
  it('archives what is set aside, where that is asked for, and nothing else', () => {
    const quiet = caseIn('suppressed', { quiet: byPeople });
    expect(wantOf(ground(quiet, threat('1')), all)?.status).toBe('SUPPRESSED');
    expect(wantOf(ground(quiet, threat('1')), { ...all, guardDuty: false })).toBeNull();
    expect(wantOf(ground(caseIn('acknowledged'), threat('1')), all)).toBeNull();
  });

  it('leaves alone what somebody else archived, and not what we archived', () => {
    const quiet = caseIn('suppressed', { quiet: byPeople });
    const archived = { archived: true, compliance: null, workflow: null } as const;
    expect(wantOf(ground(quiet, threat('1', { status: archived })), all)).toBeNull();
    const ours = threat('1', { status: { ...archived, ours: ['archived'] } });
    expect(wantOf(ground(quiet, ours), all)?.status).toBe('SUPPRESSED');
  });
});

const quiets = fc.constantFrom<Quiet | null>(
  null,
  byPeople,
  byPolicy('notify'),
  byPolicy('accept'),
  byPolicy('disable'),
);
const cases = fc
  .record({
    state: fc.constantFrom(...caseStates),
    quiet: quiets,
    assignee: fc.constantFrom(null, 'U0CAROL'),
  })
  .map(({ state, ...more }) => caseIn(state, more));
const copies = fc
  .record({
    source: fc.constantFrom(...sourceNames),
    kind: fc.constantFrom('threat' as const, 'control' as const, 'vulnerability' as const),
    archived: fc.boolean(),
    compliance: fc.constantFrom('passed' as const, 'failed' as const, null),
  })
  .map(({ source, kind, ...status }) => record({ source, kind, status }));
const settings = fc.record({ suppress: fc.boolean(), guardDuty: fc.boolean() });

describe('any case and any copy', () => {
  it('wants something only where somebody decided about what still fails', () => {
    fc.assert(
      fc.property(cases, copies, settings, (one, copy, asked) => {
        const wish = wantOf(ground(one, copy), asked);
        if (wish === null) return;
        expect(isDecided(one)).toBe(true);
        expect(copy.status).toMatchObject({ archived: false });
        expect(copy.status.compliance).not.toBe('passed');
        expect(['securityhub', 'securityhub-v2', 'guardduty']).toContain(copy.source);
      }),
    );
  });

  it('wants no more where the configuration allows less', () => {
    fc.assert(
      fc.property(cases, copies, settings, (one, copy, asked) => {
        const wish = wantOf(ground(one, copy), asked);
        expect([null, wish]).toContainEqual(wantOf(ground(one, copy), { suppress: false, guardDuty: false }));
        if (wish !== null) expect(wantOf(ground(one, copy), all)).toEqual(wish);
      }),
    );
  });
});
