import { type Dialect, PostgresDialect, type PostgresPool, type PostgresPoolClient } from 'kysely';
import pg from 'pg';
import { sortError } from './errors.ts';

const bigint = 20;

/** Kysely on `pg`, with errors sorted at the wire and 64-bit integers as numbers. */
export function postgresDialect(url: string, busyTimeoutMs: number): Dialect {
  const pool = new pg.Pool({
    connectionString: url,
    application_name: 'yagura',
    max: 8,
    connectionTimeoutMillis: busyTimeoutMs,
    lock_timeout: busyTimeoutMs,
    statement_timeout: 60_000,
    idle_in_transaction_session_timeout: 60_000,
    keepAlive: true,
    types: {
      // Our integers are times, counts and ids: all far below 2^53.
      getTypeParser: (oid: number, format?: 'text' | 'binary') =>
        oid === bigint ? Number : pg.types.getTypeParser(oid, format as 'text'),
    },
  });
  // An idle connection that breaks is replaced when next needed; unheard, its error would end the process.
  pool.on('error', () => undefined);
  return new PostgresDialect({ pool: sortingErrors(pool) });
}

function sortingErrors(pool: pg.Pool): PostgresPool {
  const sorted = (error: unknown) => Promise.reject(sortError(error));
  return {
    options: {},
    end: () => pool.end(),
    async connect() {
      const client = await pool.connect().catch(sorted);
      // The pool listens to idle connections only. One that breaks in use also rejects its query, here or next.
      const unheard = () => undefined;
      client.on('error', unheard);
      const wrapped = {
        release: (destroy?: boolean) => {
          client.off('error', unheard);
          client.release(destroy);
        },
        query: (text: string, parameters: unknown[]) => client.query(text, parameters).catch(sorted),
      };
      return wrapped as unknown as PostgresPoolClient;
    },
  };
}
