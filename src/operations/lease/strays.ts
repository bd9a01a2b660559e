import type { Stray } from '../../finding/stray.ts';
import type { ActTransaction } from '../../store/ports/transactions.ts';
import { personOf } from '../case-act.ts';
import { isEnough } from '../grants.ts';
import type { Operation } from '../operation.ts';
import { roleAt } from './lease-people.ts';

/** The sweep saw a group with our tag that is none of ours. It is told of once, and not touched. */
export const noteStray: Operation<{ readonly stray: Stray }, boolean> = {
  name: 'noteStray',
  needs: 'admin',
  async run(transaction, { stray }, context) {
    const isNew = await transaction.leases.addStray(stray);
    if (isNew) await showStray(transaction, stray, context.limits.leases?.channel ?? null, context.now);
    return isNew;
  },
  audit({ stray }, isNew) {
    if (!isNew) return null;
    return {
      outcome: 'done',
      target: stray.groupId,
      after: { name: stray.name, deployment: stray.deployment },
    };
  },
};

export interface RemoveStray {
  readonly groupId: string;
}

export type StrayRemoval =
  | { readonly kind: 'no-stray'; readonly groupId: string }
  | { readonly kind: 'not-yours'; readonly stray: Stray; readonly needs: 'approver' }
  /** Somebody wanted it before, or it is gone; the stray says so. */
  | { readonly kind: 'already'; readonly stray: Stray }
  | { readonly kind: 'removing'; readonly stray: Stray };

/** An approver wants it taken off and deleted; the next sweep does so. */
export const removeStray: Operation<RemoveStray, StrayRemoval> = {
  name: 'removeStray',
  needs: 'approver',
  async run(transaction, { groupId }, context) {
    const stray = await transaction.leases.strayById(groupId);
    if (stray === null) return { kind: 'no-stray', groupId };
    if (!isEnough(roleAt(stray.place, context), 'approver'))
      return { kind: 'not-yours', stray, needs: 'approver' };
    if (stray.removal !== null || stray.goneAt !== null) return { kind: 'already', stray };
    const { now, limits } = context;
    const removing: Stray = { ...stray, removal: { by: personOf(context), at: now } };
    await transaction.leases.saveStray(removing);
    await showStray(transaction, removing, limits.leases?.channel ?? null, now);
    return { kind: 'removing', stray: removing };
  },
  audit({ groupId }, { kind }) {
    if (kind === 'removing') return { outcome: 'done', target: groupId };
    return kind === 'not-yours' ? { outcome: 'refused', target: groupId } : null;
  },
};

/** It is no longer there, whoever removed it. */
export const strayGone: Operation<RemoveStray, boolean> = {
  name: 'strayGone',
  needs: 'admin',
  async run(transaction, { groupId }, { now, limits }) {
    const stray = await transaction.leases.strayById(groupId);
    if (stray === null || stray.goneAt !== null) return false;
    const gone: Stray = { ...stray, goneAt: now };
    await transaction.leases.saveStray(gone);
    await showStray(transaction, gone, limits.leases?.channel ?? null, now);
    return true;
  },
  audit: ({ groupId }, wasThere) => (wasThere ? { outcome: 'done', target: groupId } : null),
};

/** `stray:<group id>`; drawn from the table of strays. */
async function showStray(
  transaction: Pick<ActTransaction, 'putCard'>,
  { groupId }: Stray,
  channel: string | null,
  now: number,
): Promise<void> {
  if (channel === null) return;
  const key = `stray:${groupId}`;
  await transaction.putCard({ key, channel, severity: 'High', now, material: true, data: null });
}
