import { sql } from 'kysely';
import type { BaselineData } from '../finding/card-data.ts';
import { severityOfRank } from './case-rows.ts';
import type { SyncRepository } from './ports/jobs.ts';
import type { Session } from './session.ts';

const mostNamed = 5;

export function syncRepository({ db }: Session): SyncRepository {
  return {
    async marks() {
      const rows = await db.selectFrom('sync_marks').selectAll().execute();
      return new Map(rows.map((row) => [row.name, row.at]));
    },

    async mark(name, at) {
      await db
        .insertInto('sync_marks')
        .values({ name, at })
        .onConflict((conflict) => conflict.column('name').doUpdateSet({ at }))
        .execute();
    },

    async baseline(since) {
      const rows =
        await sql<Group>`select cases.severity_rank, cases.product, cases.account_id, ledger.reason, count(distinct cases.id) as count
        from ledger join findings on findings.identity = ledger.identity
        join cases on cases.id = findings.case_id
        where ledger.outcome in ('merged', 'posted') and ledger.queue = 'sync' and ledger.arrived_at >= ${since}
          and ledger.reason in ('baseline', 'new') and cases.closed = 0
        group by cases.severity_rank, cases.product, cases.account_id, ledger.reason`.execute(db);
      return countsOf(rows.rows.map((row) => ({ ...row, count: Number(row.count) })));
    },
  };
}

interface Group {
  readonly severity_rank: number;
  readonly product: string | null;
  readonly account_id: string | null;
  readonly reason: string;
  readonly count: number;
}

function countsOf(groups: readonly Group[]): BaselineData {
  const untold = groups.filter((one) => one.reason === 'baseline');
  return {
    told: sum(groups.filter((one) => one.reason === 'new')),
    untold: sum(untold),
    bySeverity: counted(untold, (one) => String(one.severity_rank))
      .sort((a, b) => Number(b.name) - Number(a.name))
      .map(({ name, count }) => ({ severity: severityOfRank(Number(name)), count })),
    byProduct: counted(untold, (one) => one.product ?? '').slice(0, mostNamed),
    byAccount: counted(untold, (one) => one.account_id ?? '').slice(0, mostNamed),
  };
}

function sum(groups: readonly Group[]): number {
  return groups.reduce((total, one) => total + one.count, 0);
}

/** The most frequent first. */
function counted(
  groups: readonly Group[],
  nameOf: (group: Group) => string,
): { name: string; count: number }[] {
  return [...Map.groupBy(groups, nameOf)]
    .map(([name, alike]) => ({ name, count: sum(alike) }))
    .sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1));
}
