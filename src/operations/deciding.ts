import type { CaseTransaction } from '../store/ports/transactions.ts';
import type { TriageContext } from '../triage/context.ts';
import type { TriageRules } from '../triage/rules.ts';

/** What a decision depends on besides the case, as this transaction sees it. */
export async function contextOf(
  transaction: Pick<CaseTransaction, 'suppressions' | 'overrides'>,
  rules: TriageRules,
  now: number,
): Promise<TriageContext> {
  const suppressions = await transaction.suppressions();
  return { now, rules, suppressions, overrides: await transaction.overrides(now) };
}
