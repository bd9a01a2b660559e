import type { PolicyAction } from './policy.ts';
import type { Severity } from './severity.ts';
import type { Tally } from './tally.ts';

/**
 * `open`: somebody should look. `acknowledged`: somebody has it, until their time is up. `verifying`: somebody says that
 * it is done, and the next evaluation shows whether it is. `suppressed`: a policy or a suppression keeps it quiet.
 * `excepted`: people accept it until a review. `resolved`: every record passed or is gone, or a person closed it.
 * `external`: somebody set SUPPRESSED or RESOLVED at the source; nothing is shown until they reverse it.
 */
export const caseStates = [
  'open',
  'acknowledged',
  'verifying',
  'suppressed',
  'excepted',
  'resolved',
  'external',
] as const;
export type CaseState = (typeof caseStates)[number];

/** What people find out about something that happened. `handled`: it was real, and is dealt with. */
export const dispositions = ['handled', 'benign', 'false-positive'] as const;
export type Disposition = (typeof dispositions)[number];

/**
 * How a case ended. `gone`: archived at its source, never called fixed. `folded`: its findings are in another case.
 * `duplicate`: a person says that another case tells the same.
 */
export type Resolution = 'fixed' | 'gone' | 'external' | 'folded' | 'duplicate' | Disposition;

/** What keeps a `suppressed` case quiet. */
export type Quiet =
  | { readonly by: 'policy'; readonly policy: string; readonly action: Exclude<PolicyAction, 'track'> }
  | { readonly by: 'suppression'; readonly suppression: number };

/** How far the calling of people has come. */
interface Escalation {
  /** When its clock began: opened, came back, became worse, or an acknowledgement lapsed. */
  readonly since: number;
  /** Steps done. */
  readonly step: number;
}

/** Somebody said that it is done, and nothing could tell at once. */
export interface Verifying {
  readonly since: number;
  /** Without any news until then it comes back. */
  readonly until: number;
  /** Slack user id of whoever pressed Done. */
  readonly by: string;
}

/** A risk that people accept for a while. */
export interface Exception {
  readonly since: number;
  /** The review date: then it comes back. */
  readonly until: number;
  /** What it was granted for; whatever becomes worse is shown. */
  readonly severity: Severity;
  /** Slack user ids of who asked and who granted. */
  readonly by: string;
  readonly approver: string;
  readonly reason: string;
}

/** What people work on: one card in one channel. */
export interface Case {
  readonly id: number;
  /** What the case stands for: a finding's identity, or `group:…` of a policy that groups. */
  readonly key: string;
  readonly state: CaseState;
  readonly resolution: Resolution | null;
  /** Key of the case that its findings went to, or that tells the same; only when `folded` or a `duplicate`. */
  readonly foldedInto: string | null;
  readonly quiet: Quiet | null;
  /** Only while it is `verifying`. */
  readonly verifying: Verifying | null;
  /** Only while it is `excepted`. */
  readonly exception: Exception | null;
  /** Nobody can evaluate it at present; that is not health and changes no state. */
  readonly unverifiable: boolean;
  /** The worst of its active findings. */
  readonly severity: Severity;
  readonly tally: Tally;
  /** A test finding made by a person: nobody is ever mentioned, called or paged for it. */
  readonly sample: boolean;
  /** Slack user id of whoever said that it is one; null: its findings do, or it is none. */
  readonly sampleBy: string | null;
  /** It was visible at some time: only then it has a card, and a channel that it keeps. */
  readonly shown: boolean;
  readonly openedAt: number;
  readonly closedAt: number | null;
  /** Slack user id of whoever closed it; null: what happened at its source did, or it is not closed. */
  readonly closedBy: string | null;
  /** When it last ended as `handled`: it was real once, whatever becomes of it. */
  readonly handledAt: number | null;
  /** How many times it came back. */
  readonly reopened: number;
  /** When it last came back, newest last; as many as flapping needs to be seen. */
  readonly reopenTimes: readonly number[];
  /** It opens and closes so often that it is only counted, until it has been calm for a day. */
  readonly flapping: boolean;
  readonly channel: string;
  /** Name of the policy that decided; null: none did. */
  readonly policy: string | null;
  /** Whose it is by configuration: Slack user or user group id. */
  readonly owner: string | null;
  /** Its account is not in the configuration. */
  readonly unowned: boolean;
  /** Who is mentioned on the card. */
  readonly mentions: readonly string[];
  /** Who is to be mentioned once working hours begin, in the digest; null: nobody waits. */
  readonly mentionAt: number | null;
  /** Slack user id of whoever has it; null: nobody yet. */
  readonly assignee: string | null;
  readonly acknowledgedAt: number | null;
  /** When the acknowledgement lapses. */
  readonly acknowledgedUntil: number | null;
  /** When it is due; null: no deadline. */
  readonly dueAt: number | null;
  /** Null: nobody is called (sample, quiet, closed, or the policy says so). */
  readonly escalation: Escalation | null;
  /** When time alone next changes something (escalation, lapse, deadline, calm after flapping); null: nothing waits. */
  readonly nextAt: number | null;
}

/** Something shows or could show it at present: neither closed nor kept quiet. */
export function isVisible(state: CaseState): boolean {
  return state === 'open' || state === 'acknowledged' || state === 'verifying';
}

export function isClosed(state: CaseState): boolean {
  return state === 'resolved' || state === 'external';
}

/** A person closed it, maybe while it still failed: only what is newer than that brings it back. */
export function isSettled({ state, closedBy }: Pick<Case, 'state' | 'closedBy'>): boolean {
  return state === 'resolved' && closedBy !== null;
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

/** What people decided about a case, and what came of it. */
export type DecisionKind =
  | 'settled'
  | 'reopened-by-hand'
  | 'verifying'
  | 'check-failed'
  | 'unconfirmed'
  | 'excepted'
  | 'exception-over'
  | 'exception-outgrown'
  | 'exception-ended'
  | 'noted'
  | 'due-set'
  | 'sample-marked'
  | 'sample-unmarked';

/** What became of "was this you?". */
export type QuestionKind =
  | 'person-asked'
  | 'nobody-to-ask'
  | 'person-said-yes'
  | 'person-said-no'
  | 'person-silent';

/** Why a case's card says something new in its thread. */
export type NoticeKind =
  | 'reopened'
  | 'external-reversed'
  | 'severity-raised'
  | 'closed'
  | 'resource-kind-added'
  | 'happened-again'
  | 'flapping'
  | 'folded'
  | 'shown-again'
  | 'acknowledged'
  | 'released'
  | 'ack-lapsed'
  | 'assigned'
  | 'suppressed'
  | 'escalated'
  | 'page-unheard'
  | DecisionKind
  | QuestionKind;

/** One line in a card's thread; sent in order, after the card. */
export interface Notice {
  readonly caseId: number;
  readonly kind: NoticeKind;
  readonly at: number;
  /** Material changes are also shown in the channel (a reply broadcast). */
  readonly broadcast: boolean;
  /** Slack user and user group ids that the line calls. */
  readonly mentions: readonly string[];
  readonly values: Readonly<Record<string, string | number>>;
}

/** A case as decided; `id` null: to be opened now. */
export type CaseDraft = Omit<Case, 'id'> & { readonly id: number | null };
export type NoticeDraft = Omit<Notice, 'caseId'>;
