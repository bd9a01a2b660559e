import type { ApprovalRequest } from '../finding/request.ts';
import { personOf } from './case-act.ts';
import { auditDecision, decideRequest, type NothingToDecide, requestInHand } from './decide-request.ts';
import type { Operation } from './operation.ts';

export interface RefuseRequest {
  readonly requestId: number;
}

export type RequestRefused =
  | NothingToDecide
  | { readonly kind: 'refused'; readonly request: ApprovalRequest }
  /** Nobody decides what they asked for; they may withdraw it. */
  | { readonly kind: 'own-request'; readonly request: ApprovalRequest };

/** Says no to what somebody asked for: everything stays as it is. */
export const refuseRequest: Operation<RefuseRequest, RequestRefused> = {
  name: 'refuseRequest',
  needs: 'approver',
  async run(transaction, { requestId }, context) {
    const { now, people } = context;
    const by = personOf(context);
    const held = await requestInHand(transaction, requestId, context);
    if (held.kind !== 'open') return held;
    const { request } = held;
    if (people.same(by, request.askedBy)) return { kind: 'own-request', request };
    return { kind: 'refused', request: await decideRequest(transaction, request, 'refused', by, now) };
  },
  audit: ({ requestId }, answer) => auditDecision(requestId, answer, 'refused'),
};
