import type { Drift } from './lease-drift.ts';
import type { LeasePlan } from './lease-plan.ts';
import type { LeaseSpec } from './lease-spec.ts';
import type { LeaseState } from './lease-state.ts';
import type { Role } from './role.ts';

/** Where in AWS something is. Keys of IAM are of no Region; theirs says where we call it from. */
export interface Place {
  readonly account: string;
  readonly region: string;
}

/** Why a lease was to end. `cannot-attach`: AWS refused for good what it was to do; what had been done is undone. */
export type EndReason = 'expired' | 'done' | 'detached' | 'cannot-attach' | 'isolated' | 'orphan';

/** Who said yes, and to which plan. */
interface Approval {
  readonly by: string;
  readonly at: number;
  readonly planHash: string;
}

/**
 * One step that changes AWS, written down before it is called (`tried`), so that whoever comes after a kill knows what
 * may have happened; `refused`: AWS answered that it did nothing.
 */
export interface JournalEntry {
  readonly outcome: 'tried' | 'done' | 'refused';
  readonly at: number;
}

/** What was found when a lease began, and what it made: all that its end needs to know. */
export interface LeaseFacts {
  /** The group made for it. */
  readonly groupId: string | null;
  /** By interface: its groups before we came. */
  readonly groupsBefore: Readonly<Record<string, readonly string[]>>;
  /** Anything else that a kind has to remember: names of what it made, what it took away. */
  readonly kept: Readonly<Record<string, string>>;
}

/** A temporary change to AWS that is undone. Desired state: the engine makes AWS agree with it. */
export interface Lease {
  readonly id: number;
  readonly spec: LeaseSpec;
  readonly place: Place;
  /** Of whom it is, as its tags say; kept, so that a new name in the configuration loses none that lives. */
  readonly deployment: string;
  /** What it is about: an instance id, an access key id. */
  readonly subject: string;
  /** What approvers saw; made anew when they approve. */
  readonly plan: LeasePlan;
  readonly planHash: string;
  readonly state: LeaseState;
  /** Slack user id. */
  readonly requester: string;
  /** What the requester's role was: it bounds extensions too. */
  readonly requesterRole: Role;
  readonly reason: string;
  readonly caseId: number | null;
  /** Where its card is. */
  readonly channel: string;
  /** How many have to approve. */
  readonly needed: number;
  readonly approvals: readonly Approval[];
  /** Begun by one person alone. */
  readonly breakGlass: boolean;
  readonly requestedAt: number;
  /** When the request lapses. */
  readonly requestUntil: number;
  /** Approvers were reminded so often. */
  readonly reminders: number;
  /** Who refused or withdrew, and why. */
  readonly refusal: { readonly by: string; readonly at: number; readonly reason: string } | null;
  readonly approvedAt: number | null;
  /** For how long, in ms, from the approval on; null: until a person ends it. */
  readonly duration: number | null;
  /** When it ends by itself; null: never. */
  readonly endsAt: number | null;
  /** Asked for, and waiting for an approver: another end. */
  readonly extension: {
    readonly by: string;
    readonly until: number;
    readonly reason: string;
    readonly at: number;
  } | null;
  /** When people are asked whether it is still to be; null: it ends by itself. */
  readonly reviewAt: number | null;
  readonly activeAt: number | null;
  readonly ending: { readonly reason: EndReason; readonly by: string | null; readonly at: number } | null;
  readonly endedAt: number | null;
  /** By name of the step. */
  readonly journal: Readonly<Record<string, JournalEntry>>;
  readonly facts: LeaseFacts;
  readonly drift: readonly Drift[];
  /** What the engine last stumbled over; null: nothing. */
  readonly trouble: LeaseTrouble | null;
  /** When on-call was last paged for it. */
  readonly pagedAt: number | null;
  /** When the engine looks at it next; null: never. */
  readonly nextAt: number | null;
}

/** Codes, worded by whoever shows them. `detail` names what AWS said: an error's code or an id, never free text. */
export interface LeaseTrouble {
  readonly code: TroubleCode;
  readonly step: string | null;
  readonly detail: string;
  readonly since: number;
  /** Since a step was last done. */
  readonly attempts: number;
}

/**
 * `denied`: the role may not. `in-use`: something else refers to our group. `only-group`: an interface would be left
 * with none. `full`: no room for one more group. `away`: AWS did not answer. `not-yet`: AWS does not show yet what we did.
 * `foreign`: a group with our name that is not ours. `gone`: what it was about is no longer there.
 */
export type TroubleCode =
  | 'denied'
  | 'in-use'
  | 'only-group'
  | 'full'
  | 'away'
  | 'not-yet'
  | 'foreign'
  | 'gone'
  | 'refused';

export type LeaseDraft = Omit<Lease, 'id'>;

export const noFacts: LeaseFacts = { groupId: null, groupsBefore: {}, kept: {} };

/** Something in AWS may be otherwise than before it began. */
export function isTouched({ journal }: Pick<Lease, 'journal'>): boolean {
  return Object.values(journal).some((entry) => entry.outcome !== 'refused');
}

/** `L12`, the way people see and type it. */
export function leaseLabel(id: number): string {
  return `L${id}`;
}

/** The id in `L12` or `l12`; null when the word is something else. */
export function leaseIdOf(word: string): number | null {
  const match = /^[Ll]([1-9]\d{0,14})$/.exec(word);
  return match ? Number(match[1]) : null;
}
