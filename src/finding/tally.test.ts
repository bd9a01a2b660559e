import { expect, it } from 'vitest';
import { emptyTally, moved, type Tally, tallyState, worstOf } from './tally.ts';

const one = (state: 'active' | 'unverifiable' | 'fixed', severity: 'High' | 'Low' = 'High') => ({
  state,
  severity,
});

it('counts what comes, changes and leaves', () => {
  const two = moved(moved(emptyTally, null, one('active')), null, one('active', 'Low'));
  expect(worstOf(two)).toBe('High');
  const half = moved(two, one('active'), one('fixed'));
  expect([worstOf(half), tallyState(half), half.fixed]).toEqual(['Low', 'active', 1]);
  expect(moved(moved(half, one('fixed'), null), one('active', 'Low'), null)).toEqual(emptyTally);
});

it('a finding alone is all there is, whatever was counted before', () => {
  // As of an open case that an older version kept: what nobody could evaluate was counted as failing.
  const off: Tally = { ...emptyTally, active: { ...emptyTally.active, High: 1 } };
  expect(moved(off, one('unverifiable'), one('fixed'))).toEqual({ ...emptyTally, fixed: 1 });
});
