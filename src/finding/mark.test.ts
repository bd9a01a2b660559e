import { describe, expect, it } from 'vitest';
import { record, threat } from '../triage/testing/samples.ts';
import type { Mark } from './mark.ts';
import { isEcho, lastMark, marked, withOwnWords } from './mark.ts';
import { recordState } from './view.ts';

const day = 86_400_000;
const now = 100 * day;
const own = (marks: readonly Mark[]) => new Map([['securityhub:fsbp', marks]]);
const said = (workflow: 'new' | 'notified' | 'suppressed' | 'resolved') => record({ status: { workflow } });

describe('what we wrote', () => {
  it('is a list whose last entry stands', () => {
    const first = marked([], 'SUPPRESSED', 1);
    expect(first).toEqual([{ says: 'SUPPRESSED', until: null }]);
    expect(marked(first, 'SUPPRESSED', 2)).toBe(first);
    const second = marked(first, 'NEW', 3);
    expect(second).toEqual([
      { says: 'SUPPRESSED', until: 3 },
      { says: 'NEW', until: null },
    ]);
    expect([lastMark(second), lastMark([])]).toEqual(['NEW', null]);
  });

  it('is no longer than eight', () => {
    let marks: readonly Mark[] = [];
    for (let times = 0; times < 12; times += 1)
      marks = marked(marks, times % 2 === 0 ? 'NOTIFIED' : 'NEW', times);
    expect(marks).toHaveLength(8);
    expect(lastMark(marks)).toBe('NEW');
  });
});

describe('a word that comes back', () => {
  it.each<[string, readonly Mark[], 'new' | 'notified' | 'suppressed' | 'resolved', 'active' | 'external']>([
    ['the last that we wrote', [{ says: 'SUPPRESSED', until: null }], 'suppressed', 'active'],
    [
      'one that we had changed an hour before',
      [{ says: 'RESOLVED', until: now - 3_600_000 }],
      'resolved',
      'active',
    ],
    [
      'one that we had changed two days before',
      [{ says: 'RESOLVED', until: now - 2 * day }],
      'resolved',
      'external',
    ],
    ['another one than ours', [{ says: 'NOTIFIED', until: null }], 'suppressed', 'external'],
    ['one where we never wrote', [], 'suppressed', 'external'],
  ])('%s', (_, marks, workflow, state) => {
    expect(recordState(withOwnWords(said(workflow), own(marks), now).status)).toBe(state);
  });

  it('is ours on the copy that we wrote about, and on no other', () => {
    const marks = new Map([['securityhub:cis', [{ says: 'SUPPRESSED' as const, until: null }]]]);
    expect(recordState(withOwnWords(said('suppressed'), marks, now).status)).toBe('external');
  });

  it('what we archived in GuardDuty is archived in every copy', () => {
    const marks = new Map([['guardduty:1', [{ says: 'ARCHIVED' as const, until: null }]]]);
    const copy = threat('1', {
      ...{ recordKey: 'securityhub:1', source: 'securityhub' },
      status: { archived: true, compliance: null, workflow: 'new' },
    });
    expect(recordState(withOwnWords(copy, marks, now).status)).toBe('active');
    expect(recordState(withOwnWords(copy, new Map(), now).status)).toBe('gone');
  });
});

describe('an echo', () => {
  const ours = (workflow: 'new' | 'suppressed') =>
    withOwnWords(
      said(workflow),
      own([{ says: workflow === 'new' ? 'NEW' : 'SUPPRESSED', until: null }]),
      now,
    );

  it('is the same but for our own word', () => {
    expect(isEcho(ours('suppressed'), said('new'))).toBe(true);
    expect(isEcho(ours('suppressed'), ours('suppressed'))).toBe(true);
    expect(isEcho(ours('new'), ours('suppressed'))).toBe(true);
  });

  it('is nothing that somebody else said, and nothing that happened there', () => {
    expect(isEcho(said('suppressed'), said('new'))).toBe(false);
    expect(isEcho(ours('new'), said('suppressed'))).toBe(false);
    expect(isEcho({ ...ours('suppressed'), updatedAt: 11 }, said('new'))).toBe(false);
    expect(isEcho({ ...ours('suppressed'), severity: 'Critical' }, said('new'))).toBe(false);
    const passed = record({ status: { workflow: 'suppressed', compliance: 'passed', ours: ['workflow'] } });
    expect(isEcho(passed, said('new'))).toBe(false);
  });
});
