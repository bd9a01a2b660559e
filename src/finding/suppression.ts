import type { Match } from './match.ts';
import type { Severity } from './severity.ts';

/** How a suppression came to its end. `idle`: nothing matched it for as long as was asked. */
export type SuppressionEnd = 'expired' | 'idle' | 'lifted';

/** Something that people decided not to be shown for a while. It always ends. */
export interface Suppression {
  readonly id: number;
  readonly match: Match;
  readonly matcherVersion: number;
  /** The severity it was made for; whatever is or becomes worse is shown. */
  readonly severity: Severity;
  readonly reason: string;
  /** Slack user id. */
  readonly author: string;
  /** Slack user id of whoever agreed to it; null: nobody had to. */
  readonly approver: string | null;
  /** The case it was made from; null: by a command. */
  readonly caseId: number | null;
  /** Where it was announced, and where its end is. */
  readonly channel: string;
  readonly createdAt: number;
  readonly until: number;
  /** Ends early when nothing matched for so long (ms); null: never early. */
  readonly idle: number | null;
  readonly hits: number;
  readonly lastHitAt: number | null;
  /** Null: live. */
  readonly ended: { readonly how: SuppressionEnd; readonly at: number; readonly by: string | null } | null;
  /** When its author was reminded of the end; null: not yet. */
  readonly remindedAt: number | null;
}

type Unmade = 'id' | 'hits' | 'lastHitAt' | 'ended' | 'remindedAt';
export type SuppressionDraft = Omit<Suppression, Unmade | 'approver'> &
  Partial<Pick<Suppression, 'approver'>>;

/** `S12`, the way people see and type it. */
export function suppressionLabel(id: number): string {
  return `S${id}`;
}

/** The id in `S12` or `s12`; null when the word is something else. */
export function suppressionIdOf(word: string): number | null {
  const match = /^[Ss]([1-9]\d{0,14})$/.exec(word);
  return match ? Number(match[1]) : null;
}
