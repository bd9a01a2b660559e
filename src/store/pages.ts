import { type Selectable, sql, type UpdateObject } from 'kysely';
import type { SavedCase } from './case-write.ts';
import { failed, heldBy, ripe, settled, taken, unclaimed } from './claims.ts';
import type { Claim } from './ports/cards.ts';
import type { DuePage, PageRepository } from './ports/pages.ts';
import type { Tables } from './schema.ts';
import { insertRows, type Session } from './session.ts';
import type { PageColumns } from './tables/cases.ts';

/** What the pager is to be told next takes the place of what it was to be told before. */
const again = `on conflict (case_id) do update set want = excluded.want, wanted = pages.wanted + 1,
  wanted_at = excluded.wanted_at, attempts = 0, next_at = null`;

/** Of an end the pager hears only where it was to hear of the beginning. */
export async function savePages(session: Session, changes: readonly SavedCase[], now: number): Promise<void> {
  const wanted = changes.flatMap(({ case: { id }, page }) =>
    page === null ? [] : [{ case_id: id, want: page, wanted: 1, wanted_at: now }],
  );
  if (wanted.length === 0) return;
  const { db, dialect } = session;
  const rows = await db
    .selectFrom('pages')
    .select('case_id')
    .where(
      dialect.among(
        'case_id',
        wanted.map((row) => row.case_id),
      ),
    )
    .execute();
  const paged = new Set(rows.map((row) => row.case_id));
  const heard = wanted.filter((row) => row.want === 'trigger' || paged.has(row.case_id));
  await insertRows(
    session,
    'pages',
    heard.sort((a, b) => a.case_id - b.case_id),
    again,
  );
}

const toSend = sql<boolean>`wanted > sent`;

export function pageRepository({ db }: Session): PageRepository {
  async function write(
    caseId: number,
    claim: Claim,
    change: UpdateObject<Tables, 'pages'>,
  ): Promise<boolean> {
    const { numUpdatedRows } = await db
      .updateTable('pages')
      .set(change)
      .where('case_id', '=', caseId)
      .where(heldBy(claim))
      .executeTakeFirst();
    return numUpdatedRows > 0n;
  }

  return {
    async due(now, limit) {
      const rows = await db
        .selectFrom('pages')
        .selectAll()
        .where(toSend)
        .where(ripe(now))
        .where(unclaimed(now))
        .orderBy('wanted_at')
        .orderBy('case_id')
        .limit(limit)
        .execute();
      return rows.map(pageOf);
    },

    async claim(caseId, { owner, now, until }) {
      const row = await db
        .updateTable('pages')
        .set(taken(owner, until))
        .where('case_id', '=', caseId)
        .where(toSend)
        .where(unclaimed(now))
        .returningAll()
        .executeTakeFirst();
      return row ? { ...pageOf(row), claim: { owner, token: row.claim_token } } : null;
    },

    confirm: (caseId, claim, sent) => write(caseId, claim, { ...settled, sent }),
    // Telling a pager twice does no harm: it knows the case by its key.
    fail: (caseId, claim, result) => write(caseId, claim, failed({ ...result, unconfirmed: false })),
  };
}

function pageOf(row: Selectable<PageColumns>): DuePage {
  return {
    caseId: row.case_id,
    want: row.want as DuePage['want'],
    wanted: row.wanted,
    attempts: row.attempts,
    wantedAt: row.wanted_at,
  };
}
