import { type Case, caseLabel } from '../finding/case.ts';
import { type ApprovalReason, type ApprovalRequest, requestLabel } from '../finding/request.ts';
import { type Suppression, suppressionLabel } from '../finding/suppression.ts';
import type { ActTransaction } from '../store/ports/transactions.ts';
import { ask } from './ask.ts';
import { type NoUse, nothingDone, personOf, type VisibleCase, viewsOf, visibleCase } from './case-act.ts';
import { isEnough } from './grants.ts';
import { makeSuppression } from './make-suppression.ts';
import type { ActContext, Operation } from './operation.ts';
import { longestReason, reasonOf } from './reason.ts';
import { type Scope, scopesFor } from './suppression-scopes.ts';
import { truthsIn } from './truths.ts';

export interface Suppress {
  readonly caseId: number;
  /** Key of one of the scopes that the case offers. */
  readonly scope: string;
  /** Epoch ms. */
  readonly until: number;
  /** Ends early when nothing matched for so long (ms); null: never early. */
  readonly idle: number | null;
  readonly reason: string;
}

export type Suppressed =
  | NoUse
  | {
      readonly kind: 'suppressed';
      readonly suppression: Suppression;
      /** The case itself is quiet; it stays in sight while it has findings that the scope leaves out. */
      readonly hidden: boolean;
    }
  | { readonly kind: 'already'; readonly suppression: Suppression }
  /** Somebody else has to agree: `request.asked` says why. */
  | { readonly kind: 'asked'; readonly request: ApprovalRequest }
  /** Somebody asked for the same before. */
  | { readonly kind: 'asked-before'; readonly request: ApprovalRequest }
  /** Longer than anybody may. */
  | { readonly kind: 'too-long'; readonly most: number }
  | { readonly kind: 'in-the-past' }
  | { readonly kind: 'no-reason'; readonly most: number }
  /** The case no longer has the fact that the scope is made of. */
  | { readonly kind: 'no-scope'; readonly caseId: number };

/**
 * Keeps quiet what a case is about, for a while and for a reason. Nothing that is or becomes worse than the case is ever
 * hidden by it. What may hide too much becomes a request to somebody who may agree to it.
 */
export const suppress: Operation<Suppress, Suppressed> = {
  name: 'suppress',
  needs: 'responder',
  async run(transaction, input, context) {
    const { now, limits } = context;
    const { caseId, until, idle } = input;
    const reason = reasonOf(input.reason);
    if (reason === null) return { kind: 'no-reason', most: longestReason };
    // Asked so that what is no number at all is no end either.
    if (!(until > now)) return { kind: 'in-the-past' };
    const most = Math.max(...Object.values(limits.suppression));
    if (!(until - now <= most)) return { kind: 'too-long', most };
    const found = await visibleCase(transaction, caseId, context);
    if (found.kind !== 'visible') return found;
    const scope = scopesFor(viewsOf(found), context.actor, context.needs).find(
      (one) => one.key === input.scope,
    );
    if (scope === undefined) return { kind: 'no-scope', caseId };
    // Two cases may offer the same scope, and neither has the other's lock.
    await transaction.holdDecisions();
    const live = (await transaction.suppressions()).filter((one) => one.until > now);
    const twin = live.find((one) => isTwin(one, scope, found.case));
    if (twin) return { kind: 'already', suppression: twin };

    const why = await reasonsToAsk(transaction, found, { scope, until }, context);
    if (why.length > 0) {
      const asked = { kind: 'suppression', scope: scope.key, until, idle, why } as const;
      return ask(transaction, found.case, { asked, reason }, context);
    }
    const wish = { scope, until, idle, reason, author: personOf(context), approver: null };
    return { kind: 'suppressed', ...(await makeSuppression(transaction, found, wish, context)) };
  },
  audit({ caseId, reason }, answer) {
    const target = caseLabel(caseId);
    if (answer.kind === 'asked') {
      const { id, asked } = answer.request;
      return { outcome: 'done', target, after: { request: requestLabel(id), asked: { ...asked } }, reason };
    }
    if (answer.kind === 'asked-before') return null;
    if (answer.kind !== 'suppressed') {
      const note = nothingDone(caseId, answer.kind);
      return note && { ...note, reason };
    }
    const { id, match, severity, until, idle } = answer.suppression;
    const made = { suppression: suppressionLabel(id), match: { ...match }, severity, until, idle };
    return { outcome: 'done', target, after: made, reason };
  },
};

/** Pressed twice, or by two: the first one counts. */
function isTwin(one: Suppression, { match }: Scope, { severity }: Case): boolean {
  return one.severity === severity && JSON.stringify(one.match) === JSON.stringify(match);
}

/** Why somebody else has to agree; empty: nobody has to. */
async function reasonsToAsk(
  transaction: ActTransaction,
  { case: one, role }: VisibleCase,
  { scope, until }: { readonly scope: Scope; readonly until: number },
  { now, limits, rules }: ActContext,
): Promise<ApprovalReason[]> {
  const tooLong: ApprovalReason[] = until - now > limits.suppression[role] ? ['too-long'] : [];
  if (isEnough(role, 'approver')) return tooLong;
  const truths = await truthsIn(transaction, scope, one.severity, rules);
  return [
    ...(one.severity === 'Critical' ? (['critical'] as const) : []),
    ...(truths.length > 0 ? (['true-positive'] as const) : []),
    ...tooLong,
  ];
}
