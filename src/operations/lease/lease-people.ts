import type { Lease, Place } from '../../finding/lease.ts';
import type { Role } from '../../finding/role.ts';
import { personOf } from '../case-act.ts';
import { isEnough, roleOn } from '../grants.ts';
import type { ActContext } from '../operation.ts';
import { environmentOf } from './lease-act.ts';

/** Somebody may not decide about this lease. */
export type NotYours =
  /** It is their own, maybe asked for by another account of theirs. */
  | { readonly kind: 'own'; readonly lease: Lease }
  /** They have the role, but not for this account. */
  | { readonly kind: 'not-yours'; readonly lease: Lease; readonly needs: Role };

/** What the actor is in the account of a place. */
export function roleAt(place: Place, context: ActContext): Role {
  const { account } = place;
  return roleOn(context.actor, [{ account, environment: environmentOf(context, account) }]);
}

/** Why the actor may not act on it as somebody who `needs`; null: they may. */
export function strangerTo(lease: Lease, needs: Role, context: ActContext): NotYours | null {
  return isEnough(roleAt(lease.place, context), needs) ? null : { kind: 'not-yours', lease, needs };
}

/** Why the actor may not approve it or refuse it; null: they may. */
export function refusedFor(lease: Lease, context: ActContext): NotYours | null {
  if (context.people.same(lease.requester, personOf(context))) return { kind: 'own', lease };
  return strangerTo(lease, 'approver', context);
}
