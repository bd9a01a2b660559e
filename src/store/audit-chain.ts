import { createHash } from 'node:crypto';
import type { Insertable, Selectable } from 'kysely';
import {
  type AuditAnchor,
  type AuditDraft,
  type AuditEntry,
  type AuditOutcome,
  canonicalJson,
  type Surface,
} from '../finding/audit.ts';
import type { Role } from '../finding/role.ts';
import type { AuditColumns } from './tables/decisions.ts';

export type AuditRow = Selectable<AuditColumns>;

/** Before the first row. */
export const genesis: AuditAnchor = { seq: 0, hash: '0'.repeat(64) };

const longestWord = 300;
/** Slack's own longest input; a reason that somebody typed is whole. */
const longestReason = 3_000;

/** The rows that these drafts become, after the row `last`. */
export function chained(last: AuditAnchor, drafts: readonly AuditDraft[]): Insertable<AuditColumns>[] {
  let { seq, hash } = last;
  return drafts.map((draft) => {
    seq += 1;
    const row = { seq, ...columnsOf(draft), previous_hash: hash };
    hash = hashOf(row);
    return { ...row, hash };
  });
}

/**
 * SHA-256 over one line of JSON: a list of the row's values in the order of its columns, all but the hash itself.
 * `before_json` and `after_json` stand in it as the texts they are.
 */
export function hashOf(row: Omit<AuditRow, 'hash'>): string {
  const content = canonicalJson([
    ...[row.seq, row.at, row.actor, row.role, row.surface, row.act, row.outcome, row.target],
    ...[row.before_json, row.after_json, row.reason, row.previous_hash],
  ]);
  return createHash('sha256').update(content, 'utf8').digest('hex');
}

export function entryOf(row: AuditRow): AuditEntry {
  return {
    seq: row.seq,
    at: row.at,
    actor: row.actor,
    role: row.role as Role | null,
    surface: row.surface as Surface,
    act: row.act,
    outcome: row.outcome as AuditOutcome,
    target: row.target,
    before: factsOf(row.before_json),
    after: factsOf(row.after_json),
    reason: row.reason,
    previousHash: row.previous_hash,
    hash: row.hash,
  };
}

function factsOf(text: string | null): AuditEntry['before'] {
  return text === null ? null : (JSON.parse(text) as AuditEntry['before']);
}

function columnsOf(draft: AuditDraft) {
  return {
    at: draft.at,
    actor: word(draft.actor),
    role: draft.role,
    surface: draft.surface,
    act: kept(draft.act, longestWord),
    outcome: draft.outcome,
    target: word(draft.target),
    before_json: draft.before && canonicalJson(draft.before),
    after_json: draft.after && canonicalJson(draft.after),
    reason: draft.reason === null ? null : kept(draft.reason, longestReason),
  };
}

function word(text: string | null): string | null {
  return text === null ? null : kept(text, longestWord);
}

/** As both databases give it back letter for letter: half a letter or a NUL would come back as something else. */
function kept(text: string, longest: number): string {
  return text.slice(0, longest).toWellFormed().replaceAll('\0', '\uFFFD');
}
