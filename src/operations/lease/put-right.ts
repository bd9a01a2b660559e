import { type Lease, leaseLabel } from '../../finding/lease.ts';
import { personOf } from '../case-act.ts';
import type { Operation } from '../operation.ts';
import { moved, type NoLease, saveLease } from './lease-act.ts';
import { leaseNote } from './lease-audit.ts';
import { type NotYours, strangerTo } from './lease-people.ts';

export interface PutRight {
  readonly leaseId: number;
}

export type PutRightAnswer =
  | NoLease
  | NotYours
  | { readonly kind: 'no-drift'; readonly lease: Lease }
  | { readonly kind: 'isolated'; readonly lease: Lease }
  | { readonly kind: 'putting-right'; readonly lease: Lease };

/** Makes AWS agree with a living lease again, where somebody changed what it made. */
export const putRight: Operation<PutRight, PutRightAnswer> = {
  name: 'putRight',
  needs: 'responder',
  async run(transaction, { leaseId }, context) {
    const lease = await transaction.leases.byId(leaseId);
    if (lease === null) return { kind: 'no-lease', leaseId };
    const stranger = strangerTo(lease, 'responder', context);
    if (stranger !== null) return stranger;
    if (lease.state === 'active' && lease.drift.length === 0) return { kind: 'no-drift', lease };
    const again = moved(lease, 'put-right', { drift: [], nextAt: context.now });
    if (again === null) return { kind: 'not-now', lease, state: lease.state };
    const isolation = (await transaction.leases.livingOf(lease.subject)).find(
      (one) => one.id !== leaseId && one.spec.kind === 'isolate' && one.state !== 'requested',
    );
    if (isolation) return { kind: 'isolated', lease: isolation };
    const by = personOf(context);
    return { kind: 'putting-right', lease: await saveLease(transaction, again, context.now, { by }) };
  },
  audit({ leaseId }, answer) {
    const sorted = { done: ['putting-right'], refused: ['isolated', 'not-yours'] };
    return leaseNote(answer, sorted, leaseLabel(leaseId));
  },
};
