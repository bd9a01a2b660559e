import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import { setTimeout as delay } from 'node:timers/promises';
import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely';
import { messageOf, PermanentError, UsageError } from '../shared/errors.ts';
import { isBusy, sortError } from './errors.ts';

/** A statement to be run once for each row of parameters, without a promise in between. */
export interface RowsQuery extends CompiledQuery {
  readonly rows: readonly (readonly unknown[])[];
}

/** Kysely on Node's own SQLite: one connection, prepared statements kept, transactions that begin as writers. */
export function sqliteDialect(path: string, busyTimeoutMs: number): Dialect {
  return {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => new SqliteDriver(path, busyTimeoutMs),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  };
}

class SqliteDriver implements Driver {
  readonly #path: string;
  readonly #busyTimeoutMs: number;
  #connection: SqliteConnection | undefined;

  constructor(path: string, busyTimeoutMs: number) {
    this.#path = path;
    this.#busyTimeoutMs = busyTimeoutMs;
  }

  async init(): Promise<void> {
    this.#connection = new SqliteConnection(openFile(this.#path), this.#busyTimeoutMs);
    // A committed batch must survive a power cut: its SQS messages are deleted right after.
    for (const pragma of [
      'journal_mode = wal',
      'synchronous = full',
      'cache_size = -16000',
      'wal_autocheckpoint = 4000',
    ])
      await this.#connection.executeQuery(CompiledQuery.raw(`pragma ${pragma}`));
  }

  async acquireConnection(): Promise<DatabaseConnection> {
    if (!this.#connection) throw new Error('the SQLite driver was not initialised');
    return this.#connection;
  }

  // Immediate: a transaction that turned from reader to writer later could fail in the middle.
  async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'));
  }

  async commitTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('commit'));
  }

  // SQLite itself rolls back where it cannot go on (disk full); a second rollback would hide the reason.
  async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    if (this.#connection?.isInTransaction) await connection.executeQuery(CompiledQuery.raw('rollback'));
  }

  async releaseConnection(): Promise<void> {}

  async destroy(): Promise<void> {
    this.#connection?.close();
  }
}

function openFile(path: string): DatabaseSync {
  try {
    if (path !== ':memory:') mkdirSync(dirname(path), { recursive: true });
    return new DatabaseSync(path);
  } catch (cause) {
    throw new UsageError(`the database file ${path} cannot be opened: ${messageOf(cause)}`, { cause });
  }
}

interface Prepared {
  readonly statement: StatementSync;
  readonly reads: boolean;
}

class SqliteConnection implements DatabaseConnection {
  readonly #database: DatabaseSync;
  readonly #busyTimeoutMs: number;
  readonly #statements = new Map<string, Prepared>();

  constructor(database: DatabaseSync, busyTimeoutMs: number) {
    this.#database = database;
    this.#busyTimeoutMs = busyTimeoutMs;
  }

  /**
   * SQLite's own busy timeout would stop the whole process while it waits, and a writer in this very process
   * could then never finish; so we wait ourselves. Inside a transaction the write lock is ours and nothing waits.
   */
  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    const deadline = Date.now() + this.#busyTimeoutMs;
    for (;;) {
      try {
        return this.#run(query);
      } catch (error) {
        if (!isBusy(error) || this.#database.isTransaction || Date.now() >= deadline) throw sortError(error);
        await delay(2 + Math.random() * 10);
      }
    }
  }

  // biome-ignore lint/correctness/useYield: the interface asks for a generator; nobody streams here.
  async *streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw new Error('SQLite answers are read whole, never streamed');
  }

  get isInTransaction(): boolean {
    return this.#database.isTransaction;
  }

  close(): void {
    this.#statements.clear();
    this.#database.close();
  }

  #run<R>(query: CompiledQuery): QueryResult<R> {
    const { statement, reads } = this.#prepare(query.sql);
    const rows: unknown[] = [];
    let changes = 0;
    for (const parameters of isRowsQuery(query) ? query.rows : [query.parameters]) {
      const values = parameters.map(inputValue);
      if (reads) for (const row of statement.all(...values)) rows.push(row);
      else changes += Number(statement.run(...values).changes);
    }
    return { rows: rows as R[], numAffectedRows: BigInt(changes) };
  }

  #prepare(text: string): Prepared {
    const known = this.#statements.get(text);
    if (known) return known;
    if (this.#statements.size >= 500) this.#statements.clear();
    const statement = this.#database.prepare(text);
    const prepared = { statement, reads: statement.columns().length > 0 };
    this.#statements.set(text, prepared);
    return prepared;
  }
}

function isRowsQuery(query: CompiledQuery): query is RowsQuery {
  return 'rows' in query;
}

/** PostgreSQL refuses NUL in text; SQLite would take it and then cut the text there when comparing. */
function inputValue(value: unknown): SQLInputValue {
  if (typeof value === 'string') {
    if (value.includes('\u0000')) throw new PermanentError('the database refuses a NUL character in text');
    return value;
  }
  if (value === null || typeof value === 'number' || value instanceof Uint8Array) return value;
  throw new TypeError(`SQLite cannot bind a ${typeof value}`);
}
