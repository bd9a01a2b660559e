import { type Lease, leaseLabel } from '../../finding/lease.ts';
import { personOf } from '../case-act.ts';
import type { Operation } from '../operation.ts';
import { moved, type NoLease, saveLease } from './lease-act.ts';
import { leaseNote } from './lease-audit.ts';
import { type NotYours, strangerTo } from './lease-people.ts';

export interface EndLease {
  readonly leaseId: number;
}

export type LeaseEnding =
  | NoLease
  | NotYours
  /** It ends already; the lease says since when and why. */
  | { readonly kind: 'already'; readonly lease: Lease }
  | { readonly kind: 'ending'; readonly lease: Lease };

/**
 * Ends it now. Access that was lent may be given back by anybody who responds; an instance that is cut off, or a key that
 * is off, is let go by an approver, as it takes one to begin.
 */
export const endLease: Operation<EndLease, LeaseEnding> = {
  name: 'endLease',
  needs: 'responder',
  async run(transaction, { leaseId }, context) {
    const { now } = context;
    const lease = await transaction.leases.byId(leaseId);
    if (lease === null) return { kind: 'no-lease', leaseId };
    if (lease.state === 'ending') return { kind: 'already', lease };
    const by = personOf(context);
    const reason = context.people.same(lease.requester, by) ? 'done' : 'detached';
    const ending = moved(lease, 'end', { ending: { reason, by, at: now }, extension: null, nextAt: now });
    if (ending === null) return { kind: 'not-now', lease, state: lease.state };
    const stranger = strangerTo(
      lease,
      lease.spec.kind === 'security-group' ? 'responder' : 'approver',
      context,
    );
    if (stranger !== null) return stranger;
    return { kind: 'ending', lease: await saveLease(transaction, ending, now) };
  },
  audit({ leaseId }, answer) {
    return leaseNote(answer, { done: ['ending'], refused: ['not-yours'] }, leaseLabel(leaseId));
  },
};
