import { sql } from 'kysely';
import type { InvestigationRepository } from './ports/investigations.ts';
import type { Session } from './session.ts';

export function investigationRepository({ db }: Session): InvestigationRepository {
  return {
    async due(now, limit) {
      const rows = await db
        .selectFrom('investigations')
        .selectAll()
        .where('next_at', '<=', now)
        .orderBy('next_at')
        .orderBy('case_id')
        .limit(limit)
        .execute();
      return rows.map((row) => ({ caseId: row.case_id, by: row.asked_by, rounds: row.rounds }));
    },

    async settle(caseId, nextAt, read) {
      await db
        .updateTable('investigations')
        .set({ next_at: nextAt, ...(read && { rounds: sql<number>`rounds + 1` }) })
        .where('case_id', '=', caseId)
        .execute();
    },

    async unpictured(limit) {
      const rows = await db
        .selectFrom('investigations')
        .innerJoin('cards', (join) =>
          join.on('cards.key', '=', sql<string>`'investigation:' || investigations.case_id`),
        )
        .select(['investigations.case_id', 'investigations.rounds', 'investigations.pictured'])
        .whereRef('investigations.pictured_round', '<', 'investigations.rounds')
        .where('cards.ts', 'is not', null)
        .orderBy('investigations.case_id')
        .limit(limit)
        .execute();
      return rows.map((row) => ({ caseId: row.case_id, round: row.rounds, pictured: row.pictured }));
    },

    async picture(caseId, round, pictured) {
      await db
        .updateTable('investigations')
        .set({ pictured_round: round, pictured })
        .where('case_id', '=', caseId)
        // Asked for anew meanwhile: the rounds begin again, and so do the pictures.
        .where('rounds', '>=', round)
        .execute();
    },
  };
}

/** False: it is asked for already, and nobody has read it yet. */
export async function askInvestigation(
  { db }: Session,
  caseId: number,
  by: string,
  now: number,
): Promise<boolean> {
  const { numInsertedOrUpdatedRows = 0n } = await db
    .insertInto('investigations')
    .values({ case_id: caseId, asked_by: by, next_at: now, rounds: 0 })
    .onConflict((conflict) =>
      conflict
        .column('case_id')
        .doUpdateSet({ asked_by: by, next_at: now, rounds: 0, pictured_round: 0 })
        .where(sql<boolean>`investigations.next_at is null or investigations.rounds > 0`),
    )
    .executeTakeFirst();
  return numInsertedOrUpdatedRows > 0n;
}
