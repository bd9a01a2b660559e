import type { Override } from '../../calendar/on-call.ts';
import type { AuditDraft } from '../../finding/audit.ts';
import type { Case } from '../../finding/case.ts';
import type { BatchChanges, Known, KnownFinding } from '../../finding/change.ts';
import type { Question } from '../../finding/question.ts';
import type { ApprovalRequest, RequestDraft, RequestStatus } from '../../finding/request.ts';
import type { StoryLine } from '../../finding/story.ts';
import type { Suppression, SuppressionDraft, SuppressionEnd } from '../../finding/suppression.ts';
import type { FindingView } from '../../finding/view.ts';
import type { CardDraft } from './cards.ts';
import type { LeaseWrites } from './leases.ts';
import type { LedgerMark, LedgerRow, StoredBody } from './ledger.ts';
import type { RuleMemory } from './rules.ts';
import type { WishResult } from './wishes.ts';

/** What every transaction that changes cases can read and write. */
export interface CaseTransaction {
  /** Creates what is missing (sorted), locks it with the cases it belongs to, and returns all that is known. */
  load(identities: readonly string[]): Promise<Known>;
  /** Locks and returns the cases of these keys that exist; asked for once it is known which groups are concerned. */
  casesByKey(keys: readonly string[]): Promise<Map<string, Case>>;
  /** Those that are live; few, and kept in memory between batches for as long as nobody changed them. */
  suppressions(): Promise<readonly Suppression[]>;
  /** On-call swaps that are not over. */
  overrides(now: number): Promise<readonly Override[]>;
}

export interface IntakeTransaction extends CaseTransaction {
  readonly rules: RuleMemory;
  /** Ledger rows that exist for these messages: messageId → path → what became of it. */
  ledgerOf(messageIds: readonly string[]): Promise<Map<string, Map<string, LedgerMark>>>;
  /** How many closures and doubts there were since, by `account region`; for the places asked for. */
  disturbances(places: readonly string[], since: number): Promise<Map<string, number>>;
  /**
   * Writes all of it in multi-row statements and marks cards dirty. Bodies and ledger rows that exist stay as
   * they are, except a ledger row that was `quarantined` or `dropped`, which a replay may decide anew.
   */
  save(batch: {
    readonly now: number;
    readonly bodies: readonly StoredBody[];
    readonly ledger: readonly LedgerRow[];
    /** Quarantined rows of these messages that the new reading no longer has at their path; they go. */
    readonly superseded: readonly { readonly messageId: string; readonly path: string }[];
    readonly changes: BatchChanges;
    /** Closures and doubts of this batch by `account region`. */
    readonly disturbances: ReadonlyMap<string, number>;
    /** Channel of the day's intake card, marked dirty when the batch quarantined something; null: nothing to say. */
    readonly intakeCard: { readonly key: string; readonly channel: string } | null;
  }): Promise<void>;
}

/** A case with what its findings are made of. */
export interface CaseInHand {
  readonly case: Case;
  /** Its findings, worst first, at most 500. */
  readonly findings: readonly KnownFinding[];
}

/** One act: reads what it needs under lock, and writes what it changed. */
export interface ActTransaction extends CaseTransaction {
  /** Locks it; null: there is no such case. */
  caseById(id: number): Promise<CaseInHand | null>;
  /** Cases whose `nextAt` has come, locked, the earliest first. */
  timedOut(now: number, limit: number): Promise<Case[]>;
  /** Visible cases with an id above `after`, in its order, locked; to look for what a new suppression hides. */
  visibleAfter(after: number, limit: number): Promise<CaseInHand[]>;
  /** Cases that this suppression keeps quiet, locked. */
  quietBy(suppression: number, limit: number): Promise<CaseInHand[]>;
  /** Visible cases with `mentionAt` reached in one channel, locked. */
  awaitingMention(channel: string, now: number, limit: number): Promise<Case[]>;
  save(changes: BatchChanges, now: number): Promise<void>;
  addSuppression(draft: SuppressionDraft): Promise<Suppression>;
  /** Locks it; null: there is none. */
  suppressionById(id: number): Promise<Suppression | null>;
  endSuppression(id: number, end: { how: SuppressionEnd; at: number; by: string | null }): Promise<void>;
  suppressionReminded(id: number, at: number): Promise<void>;
  /** Its cases were looked through up to this one; null: all of them. */
  suppressionSwept(id: number, after: number | null): Promise<void>;
  addRequest(draft: RequestDraft): Promise<ApprovalRequest>;
  /** As it is at this moment; whoever decides it has locked its case. Null: there is none. */
  requestById(id: number): Promise<ApprovalRequest | null>;
  /** Of one case, those that nobody decided. */
  openRequests(caseId: number): Promise<ApprovalRequest[]>;
  /** Changes nothing about what is decided already. */
  endRequest(id: number, end: { status: RequestStatus; at: number; by: string | null }): Promise<void>;
  /** Findings of cases that people closed as handled at some time, the last first. */
  handledViews(limit: number): Promise<FindingView[]>;
  addOverride(override: Override): Promise<void>;
  /** Nobody decides anything until this ends: for what has no row of its own yet that two could wait for. */
  holdDecisions(): Promise<void>;
  /** Visible cases that one of these policies decided about, and nobody was asked about yet. */
  casesToAskAbout(policies: readonly string[], limit: number): Promise<number[]>;
  /** Locks it; null: nobody was to be asked. */
  questionByCase(caseId: number): Promise<Question | null>;
  /** Cases whose question was asked, and not answered in time. */
  unansweredQuestions(now: number, limit: number): Promise<number[]>;
  putQuestion(question: Question): Promise<void>;
  /** Makes a card, or marks the one there is dirty; `data` replaces what it had. */
  putCard(card: CardDraft): Promise<void>;
  hasCard(key: string): Promise<boolean>;
  /** Appends to the threads of these cards. */
  tell(cards: readonly string[], lines: readonly StoryLine[]): Promise<void>;
  /** What became of wishes that were claimed. */
  settleWishes(results: readonly WishResult[], now: number): Promise<void>;
  /** Every case that it has in hand, as it was before and as it is now; `before` null: it was opened here. */
  inHand(): readonly { readonly before: Case | null; readonly now: Case }[];
  /** Somebody wants to see a case's history; false: it is wanted already, and not read yet. */
  askInvestigation(caseId: number, by: string, now: number): Promise<boolean>;
  /** Goes into the audit log, if the transaction commits; any number, in their order. */
  audit(draft: AuditDraft): void;
  readonly leases: LeaseWrites;
}
