import { type Selectable, sql, type UpdateObject } from 'kysely';
import { failed, heldBy, ripe, settled, taken, unclaimed } from './claims.ts';
import type { Claim } from './ports/cards.ts';
import type { DueLeasePage, LeasePageRepository } from './ports/leases.ts';
import type { Tables } from './schema.ts';
import type { Session } from './session.ts';
import type { LeasePageColumns } from './tables/leases.ts';

const toSend = sql<boolean>`wanted > sent`;

/** What the pager is to hear of leases; a sibling of `pages`, which is of cases. */
export function leasePageRepository({ db }: Session): LeasePageRepository {
  async function write(
    id: number,
    claim: Claim,
    change: UpdateObject<Tables, 'lease_pages'>,
  ): Promise<boolean> {
    const { numUpdatedRows } = await db
      .updateTable('lease_pages')
      .set(change)
      .where('lease_id', '=', id)
      .where(heldBy(claim))
      .executeTakeFirst();
    return numUpdatedRows > 0n;
  }

  return {
    async due(now, limit) {
      const rows = await db
        .selectFrom('lease_pages')
        .selectAll()
        .where(toSend)
        .where(ripe(now))
        .where(unclaimed(now))
        .orderBy('wanted_at')
        .orderBy('lease_id')
        .limit(limit)
        .execute();
      return rows.map(pageOf);
    },
    async claim(id, { owner, now, until }) {
      const row = await db
        .updateTable('lease_pages')
        .set(taken(owner, until))
        .where('lease_id', '=', id)
        .where(toSend)
        .where(unclaimed(now))
        .returningAll()
        .executeTakeFirst();
      return row ? { ...pageOf(row), claim: { owner, token: row.claim_token } } : null;
    },
    confirm: (id, claim, sent) => write(id, claim, { ...settled, sent }),
    fail: (id, claim, result) => write(id, claim, failed({ ...result, unconfirmed: false })),
  };
}

function pageOf(row: Selectable<LeasePageColumns>): DueLeasePage {
  return {
    leaseId: row.lease_id,
    want: row.want as DueLeasePage['want'],
    wanted: row.wanted,
    attempts: row.attempts,
    wantedAt: row.wanted_at,
  };
}
