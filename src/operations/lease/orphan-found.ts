import { type Lease, leaseLabel } from '../../finding/lease.ts';
import type { Operation } from '../operation.ts';
import { alarm, moved, saveLease } from './lease-act.ts';

export interface OrphanFound {
  readonly leaseId: number;
  readonly groupId: string;
}

/** Something of a lease that is over stands in AWS: it ends again. Null: it is not over, so that nothing is amiss. */
export const orphanFound: Operation<OrphanFound, Lease | null> = {
  name: 'orphanFound',
  needs: 'admin',
  async run(transaction, { leaseId }, context) {
    const lease = await transaction.leases.byId(leaseId);
    if (lease === null) return null;
    const { now } = context;
    const ending = { reason: 'orphan', by: null, at: now } as const;
    const again = moved(lease, 'orphan', { ending, endedAt: null, nextAt: now, trouble: null });
    if (again === null) return null;
    await alarm(transaction, again, context, 'stuck');
    return saveLease(transaction, again, now);
  },
  audit({ leaseId, groupId }, answer) {
    if (answer === null) return null;
    return { outcome: 'done', target: leaseLabel(leaseId), after: { state: answer.state, group: groupId } };
  },
};
