import { type Lease, leaseLabel } from '../../finding/lease.ts';
import { personOf } from '../case-act.ts';
import type { Operation } from '../operation.ts';
import { extend, isExtensible, latestEnd } from './extend-lease.ts';
import { type NoLease, saveLease } from './lease-act.ts';
import { leaseNote } from './lease-audit.ts';
import { type NotYours, roleAt, strangerTo } from './lease-people.ts';

export interface DecideExtension {
  readonly leaseId: number;
  /** The end that was shown to whoever decides. */
  readonly until: number;
  readonly grant: boolean;
}

export type ExtensionDecided =
  | NoLease
  | NotYours
  /** Nobody asks for this end (any more). */
  | { readonly kind: 'no-extension'; readonly lease: Lease }
  | { readonly kind: 'too-long'; readonly lease: Lease }
  | { readonly kind: 'extended' | 'kept'; readonly lease: Lease };

/** Somebody else decides about a longer time than whoever asked for it may have. */
export const decideExtension: Operation<DecideExtension, ExtensionDecided> = {
  name: 'decideExtension',
  needs: 'approver',
  async run(transaction, { leaseId, until, grant }, context) {
    const { now } = context;
    const lease = await transaction.leases.byId(leaseId);
    if (lease === null) return { kind: 'no-lease', leaseId };
    const { extension } = lease;
    if (extension === null || extension.until !== until) return { kind: 'no-extension', lease };
    const by = personOf(context);
    if (context.people.same(extension.by, by) || context.people.same(lease.requester, by))
      return { kind: 'own', lease };
    const stranger = strangerTo(lease, 'approver', context);
    if (stranger !== null) return stranger;
    if (!isExtensible(lease, now)) return { kind: 'not-now', lease, state: lease.state };
    if (!grant) {
      const kept = { ...lease, extension: null };
      return { kind: 'kept', lease: await saveLease(transaction, kept, now, { by }) };
    }
    if (!(until <= latestEnd(lease, roleAt(lease.place, context), context)))
      return { kind: 'too-long', lease };
    return { kind: 'extended', lease: await extend(transaction, lease, until, context) };
  },
  audit({ leaseId, until, grant }, answer) {
    const sorted = { done: ['extended', 'kept'], refused: ['own', 'not-yours', 'too-long', 'not-now'] };
    return leaseNote(answer, sorted, leaseLabel(leaseId), { after: { until, grant } });
  },
};
