import { type Insertable, type Selectable, sql } from 'kysely';
import type { CaseState } from '../finding/case.ts';
import { severityRank } from '../finding/severity.ts';
import type { Suppression, SuppressionDraft } from '../finding/suppression.ts';
import type { FindingView } from '../finding/view.ts';
import { severityOfRank } from './case-rows.ts';
import type { SuppressionRepository } from './ports/decisions.ts';
import type { Session } from './session.ts';
import type { SuppressionColumns } from './tables/decisions.ts';

const live = sql<boolean>`ended_at is null`;
/** Its end, or the end for want of matches. */
const endsAt = sql<number>`case when coalesce(last_hit_at, created_at) + idle < ends_at
  then coalesce(last_hit_at, created_at) + idle else ends_at end`;

export function suppressionRepository({ db }: Session): SuppressionRepository {
  const all = db.selectFrom('suppressions').selectAll();
  return {
    async byId(id) {
      const row = await all.where('id', '=', id).executeTakeFirst();
      return row ? suppressionOf(row) : null;
    },

    async list({ live: only, limit }) {
      const asked = only ? all.where(live) : all;
      const rows = await asked
        .orderBy(sql`case when ended_at is null then 0 else 1 end`)
        .orderBy(sql`case when ended_at is null then ends_at else -ended_at end`)
        .orderBy('id')
        .limit(limit)
        .execute();
      return rows.map(suppressionOf);
    },

    async ending(now, limit) {
      const rows = await all
        .where(live)
        .where(sql<boolean>`${endsAt} <= ${now}`)
        .orderBy('ends_at')
        .orderBy('id')
        .limit(limit)
        .execute();
      return rows.map(suppressionOf);
    },

    async toRemind(before, limit) {
      const rows = await all
        .where(live)
        .where('reminded_at', 'is', null)
        .where('ends_at', '<', before)
        .orderBy('ends_at')
        .orderBy('id')
        .limit(limit)
        .execute();
      return rows.map(suppressionOf);
    },

    async sweeping(limit) {
      const rows = await all.where('sweep_after', 'is not', null).orderBy('id').limit(limit).execute();
      return rows.map((row) => ({ suppression: suppressionOf(row), after: row.sweep_after ?? 0 }));
    },

    async sweepAgain() {
      await sql`update suppressions set sweep_after = 0 where ended_at is not null and sweep_after is null
        and exists (select 1 from cases
          where state = 'suppressed' and quiet = 'suppression:' || suppressions.id)`.execute(db);
    },

    async findingsSince(since, { after, limit }) {
      const rows = await db
        .selectFrom('findings')
        .leftJoin('cases', 'cases.id', 'findings.case_id')
        .select(['view', 'case_id', 'state'])
        .where('view', 'is not', null)
        .where('findings.last_seen', '>=', since)
        .where('identity', '>', after ?? '')
        .orderBy('identity')
        .limit(limit)
        .execute();
      return rows.flatMap(({ view, case_id, state }) =>
        view === null
          ? []
          : [{ view: JSON.parse(view) as FindingView, caseId: case_id, state: state as CaseState | null }],
      );
    },
  };
}

export function suppressionRow(draft: SuppressionDraft): Insertable<SuppressionColumns> {
  return {
    matcher: JSON.stringify(draft.match),
    matcher_version: draft.matcherVersion,
    severity_rank: severityRank(draft.severity),
    reason: draft.reason,
    author: draft.author,
    approver: draft.approver ?? null,
    case_id: draft.caseId,
    channel: draft.channel,
    created_at: draft.createdAt,
    ends_at: draft.until,
    idle: draft.idle,
    sweep_after: 0,
  };
}

export function suppressionOf(row: Selectable<SuppressionColumns>): Suppression {
  return {
    id: row.id,
    match: JSON.parse(row.matcher) as Suppression['match'],
    matcherVersion: row.matcher_version,
    severity: severityOfRank(row.severity_rank),
    reason: row.reason,
    author: row.author,
    approver: row.approver,
    caseId: row.case_id,
    channel: row.channel,
    createdAt: row.created_at,
    until: row.ends_at,
    idle: row.idle,
    hits: row.hits,
    lastHitAt: row.last_hit_at,
    ended:
      row.ended_at === null
        ? null
        : { how: row.ended_how as SuppressionEnd, at: row.ended_at, by: row.ended_by },
    remindedAt: row.reminded_at,
  };
}

type SuppressionEnd = NonNullable<Suppression['ended']>['how'];

/** Adds to their counters: one statement each, for few suppressions hit in one batch. */
export async function countHits(
  { db }: Session,
  hits: ReadonlyMap<number, number>,
  now: number,
): Promise<void> {
  for (const [id, count] of [...hits].sort(([a], [b]) => a - b))
    await db
      .updateTable('suppressions')
      .set({ hits: sql<number>`hits + ${count}`, last_hit_at: now })
      .where('id', '=', id)
      .execute();
}
