import { matcherVersion } from '../finding/match.ts';
import type { Suppression } from '../finding/suppression.ts';
import type { ActTransaction, CaseInHand } from '../store/ports/transactions.ts';
import { hide } from '../triage/redecide.ts';
import { contextOf } from './deciding.ts';
import type { ActContext } from './operation.ts';
import { putSuppressionCard } from './suppression-card.ts';
import type { Scope } from './suppression-scopes.ts';

/** A suppression in the making. */
interface Wish extends Pick<Suppression, 'until' | 'idle' | 'reason' | 'author' | 'approver'> {
  readonly scope: Scope;
}

/**
 * Makes a suppression out of a case and announces it. The case itself goes at once; the clock looks through the others.
 * `hidden` false: the case stays in sight, since it has findings that the scope leaves out.
 */
export async function makeSuppression(
  transaction: ActTransaction,
  found: CaseInHand,
  { scope, until, idle, reason, author, approver }: Wish,
  { now, rules }: ActContext,
): Promise<{ readonly suppression: Suppression; readonly hidden: boolean }> {
  const { channel, id: caseId, severity } = found.case;
  const suppression = await transaction.addSuppression({
    ...{ match: scope.match, matcherVersion, severity, reason, author, approver, caseId, channel },
    ...{ createdAt: now, until, idle },
  });
  const changes = hide(found, suppression, await contextOf(transaction, rules, now));
  if (changes) await transaction.save(changes, now);
  await putSuppressionCard(transaction, suppression, now);
  return { suppression, hidden: changes !== null };
}
