import { type OnCall, type Override, onCallAt, type Shift, shifts } from '../calendar/on-call.ts';

/** One piece of time in which somebody stands in for whoever is on call by plan. */
export interface Swap {
  readonly from: number;
  readonly until: number;
  /** Who stands in. */
  readonly userId: string;
}

/** So many shifts ahead are looked at: half a year of weekly handovers, less where there are many swaps. */
const shiftsAhead = 26;

/** The swaps from `from` on that make a difference to the plan, in order; a swap that was undone makes none. */
export function swapsAhead(onCall: OnCall, overrides: readonly Override[], from: number): Swap[] {
  const swaps: Swap[] = [];
  for (const shift of shifts(onCall, overrides, from, shiftsAhead)) {
    const { first, until } = shift;
    if (!shift.overridden || until === null || first === null) continue;
    for (const planned of plannedWithin(onCall, shift.from, until)) {
      if (planned.first === first || planned.until === null) continue;
      const last = swaps.at(-1);
      if (last?.userId === first && last.until === planned.from)
        swaps[swaps.length - 1] = { ...last, until: planned.until };
      else swaps.push({ from: planned.from, until: planned.until, userId: first });
    }
  }
  return swaps;
}

/** Who would be on call without any swap, piece by piece. */
export function plannedWithin(onCall: OnCall, from: number, until: number): Shift[] {
  return shifts(onCall, [], from, shiftsAhead)
    .filter((shift) => shift.from < until)
    .map((shift) => ({ ...shift, until: shift.until === null ? until : Math.min(shift.until, until) }));
}

/**
 * Who is on call from `from` on, as people see it: a swap that was undone is none, and whoever goes on is said once.
 * `overridden`: somebody stands in for whoever is on call by plan. At most `count`.
 */
export function dutiesAhead(
  onCall: OnCall,
  overrides: readonly Override[],
  from: number,
  count: number,
): Shift[] {
  const duties: Shift[] = [];
  for (const shift of shifts(onCall, overrides, from, shiftsAhead)) {
    const overridden = shift.first !== onCallAt(onCall, [], shift.from).first;
    const last = duties.at(-1);
    if (last?.first === shift.first && last.overridden === overridden)
      duties[duties.length - 1] = { ...last, until: shift.until };
    else duties.push({ ...shift, overridden });
  }
  return duties.slice(0, count);
}
