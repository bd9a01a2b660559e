import type { ApprovalRequest } from '../finding/request.ts';
import { requestLabel } from '../finding/request.ts';
import type { ActTransaction } from '../store/ports/transactions.ts';

/** In the thread of its case's card, with the buttons of those who may decide; later what became of it. */
export function putRequestCard(
  transaction: Pick<ActTransaction, 'putCard'>,
  { id, caseId, channel, severity }: ApprovalRequest,
  now: number,
): Promise<void> {
  const card = { key: requestLabel(id), channel, severity, now, material: true, data: null };
  return transaction.putCard({ ...card, thread: `case:${caseId}` });
}
