import type { CaseDraft } from '../finding/case.ts';
import type { TriageContext } from './context.ts';

/** When it came back, this time included; no more of them than it takes to see that it flaps. */
export function reopenTimesAfter(
  { reopenTimes }: CaseDraft,
  { now, rules }: TriageContext,
): readonly number[] {
  return [...reopenTimes, now].slice(-(rules.settings.flapping.times + 1));
}

/** It came back more often than is worth saying. */
export function flaps(reopenTimes: readonly number[], { now, rules }: TriageContext): boolean {
  const { times, within } = rules.settings.flapping;
  return reopenTimes.filter((at) => at > now - within).length > times;
}

/** When a flapping case has been calm for long enough. */
export function calmAt({ reopenTimes, openedAt }: CaseDraft, within: number): number {
  return (reopenTimes.at(-1) ?? openedAt) + within;
}
