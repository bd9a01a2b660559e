import { sql } from 'kysely';
import { insertRows, type Session } from './session.ts';

const minuteMs = 60_000;
const keptMinutes = 24 * 60;

/** By place, since about then: whole minutes are counted, since a minute too many only makes us look sooner. */
export async function disturbancesOf(
  { db, dialect }: Session,
  places: readonly string[],
  since: number,
): Promise<Map<string, number>> {
  if (places.length === 0) return new Map();
  const rows = await db
    .selectFrom('disturbances')
    .select(['place', ({ fn }) => fn.sum<number>('times').as('times')])
    .where(dialect.among('place', places))
    .where('minute', '>=', Math.floor(since / minuteMs))
    .groupBy('place')
    .execute();
  return new Map(rows.map((row) => [row.place, Number(row.times)]));
}

/** Adds to the counters of this minute, and takes those of yesterday away. */
export async function saveDisturbances(
  session: Session,
  disturbances: ReadonlyMap<string, number>,
  now: number,
): Promise<void> {
  if (disturbances.size === 0) return;
  const minute = Math.floor(now / minuteMs);
  const rows = [...disturbances].map(([place, times]) => ({ place, minute, times }));
  const tail = 'on conflict (place, minute) do update set times = disturbances.times + excluded.times';
  await insertRows(
    session,
    'disturbances',
    rows.sort((a, b) => (a.place < b.place ? -1 : 1)),
    tail,
  );
  await session.db
    .deleteFrom('disturbances')
    .where(sql<boolean>`minute < ${minute - keptMinutes}`)
    .execute();
}
