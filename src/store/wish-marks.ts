import type { Mark, Marks } from '../finding/mark.ts';
import { isDecided } from '../finding/wish.ts';
import type { SavedCase } from './case-write.ts';
import { insertRows, type Session } from './session.ts';

const again = 'on conflict (case_id) do update set wanted = decided_cases.wanted + 1';

/** Notes cases whose wishes are to be worked out anew: something is decided about them, or was until now. */
export async function saveDecided(
  session: Session,
  changes: readonly SavedCase[],
  decidedBefore: ReadonlySet<string>,
): Promise<void> {
  const decided = changes.filter(({ case: one }) => isDecided(one) || decidedBefore.has(one.key));
  const ids = [...new Set(decided.map((change) => change.case.id))].sort((a, b) => a - b);
  const rows = ids.map((id) => ({ case_id: id, wanted: 1 }));
  await insertRows(session, 'decided_cases', rows, again);
}

/** Identity → what we wrote about its copies; those that we never wrote about are left out. */
export async function marksOf(
  { db, dialect }: Session,
  identities: readonly string[],
): Promise<Map<string, Marks>> {
  const rows = await db
    .selectFrom('wishes')
    .select(['identity', 'record_key', 'marks'])
    .where(dialect.among('identity', identities))
    .where('marks', '<>', '[]')
    .execute();
  const marks = new Map<string, Map<string, readonly Mark[]>>();
  for (const { identity, record_key, marks: text } of rows) {
    const own = marks.get(identity) ?? new Map<string, readonly Mark[]>();
    marks.set(identity, own.set(record_key, JSON.parse(text) as Mark[]));
  }
  return marks;
}
