import type { Severity } from './severity.ts';

/**
 * `open`: somebody should look. `resolved`: every record passed or is gone. `external`: somebody set
 * SUPPRESSED or RESOLVED at the source; nothing is shown until they reverse it.
 */
export type CaseState = 'open' | 'resolved' | 'external';

/** How a case ended. `gone`: archived at its source, which is never called fixed. */
export type Resolution = 'fixed' | 'gone' | 'external';

/** What people work on: one card in one channel. */
export interface Case {
  readonly id: number;
  /** What the case stands for; one finding's identity, as long as nothing groups. */
  readonly key: string;
  readonly state: CaseState;
  readonly resolution: Resolution | null;
  /** Nobody can evaluate it at present; that is not health and changes no state. */
  readonly unverifiable: boolean;
  readonly severity: Severity;
  readonly openedAt: number;
  readonly closedAt: number | null;
  /** How many times it came back. */
  readonly reopened: number;
  readonly channel: string;
  /** Slack user id of whoever has it; null: nobody yet. */
  readonly assignee: string | null;
  /** When it is due; null: no deadline. */
  readonly dueAt: number | null;
}

/** `Y123`, the way people see and type a case's id. */
export function caseLabel(id: number): string {
  return `Y${id}`;
}

/** The id in `Y123` or `y123`; null when the word is something else. */
export function caseIdOf(word: string): number | null {
  const match = /^[Yy]([1-9]\d{0,14})$/.exec(word);
  return match ? Number(match[1]) : null;
}

/** Why a case's card says something new in its thread. */
export type NoticeKind =
  | 'reopened'
  | 'external-reversed'
  | 'severity-raised'
  | 'closed'
  | 'resource-kind-added';

/** One line in a card's thread; sent in order, after the card. */
export interface Notice {
  readonly caseId: number;
  readonly kind: NoticeKind;
  readonly at: number;
  /** Material changes are also shown in the channel (a reply broadcast). */
  readonly broadcast: boolean;
  readonly values: Readonly<Record<string, string | number>>;
}

/** A case as decided; `id` null: to be opened now. */
export type CaseDraft = Omit<Case, 'id'> & { readonly id: number | null };
export type NoticeDraft = Omit<Notice, 'caseId'>;
