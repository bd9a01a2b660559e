import { PermanentError, RetryableError } from '../shared/errors.ts';

/**
 * Sorts what a database throws by whether trying again can help. PostgreSQL: SQLSTATE classes of its manual,
 * appendix A. SQLite: primary result codes of sqlite.org/rescode.html, the low byte of `errcode`.
 */
export function sortError(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof RetryableError || error instanceof PermanentError)
    return error;
  const code = codeOf(error);
  if (typeof code === 'number') return sortSqlite(error, code);
  // `pg` has no code for a connection that it could not get, or that broke in the middle.
  if (code === null) return /timeout|terminated|not queryable/i.test(error.message) ? away(error) : error;
  if (/^(08|25|40|53|55|57|58)...$/.test(code) || /^(E[A-Z]+|EAI_[A-Z]+)$/.test(code)) return away(error);
  return /^(22|23|54)...$/.test(code) ? refused(error) : error;
}

/** Somebody else was faster; whoever begins anew sees what they did. */
export class CollisionError extends RetryableError {}

/** Two transactions stood in each other's way; the one that was picked as the victim may simply begin anew. */
export function isCollision(error: unknown): boolean {
  if (error instanceof CollisionError) return true;
  const cause = error instanceof RetryableError ? error.cause : error;
  const code = cause instanceof Error ? codeOf(cause) : null;
  return code === '40P01' || code === '40001';
}

/** Another connection writes to the SQLite file just now. */
export function isBusy(error: unknown): boolean {
  const code = error instanceof Error ? codeOf(error) : null;
  return code === sqliteCodes.busy || code === sqliteCodes.locked;
}

const sqliteCodes = { busy: 5, locked: 6 } as const;
// readonly, interrupted, I/O, full, cannot open, lock protocol
const sqliteAway: readonly number[] = [sqliteCodes.busy, sqliteCodes.locked, 8, 9, 10, 13, 14, 15];
// too big, constraint, mismatch, range
const sqliteRefused: readonly number[] = [18, 19, 20, 25];

function sortSqlite(error: Error, code: number): Error {
  if (sqliteAway.includes(code)) return away(error);
  return sqliteRefused.includes(code) ? refused(error) : error;
}

/** A SQLSTATE or a system error name; SQLite's primary result code; null where there is neither. */
function codeOf(error: Error): string | number | null {
  if ('errcode' in error && typeof error.errcode === 'number') return error.errcode & 0xff;
  return 'code' in error && typeof error.code === 'string' ? error.code : null;
}

function away(cause: Error): RetryableError {
  return new RetryableError('the database does not answer or is busy', { cause });
}

function refused(cause: Error): PermanentError {
  return new PermanentError('the database refuses this data', { cause });
}
