import { type Lease, leaseLabel } from '../../finding/lease.ts';
import { personOf } from '../case-act.ts';
import type { Operation } from '../operation.ts';
import { longestReason, moved, type NoLease, reasonOf, saveLease } from './lease-act.ts';
import { leaseNote } from './lease-audit.ts';
import { type NotYours, refusedFor } from './lease-people.ts';

export interface RefuseLease {
  readonly leaseId: number;
  readonly reason: string;
}

export type LeaseRefused =
  | NoLease
  | NotYours
  | { readonly kind: 'no-reason'; readonly most: number }
  | { readonly kind: 'refused'; readonly lease: Lease };

/** Somebody else says no, and why. */
export const refuseLease: Operation<RefuseLease, LeaseRefused> = {
  name: 'refuseLease',
  needs: 'approver',
  async run(transaction, { leaseId, reason: said }, context) {
    const reason = reasonOf(said);
    if (reason === null) return { kind: 'no-reason', most: longestReason };
    const lease = await transaction.leases.byId(leaseId);
    if (lease === null) return { kind: 'no-lease', leaseId };
    const refused = moved(lease, 'refuse', { refusal: { by: personOf(context), at: context.now, reason } });
    if (refused === null) return { kind: 'not-now', lease, state: lease.state };
    return (
      refusedFor(lease, context) ?? {
        kind: 'refused',
        lease: await saveLease(transaction, refused, context.now),
      }
    );
  },
  audit({ leaseId, reason }, answer) {
    const sorted = { done: ['refused'], refused: ['own', 'not-yours', 'not-now'] };
    return leaseNote(answer, sorted, leaseLabel(leaseId), { reason });
  },
};
