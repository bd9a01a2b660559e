import type { LeaseAlarmData } from '../../finding/card-data.ts';
import type { Lease } from '../../finding/lease.ts';
import { isTouched } from '../../finding/lease.ts';
import type { Asked } from '../../finding/lease-guards.ts';
import { type LeaseEvent, type LeaseState, next } from '../../finding/lease-state.ts';
import type { ActTransaction } from '../../store/ports/transactions.ts';
import { idsOf } from '../../triage/people.ts';
import { contextOf } from '../deciding.ts';
import type { ActContext } from '../operation.ts';
import { tellLease } from './tell-lease.ts';

export const longestReason = 500;

/** Why an act on a lease did nothing. */
export type NoLease =
  | { readonly kind: 'no-lease'; readonly leaseId: number }
  | { readonly kind: 'not-now'; readonly lease: Lease; readonly state: LeaseState };

function leaseCardKey({ id }: Pick<Lease, 'id'>): string {
  return `lease:${id}`;
}

/** Writes a lease, lets its card show it, and tells in its thread what became of it; `by`: whose act it is. */
export async function saveLease(
  transaction: ActTransaction,
  lease: Lease,
  now: number,
  { material = true, by = null }: { readonly material?: boolean; readonly by?: string | null } = {},
): Promise<Lease> {
  const before = await transaction.leases.byId(lease.id);
  await transaction.leases.save(lease);
  await tellLease(transaction, before, lease, by, now);
  await showLease(transaction, lease, now, material);
  return lease;
}

export function showLease(
  transaction: Pick<ActTransaction, 'putCard'>,
  lease: Lease,
  now: number,
  material: boolean,
): Promise<void> {
  const { channel } = lease;
  // Somebody waits for it: it never folds into a storm.
  return transaction.putCard({
    key: leaseCardKey(lease),
    channel,
    severity: 'High',
    now,
    material,
    data: null,
  });
}

/** A message of its own that calls people. */
export async function alarm(
  transaction: ActTransaction,
  lease: Lease,
  { now, rules }: Pick<ActContext, 'now' | 'rules'>,
  what: LeaseAlarmData['what'],
  mentions?: readonly string[],
): Promise<void> {
  const owner = rules.accountOf(lease.place.account)?.owner ?? null;
  const called =
    mentions ?? idsOf(['on-call', 'second', 'owner'], owner, await contextOf(transaction, rules, now));
  const data: LeaseAlarmData = { leaseId: lease.id, what, mentions: [...called], at: now };
  await transaction.putCard({
    key: `${leaseCardKey(lease)}:alarm:${now}`,
    channel: lease.channel,
    severity: 'Critical',
    now,
    material: true,
    data,
  });
}

/** The lease in the state that the event leads to; null: it cannot happen now. */
export function moved(lease: Lease, event: LeaseEvent, changes: Partial<Lease> = {}): Lease | null {
  const state = next(lease.state, event, isTouched(lease));
  return state === null ? null : { ...lease, ...changes, state };
}

/** A reason that says something and fits a card; null: it does not. */
export function reasonOf(text: string): string | null {
  const reason = text.trim();
  return reason === '' || reason.length > longestReason ? null : reason;
}

export function environmentOf({ rules }: Pick<ActContext, 'rules'>, account: string): Asked['environment'] {
  return rules.accountOf(account)?.environment ?? null;
}
