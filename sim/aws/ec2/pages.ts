import type { Input } from '../service.ts';
import { AwsError } from '../service.ts';
import { invalidValue } from './errors.ts';
import { integerOf, textOf } from './input.ts';

export interface PageLaw {
  readonly least: number;
  readonly most: number;
}

export interface Page<Row> {
  readonly rows: readonly Row[];
  readonly nextToken: string | null;
}

/**
 * One page in the order of ids: without MaxResults everything. A token names the last id that was told, so rows
 * that come and go between two pages make none of the others come twice.
 */
export function pageOf<Row extends { readonly id: string }>(
  all: readonly Row[],
  input: Input,
  law: PageLaw,
): Page<Row> {
  const max = integerOf(input, 'MaxResults');
  if (max !== null) check(max, law);
  const token = textOf(input, 'NextToken');
  const after = token === null ? null : lastOf(token);
  const left = all.filter(({ id }) => after === null || id > after).sort((a, b) => (a.id < b.id ? -1 : 1));
  const rows = left.slice(0, max ?? left.length);
  const last = rows.at(-1);
  const isWhole = !last || rows.length === left.length;
  return { rows, nextToken: isWhole ? null : Buffer.from(`after ${last.id}`).toString('base64url') };
}

function check(max: number, { least, most }: PageLaw) {
  const wrong =
    max < least ? `greater than or equal to ${least}` : max > most ? `less than or equal to ${most}` : null;
  if (wrong !== null)
    throw invalidValue(`Value ( ${max} ) for parameter maxResults is invalid. Expecting a value ${wrong}.`);
}

function lastOf(token: string): string {
  const [, id] = /^after (.+)$/.exec(Buffer.from(token, 'base64url').toString()) ?? [];
  if (id === undefined)
    throw new AwsError('InvalidPaginationToken', 'The specified pagination token is not valid.');
  return id;
}
