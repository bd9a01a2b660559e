import { type Lease, leaseLabel } from '../../finding/lease.ts';
import { personOf } from '../case-act.ts';
import type { Operation } from '../operation.ts';
import { moved, type NoLease, saveLease } from './lease-act.ts';
import { leaseNote } from './lease-audit.ts';

export interface WithdrawLease {
  readonly leaseId: number;
}

export type LeaseWithdrawn =
  | NoLease
  | { readonly kind: 'not-own'; readonly lease: Lease }
  | { readonly kind: 'withdrawn'; readonly lease: Lease };

/** Whoever asked no longer wants it. */
export const withdrawLease: Operation<WithdrawLease, LeaseWithdrawn> = {
  name: 'withdrawLease',
  needs: 'responder',
  async run(transaction, { leaseId }, context) {
    const lease = await transaction.leases.byId(leaseId);
    if (lease === null) return { kind: 'no-lease', leaseId };
    const by = personOf(context);
    const refusal = { by, at: context.now, reason: '' };
    const withdrawn = moved(lease, 'withdraw', { refusal });
    if (withdrawn === null) return { kind: 'not-now', lease, state: lease.state };
    if (!context.people.same(lease.requester, by)) return { kind: 'not-own', lease };
    return { kind: 'withdrawn', lease: await saveLease(transaction, withdrawn, context.now) };
  },
  audit({ leaseId }, answer) {
    return leaseNote(answer, { done: ['withdrawn'], refused: ['not-own'] }, leaseLabel(leaseId));
  },
};
