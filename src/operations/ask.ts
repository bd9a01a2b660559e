import type { Case } from '../finding/case.ts';
import type { ApprovalRequest, Asked } from '../finding/request.ts';
import type { ActTransaction } from '../store/ports/transactions.ts';
import { personOf, saveChange } from './case-act.ts';
import type { ActContext } from './operation.ts';
import { putRequestCard } from './request-card.ts';

/** Asks somebody else to grant it; what was asked for of the same case before stands, and is answered with. */
export async function ask(
  transaction: ActTransaction,
  one: Case,
  { asked, reason }: { readonly asked: Asked; readonly reason: string },
  context: ActContext,
): Promise<{ readonly kind: 'asked' | 'asked-before'; readonly request: ApprovalRequest }> {
  const { now, limits } = context;
  const before = await transaction.openRequests(one.id);
  const same = before.find((request) => request.expiresAt > now && isAlike(request.asked, asked));
  if (same !== undefined) return { kind: 'asked-before', request: same };
  const request = await transaction.addRequest({
    ...{ caseId: one.id, asked, severity: one.severity, channel: one.channel, reason },
    ...{ askedBy: personOf(context), askedAt: now, expiresAt: now + limits.requestsExpire },
  });
  // The request stands in the thread of the case's card, so there has to be one.
  await saveChange(transaction, context, one, { card: 'post' });
  await putRequestCard(transaction, request, now);
  return { kind: 'asked', request };
}

/** Two people who ask for the same need one answer. */
function isAlike(one: Asked, other: Asked): boolean {
  if (one.kind !== 'suppression' || other.kind !== 'suppression') return one.kind === other.kind;
  return one.scope === other.scope;
}
