import { isVisible } from '../../finding/case.ts';
import { requestLabel } from '../../finding/request.ts';
import type { Store } from '../../store/store.ts';
import { auditByClock } from '../audited.ts';
import { decideRequest } from '../decide-request.ts';
import type { Ticked } from './ticked.ts';

const atOnce = 50;

/** Requests that nobody answered in time, and those whose case is over: their cards say so, and nobody waits any more. */
export async function endRequests(store: Pick<Store, 'act' | 'requests'>, now: number): Promise<Ticked> {
  const over = await store.requests.over(now, atOnce);
  for (const { id, caseId } of over)
    await store.act(async (transaction) => {
      const found = await transaction.caseById(caseId);
      const request = await transaction.requestById(id);
      if (request?.status !== 'asked') return;
      const isOpen = found !== null && isVisible(found.case.state);
      if (isOpen && request.expiresAt > now) return;
      const status = isOpen ? 'expired' : 'superseded';
      await decideRequest(transaction, request, status, null, now);
      const target = requestLabel(id);
      auditByClock(transaction, now, { act: 'endRequest', outcome: 'done', target, after: { status } });
    });
  return { changed: over.length > 0, more: over.length === atOnce };
}
