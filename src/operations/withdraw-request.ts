import type { ApprovalRequest } from '../finding/request.ts';
import { personOf } from './case-act.ts';
import { auditDecision, decideRequest, type NothingToDecide, requestInHand } from './decide-request.ts';
import type { Operation } from './operation.ts';

export interface WithdrawRequest {
  readonly requestId: number;
}

export type RequestWithdrawn =
  | NothingToDecide
  | { readonly kind: 'withdrawn'; readonly request: ApprovalRequest }
  /** Somebody else asked. */
  | { readonly kind: 'not-asked-by-you'; readonly request: ApprovalRequest };

/** Takes back what one asked for. */
export const withdrawRequest: Operation<WithdrawRequest, RequestWithdrawn> = {
  name: 'withdrawRequest',
  needs: 'responder',
  async run(transaction, { requestId }, context) {
    const { now, people } = context;
    const by = personOf(context);
    const held = await requestInHand(transaction, requestId, context);
    if (held.kind !== 'open') return held;
    const { request } = held;
    if (!people.same(by, request.askedBy)) return { kind: 'not-asked-by-you', request };
    return { kind: 'withdrawn', request: await decideRequest(transaction, request, 'withdrawn', by, now) };
  },
  audit: ({ requestId }, answer) => auditDecision(requestId, answer, 'withdrawn'),
};
