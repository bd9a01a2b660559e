import type { Insertable, Selectable } from 'kysely';
import type { Stray } from '../finding/stray.ts';
import type { StrayRepository } from './ports/leases.ts';
import type { Session } from './session.ts';
import type { StrayColumns } from './tables/leases.ts';

export function strayRepository({ db }: Session): StrayRepository {
  const all = db.selectFrom('strays').selectAll();
  return {
    async present({ account, region }) {
      const rows = await all
        .where('account_id', '=', account)
        .where('region', '=', region)
        .where('gone_at', 'is', null)
        .orderBy('group_id')
        .execute();
      return rows.map(strayOf);
    },
    async byId(groupId) {
      const row = await all.where('group_id', '=', groupId).executeTakeFirst();
      return row ? strayOf(row) : null;
    },
  };
}

export function strayRow(stray: Stray): Insertable<StrayColumns> {
  return {
    group_id: stray.groupId,
    account_id: stray.place.account,
    region: stray.place.region,
    seen_at: stray.seenAt,
    name: stray.name,
    lease: stray.lease,
    deployment: stray.deployment,
    removal_by: stray.removal?.by ?? null,
    removal_at: stray.removal?.at ?? null,
    gone_at: stray.goneAt,
  };
}

export function strayOf(row: Selectable<StrayColumns>): Stray {
  return {
    groupId: row.group_id,
    place: { account: row.account_id, region: row.region },
    seenAt: row.seen_at,
    name: row.name,
    lease: row.lease,
    deployment: row.deployment,
    removal:
      row.removal_by === null || row.removal_at === null ? null : { by: row.removal_by, at: row.removal_at },
    goneAt: row.gone_at,
  };
}
