import type { AuditNote } from '../finding/audit.ts';
import { type ApprovalRequest, type RequestStatus, requestLabel } from '../finding/request.ts';
import type { Role } from '../finding/role.ts';
import type { ActTransaction, CaseInHand } from '../store/ports/transactions.ts';
import { anyCase, type NoUse } from './case-act.ts';
import type { ActContext } from './operation.ts';
import { putRequestCard } from './request-card.ts';

/** Why there is nothing to decide. */
export type NothingToDecide =
  | { readonly kind: 'no-request'; readonly requestId: number }
  /** It was decided before, or its time is up; its status says which, and by whom. */
  | { readonly kind: 'decided'; readonly request: ApprovalRequest }
  /** They may decide such things, but not in all the accounts that it is about. */
  | Extract<NoUse, { kind: 'not-yours' }>;

interface RequestInHand {
  readonly kind: 'open';
  readonly request: ApprovalRequest;
  /** With the role that the actor has there; null: the case is no longer kept. */
  readonly found: (CaseInHand & { readonly role: Role }) | null;
}

/** A request that waits for somebody, with its case; both are locked. */
export async function requestInHand(
  transaction: ActTransaction,
  requestId: number,
  context: Pick<ActContext, 'now' | 'actor' | 'rules' | 'needs'>,
): Promise<RequestInHand | NothingToDecide> {
  const { now } = context;
  const seen = await transaction.requestById(requestId);
  if (seen === null) return { kind: 'no-request', requestId };
  // Whatever decides a request has its case's lock; now that it is ours, nobody else decides.
  const found = await anyCase(transaction, seen.caseId, context);
  const request = (await transaction.requestById(requestId)) ?? seen;
  if (request.status !== 'asked') return { kind: 'decided', request };
  if (found.kind === 'not-yours') return found;
  const held = found.kind === 'found' ? found : null;
  if (request.expiresAt > now) return { kind: 'open', request, found: held };
  return { kind: 'decided', request: await decideRequest(transaction, request, 'expired', null, now) };
}

/** What becomes of it; its card says so. */
export async function decideRequest(
  transaction: ActTransaction,
  request: ApprovalRequest,
  status: RequestStatus,
  by: string | null,
  now: number,
): Promise<ApprovalRequest> {
  await transaction.endRequest(request.id, { status, at: now, by });
  await putRequestCard(transaction, request, now);
  return { ...request, status, decidedAt: now, decidedBy: by };
}

/** What the audit log keeps of an answer that leaves everything as it is; of what was decided before, nothing. */
export function auditDecision(
  requestId: number,
  answer: { readonly kind: string },
  status: 'refused' | 'withdrawn',
): AuditNote | null {
  const target = requestLabel(requestId);
  if (answer.kind === 'decided') return null;
  if (answer.kind !== status) return { outcome: 'refused', target, after: { why: answer.kind } };
  return { outcome: 'done', target, before: { status: 'asked' }, after: { status } };
}
