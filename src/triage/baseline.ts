import { severityRank } from '../finding/severity.ts';
import type { FindingView } from '../finding/view.ts';
import type { TriageContext } from './context.ts';

const recentMs = 7 * 86_400_000;

/**
 * Whether it is only counted, since it was there before we were: of such, people are told of what GuardDuty found
 * lately and calls High or worse, and of controls that are Critical. All others have their cases, and no card.
 */
export function isUntold(
  view: FindingView,
  { baseline, now }: Pick<TriageContext, 'baseline' | 'now'>,
): boolean {
  if (baseline !== true) return false;
  if (view.kind === 'control') return view.severity !== 'Critical';
  const isBad = severityRank(view.severity) >= severityRank('High');
  return !(view.product === 'GuardDuty' && isBad && view.lastSeen >= now - recentMs);
}
