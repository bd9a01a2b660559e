import { sql } from 'kysely';
import type { AnchorCopyRepository } from './ports/audit.ts';
import type { Session } from './session.ts';

/** An anchor without a row was never tried. */
export function anchorCopyRepository({ db }: Session): AnchorCopyRepository {
  const missingAt = (place: string) =>
    db
      .selectFrom('audit_anchors as anchor')
      .leftJoin('anchor_copies as copy', (join) =>
        join.onRef('copy.seq', '=', 'anchor.seq').on('copy.place', '=', place),
      )
      .where('copy.kept_at', 'is', null)
      .orderBy('anchor.seq');

  return {
    async due(place, now, limit) {
      const rows = await missingAt(place)
        .where((either) => either.or([either('copy.seq', 'is', null), either('copy.next_at', '<=', now)]))
        .select(['anchor.seq', 'anchor.hash', 'anchor.at', 'copy.attempts'])
        .limit(limit)
        .execute();
      return rows.map((row) => ({ ...row, attempts: row.attempts ?? 0 }));
    },

    async kept(place, seq, now) {
      const row = { place, seq, kept_at: now, attempts: 0, next_at: 0, problem: null };
      await db
        .insertInto('anchor_copies')
        .values(row)
        .onConflict((conflict) => conflict.columns(['place', 'seq']).doUpdateSet(row))
        .execute();
    },

    async failed(place, seq, { problem, nextAt }) {
      const failure = { problem, next_at: nextAt };
      await db
        .insertInto('anchor_copies')
        .values({ place, seq, kept_at: null, attempts: 1, ...failure })
        .onConflict((conflict) =>
          conflict
            .columns(['place', 'seq'])
            .doUpdateSet({ ...failure, attempts: sql`anchor_copies.attempts + 1` }),
        )
        .execute();
    },

    async state(place) {
      const { total } = await db
        .selectFrom('audit_anchors')
        .select(({ fn }) => fn.countAll().as('total'))
        .executeTakeFirstOrThrow();
      const missing = await missingAt(place).select('copy.problem').execute();
      return {
        kept: Number(total) - missing.length,
        waiting: missing.length,
        problem: missing[0]?.problem ?? null,
      };
    },
  };
}
