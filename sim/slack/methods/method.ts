import type { Clock } from '../clock.ts';
import { SlackError } from '../errors.ts';
import { isJson, type Json, parseJson } from '../json.ts';
import type { RateLimits, Tier } from '../rate-limits.ts';
import type { WorkspaceState } from '../state.ts';
import type { Triggers } from '../triggers.ts';

/** What a method may use of the workspace. */
export interface MethodContext {
  state: WorkspaceState;
  clock: Clock;
  limits: RateLimits;
  triggers: Triggers;
  /** The server's own address, without a slash at its end. */
  url: string;
  /** A fresh Socket Mode address, good for one connection. */
  openSocket(): string;
}

/** One method of the Web API: its tier, whose token it takes, and what it does. */
export interface Method {
  name: string;
  tier: Tier;
  /** An app-level token instead of the bot's. */
  appToken?: boolean;
  /** Answers the fields beside `ok`; throws a SlackError to refuse, a TooManyRequests to be asked again later. */
  run(call: Arguments, context: MethodContext): Json;
}

/** HTTP 429 with this Retry-After, in seconds. */
export class TooManyRequests extends Error {
  readonly retryAfter: number;

  constructor(retryAfter: number) {
    super('ratelimited');
    this.name = 'TooManyRequests';
    this.retryAfter = retryAfter;
  }
}

/** The arguments of a call. Form fields are text, JSON fields have shapes: each getter takes both. */
export class Arguments {
  readonly fields: Json;

  constructor(fields: Json) {
    this.fields = fields;
  }

  text(name: string): string | undefined {
    const value = this.fields[name];
    if (typeof value === 'number' || typeof value === 'boolean') return String(value);
    return typeof value === 'string' && value !== '' ? value : undefined;
  }

  /** The text, or Slack's error where it is missing. */
  required(name: string, error = 'invalid_arguments'): string {
    const value = this.text(name);
    if (value === undefined) throw new SlackError(error, [`[ERROR] missing required field: ${name}`]);
    return value;
  }

  flag(name: string): boolean {
    return ['true', '1'].includes(this.text(name) ?? '');
  }

  /** A page's size. */
  limit(fallback: number, max: number): number {
    const given = this.text('limit');
    if (given === undefined) return fallback;
    const limit = Number(given);
    if (!Number.isInteger(limit) || limit < 0 || limit > max) throw new SlackError('invalid_limit');
    return limit === 0 ? fallback : limit;
  }

  /** A moment in a channel; `error` names what Slack says of a malformed one. */
  ts(name: string, error: string): string | undefined {
    const given = this.text(name);
    if (given === undefined) return undefined;
    if (!/^\d{1,12}(\.\d{1,6})?$/.test(given)) throw new SlackError(error);
    const [seconds = '0', micros = ''] = given.split('.');
    return `${seconds}.${micros.padEnd(6, '0')}`;
  }

  /** An object, sent as one or as JSON text. */
  object(name: string): Json | undefined {
    const value = this.fields[name];
    const parsed = typeof value === 'string' ? parseJson(value) : value;
    return isJson(parsed) ? parsed : undefined;
  }

  /** A list, sent as one or as JSON text. */
  list(name: string): unknown[] | undefined {
    const value = this.fields[name];
    const parsed = typeof value === 'string' ? parseJson(value) : value;
    return Array.isArray(parsed) ? parsed : undefined;
  }
}

/** One page of a list, with the cursor of the next; a cursor is the place where the next page begins. */
export function pageOf<Item>(
  items: readonly Item[],
  call: Arguments,
  limit: number,
): { page: Item[]; cursor: string } {
  const cursor = call.text('cursor');
  const start =
    cursor === undefined ? 0 : Number(Buffer.from(cursor, 'base64').toString().replace('next:', ''));
  if (!Number.isInteger(start) || start < 0) throw new SlackError('invalid_cursor');
  const end = start + limit;
  const next = end < items.length ? Buffer.from(`next:${end}`).toString('base64') : '';
  return { page: items.slice(start, end), cursor: next };
}
