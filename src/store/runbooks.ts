import type { Insertable, Selectable } from 'kysely';
import type { RunbookRun, RunbookRunDraft } from '../finding/runbook.ts';
import { taken, unclaimed } from './claims.ts';
import type { RunbookRepository } from './ports/leases.ts';
import type { Session } from './session.ts';
import type { RunbookRunColumns } from './tables/leases.ts';

export function runbookRepository({ db }: Session): RunbookRepository {
  const all = db.selectFrom('runbook_runs').selectAll();
  return {
    async due(now, limit) {
      const rows = await all
        .where('look_at', '<=', now)
        .where(unclaimed(now))
        .orderBy('look_at')
        .orderBy('id')
        .limit(limit)
        .execute();
      return rows.map(runOf);
    },
    async claim(id, { owner, now, until }) {
      const row = await db
        .updateTable('runbook_runs')
        .set(taken(owner, until))
        .where('id', '=', id)
        .where('look_at', '<=', now)
        .where(unclaimed(now))
        .returningAll()
        .executeTakeFirst();
      return row ? { run: runOf(row), claim: { owner, token: row.claim_token } } : null;
    },
    async byId(id) {
      const row = await all.where('id', '=', id).executeTakeFirst();
      return row ? runOf(row) : null;
    },
  };
}

export function runRow(run: RunbookRunDraft): Insertable<RunbookRunColumns> {
  return {
    account_id: run.place.account,
    region: run.place.region,
    state: run.state,
    requested_at: run.requestedAt,
    look_at: run.nextAt,
    run: JSON.stringify(run),
  };
}

export function runOf(row: Pick<Selectable<RunbookRunColumns>, 'id' | 'run'>): RunbookRun {
  return { ...(JSON.parse(row.run) as RunbookRunDraft), id: row.id };
}
