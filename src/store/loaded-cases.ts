import { type RawBuilder, sql } from 'kysely';
import type { Case } from '../finding/case.ts';
import { caseOf } from './case-rows.ts';
import type { Session } from './session.ts';

/** A case as a transaction found or left it, with what only the store needs to know again when it saves. */
export interface LoadedCase {
  readonly case: Case;
  readonly lastSeen: number;
  /** Its search words, as `case_texts` has them. */
  readonly words: string;
}

/**
 * Cases that a condition on `cases` holds of, locked in the order of their ids, so that two transactions never wait for
 * each other. The words are read once the lock is ours: before, they might be somebody else's of a moment ago.
 */
export async function lockCases(session: Session, holds: RawBuilder<unknown>): Promise<LoadedCase[]> {
  const { db, dialect } = session;
  const rows = await db
    .selectFrom('cases')
    .selectAll()
    .where(sql<boolean>`(${holds})`)
    .orderBy('id')
    .modifyEnd(dialect.forUpdate)
    .execute();
  if (rows.length === 0) return [];
  const texts = await db
    .selectFrom('case_texts')
    .selectAll()
    .where(
      dialect.among(
        'case_id',
        rows.map((row) => row.id),
      ),
    )
    .execute();
  const words = new Map(texts.map((text) => [text.case_id, text.words]));
  return rows.map((row) => ({
    case: caseOf(row),
    lastSeen: row.last_seen,
    words: words.get(row.id) ?? '',
  }));
}
