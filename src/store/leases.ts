import { type Insertable, type Selectable, sql } from 'kysely';
import type { Lease, LeaseDraft } from '../finding/lease.ts';
import { wakeAt } from '../finding/lease-time.ts';
import { heldBy, taken, unclaimed } from './claims.ts';
import type { LeaseRepository } from './ports/leases.ts';
import type { Session } from './session.ts';
import type { LeaseColumns } from './tables/leases.ts';

export function leaseRepository({ db, dialect }: Session): LeaseRepository {
  const all = db.selectFrom('leases').selectAll();
  return {
    async due(now, limit) {
      const rows = await all
        .where('look_at', '<=', now)
        .where(unclaimed(now))
        .orderBy('look_at')
        .orderBy('id')
        .limit(limit)
        .execute();
      return rows.map(leaseOf);
    },

    async claim(id, { owner, now, until }) {
      const row = await db
        .updateTable('leases')
        .set(taken(owner, until))
        .where('id', '=', id)
        .where('look_at', '<=', now)
        .where(unclaimed(now))
        .returningAll()
        .executeTakeFirst();
      return row ? { lease: leaseOf(row), claim: { owner, token: row.claim_token } } : null;
    },

    async byId(id) {
      const row = await all.where('id', '=', id).executeTakeFirst();
      return row ? leaseOf(row) : null;
    },

    async release(id, claim) {
      const letGo = { claim_owner: null, claim_until: null };
      await db.updateTable('leases').set(letGo).where('id', '=', id).where(heldBy(claim)).execute();
    },

    async list({ states, subject, requester, limit }) {
      let asked = all.where(dialect.among('state', states));
      if (subject !== undefined) asked = asked.where('subject', '=', subject);
      if (requester !== undefined) asked = asked.where('requester', '=', requester);
      const rows = await asked.orderBy('id', 'desc').limit(limit).execute();
      return rows.map(leaseOf);
    },

    async byGroup(groupId) {
      const row = await all.where('group_id', '=', groupId).orderBy('id', 'desc').executeTakeFirst();
      return row ? leaseOf(row) : null;
    },

    async places() {
      const rows = await db
        .selectFrom('leases')
        .select(['account_id', 'region', sql<number>`max(requested_at)`.as('last_at')])
        .groupBy(['account_id', 'region'])
        .orderBy('account_id')
        .orderBy('region')
        .execute();
      return rows.map((row) => ({
        place: { account: row.account_id, region: row.region },
        lastAt: row.last_at,
      }));
    },

    async breakGlassSince(since) {
      const rows = await all.where('requested_at', '>=', since).orderBy('id').execute();
      return rows.map(leaseOf).filter((lease) => lease.breakGlass);
    },

    async addressOf(userId) {
      const row = await db
        .selectFrom('person_addresses')
        .select('cidr')
        .where('user_id', '=', userId)
        .executeTakeFirst();
      return row?.cidr ?? null;
    },
  };
}

/** The columns follow from the lease, so that what it is looked up by can never say something else. */
export function leaseRow(lease: LeaseDraft): Insertable<LeaseColumns> {
  return {
    kind: lease.spec.kind,
    account_id: lease.place.account,
    region: lease.place.region,
    subject: lease.subject,
    state: lease.state,
    requester: lease.requester,
    group_id: lease.facts.groupId,
    requested_at: lease.requestedAt,
    wake_at: wakeAt(lease),
    look_at: lease.nextAt,
    lease: JSON.stringify(lease),
  };
}

export function leaseOf(row: Pick<Selectable<LeaseColumns>, 'id' | 'lease'>): Lease {
  return { ...(JSON.parse(row.lease) as LeaseDraft), id: row.id };
}
