import type { Lease, LeaseDraft, Place } from '../../finding/lease.ts';
import { noFacts } from '../../finding/lease.ts';
import { environmentPolicy, type Guarded, guardsOf } from '../../finding/lease-guards.ts';
import type { Planned } from '../../finding/lease-plan.ts';
import type { LeasePolicy } from '../../finding/lease-policy.ts';
import type { LeaseSpec } from '../../finding/lease-spec.ts';
import type { Role } from '../../finding/role.ts';
import type { ActTransaction } from '../../store/ports/transactions.ts';
import { personOf } from '../case-act.ts';
import { isEnough } from '../grants.ts';
import type { ActContext, Operation } from '../operation.ts';
import { alarm, environmentOf, longestReason, reasonOf, showLease } from './lease-act.ts';
import { leaseNote } from './lease-audit.ts';
import { roleAt } from './lease-people.ts';
import { tellLease } from './tell-lease.ts';

export interface RequestLease {
  readonly spec: LeaseSpec;
  readonly place: Place;
  /** What looking at AWS came to, a moment ago. */
  readonly planned: Planned & { readonly kind: 'plan' };
  /** In ms; null: until a person ends it. */
  readonly duration: number | null;
  readonly reason: string;
  readonly caseId: number | null;
  /** Begins at once, without an approver. */
  readonly breakGlass: boolean;
}

export type LeaseRequested =
  | { readonly kind: 'requested' | 'begun'; readonly lease: Lease }
  /** The same person asks for the same, which is under way. */
  | { readonly kind: 'already'; readonly lease: Lease }
  | { readonly kind: 'off' | 'dry-run-only' }
  | { readonly kind: 'no-reason'; readonly most: number }
  | { readonly kind: 'guarded'; readonly guards: readonly Guarded[] }
  /** The instance is isolated, or is to be. */
  | { readonly kind: 'isolated'; readonly lease: Lease }
  | { readonly kind: 'no-break-glass'; readonly needs: Role | null };

/** Asks for a temporary change to AWS. Nothing is changed before somebody else said yes, except by breaking the glass. */
export const requestLease: Operation<RequestLease, LeaseRequested> = {
  name: 'requestLease',
  needs: 'responder',
  async run(transaction, input, context) {
    const policy = context.limits.leases;
    if (policy === null) return { kind: 'off' };
    if (policy.dryRun) return { kind: 'dry-run-only' };
    const reason = reasonOf(input.reason);
    if (reason === null) return { kind: 'no-reason', most: longestReason };
    const role = roleAt(input.place, context);
    const environment = environmentOf(context, input.place.account);
    const guards = guardsOf({ ...input, environment, role }, policy);
    if (guards.length > 0) return { kind: 'guarded', guards };
    if (input.breakGlass && !(policy.breakGlass !== null && isEnough(role, policy.breakGlass)))
      return { kind: 'no-break-glass', needs: policy.breakGlass };
    // What two ask for at the same instant has no row yet that the second could wait for.
    await transaction.holdDecisions();
    const inTheWay = await standing(transaction, input, context);
    if (inTheWay !== null) return inTheWay;
    const draft = draftOf(input, { policy, environment, reason }, context);
    const lease = await transaction.leases.add(draft);
    await showLease(transaction, lease, context.now, true);
    await tellLease(transaction, null, lease, lease.requester, context.now);
    if (lease.breakGlass) await alarm(transaction, lease, context, 'break-glass');
    return { kind: lease.state === 'requested' ? 'requested' : 'begun', lease };
  },
  audit({ spec, place, planned, reason }, answer) {
    const sorted = {
      done: ['requested', 'begun'],
      refused: ['off', 'dry-run-only', 'guarded', 'isolated', 'no-break-glass'],
    };
    const guards = answer.kind === 'guarded' ? answer.guards.map(({ code }) => code) : [];
    const after = { kind: spec.kind, account: place.account, subject: planned.subject, guards };
    return leaseNote(answer, sorted, planned.subject, { after, reason });
  },
};

/** What is under way about the same thing, and stands against it. */
async function standing(
  transaction: ActTransaction,
  { spec, planned }: RequestLease,
  context: ActContext,
): Promise<LeaseRequested | null> {
  const living = await transaction.leases.livingOf(planned.subject);
  const by = personOf(context);
  const twin = living.find(
    (one) => one.requester === by && JSON.stringify(one.spec) === JSON.stringify(spec),
  );
  if (twin) return { kind: 'already', lease: twin };
  const same = living.find((one) => one.spec.kind === spec.kind && spec.kind !== 'security-group');
  if (same) return { kind: 'already', lease: same };
  const isolation = living.find((one) => one.spec.kind === 'isolate');
  return isolation ? { kind: 'isolated', lease: isolation } : null;
}

function draftOf(
  { spec, place, planned, duration, caseId, breakGlass }: RequestLease,
  { policy, environment, reason }: { policy: LeasePolicy; environment: string | null; reason: string },
  context: ActContext,
): LeaseDraft {
  const { now } = context;
  const approvals = environmentPolicy(policy, environment)?.approvals[spec.kind] ?? 1;
  const needed = breakGlass ? 0 : approvals;
  const ends = spec.kind === 'security-group' ? duration : null;
  const begun = needed === 0;
  return {
    ...{
      spec,
      place,
      deployment: policy.deployment,
      subject: planned.subject,
      plan: planned.plan,
      planHash: planned.hash,
    },
    ...{
      requester: personOf(context),
      requesterRole: roleAt(place, context),
      reason,
      caseId,
      channel: policy.channel,
    },
    ...{ needed, approvals: [], breakGlass, requestedAt: now, requestUntil: now + policy.requestFor },
    ...{ reminders: 0, refusal: null, duration: ends, extension: null, activeAt: null, ending: null },
    ...{ endedAt: null, journal: {}, facts: noFacts, drift: [], trouble: null, pagedAt: null },
    state: begun ? 'approved' : 'requested',
    approvedAt: begun ? now : null,
    endsAt: begun && ends !== null ? now + ends : null,
    reviewAt: spec.kind === 'security-group' ? null : now + policy.reviewAfter,
    nextAt: begun ? now : null,
  };
}
