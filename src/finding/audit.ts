import type { Case } from './case.ts';
import type { Role } from './role.ts';

/** What a JSON text can hold. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** Where somebody asked for an act; `clock`: nobody did; `door`: by a request that was not shown to be Slack's. */
export type Surface =
  | 'command'
  | 'button'
  | 'modal'
  | 'shortcut'
  | 'mention'
  | 'home'
  | 'message'
  | 'clock'
  | 'door'
  | 'cli';

/** `refused`: nothing was changed, since they may not. `failed`: it was tried outside, and did not succeed. */
export type AuditOutcome = 'done' | 'refused' | 'failed';

type Facts = Readonly<Record<string, Json>>;

/** One thing that was done, or refused, as the log will have it. */
export interface AuditDraft {
  /** Epoch ms. */
  readonly at: number;
  /** Slack user id; null: the program itself. */
  readonly actor: string | null;
  /** The greatest role that they held; null: the program, or somebody without one. */
  readonly role: Role | null;
  readonly surface: Surface;
  /** Name of an operation, `refuse`, `lease.attach` … */
  readonly act: string;
  readonly outcome: AuditOutcome;
  /** `Y12`, `L3`, `S4`, `request:7`, a principal …; what came of an act on a case stands under the case. */
  readonly target: string | null;
  readonly before: Facts | null;
  readonly after: Facts | null;
  readonly reason: string | null;
}

/** What an operation says of itself; who, where and when are known to whoever performs it. */
export interface AuditNote extends Pick<AuditDraft, 'outcome' | 'target'> {
  /** Beside what changed about the case that is its target, which is written down by itself. */
  readonly before?: Facts;
  readonly after?: Facts;
  readonly reason?: string | null;
}

/** A row of the log. */
export interface AuditEntry extends AuditDraft {
  /** 1, 2, 3 …, without a gap. */
  readonly seq: number;
  /** Hash of the row before; sixty-four zeros before the first. */
  readonly previousHash: string;
  /** SHA-256 over everything above, in hex. */
  readonly hash: string;
}

/** Up to which row the log stood at some moment, as somebody outside the database was told. */
export interface AuditAnchor {
  readonly seq: number;
  readonly hash: string;
}

/** What is wrong with a row: the first one that cannot be as it was written. */
export type AuditFlaw =
  /** It says something else than what its hash, or the row after it, was made of. */
  | 'changed'
  /** It is not there any more. */
  | 'removed'
  /** It was put between two others, or after the last. */
  | 'inserted'
  /** It stands in the place of another. */
  | 'moved'
  /** It fits the rows around it, but somebody was told of another one: all of them were written anew. */
  | 'rewritten';

export type AuditVerdict =
  | { readonly whole: true; readonly head: AuditAnchor }
  | { readonly whole: false; readonly seq: number; readonly flaw: AuditFlaw };

/** What says nothing about what somebody did: counts that findings bring, and what is worked out from the rest. */
const noise: readonly (keyof Case)[] = ['id', 'key', 'tally', 'mentions', 'nextAt', 'reopenTimes'];

/** What an act changed about a case: only what differs, as it was and as it is. Null: nothing that counts. */
export function differenceOf(
  before: Case | null,
  after: Case,
): { readonly before: Facts; readonly after: Facts } | null {
  const fields = (Object.keys(after) as (keyof Case)[])
    .filter((field) => !noise.includes(field))
    .filter((field) => JSON.stringify(before?.[field]) !== JSON.stringify(after[field]));
  if (fields.length === 0) return null;
  const taken = (one: Case | null): Facts =>
    Object.fromEntries(fields.map((field) => [field, (one?.[field] ?? null) as Json]));
  return { before: taken(before), after: taken(after) };
}

/** The one text of a value: keys sorted by code unit at every depth, no space. What JSON cannot say is null. */
export function canonicalJson(value: Json): string {
  if (Array.isArray(value)) return `[${value.map((one: Json) => canonicalJson(one)).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const fields = Object.entries(value)
    .filter(([, one]) => one !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, one]) => `${JSON.stringify(key)}:${canonicalJson(one)}`);
  return `{${fields.join(',')}}`;
}
