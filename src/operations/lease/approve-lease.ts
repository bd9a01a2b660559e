import { type Lease, leaseLabel } from '../../finding/lease.ts';
import type { Obstacle, Planned } from '../../finding/lease-plan.ts';
import type { ActTransaction } from '../../store/ports/transactions.ts';
import { personOf } from '../case-act.ts';
import type { ActContext, Operation } from '../operation.ts';
import { moved, type NoLease, saveLease } from './lease-act.ts';
import { leaseNote } from './lease-audit.ts';
import { type NotYours, refusedFor } from './lease-people.ts';

export interface ApproveLease {
  readonly leaseId: number;
  /** Hash of the plan that the approver saw. */
  readonly shownHash: string;
  /** The plan made anew from AWS as it is now. */
  readonly planned: Planned;
}

export type LeaseApproved =
  | NoLease
  | NotYours
  | { readonly kind: 'expired'; readonly lease: Lease }
  /** AWS is no longer as the plan was made for; the lease now holds the new plan, which is shown again. */
  | { readonly kind: 'plan-changed'; readonly lease: Lease }
  | { readonly kind: 'obstacles'; readonly lease: Lease; readonly obstacles: readonly Obstacle[] }
  | { readonly kind: 'isolated'; readonly lease: Lease }
  /** The same person said so before. */
  | { readonly kind: 'already'; readonly lease: Lease }
  /** `left`: so many more have to approve. */
  | { readonly kind: 'approved'; readonly lease: Lease; readonly left: number };

/** Somebody else says yes, to the plan as it stands. The last one needed makes it begin, once. */
export const approveLease: Operation<ApproveLease, LeaseApproved> = {
  name: 'approveLease',
  needs: 'approver',
  async run(transaction, { leaseId, shownHash, planned }, context) {
    const { now } = context;
    const lease = await transaction.leases.byId(leaseId);
    if (lease === null) return { kind: 'no-lease', leaseId };
    if (lease.state !== 'requested') return { kind: 'not-now', lease, state: lease.state };
    const refusal = refusedFor(lease, context);
    if (refusal !== null) return refusal;
    // The clock may not have come by yet.
    if (lease.requestUntil <= now) return { kind: 'expired', lease };
    if (planned.kind === 'obstacles') return { kind: 'obstacles', lease, obstacles: planned.obstacles };
    if (planned.hash !== lease.planHash) {
      // Whoever approved before approved something else.
      const anew: Lease = { ...lease, plan: planned.plan, planHash: planned.hash, approvals: [] };
      return { kind: 'plan-changed', lease: await saveLease(transaction, anew, now) };
    }
    if (shownHash !== lease.planHash) return { kind: 'plan-changed', lease };
    const by = personOf(context);
    if (lease.approvals.some((one) => context.people.same(one.by, by))) return { kind: 'already', lease };
    const others = (await transaction.leases.livingOf(lease.subject)).filter(({ id }) => id !== leaseId);
    const isolation = others.find((one) => one.spec.kind === 'isolate' && one.state !== 'requested');
    if (isolation && lease.spec.kind === 'security-group') return { kind: 'isolated', lease: isolation };

    const approvals = [...lease.approvals, { by, at: now, planHash: shownHash }];
    const left = lease.needed - approvals.length;
    if (left > 0)
      return { kind: 'approved', lease: await saveLease(transaction, { ...lease, approvals }, now), left };
    const begun = await begin(transaction, { ...lease, approvals }, others, now);
    return { kind: 'approved', lease: begun, left: 0 };
  },
  audit({ leaseId, shownHash }, answer) {
    const refused = ['own', 'not-yours', 'expired', 'plan-changed', 'obstacles', 'isolated', 'not-now'];
    const after = { shown: shownHash };
    return leaseNote(answer, { done: ['approved'], refused }, leaseLabel(leaseId), { after });
  },
};

async function begin(
  transaction: ActTransaction,
  lease: Lease,
  others: readonly Lease[],
  now: ActContext['now'],
): Promise<Lease> {
  const endsAt = lease.duration === null ? null : now + lease.duration;
  const approved = moved(lease, 'approve', { approvedAt: now, endsAt, nextAt: now });
  if (approved === null) throw new Error('only what is requested is approved');
  if (lease.spec.kind === 'isolate') await endOthers(transaction, others, now);
  return saveLease(transaction, approved, now);
}

/** Nothing stays attached to what is cut off. */
async function endOthers(transaction: ActTransaction, others: readonly Lease[], now: number): Promise<void> {
  for (const other of others) {
    const ending = { reason: 'isolated' as const, by: null, at: now };
    const ended = other.spec.kind === 'security-group' ? moved(other, 'end', { ending, nextAt: now }) : null;
    if (ended !== null) await saveLease(transaction, ended, now);
  }
}
