import { severityRank } from '../finding/severity.ts';
import type { Suppression } from '../finding/suppression.ts';
import type { FindingView } from '../finding/view.ts';
import type { TriageContext } from './context.ts';
import { compileSaved } from './match.ts';

/** What the live suppressions say of a finding. */
type SuppressionAnswer =
  | { readonly is: 'not-suppressed' }
  | { readonly is: 'suppressed' | 'too-severe'; readonly by: Suppression };

export type AskSuppressions = (view: FindingView) => SuppressionAnswer;

/** The first that matches and may hide the finding decides; none may hide what is worse than it was made for. */
export function compileSuppressions({ suppressions, rules, now }: TriageContext): AskSuppressions {
  const live = suppressions.filter(({ ended, until }) => ended === null && now < until);
  const compiled = live.map((one) => ({ one, matches: compileSaved(one.match, one.matcherVersion) }));
  return (view) => {
    if (compiled.length === 0) return { is: 'not-suppressed' };
    const account = rules.accountOf(view.account.id);
    const subject = { view, account, standards: view.standards };
    let tooSevere: Suppression | null = null;
    for (const { one, matches } of compiled) {
      if (!matches(subject)) continue;
      if (severityRank(view.severity) <= severityRank(one.severity)) return { is: 'suppressed', by: one };
      tooSevere ??= one;
    }
    return tooSevere ? { is: 'too-severe', by: tooSevere } : { is: 'not-suppressed' };
  };
}
