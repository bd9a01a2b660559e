import { type Case, caseLabel } from '../finding/case.ts';
import { type ApprovalRequest, requestLabel } from '../finding/request.ts';
import { ask } from './ask.ts';
import { type NoUse, nothingDone, visibleCase } from './case-act.ts';
import type { Operation } from './operation.ts';
import { longestReason, reasonOf } from './reason.ts';

export interface AskException {
  readonly caseId: number;
  /** The review date, epoch ms. */
  readonly until: number;
  readonly reason: string;
}

export type ExceptionAsked =
  | NoUse
  | { readonly kind: 'asked'; readonly request: ApprovalRequest; readonly case: Case }
  /** Somebody asked before; the request says who. */
  | { readonly kind: 'asked-before'; readonly request: ApprovalRequest; readonly case: Case }
  | { readonly kind: 'too-long'; readonly most: number }
  | { readonly kind: 'in-the-past' }
  | { readonly kind: 'no-reason'; readonly most: number };

/** Asks that a risk be accepted until a review date; somebody else has to agree. */
export const askException: Operation<AskException, ExceptionAsked> = {
  name: 'askException',
  needs: 'responder',
  async run(transaction, { caseId, until, reason }, context) {
    const { now, limits } = context;
    const why = reasonOf(reason);
    if (why === null) return { kind: 'no-reason', most: longestReason };
    // Asked so that what is no number at all is no date either.
    if (!(until > now)) return { kind: 'in-the-past' };
    const found = await visibleCase(transaction, caseId, context);
    if (found.kind !== 'visible') return found;
    const most = limits.exception[found.role];
    if (!(until - now <= most)) return { kind: 'too-long', most };
    const asked = { kind: 'exception', until } as const;
    const answer = await ask(transaction, found.case, { asked, reason: why }, context);
    return { ...answer, case: found.case };
  },
  audit({ caseId, reason }, answer) {
    if (answer.kind === 'asked-before') return null;
    if (answer.kind !== 'asked') return nothingDone(caseId, answer.kind);
    const { id, asked, expiresAt } = answer.request;
    const after = { request: requestLabel(id), until: asked.until, expiresAt };
    return { outcome: 'done', target: caseLabel(caseId), after, reason };
  },
};
