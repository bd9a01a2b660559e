import { matcherVersion } from '../finding/match.ts';
import { type Severity, severityRank } from '../finding/severity.ts';
import type { FindingView } from '../finding/view.ts';
import type { ActTransaction } from '../store/ports/transactions.ts';
import { compileSaved } from '../triage/match.ts';
import type { TriageRules } from '../triage/rules.ts';
import type { Scope } from './suppression-scopes.ts';

/** So many findings of cases that turned out to be real are looked at. */
const mostLookedAt = 2_000;

/** What turned out to be real, and would be hidden by a suppression of this scope for this severity. */
export async function truthsIn(
  transaction: Pick<ActTransaction, 'handledViews'>,
  { match }: Scope,
  severity: Severity,
  rules: TriageRules,
): Promise<FindingView[]> {
  const matches = compileSaved(match, matcherVersion);
  return (await transaction.handledViews(mostLookedAt)).filter(
    (view) =>
      severityRank(view.severity) <= severityRank(severity) &&
      matches({ view, account: rules.accountOf(view.account.id), standards: view.standards }),
  );
}
