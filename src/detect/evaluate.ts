import { networkMatcher } from './address.ts';
import type { Comparison, Expression, Item, Place, TimePart } from './expression.ts';
import { anyText, type EventView, type FieldTable } from './fields.ts';
import { mapText, matcherOf, type Pattern, plainText } from './pattern.ts';
import { regularMatcher } from './regular-expression.ts';

/** A compiled expression: does the event in view satisfy it? */
export type Test = (view: EventView) => boolean;

export function compileExpression(expression: Expression, table: FieldTable): Test {
  switch (expression.kind) {
    case 'and':
      return every(inOrderOfCost(expression.of, table));
    case 'or':
      return some(inOrderOfCost(expression.of, table));
    case 'not': {
      const inner = compileExpression(expression.of, table);
      return (view) => !inner(view);
    }
    default:
      return compileItem(expression, table);
  }
}

/** Neither `and` nor `or` minds the order, so what is cheap to ask is asked first. */
function inOrderOfCost(expressions: readonly Expression[], table: FieldTable): Test[] {
  return [...expressions]
    .sort((a, b) => costOf(a) - costOf(b))
    .map((expression) => compileExpression(expression, table));
}

function costOf(expression: Expression): number {
  switch (expression.kind) {
    case 'and':
    case 'or':
      return expression.of.reduce((sum, one) => sum + costOf(one), 1);
    case 'not':
      return costOf(expression.of);
    case 'text':
      // The whole event as text is the dearest thing there is.
      if (expression.field === '') return 1_000;
      return expression.any.reduce((sum, pattern) => sum + (plainText(pattern) === null ? 3 : 0), 1);
    case 'regex':
      return expression.field === '' ? 2_000 : 20;
    default:
      return 2;
  }
}

function every(tests: readonly Test[]): Test {
  const [first, second] = tests;
  if (tests.length === 2 && first && second) return (view) => first(view) && second(view);
  return (view) => {
    for (const test of tests) if (!test(view)) return false;
    return true;
  };
}

function some(tests: readonly Test[]): Test {
  return (view) => {
    for (const test of tests) if (test(view)) return true;
    return false;
  };
}

function compileItem(item: Item, table: FieldTable): Test {
  const field = table.numberOf(item.field);
  switch (item.kind) {
    case 'text': {
      const matches = anyPattern(item.any, item.cased);
      return item.cased ? inTexts(field, matches) : inLowered(field, matches);
    }
    case 'null':
      return (view) => view.isNull(field);
    case 'exists':
      return (view) => view.exists(field) === item.wanted;
    case 'regex':
      return inTexts(field, regularMatcher(item.source, item.flags));
    case 'network':
      return inTexts(field, networkMatcher(item.network) ?? (() => false));
    case 'compare':
      return inTexts(field, comparer(item.comparison, item.number, item.part));
    case 'reference':
      return referenceTest(field, table.numberOf(item.other), item.place, item.cased);
  }
}

function inTexts(field: number, matches: (text: string) => boolean): Test {
  return (view) => anyText(view.texts(field), matches);
}

function inLowered(field: number, matches: (text: string) => boolean): Test {
  return (view) => anyText(view.lowered(field), matches);
}

/** Plain values are one look into a set, however many they are; only those with wildcards are tried one by one. */
function anyPattern(patterns: readonly Pattern[], cased: boolean): (text: string) => boolean {
  const inCase = cased ? patterns : patterns.map((one) => mapText(one, (text) => text.toLowerCase()));
  const plain = new Set(inCase.map(plainText).filter((text) => text !== null));
  const others = inCase.filter((pattern) => plainText(pattern) === null).map(matcherOf);
  const [only] = [...plain, ...others];
  if (plain.size + others.length === 1 && only !== undefined)
    return typeof only === 'string' ? (text) => text === only : only;
  return (text) => {
    if (plain.has(text)) return true;
    for (const matches of others) if (matches(text)) return true;
    return false;
  };
}

const comparisons: Readonly<Record<Comparison, (value: number, limit: number) => boolean>> = {
  eq: (value, limit) => value === limit,
  lt: (value, limit) => value < limit,
  lte: (value, limit) => value <= limit,
  gt: (value, limit) => value > limit,
  gte: (value, limit) => value >= limit,
};

function comparer(comparison: Comparison, limit: number, part: TimePart | null): (text: string) => boolean {
  const compare = comparisons[comparison];
  return (text) => {
    const value = part === null ? numberIn(text) : partOf(text, part);
    return value !== null && compare(value, limit);
  };
}

function numberIn(text: string): number | null {
  return /^\s*[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?\s*$/i.test(text) ? Number(text) : null;
}

/** Part of an ISO 8601 date in UTC, as the specification has it: no time zones, no other formats. */
function partOf(text: string, part: TimePart): number | null {
  const date = /^\d{4}-\d{2}-\d{2}/.test(text) ? new Date(text) : null;
  if (!date || Number.isNaN(date.getTime())) return null;
  switch (part) {
    case 'minute':
      return date.getUTCMinutes();
    case 'hour':
      return date.getUTCHours();
    case 'day':
      return date.getUTCDate();
    case 'week':
      return isoWeek(date);
    case 'month':
      return date.getUTCMonth() + 1;
    case 'year':
      return date.getUTCFullYear();
  }
}

/** ISO 8601: weeks begin on Monday, and week 1 holds the first Thursday of the year. */
function isoWeek(date: Date): number {
  const dayMs = 86_400_000;
  const weekday = (date.getUTCDay() + 6) % 7;
  const thursday = new Date(date.getTime() + (3 - weekday) * dayMs);
  const yearStart = Date.UTC(thursday.getUTCFullYear(), 0, 1);
  return Math.floor((thursday.getTime() - yearStart) / (7 * dayMs)) + 1;
}

const places: Readonly<Record<Place, (text: string, other: string) => boolean>> = {
  whole: (text, other) => text === other,
  start: (text, other) => text.startsWith(other),
  end: (text, other) => text.endsWith(other),
  anywhere: (text, other) => text.includes(other),
};

function referenceTest(field: number, other: number, place: Place, cased: boolean): Test {
  const matches = places[place];
  return (view) => {
    const [texts, others] = cased
      ? [view.texts(field), view.texts(other)]
      : [view.lowered(field), view.lowered(other)];
    return anyText(texts, (text) => anyText(others, (one) => matches(text, one)));
  };
}
