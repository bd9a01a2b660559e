import { type Lease, leaseLabel } from '../../finding/lease.ts';
import { environmentPolicy } from '../../finding/lease-guards.ts';
import type { Role } from '../../finding/role.ts';
import { personOf } from '../case-act.ts';
import type { ActContext, Operation } from '../operation.ts';
import { environmentOf, longestReason, type NoLease, reasonOf, saveLease } from './lease-act.ts';
import { leaseNote } from './lease-audit.ts';
import { type NotYours, roleAt, strangerTo } from './lease-people.ts';

export interface ExtendLease {
  readonly leaseId: number;
  /** By how much longer than its present end, in ms. */
  readonly duration: number;
  readonly reason: string;
}

export type LeaseExtended =
  | NoLease
  | NotYours
  /** It has no end that could be later. */
  | { readonly kind: 'endless'; readonly lease: Lease }
  | { readonly kind: 'no-reason'; readonly most: number }
  | { readonly kind: 'no-duration' }
  /** Longer than anybody may have it. */
  | { readonly kind: 'too-long'; readonly lease: Lease; readonly most: number }
  | { readonly kind: 'extended'; readonly lease: Lease }
  /** It is longer than the person may have it: an approver is asked. */
  | { readonly kind: 'asked'; readonly lease: Lease };

/** A later end: at once within what the person's role may have, else it asks an approver. */
export const extendLease: Operation<ExtendLease, LeaseExtended> = {
  name: 'extendLease',
  needs: 'responder',
  async run(transaction, { leaseId, duration, reason: said }, context) {
    const reason = reasonOf(said);
    if (reason === null) return { kind: 'no-reason', most: longestReason };
    if (!(duration > 0)) return { kind: 'no-duration' };
    const lease = await transaction.leases.byId(leaseId);
    if (lease === null) return { kind: 'no-lease', leaseId };
    const { now } = context;
    const stranger = strangerTo(lease, 'responder', context);
    if (stranger !== null) return stranger;
    if (lease.endsAt === null && lease.state === 'active') return { kind: 'endless', lease };
    if (!isExtensible(lease, now)) return { kind: 'not-now', lease, state: lease.state };
    const until = lease.endsAt + duration;
    const by = personOf(context);
    if (!(until <= latestEnd(lease, 'admin', context)))
      return { kind: 'too-long', lease, most: longestOf(lease, 'admin', context) };
    if (until <= latestEnd(lease, roleAt(lease.place, context), context))
      return { kind: 'extended', lease: await extend(transaction, lease, until, context) };
    const asked: Lease = { ...lease, extension: { by, until, reason, at: now } };
    return { kind: 'asked', lease: await saveLease(transaction, asked, now) };
  },
  audit({ leaseId, duration, reason }, answer) {
    const sorted = { done: ['extended', 'asked'], refused: ['too-long', 'not-yours'] };
    return leaseNote(answer, sorted, leaseLabel(leaseId), { after: { by: duration }, reason });
  },
};

/** What runs and has not yet come to its end. */
export function isExtensible(lease: Lease, now: number): lease is Lease & { readonly endsAt: number } {
  const runs = lease.state === 'approved' || lease.state === 'attaching' || lease.state === 'active';
  return runs && lease.endsAt !== null && lease.endsAt > now;
}

/** A later end that holds from now on. The engine moves what ends it in our absence, too. */
export function extend(
  transaction: Parameters<typeof saveLease>[0],
  lease: Lease,
  until: number,
  context: ActContext,
): Promise<Lease> {
  const { now } = context;
  const later = { ...lease, endsAt: until, extension: null, nextAt: now };
  return saveLease(transaction, later, now, { by: personOf(context) });
}

/** How late somebody with this role may have it end. */
export function latestEnd(lease: Lease, role: Role, context: ActContext): number {
  return (lease.approvedAt ?? lease.requestedAt) + longestOf(lease, role, context);
}

function longestOf(lease: Lease, role: Role, context: ActContext): number {
  const policy = context.limits.leases;
  if (policy === null) return 0;
  return environmentPolicy(policy, environmentOf(context, lease.place.account))?.longest[role] ?? 0;
}
