import type { Finding, Resource } from '../finding/finding.ts';
import { sortResources } from '../finding/finding.ts';
import type { Normalised } from '../finding/inner-event.ts';

/*
 * How sources read what came from outside. AWS's findings have hundreds of fields and grow new ones; these
 * readers look at the few that are used, take what has the right type and give undefined for the rest, so a
 * bad field that nobody needs breaks nothing. (A zod schema with a fallback on each field costs several times
 * what JSON.parse of the same finding costs; our own strict schema, `custom`, is zod.)
 */

export type Fields = Readonly<Record<string, unknown>>;

const noFields: Fields = Object.freeze({});
const noItems: readonly unknown[] = Object.freeze([]);

/** The value where it is a JSON object; else an object without fields. */
export function fieldsOf(value: unknown): Fields {
  return isObject(value) ? value : noFields;
}

export function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value where it is an array; else an empty one. */
export function itemsOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : noItems;
}

/** The longest id or name that is kept, in UTF-16 units. */
const longestText = 2_048;

/** A name, an id, a word, on one line. Numbers are fine too; blank or any other type is undefined. */
export function textOf(value: unknown, limit: number = longestText): string | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : undefined;
  if (typeof value !== 'string') return undefined;
  // Control characters have no place in a name; PostgreSQL refuses NUL, and UTF-8 has no lone surrogates.
  const plain = beginsVisibly(value) && !/[^ -~]/.test(value);
  return plain ? cut(value, limit) : shown(value.replace(/[\p{Cc}\p{Cs}]/gu, ' '), limit);
}

/** Sentences: as text, with line breaks kept. */
export function proseOf(value: unknown, limit: number): string | undefined {
  if (typeof value !== 'string') return undefined;
  const plain = beginsVisibly(value) && !/[^ -~\n\t]/.test(value);
  return plain ? cut(value, limit) : shown(value.replace(/[^\P{Cc}\n\t]|\p{Cs}/gu, ' '), limit);
}

const space = 0x20;

/** Not blank. Nearly every text is printable ASCII throughout, and only the others need the full look. */
function beginsVisibly(text: string): boolean {
  return text.charCodeAt(0) > space;
}

function shown(text: string, limit: number): string | undefined {
  return /\S/.test(text) ? cut(text, limit) : undefined;
}

/** A text as it came, only to be looked into; '' for any other type. */
export function rawOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** Every text in a list; also a single one that stands where a list should. */
export function textsOf(value: unknown): string[] {
  const items = Array.isArray(value) ? value.slice(0, 500) : [value];
  return items.map((item) => textOf(item)).filter((item) => item !== undefined);
}

/** Number, or a number written as text. */
export function numberOf(value: unknown): number | undefined {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
}

/** How often something was seen: a whole number from 1 up; 1 where nothing sensible is said. */
export function countOf(value: unknown): number {
  const count = Math.floor(numberOf(value) ?? 1);
  return count >= 1 && Number.isSafeInteger(count) ? count : 1;
}

/** true, `true` or `True`; the stringified kind occurs in ASFF and in logs written by Python. */
export function flagOf(value: unknown): boolean {
  return value === true || value === 'true' || value === 'True';
}

/** ISO 8601 (UTC where it names no zone), or an epoch in seconds to nanoseconds → epoch milliseconds. */
export function timeOf(value: unknown): number | undefined {
  if (typeof value === 'number') return epochOf(value);
  if (typeof value !== 'string' || value.length > 64) return undefined;
  if (utcTime.test(value)) return utcOf(value);
  if (/^\d{9,19}(\.\d+)?$/.test(value)) return epochOf(Number(value));
  const match = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?)(Z|[+-]\d\d:?\d\d)?)?$/i.exec(
    value.trim(),
  );
  if (!match) return undefined;
  const [, day, hours, zone] = match;
  return positive(Date.parse(hours === undefined ? `${day}T00:00Z` : `${day}T${hours}${zone ?? 'Z'}`));
}

/** `2026-11-22T05:00:12Z` or `2026-11-22T05:00:12.345Z`: how AWS writes nearly every time. */
const utcTime =
  /^2\d{3}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{3})?Z$/;

