import type { ExpressionFlag } from '../expressions/linear.ts';
import { base64, base64Offsets, utf16 } from './encode.ts';
import type { Comparison, Place, TimePart } from './expression.ts';
import { RuleFlaw } from './flaw.ts';
import {
  anyText,
  mapText,
  type Part,
  type Pattern,
  parsePattern,
  plainPattern,
  plainText,
} from './pattern.ts';

/** A value on its way through the modifiers of its field. `bytes`: each character of the text stands for one byte. */
export type Value =
  | { readonly kind: 'text'; readonly pattern: Pattern; readonly bytes: boolean }
  | { readonly kind: 'number'; readonly number: number }
  | { readonly kind: 'boolean'; readonly boolean: boolean }
  | { readonly kind: 'null' }
  | { readonly kind: 'exists'; readonly wanted: boolean }
  | { readonly kind: 'regex'; readonly source: string; readonly flags: ReadonlySet<ExpressionFlag> }
  | { readonly kind: 'network'; readonly network: string }
  | {
      readonly kind: 'compare';
      readonly comparison: Comparison;
      readonly number: number;
      readonly part: TimePart | null;
    }
  | { readonly kind: 'reference'; readonly other: string; readonly place: Place };
type TextValue = Extract<Value, { kind: 'text' }>;

/** The values of a placeholder by its name; null where nobody has defined it. */
export type Placeholders = (name: string) => readonly string[] | null;

/**
 * One modifier: what it makes of a value, or which way the whole item is read (`all`: every value must match instead of
 * any; `cased`: letter case counts; `neq`: the opposite). Source: Sigma "Modifiers Appendix" 2.1.0.
 */
export type Modifier =
  | { readonly apply: (value: Value, raw: string, placeholders: Placeholders) => readonly Value[] }
  | { readonly setting: 'all' | 'cased' | 'neq' };

const edges = (place: Place): Modifier => ({
  apply(value) {
    if (value.kind === 'reference') return [{ ...value, place }];
    if (value.kind === 'regex') return [{ ...value, source: anchored(value.source, place) }];
    const { pattern, bytes } = textOf(value);
    const [before, after] = [place === 'start' ? [] : [anyText], place === 'end' ? [] : [anyText]];
    return [{ kind: 'text', pattern: [...before, ...pattern, ...after], bytes }];
  },
});

const encoded = (encode: (text: string) => string): Modifier => ({
  apply(value) {
    const text = textOf(value);
    if (text.bytes)
      throw new RuleFlaw('the value is already encoded in UTF-16; leave one of the modifiers out');
    return [{ kind: 'text', pattern: mapText(text.pattern, encode), bytes: true }];
  },
});

const inBase64 = (encode: (bytes: Buffer) => readonly string[]): Modifier => ({
  apply(value) {
    const text = textOf(value);
    const plain = plainText(text.pattern);
    if (plain === null)
      throw new RuleFlaw(
        'a value with a wildcard cannot be encoded in Base64; write the wildcard as \\* or leave it out, and put contains behind',
      );
    const bytes = Buffer.from(plain, text.bytes ? 'latin1' : 'utf8');
    return encode(bytes).map((one) => ({ kind: 'text', pattern: plainPattern(one), bytes: false }));
  },
});

const flag = (name: ExpressionFlag): Modifier => ({
  apply(value) {
    if (value.kind !== 'regex') throw new RuleFlaw(`the modifier ${name} belongs behind re`);
    return [{ ...value, flags: new Set([...value.flags, name]) }];
  },
});

const compared = (comparison: Comparison): Modifier => ({
  apply(value) {
    const part = value.kind === 'compare' ? value.part : null;
    return [{ kind: 'compare', comparison, number: numberOf(value), part }];
  },
});

const dated = (part: TimePart): Modifier => ({
  apply(value) {
    const comparison = value.kind === 'compare' ? value.comparison : 'eq';
    return [{ kind: 'compare', comparison, number: numberOf(value), part }];
  },
});

export const modifiers: ReadonlyMap<string, Modifier> = new Map<string, Modifier>([
  ['all', { setting: 'all' }],
  ['cased', { setting: 'cased' }],
  ['neq', { setting: 'neq' }],
  ['contains', edges('anywhere')],
  ['startswith', edges('start')],
  ['endswith', edges('end')],
  ['exists', { apply: (value) => [{ kind: 'exists', wanted: booleanOf(value) }] }],
  ['re', { apply: (value, raw) => [{ kind: 'regex', source: rawText(value, raw), flags: new Set() }] }],
  ['i', flag('i')],
  ['m', flag('m')],
  ['s', flag('s')],
  ['cidr', { apply: (value, raw) => [{ kind: 'network', network: rawText(value, raw) }] }],
  ['fieldref', { apply: (value, raw) => [{ kind: 'reference', ...referenceOf(value, raw) }] }],
  ['lt', compared('lt')],
  ['lte', compared('lte')],
  ['gt', compared('gt')],
  ['gte', compared('gte')],
  ['minute', dated('minute')],
  ['hour', dated('hour')],
  ['day', dated('day')],
  ['week', dated('week')],
  ['month', dated('month')],
  ['year', dated('year')],
  ['base64', inBase64((bytes) => [base64(bytes)])],
  ['base64offset', inBase64(base64Offsets)],
  ['wide', encoded((text) => utf16(text, 'le'))],
  ['utf16le', encoded((text) => utf16(text, 'le'))],
  ['utf16be', encoded((text) => utf16(text, 'be'))],
  // The mark tells the order: FF FE, the lower byte first.
  ['utf16', encoded((text) => utf16(`\ufeff${text}`, 'le'))],
  ['windash', { apply: (value) => variants(textOf(value), dashed) }],
  [
    'expand',
    { apply: (value, _raw, placeholders) => variants(textOf(value), (part) => filled(part, placeholders)) },
  ],
]);

