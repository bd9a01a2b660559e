import type { Timeline } from './investigation.ts';
import type { Severity } from './severity.ts';

/**
 * What cards say that SQL holds nowhere else: `CardDraft.data` by kind of card, plain JSON. Whoever puts a card writes
 * it, whoever draws it reads it. Times are epoch milliseconds; people are Slack ids.
 */

/** `suppression:<id>`, and `suppression:<id>:end` once it is over: what is open then. */
export interface SuppressionCardData {
  readonly stillOpen: { readonly total: number; readonly caseIds: readonly number[] };
}

/** `digest:…`: one person or group, or what is nobody's, in one channel on one day. Lists hold ids, 200 at most. */
export interface DigestData {
  /** Slack user or user group id; null: nobody's. */
  readonly owner: string | null;
  /** The owner is called, not only named. */
  readonly mention: boolean;
  /** Cases that came outside working hours and waited to be said. */
  readonly waiting: readonly number[];
  readonly overdue: readonly number[];
  /** Cases due before the end of the next working day, today included. */
  readonly dueTomorrow: readonly number[];
  /** Suppressions of theirs that end before the end of the next working day. */
  readonly suppressions: readonly number[];
}

/** `escalation:…`: a message of its own for a case that nobody took. */
export interface EscalationData {
  readonly caseId: number;
  readonly step: number;
  readonly mentions: readonly string[];
}

/** `investigation:…`, in the thread of its case; null: there is nothing that CloudTrail could be searched for. */
export interface InvestigationData {
  readonly timeline: Timeline | null;
  /** When it is read anew; null: no more. */
  readonly again: number | null;
}

/** `baseline:…`: what a first look found. The most frequent first, five of each at most. */
export interface BaselineData {
  /** Cases that have cards of their own. */
  readonly told: number;
  /** Cases that do not; all counts below are of these. */
  readonly untold: number;
  readonly bySeverity: readonly { readonly severity: Severity; readonly count: number }[];
  readonly byProduct: readonly { readonly name: string; readonly count: number }[];
  /** By account id. */
  readonly byAccount: readonly { readonly name: string; readonly count: number }[];
}

/** `audit-anchor:…`: where the audit log stood. */
export interface AuditAnchorData {
  readonly seq: number;
  readonly hash: string;
  readonly at: number;
  /** Earlier ones that are not in the bucket for them, and why; absent: all are, or there is none. */
  readonly unkept?: { readonly place: string; readonly count: number; readonly problem: string };
}

/** `config:…`: what is wrong with the file, or which changes wait for a restart. */
export interface ConfigData {
  /** One sentence that names key and line; empty: nothing is wrong. */
  readonly problem: string;
  /** Its base name. */
  readonly file: string;
  readonly at: number;
  /** When the file was good again; null: it is not yet. */
  readonly mendedAt: number | null;
  /** Keys whose change needs a restart. */
  readonly restart: readonly string[];
  /** It is about rules: so many of them, or of their folders, cannot be used. */
  readonly rules?: number;
}

/** `lease:<id>:alarm:<ms>`: a message of its own that calls people about a lease. */
export interface LeaseAlarmData {
  readonly leaseId: number;
  /**
   * `break-glass`: one person began it alone. `reminder`: approvers have not answered. `review`: is it still to be?
   * `stuck`: it ought to have ended, and could not. `drift`: somebody changed what it made.
   */
  readonly what: 'break-glass' | 'reminder' | 'review' | 'stuck' | 'drift';
  readonly mentions: readonly string[];
  readonly at: number;
}

/** `lease-week:<yyyy-mm-dd>`: what one person did alone in the week before, and the stock of security groups. */
export interface LeaseWeekData {
  /** Ids of leases that began without an approval. */
  readonly breakGlass: readonly number[];
  /** What there is to be said of security groups, by account. */
  readonly stock: readonly { readonly account: string; readonly finding: string; readonly count: number }[];
  /** So many accounts and Regions could not be looked at. */
  readonly missed: number;
}