const zero = 0x30;

/** What Date.parse makes of such a text, in a third of its time: a finding has four or five of them. */
function utcOf(text: string): number {
  return Date.UTC(
    twoDigits(text, 0) * 100 + twoDigits(text, 2),
    twoDigits(text, 5) - 1,
    twoDigits(text, 8),
    twoDigits(text, 11),
    twoDigits(text, 14),
    twoDigits(text, 17),
    text.length > 20 ? twoDigits(text, 20) * 10 + digit(text, 22) : 0,
  );
}

function twoDigits(text: string, at: number): number {
  return digit(text, at) * 10 + digit(text, at + 1);
}

function digit(text: string, at: number): number {
  return text.charCodeAt(at) - zero;
}

/** Date.parse gives NaN for days that no calendar has; years before 1970 are nobody's alerts. */
function positive(time: number): number | undefined {
  return time > 0 ? time : undefined;
}

function epochOf(value: number): number | undefined {
  if (!(value > 0)) return undefined;
  const scale = value < 1e11 ? 1_000 : value < 1e14 ? 1 : value < 1e17 ? 1e-3 : 1e-6;
  const time = Math.floor(value * scale);
  return time > 0 && time < 1e14 ? time : undefined;
}

type Fresh<Whole> = { -readonly [Key in keyof Whole]: Whole[Key] };

/** A resource; what is not known of it is left out. */
export function resourceOf(
  type: string,
  id: string,
  arn?: string | undefined,
  name?: string | undefined,
  tags?: Resource['tags'],
): Resource {
  const resource: Fresh<Resource> = { type, id };
  if (arn !== undefined) resource.arn = arn;
  if (name !== undefined) resource.name = name;
  if (tags !== undefined) resource.tags = tags;
  return resource;
}

/** An account, with its name where that is known. */
export function accountOf(id: string, name: string | undefined): Finding['account'] {
  return name === undefined ? { id } : { id, name };
}

/** The longest value that still has a place in a sentence. */
const longestFact = 256;

/** Values for a sentence, by name; of several groups the first that knows a name says it. */
export function factsOf(...groups: readonly (Fields | undefined)[]): Record<string, string> {
  const facts: Record<string, string> = {};
  for (const group of groups) {
    for (const name in group) {
      const value = group[name];
      if (value === undefined || Object.hasOwn(facts, name)) continue;
      const fact = textOf(value, longestFact);
      if (fact !== undefined) facts[name] = fact;
    }
  }
  return facts;
}

type Optional = 'principal' | 'remoteAddress' | 'remediation';

/** A finding: what each of them has, and what this one also knows. */
export function found(
  finding: Omit<Finding, Optional | 'signals'>,
  known: { readonly [Key in Optional]?: string | undefined } & Pick<Finding, 'signals'> = {},
): Normalised {
  const whole: Fresh<Finding> = finding;
  if (known.signals !== undefined && known.signals.length > 0) whole.signals = known.signals;
  if (known.principal !== undefined) whole.principal = known.principal;
  if (known.remoteAddress !== undefined) whole.remoteAddress = known.remoteAddress;
  if (known.remediation !== undefined) whole.remediation = known.remediation;
  return { kind: 'finding', finding: whole };
}

/** Refusal of an event whose `pointer` (JSON Pointer inside the event) is not what was expected. */
export function invalidField(pointer: string, expected: string): Normalised {
  return {
    kind: 'quarantined',
    reason: { code: 'invalid-field', detail: cut(`${pointer}: ${expected}`, 300) },
  };
}

function cut(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const last = text.charCodeAt(limit - 1);
  // Never half of a surrogate pair.
  return text.slice(0, last >= 0xd800 && last <= 0xdbff ? limit - 1 : limit);
}

/** The most resources that one finding keeps; AWS sends at most 400 (an attack sequence). */
const mostResources = 500;

/** Sorted by id, one of each, at most 500. */
export function resourcesOf(resources: readonly (Resource | undefined)[]): Resource[] {
  const known = resources.filter((one) => one !== undefined);
  return known.length < 2 ? known : sortResources(known).slice(0, mostResources);
}
