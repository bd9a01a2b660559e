import { sql } from 'kysely';
import type { Finding } from '../finding/finding.ts';
import { casesOf } from './case-views.ts';
import type { WishRow } from './ports/wishes.ts';
import type { Session } from './session.ts';
import { suppressionOf } from './suppressions.ts';

/** Of findings that are in the case, and of those that were when their wishes were worked out. */
export async function identitiesOf(
  { db }: Session,
  caseId: number,
  after: string,
  limit: number,
): Promise<string[]> {
  const found = sql<{ identity: string }>`select identity from findings where case_id = ${caseId}
      and identity > ${after}
    union select identity from wishes where case_id = ${caseId} and identity > ${after}
    order by identity limit ${limit}`;
  return (await found.execute(db)).rows.map((row) => row.identity);
}

/** All copies of these findings, with what is decided about them. */
export async function groundsOf(session: Session, identities: readonly string[]): Promise<WishRow[]> {
  const { db, dialect } = session;
  const rows = await db
    .selectFrom('records')
    .innerJoin('findings', 'findings.identity', 'records.identity')
    .leftJoin('wishes', (join) =>
      join
        .onRef('wishes.identity', '=', 'records.identity')
        .onRef('wishes.record_key', '=', 'records.record_key'),
    )
    .where(dialect.among('records.identity', identities))
    .select(['records.finding', 'findings.case_id', 'wishes.case_id as wished_for'])
    .select(['wishes.written', 'wishes.written_at'])
    .execute();
  const ids = [...new Set(rows.flatMap((row) => row.case_id ?? []))];
  const cases = await casesOf(session, ids);
  const quieting = [...cases.values()].flatMap(({ quiet }) =>
    quiet?.by === 'suppression' ? [quiet.suppression] : [],
  );
  const known = await db
    .selectFrom('suppressions')
    .selectAll()
    .where(dialect.among('id', [...new Set(quieting)]))
    .execute();
  const suppressions = new Map(known.map((row) => [row.id, suppressionOf(row)]));
  return rows.flatMap((row) => {
    const home = cases.get(row.case_id ?? 0);
    if (!home) return [];
    const { quiet } = home;
    const suppression = quiet?.by === 'suppression' ? (suppressions.get(quiet.suppression) ?? null) : null;
    const record = JSON.parse(row.finding) as Finding;
    const writtenAt = row.written === null ? null : row.written_at;
    return [{ case: home, suppression, record, writtenAt, isKnown: row.wished_for !== null }];
  });
}
