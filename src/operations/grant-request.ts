import { type Case, caseLabel, isVisible } from '../finding/case.ts';
import { type ApprovalRequest, requestLabel } from '../finding/request.ts';
import { severityRank } from '../finding/severity.ts';
import type { Suppression } from '../finding/suppression.ts';
import type { ActTransaction, CaseInHand } from '../store/ports/transactions.ts';
import { ended } from '../triage/case-life.ts';
import { personOf, saveAct, viewsOf } from './case-act.ts';
import { decideRequest, type NothingToDecide, requestInHand } from './decide-request.ts';
import { makeSuppression } from './make-suppression.ts';
import type { ActContext, Operation } from './operation.ts';
import { scopesFor } from './suppression-scopes.ts';

export interface GrantRequest {
  readonly requestId: number;
}

export type RequestGranted =
  | NothingToDecide
  | {
      readonly kind: 'granted';
      readonly request: ApprovalRequest;
      readonly case: Case;
      /** What was made by it; null: an exception. */
      readonly suppression: Suppression | null;
    }
  /** Nobody grants what they asked for, nor with another account of theirs. */
  | { readonly kind: 'own-request'; readonly request: ApprovalRequest }
  /** What it was asked for is over, has become worse, or no longer has that fact. */
  | { readonly kind: 'superseded'; readonly request: ApprovalRequest }
  /** Longer than their role may grant. */
  | { readonly kind: 'too-long'; readonly request: ApprovalRequest; readonly most: number };

/** Grants what somebody else asked for, and does it, in one transaction and under both names. */
export const grantRequest: Operation<GrantRequest, RequestGranted> = {
  name: 'grantRequest',
  needs: 'approver',
  async run(transaction, { requestId }, context) {
    const { now, people, limits } = context;
    const by = personOf(context);
    const held = await requestInHand(transaction, requestId, context);
    if (held.kind !== 'open') return held;
    const { request, found } = held;
    const { asked } = request;
    if (people.same(by, request.askedBy)) return { kind: 'own-request', request };
    const most = limits[asked.kind][found?.role ?? 'viewer'];
    if (!(asked.until - now <= most)) return { kind: 'too-long', request, most };
    const made =
      asked.until > now && found !== null ? await perform(transaction, request, found, context) : null;
    if (made === null)
      return {
        kind: 'superseded',
        request: await decideRequest(transaction, request, 'superseded', null, now),
      };
    return {
      kind: 'granted',
      request: await decideRequest(transaction, request, 'granted', by, now),
      ...made,
    };
  },
  audit({ requestId }, answer) {
    const target = requestLabel(requestId);
    if (answer.kind === 'decided') return null;
    if (answer.kind === 'superseded') return { outcome: 'done', target, after: { status: 'superseded' } };
    if (answer.kind !== 'granted') return { outcome: 'refused', target, after: { why: answer.kind } };
    const { request, suppression } = answer;
    const made =
      suppression === null ? {} : { suppression: `S${suppression.id}`, match: { ...suppression.match } };
    const after = { request: target, askedBy: request.askedBy, until: request.asked.until, ...made };
    return { outcome: 'done', target: caseLabel(request.caseId), after, reason: request.reason };
  },
};

type Made = Pick<Extract<RequestGranted, { kind: 'granted' }>, 'case' | 'suppression'>;

/** Null: what was asked for then is not what it would do now. */
async function perform(
  transaction: ActTransaction,
  request: ApprovalRequest,
  found: CaseInHand,
  context: ActContext,
): Promise<Made | null> {
  const { asked, severity } = request;
  const { case: one } = found;
  if (!isVisible(one.state) || severityRank(one.severity) > severityRank(severity)) return null;
  if (asked.kind === 'exception')
    return { case: await except(transaction, one, request, context), suppression: null };
  const scope = scopesFor(viewsOf(found), context.actor, context.needs).find(
    ({ key }) => key === asked.scope,
  );
  if (scope === undefined) return null;
  const by = { author: request.askedBy, approver: personOf(context) };
  const { suppression } = await makeSuppression(
    transaction,
    found,
    { ...asked, ...request, ...by, scope },
    context,
  );
  return { case: one, suppression };
}

function except(
  transaction: ActTransaction,
  before: Case,
  { asked: { until }, reason, askedBy: by }: ApprovalRequest,
  context: ActContext,
): Promise<Case> {
  const { now } = context;
  const approver = personOf(context);
  const exception = { since: now, until, severity: before.severity, by, approver, reason };
  const changed: Case = { ...before, ...ended, state: 'excepted', exception, acknowledgedAt: null };
  const values = { by, approver, until, reason };
  return saveAct(transaction, context, changed, { kind: 'excepted', mentions: [], values }, 'resolve');
}
