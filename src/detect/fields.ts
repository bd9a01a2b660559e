/** Recursion over an event is bounded; JSON from outside may nest as deep as it likes. */
const deepest = 64;

/** A field of a rule, found once when the rule is compiled. */
interface Field {
  readonly name: string;
  readonly segments: readonly string[];
  /** `rests[i]` is segment i and all behind it, for a key that itself has dots in it. */
  readonly rests: readonly string[];
  /** One of its keys is one that every object inherits. */
  readonly inherited: boolean;
}

/** What a field holds beyond one plain text. */
interface Found {
  readonly texts: string[];
  exists: boolean;
  holdsNull: boolean;
}

/** The fields that the rules of one set ask for, numbered, so that an event's values are looked up once for all rules. */
export class FieldTable {
  readonly #numbers = new Map<string, number>();
  readonly fields: Field[] = [];

  numberOf(name: string): number {
    const known = this.#numbers.get(name);
    if (known !== undefined) return known;
    const segments = name === '' ? [] : name.split('.').slice(0, deepest);
    const rests = segments.map((_, index) => segments.slice(index).join('.'));
    const inherited = segments.some((segment) => segment in Object.prototype);
    const number = this.fields.push({ name, segments, rests, inherited }) - 1;
    this.#numbers.set(name, number);
    return number;
  }
}

const none: readonly string[] = Object.freeze([]);

/** One text as it is, which most fields hold; null where there is nothing at all. */
type Held = string | Found | null;

/**
 * One event as the rules see it. A field is a dotted path into objects; through a list it goes into every element, and
 * where it leads nowhere a key that is written with its dots is taken. Its texts are its scalars as text: every element of a list, and of
 * an object its JSON and every scalar within. One view serves all events, one after the other, and looks each field up
 * once an event.
 */
export class EventView {
  readonly #table: FieldTable;
  #event: unknown;
  #round = 0;
  /** By number of the field; what stands beside holds only where the round is the present one. */
  readonly #rounds: number[] = [];
  readonly #held: Held[] = [];
  readonly #loweredRounds: number[] = [];
  readonly #lowered: (string | readonly string[])[] = [];

  constructor(table: FieldTable) {
    this.#table = table;
  }

  show(event: unknown): void {
    this.#event = event;
    this.#round += 1;
  }

  /** A number that differs from event to event. */
  get round(): number {
    return this.#round;
  }

  /** One text or several. */
  texts(field: number): string | readonly string[] {
    const held = this.#at(field);
    if (typeof held === 'string') return held;
    return held?.texts ?? none;
  }

  /** The texts in lower case. */
  lowered(field: number): string | readonly string[] {
    if (this.#loweredRounds[field] === this.#round) return this.#lowered[field] ?? none;
    const texts = this.texts(field);
    const lowered = typeof texts === 'string' ? texts.toLowerCase() : texts.map((text) => text.toLowerCase());
    this.#loweredRounds[field] = this.#round;
    this.#lowered[field] = lowered;
    return lowered;
  }

  /** The first text; undefined where there is none. */
  first(field: number): string | undefined {
    const texts = this.texts(field);
    return typeof texts === 'string' ? texts : texts[0];
  }

  /** There is a key of that name, whatever it holds. */
  exists(field: number): boolean {
    return this.#at(field) !== null;
  }

  /** The field is missing, holds nothing, or holds null. */
  isNull(field: number): boolean {
    const held = this.#at(field);
    return held === null || (typeof held !== 'string' && (held.texts.length === 0 || held.holdsNull));
  }

  #at(field: number): Held {
    if (this.#rounds[field] === this.#round) return this.#held[field] ?? null;
    const asked = this.#table.fields[field];
    const held = asked ? look(this.#event, asked) : null;
    this.#rounds[field] = this.#round;
    this.#held[field] = held;
    return held;
  }
}

/** Does any of the texts satisfy it? */
export function anyText(texts: string | readonly string[], matches: (text: string) => boolean): boolean {
  if (typeof texts === 'string') return matches(texts);
  for (const text of texts) if (matches(text)) return true;
  return false;
}

function look(event: unknown, field: Field): Held {
  const value = straight(event, field);
  if (value === undefined) return null;
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return String(value);
  const found: Found = { texts: [], exists: false, holdsNull: false };
  if (value === crooked) walk(event, field, 0, 0, found);
  else walk(value, field, field.segments.length, 0, found);
  return found.exists ? found : null;
}

/** Only `walk` can find the way. */
const crooked = Symbol('crooked');

/** The common case: what stands at the end of the path through objects. */
function straight(event: unknown, { segments, inherited }: Field): unknown {
  if (inherited) return crooked;
  let value = event;
  for (const segment of segments) {
    if (!isObject(value)) return crooked;
    value = value[segment];
  }
  return value === undefined && segments.length > 1 ? crooked : value;
}

/** Takes what it finds; false where the path leads nowhere. */
function walk(value: unknown, field: Field, index: number, depth: number, found: Found): boolean {
  if (index === field.segments.length) {
    found.exists = true;
    collect(value, found, depth);
    return true;
  }
  if (depth >= deepest) return false;
  if (Array.isArray(value)) {
    let any = false;
    for (const one of value) any = walk(one, field, index, depth + 1, found) || any;
    return any;
  }
  if (!isObject(value)) return false;
  const next = own(value, field.segments[index] ?? '');
  if (next !== undefined && walk(next, field, index + 1, depth + 1, found)) return true;
  const whole = own(value, field.rests[index] ?? '');
  return whole !== undefined && walk(whole, field, field.segments.length, depth + 1, found);
}

function collect(value: unknown, found: Found, depth: number): void {
  if (typeof value === 'string') found.texts.push(value);
  else if (typeof value === 'number' || typeof value === 'boolean') found.texts.push(String(value));
  else if (value === null) found.holdsNull = true;
  else if (depth >= deepest) return;
  else if (Array.isArray(value)) for (const one of value) collect(one, found, depth + 1);
  else if (isObject(value)) {
    found.texts.push(jsonOf(value));
    collectWithin(value, found, depth + 1);
  }
}

/** The scalars below an object; its nulls do not make the object null. */
function collectWithin(value: unknown, found: Found, depth: number): void {
  if (typeof value === 'string') found.texts.push(value);
  else if (typeof value === 'number' || typeof value === 'boolean') found.texts.push(String(value));
  else if (depth < deepest && typeof value === 'object' && value !== null)
    for (const one of Object.values(value)) collectWithin(one, found, depth + 1);
}

/** JSON.stringify overflows the stack on what JSON.parse has read well. */
function jsonOf(value: object): string {
  try {
    return JSON.stringify(value);
  } catch {
    return '';
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What an object itself has under a key; `constructor` and the like are not fields of an event. */
function own(value: Readonly<Record<string, unknown>>, key: string): unknown {
  return Object.hasOwn(value, key) ? value[key] : undefined;
}