/** A scalar as it stands in the rule. */
export function scalarValue(scalar: unknown): Value {
  if (scalar === null) return { kind: 'null' };
  if (typeof scalar === 'string') return { kind: 'text', pattern: parsePattern(scalar), bytes: false };
  if (typeof scalar === 'number') return { kind: 'number', number: scalar };
  if (typeof scalar === 'boolean') return { kind: 'boolean', boolean: scalar };
  throw new RuleFlaw('a value must be a text, a number, true, false or null, or a list of these');
}

function textOf(value: Value): TextValue {
  if (value.kind === 'text') return value;
  const plain = (text: string): TextValue => ({ kind: 'text', pattern: plainPattern(text), bytes: false });
  if (value.kind === 'number') return plain(String(value.number));
  if (value.kind === 'boolean') return plain(String(value.boolean));
  throw new RuleFlaw(`a modifier for text cannot follow ${nameOf(value)}; leave one of them out`);
}

/** The text before any wildcard was read in it: a regular expression has its own escapes. */
function rawText(value: Value, raw: string): string {
  textOf(value);
  return raw;
}

function referenceOf(value: Value, raw: string): { other: string; place: Place } {
  const { pattern } = textOf(value);
  const [starts, ends] = [pattern[0] === anyText, pattern.at(-1) === anyText];
  const place = starts ? (ends ? 'anywhere' : 'end') : ends ? 'start' : 'whole';
  return { other: raw, place };
}

function numberOf(value: Value): number {
  if (value.kind === 'number' || value.kind === 'compare') return value.number;
  throw new RuleFlaw('this modifier compares numbers; write a number without quotation marks');
}

function booleanOf(value: Value): boolean {
  if (value.kind === 'boolean') return value.boolean;
  throw new RuleFlaw('the modifier exists takes true or false, without quotation marks');
}

function nameOf(value: Value): string {
  const names = { regex: 're', network: 'cidr', compare: 'a comparison', reference: 'fieldref' } as const;
  return value.kind in names ? names[value.kind as keyof typeof names] : `the value ${value.kind}`;
}

function anchored(source: string, place: Place): string {
  if (place === 'start') return `^(?:${source})`;
  return place === 'end' ? `(?:${source})$` : source;
}

/** More are a mistake, or an attempt to make us slow. */
const mostVariants = 4_096;

/** Every way to put the pattern together from what each part may be. */
function variants(value: TextValue, choices: (text: string) => readonly (readonly Pattern[])[]): Value[] {
  let patterns: Part[][] = [[]];
  for (const part of value.pattern) {
    const steps = part.kind === 'text' ? choices(part.text) : [[[part]]];
    for (const options of steps) {
      if (patterns.length * options.length > mostVariants)
        throw new RuleFlaw(`the value stands for more than ${mostVariants} values; split it`);
      patterns = patterns.flatMap((begun) => options.map((one) => [...begun, ...one]));
    }
  }
  return patterns.map((pattern) => ({ kind: 'text', pattern: joined(pattern), bytes: value.bytes }));
}

/** Neighbouring texts as one. */
function joined(pattern: Pattern): Pattern {
  const parts: Part[] = [];
  for (const part of pattern) {
    const last = parts.at(-1);
    if (part.kind === 'text' && last?.kind === 'text')
      parts.splice(-1, 1, { kind: 'text', text: last.text + part.text });
    else parts.push(part);
  }
  return parts;
}

const dashes = ['-', '/', '–', '—', '―'];

/** A command line flag begins with any of the dashes. */
function dashed(text: string): (readonly Pattern[])[] {
  const options = dashes.map(plainPattern);
  return text.split(/([-/–—―])/).map((piece) => (dashes.includes(piece) ? options : [plainPattern(piece)]));
}

/** `%name%` stands for the values of the placeholder, in which wildcards count; `\%` is a percent sign. */
function filled(text: string, placeholders: Placeholders): (readonly Pattern[])[] {
  return text.split(/(\\%|%[^%\\\s]+%)/).map((piece) => {
    if (piece === '\\%') return [plainPattern('%')];
    if (!/^%.+%$/s.test(piece)) return [plainPattern(piece)];
    const values = placeholders(piece.slice(1, -1));
    if (values === null)
      throw new RuleFlaw(`the placeholder ${piece} is not defined; give its values in the configuration`);
    return values.map(parsePattern);
  });
}
