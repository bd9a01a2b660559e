import { CompiledQuery, type Insertable, type Kysely, sql } from 'kysely';
import type { Dialect } from './dialect.ts';
import type { Tables } from './schema.ts';
import type { RowsQuery } from './sqlite-dialect.ts';

/** Where queries go: the database, or one transaction of it. */
export interface Session {
  readonly db: Kysely<Tables>;
  readonly dialect: Dialect;
}

/** Everything or nothing. SQLite: begins as the one writer. */
export function inTransaction<T>(
  { db, dialect }: Session,
  work: (session: Session) => Promise<T>,
): Promise<T> {
  return db.transaction().execute((transaction) => work({ db: transaction, dialect }));
}

/**
 * Writes many rows by statements whose text is always the same; every row has the same columns in the same order.
 * `tail` follows the values: what happens on a conflict, and what is returned.
 */
export async function insertRows<T extends keyof Tables & string, Returned = unknown>(
  { db, dialect }: Session,
  table: T,
  rows: readonly Insertable<Tables[T]>[],
  tail = '',
): Promise<Returned[]> {
  const [first] = rows;
  if (!first) return [];
  const columns = Object.keys(first);
  const head = `insert into ${table} (${columns.join(', ')}) values`;
  const values = rows.map((row) => Object.values(row) as unknown[]);
  if (dialect.mostParameters === null) {
    const text = `${head} (${columns.map(() => '?').join(', ')}) ${tail}`;
    const query: RowsQuery = { ...CompiledQuery.raw(text), rows: values };
    return (await db.executeQuery<Returned>(query as CompiledQuery<Returned>)).rows;
  }
  const returned: Returned[] = [];
  const chunk = Math.floor(dialect.mostParameters / columns.length);
  for (let from = 0; from < values.length; from += chunk) {
    const part = values.slice(from, from + chunk);
    const text = `${head} ${placeholders(part.length, columns.length)} ${tail}`;
    const answer = await db.executeQuery<Returned>(
      CompiledQuery.raw(text, part.flat()) as CompiledQuery<Returned>,
    );
    returned.push(...answer.rows);
  }
  return returned;
}

/** `($1, $2), ($3, $4)` */
function placeholders(rows: number, columns: number): string {
  let next = 1;
  return Array.from(
    { length: rows },
    () => `(${Array.from({ length: columns }, () => `$${next++}`).join(', ')})`,
  ).join(', ');
}

/** `on conflict (key) do update set a = excluded.a, …` */
export function orReplace(key: string, columns: readonly string[]): string {
  return `on conflict (${key}) do update set ${columns.map((column) => `${column} = excluded.${column}`).join(', ')}`;
}

/** Deletes rows by a key of two columns. Numbers are cast, since PostgreSQL takes a bare parameter for text. */
export async function deletePairs(
  { db }: Session,
  table: keyof Tables & string,
  columns: readonly [string, string],
  pairs: readonly (readonly [string, string | number])[],
): Promise<void> {
  const bound = (value: string | number) =>
    typeof value === 'number' ? sql`cast(${value} as bigint)` : sql`${value}`;
  for (let from = 0; from < pairs.length; from += 500) {
    const part = pairs.slice(from, from + 500).map(([one, other]) => sql`(${bound(one)}, ${bound(other)})`);
    await sql`delete from ${sql.table(table)} where (${sql.join(columns.map((column) => sql.ref(column)))})
      in (values ${sql.join(part)})`.execute(db);
  }
}
