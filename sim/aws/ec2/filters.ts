import type { Input } from '../service.ts';
import { AwsError } from '../service.ts';
import { invalidValue } from './errors.ts';
import { listOf, required, structuresOf } from './input.ts';
import type { Resource } from './model.ts';

/** A filter's values of a row; a row passes when one of them is asked for. */
export type Filters<Row, View> = Readonly<Record<string, (row: Row, view: View) => readonly string[]>>;

const mostValues = 200;

/** All filters have to hold, each by any of its values (EC2 User Guide, "List and filter your resources"). */
export function passing<Row extends Resource, View>(
  input: Input,
  filters: Filters<Row, View>,
): (row: Row, view: View) => boolean {
  const asked = structuresOf(input, 'Filter').map((filter) => {
    const values = listOf(filter, 'Value');
    if (values.length > mostValues)
      throw new AwsError('FilterLimitExceeded', 'The maximum number of filter values is 200.');
    return { valuesOf: readerOf(required(filter, 'Name'), filters), patterns: values.map(patternOf) };
  });
  return (row, view) =>
    asked.every(({ valuesOf, patterns }) =>
      valuesOf(row, view).some((value) => patterns.some((pattern) => pattern.test(value))),
    );
}

function readerOf<Row extends Resource, View>(name: string, filters: Filters<Row, View>) {
  if (name === 'tag-key') return ({ tags }: Row) => Object.keys(tags);
  if (name.startsWith('tag:')) {
    const key = name.slice('tag:'.length);
    return ({ tags }: Row) => Object.entries(tags).flatMap(([one, value]) => (one === key ? [value] : []));
  }
  const known = Object.hasOwn(filters, name) ? filters[name] : undefined;
  if (!known) throw invalidValue(`The filter '${name}' is invalid`);
  return known;
}

/** `*` is any text and `?` any letter; a backslash takes their meaning away. Case counts. */
function patternOf(text: string): RegExp {
  const source = text.replace(/\\([*?\\])|([*?])|([.+^${}()|[\]\\])/g, (_, plain, wild, special) => {
    if (wild) return wild === '*' ? '[^]*' : '[^]';
    return `\\${plain ?? special}`;
  });
  return new RegExp(`^${source}$`);
}
