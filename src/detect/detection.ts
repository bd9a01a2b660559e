import { networkMatcher } from './address.ts';
import { parseCondition } from './condition.ts';
import { allOf, anyOf, type Expression, type Item } from './expression.ts';
import { RuleFlaw, within } from './flaw.ts';
import { type Modifier, modifiers, type Placeholders, scalarValue, type Value } from './modifiers.ts';
import { anyText, type Pattern, plainPattern } from './pattern.ts';
import { regularMatcher } from './regular-expression.ts';

type Path = readonly PropertyKey[];

/** Keys of `detection` that name no search. `timeframe` belonged to the aggregations of old. */
const notSearches: ReadonlySet<string> = new Set(['condition', 'timeframe']);

/** The `detection` of a rule as one expression. Throws RuleFlaw with the path to what is wrong. */
export function readDetection(
  detection: Readonly<Record<string, unknown>>,
  placeholders: Placeholders,
  path: Path = ['detection'],
): Expression {
  const searches = new Map<string, Expression>();
  for (const [name, search] of Object.entries(detection)) {
    if (!notSearches.has(name)) searches.set(name, readSearch(search, placeholders, [...path, name]));
  }
  const conditionPath = [...path, 'condition'];
  if (searches.size === 0) throw new RuleFlaw('the detection has no search, only a condition', path);
  if (!Object.hasOwn(detection, 'condition')) throw new RuleFlaw('the detection has no condition', path);
  const conditions = [detection['condition']].flat();
  if (conditions.length === 0) throw new RuleFlaw('the condition is empty', conditionPath);
  return anyOf(
    conditions.map((condition, index) =>
      within(Array.isArray(detection['condition']) ? [...conditionPath, index] : conditionPath, () => {
        if (typeof condition !== 'string') throw new RuleFlaw('the condition must be a text');
        return parseCondition(condition, searches);
      }),
    ),
  );
}

/** One search: a map (all of it), a list of maps (any of them), or keywords (any of them). */
export function readSearch(search: unknown, placeholders: Placeholders, path: Path): Expression {
  if (Array.isArray(search)) {
    if (search.length === 0) throw new RuleFlaw('the list is empty', path);
    return anyOf(search.map((one, index) => readSearch(one, placeholders, [...path, index])));
  }
  if (!isMap(search)) return readField('', search, placeholders, path);
  const entries = Object.entries(search);
  if (entries.length === 0) throw new RuleFlaw('the map is empty', path);
  return allOf(entries.map(([key, value]) => readField(key, value, placeholders, [...path, key])));
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** `field|modifier|…: value or list`. Without a field it is keywords: looked for in the whole event. */
function readField(key: string, given: unknown, placeholders: Placeholders, path: Path): Expression {
  const [field = '', ...names] = key.split('|');
  const chosen = within(path, () => names.map(modifierOf));
  const has = (setting: string) => chosen.some((one) => 'setting' in one && one.setting === setting);
  const values = Array.isArray(given) ? given : [given];
  if (values.length === 0) throw new RuleFlaw('the list of values is empty', path);
  const alternatives = values.map((scalar, index) =>
    within(Array.isArray(given) ? [...path, index] : path, () => {
      let results: readonly Value[] = [scalarValue(scalar)];
      for (const modifier of chosen) {
        if ('apply' in modifier)
          results = results.flatMap((value) => modifier.apply(value, String(scalar), placeholders));
      }
      return results.map((value) => itemOf(field, value, has('cased')));
    }),
  );
  const expression = has('all')
    ? allOf(alternatives.map((some) => anyOf(together(some))))
    : anyOf(together(alternatives.flat()));
  return has('neq') ? { kind: 'not', of: expression } : expression;
}

function modifierOf(name: string): Modifier {
  const modifier = modifiers.get(name);
  if (modifier) return modifier;
  throw new RuleFlaw(`the modifier ${name} is not known; there are ${[...modifiers.keys()].join(', ')}`);
}

/** Alternatives of text on one field as one item, so that the field is looked at once. */
function together(items: readonly Item[]): Expression[] {
  const texts = items.filter((item) => item.kind === 'text');
  const others = items.filter((item) => item.kind !== 'text');
  const [first] = texts;
  return first ? [{ ...first, any: texts.flatMap((item) => item.any) }, ...others] : others;
}

function itemOf(field: string, value: Value, cased: boolean): Item {
  const text = (pattern: Pattern): Item => ({
    kind: 'text',
    field,
    any: [field === '' ? [anyText, ...pattern, anyText] : pattern],
    cased,
  });
  switch (value.kind) {
    case 'text':
      return text(value.pattern);
    case 'number':
      return text(plainPattern(String(value.number)));
    case 'boolean':
      return text(plainPattern(String(value.boolean)));
    case 'regex':
      // Compiled here for its errors only: the caller knows the line.
      regularMatcher(value.source, value.flags);
      return { ...value, field };
  }
  if (field === '')
    throw new RuleFlaw('keywords are texts or regular expressions; name a field for anything else');
  if (value.kind === 'network' && !networkMatcher(value.network))
    throw new RuleFlaw(`"${value.network}" is no network; write 10.0.0.0/8 or 2001:db8::/32`);
  return value.kind === 'reference' ? { ...value, field, cased } : { ...value, field };
}
