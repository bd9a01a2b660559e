import { describe, expect, test } from 'vitest';
import { PermanentError, RetryableError } from '../shared/errors.ts';
import { isBusy, isCollision, sortError } from './errors.ts';

const postgresError = (code: string) => Object.assign(new Error('from the server'), { code });
const sqliteError = (errcode: number) =>
  Object.assign(new Error('from SQLite'), { code: 'ERR_SQLITE_ERROR', errcode });

describe('errors of the database', () => {
  test.each([
    ['connection refused', postgresError('ECONNREFUSED')],
    ['name not found for now', postgresError('EAI_AGAIN')],
    ['connection failure', postgresError('08006')],
    ['too many connections', postgresError('53300')],
    ['shutting down', postgresError('57P01')],
    ['waited too long for a lock', postgresError('55P03')],
    ['deadlock', postgresError('40P01')],
    ['connection lost', new Error('Connection terminated unexpectedly')],
    [
      'connection lost a moment ago',
      new Error('Client has encountered a connection error and is not queryable'),
    ],
    ['busy', sqliteError(5)],
    ['busy, in detail', sqliteError(517)],
    ['disk full', sqliteError(13)],
  ])('%s: try again', (_, error) => {
    const sorted = sortError(error);
    expect(sorted).toBeInstanceOf(RetryableError);
    expect((sorted as RetryableError).cause).toBe(error);
  });

  test.each([
    ['NUL in text', postgresError('22021')],
    ['index row too large', postgresError('54000')],
    ['constraint', postgresError('23505')],
    ['constraint', sqliteError(2067)],
    ['too big', sqliteError(18)],
  ])('%s: refused for good', (_, error) => {
    expect(sortError(error)).toBeInstanceOf(PermanentError);
  });

  test.each([
    ['a mistake in our SQL', postgresError('42601')],
    ['a mistake in our SQL', sqliteError(1)],
    ['a mistake in our code', new TypeError('x is not a function')],
    ['sorted already', new RetryableError('away')],
    ['no error at all', 'x'],
  ])('%s stays as it is', (_, error) => {
    expect(sortError(error)).toBe(error);
  });

  test('a collision is seen through the sorting', () => {
    expect(isCollision(sortError(postgresError('40001')))).toBe(true);
    expect(isCollision(sortError(postgresError('57P01')))).toBe(false);
    expect(isCollision('x')).toBe(false);
    expect(isBusy(sqliteError(5))).toBe(true);
    expect(isBusy(postgresError('40001'))).toBe(false);
  });
});
