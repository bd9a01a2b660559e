import { type Severity, severities } from './severity.ts';
import type { FindingState } from './state.ts';

/** How many of a case's findings are in which state; kept up to date, so that no decision has to read them all. */
export interface Tally {
  readonly active: Readonly<Record<Severity, number>>;
  readonly unverifiable: number;
  readonly fixed: number;
  readonly gone: number;
  readonly external: number;
}

/** One finding's part in a tally. */
export interface Standing {
  readonly state: FindingState;
  readonly severity: Severity;
}

export const emptyTally: Tally = {
  active: { Critical: 0, High: 0, Medium: 0, Low: 0, Informational: 0 },
  unverifiable: 0,
  fixed: 0,
  gone: 0,
  external: 0,
};

/**
 * `before` null: it was not in the case; `after` null: it leaves. A finding alone in its case is all that there is to
 * count, so a count that was wrong once does not stay wrong.
 */
export function moved(tally: Tally, before: Standing | null, after: Standing | null): Tally {
  const left = before === null ? tally : totalCount(tally) <= 1 ? emptyTally : counted(tally, before, -1);
  return after === null ? left : counted(left, after, 1);
}

function counted(tally: Tally, { state, severity }: Standing, by: 1 | -1): Tally {
  if (state !== 'active') return { ...tally, [state]: Math.max(0, tally[state] + by) };
  const count = Math.max(0, tally.active[severity] + by);
  return { ...tally, active: { ...tally.active, [severity]: count } };
}

export function activeCount(tally: Tally): number {
  return severities.reduce((sum, severity) => sum + tally.active[severity], 0);
}

export function totalCount(tally: Tally): number {
  return activeCount(tally) + tally.unverifiable + tally.fixed + tally.gone + tally.external;
}

/** The same order as over the records of one finding: what fails, then what nobody can tell, then what ended. */
export function tallyState(tally: Tally): FindingState {
  if (activeCount(tally) > 0) return 'active';
  if (tally.unverifiable > 0) return 'unverifiable';
  if (tally.external > 0) return 'external';
  return tally.fixed > 0 ? 'fixed' : 'gone';
}

/** The worst among what is active; null: nothing is. */
export function worstOf(tally: Tally): Severity | null {
  return severities.findLast((severity) => tally.active[severity] > 0) ?? null;
}
