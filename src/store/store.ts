import type { Override } from '../calendar/on-call.ts';
import type { AuditAnchor, AuditDraft, AuditEntry, AuditVerdict } from '../finding/audit.ts';
import type { BaselineData } from '../finding/card-data.ts';
import type { Case, CaseState, Notice } from '../finding/case.ts';
import type { BatchChanges, Known, KnownFinding } from '../finding/change.ts';
import type { Finding } from '../finding/finding.ts';
import type { Lease, LeaseDraft, Place } from '../finding/lease.ts';
import type { LeaseState } from '../finding/lease-state.ts';
import type { Outcome, Reason, StageAnswer } from '../finding/ledger.ts';
import type { Mark } from '../finding/mark.ts';
import type { Question } from '../finding/question.ts';
import type { ApprovalRequest, RequestDraft, RequestStatus } from '../finding/request.ts';
import type { RunbookRun, RunbookRunDraft } from '../finding/runbook.ts';
import type { Severity } from '../finding/severity.ts';
import type { StoryLine } from '../finding/story.ts';
import type { Stray } from '../finding/stray.ts';
import type { Suppression, SuppressionDraft, SuppressionEnd } from '../finding/suppression.ts';
import type { CaseView, FindingView } from '../finding/view.ts';
import type { TellableSource, Wish, WishGround } from '../finding/wish.ts';

/** What everybody but intake works with. SQLite and PostgreSQL behave alike; times are epoch milliseconds. */
export interface Repositories {
  readonly dialect: 'sqlite' | 'postgres';
  readonly audit: AuditRepository;
  readonly anchorCopies: AnchorCopyRepository;
  readonly cards: CardRepository;
  readonly notices: NoticeRepository;
  readonly stories: StoryRepository;
  readonly cases: CaseRepository;
  readonly ledger: LedgerRepository;
  readonly pages: PageRepository;
  readonly suppressions: SuppressionRepository;
  readonly requests: RequestRepository;
  readonly onCall: OnCallRepository;
  readonly questions: QuestionRepository;
  readonly digests: DigestRepository;
  readonly locks: LockRepository;
  readonly watch: WatchRepository;
  readonly retention: RetentionRepository;
  readonly rules: RuleRepository;
  readonly wishes: WishRepository;
  readonly investigations: InvestigationRepository;
  readonly leases: LeaseRepository;
  readonly leasePages: LeasePageRepository;
  readonly strays: StrayRepository;
  readonly runbooks: RunbookRepository;
  readonly syncs: SyncRepository;
  /** Throws RetryableError when the database does not answer. */
  ping(): Promise<void>;
}

/** All SQL behind one door. */
export interface Store extends Repositories {
  /**
   * One intake transaction (SQLite: BEGIN IMMEDIATE). A deadlock or a serialisation failure is retried here;
   * a database that is away throws RetryableError; data that SQL refuses throws PermanentError.
   */
  intake<T>(work: (transaction: IntakeTransaction) => Promise<T>): Promise<T>;
  /** The same for an act of a person or of the clock. */
  act<T>(work: (transaction: ActTransaction) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

// ---- intake and acts -----------------------------------------------------------------------------------------------

export interface LedgerRow {
  readonly messageId: string;
  readonly path: string;
  readonly queue: string;
  readonly outcome: Outcome;
  readonly reason: Reason;
  /** What each stage of the triage said; empty where nothing was to be decided. */
  readonly trace: readonly StageAnswer[];
  /** Who spoke; null where it was not understood. */
  readonly source: string | null;
  readonly identity: string | null;
  readonly accountId: string | null;
  /** When SQS got it. */
  readonly sentAt: number;
  readonly arrivedAt: number;
  readonly configHash: string;
  /** Of a file: how many of its records became what. Absent: the row stands for one event. */
  readonly counts?: Readonly<Partial<Record<Outcome, number>>>;
}

/** A ledger row, as far as whoever reads its message again needs it. */
export interface LedgerMark {
  readonly outcome: Outcome;
  /** Of the finding that it was about; null: none was read in it. */
  readonly identity: string | null;
}

export interface StoredBody {
  readonly messageId: string;
  readonly queue: string;
  readonly body: string;
  readonly sentAt: number;
  readonly arrivedAt: number;
}

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

/** One event that one rule matched. */
export interface RuleHit {
  readonly eventId: string;
  readonly ruleId: string;
  /** Of the alert that it belongs to. */
  readonly identity: string;
  /** When it happened. */
  readonly at: number;
  readonly outcome: Outcome;
  /** Where it was heard of first. */
  readonly messageId: string;
  readonly path: string;
}

/** How often a rule said the same of the same people. */
export interface RuleAlert {
  readonly identity: string;
  readonly firstAt: number;
  readonly lastAt: number;
  readonly times: number;
  /** The worst so far. */
  readonly severity: Severity;
  /** When its present run of alerts began, after a window of silence; 0: people were never alerted. */
  readonly episode: number;
  /** When people were last alerted by it; 0: never. */
  readonly alertedAt: number;
}

/** What rules have to remember from one batch to the next. */
export interface RuleMemory {
  /** Locks them, so that no other replica counts the same meanwhile; those that are there. */
  alerts(identities: readonly string[]): Promise<Map<string, RuleAlert>>;
  /** What is known of these events. */
  hits(eventIds: readonly string[]): Promise<RuleHit[]>;
  /** When the events of one alert happened between two moments, both included; at most 10,000, the newest first. */
  times(identity: string, from: number, to: number): Promise<number[]>;
  /** Locks them; JSON of whoever saved it. */
  windows(places: readonly string[]): Promise<Map<string, unknown>>;
  save(
    changes: {
      readonly hits: readonly RuleHit[];
      readonly alerts: readonly RuleAlert[];
      readonly windows: ReadonlyMap<string, unknown>;
    },
    now: number,
  ): Promise<void>;
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

/** Cases whose history somebody wants to see. */
export interface InvestigationRepository {
  /** Whose time has come, the longest waiting first. */
  due(now: number, limit: number): Promise<{ caseId: number; by: string; rounds: number }[]>;
  /** `nextAt` null: it was read often enough. `read`: it was read now. */
  settle(caseId: number, nextAt: number | null, read: boolean): Promise<void>;
  /** Whose timeline stands in its thread, and nobody has taken care of the picture beside it. */
  unpictured(limit: number): Promise<UnpicturedInvestigation[]>;
  /** The picture of this round was taken care of. `pictured` says what the thread has seen now. */
  picture(caseId: number, round: number, pictured: string | null): Promise<void>;
}

export interface UnpicturedInvestigation {
  readonly caseId: number;
  readonly round: number;
  /** What the last picture showed; null: there was none. */
  readonly pictured: string | null;
}

// ---- the audit log ----------------------------------------------------------------------------------------

interface AuditQuery {
  /** `Y12`, `L3`, `S4` … */
  readonly target: string | null;
  /** Slack user id. */
  readonly actor: string | null;
  /** Epoch ms. */
  readonly since: number | null;
  /** Older than this row, for the next page. */
  readonly before: number | null;
  readonly limit: number;
}

/** Only ever added to. */
export interface AuditRepository {
  /** For what changes nothing else, as a refusal or a reading: in a transaction of its own. */
  add(draft: AuditDraft): Promise<void>;
  /** Newest first. */
  list(query: AuditQuery): Promise<AuditEntry[]>;
  /** Oldest first, in chunks: what follows the row `after`. */
  since(from: number, page: { readonly after: number; readonly limit: number }): Promise<AuditEntry[]>;
  /** Remembers what others are told of its last row; null: nothing was written yet. */
  anchor(now: number): Promise<AuditAnchor | null>;
  /** All that others were told. */
  anchors(): Promise<AuditAnchor[]>;
  /** Reads all of it. `anchors`: those that it remembers, and those that others kept. */
  verify(anchors: readonly AuditAnchor[]): Promise<AuditVerdict>;
}

/** What is known of copies that are kept outside the database, by place (`s3://bucket/prefix`). */
export interface AnchorCopyRepository {
  /** Anchors that are not known to be there and may be tried now, the oldest first. */
  due(place: string, now: number, limit: number): Promise<DueAnchor[]>;
  kept(place: string, seq: number, now: number): Promise<void>;
  failed(
    place: string,
    seq: number,
    failure: { readonly problem: string; readonly nextAt: number },
  ): Promise<void>;
  state(place: string): Promise<AnchorCopies>;
}

export interface DueAnchor extends AuditAnchor {
  /** When the log stood there; epoch ms. */
  readonly at: number;
  /** How often it failed. */
  readonly attempts: number;
}

interface AnchorCopies {
  readonly kept: number;
  readonly waiting: number;
  /** Why the oldest of those that wait does; null: it was not tried yet. */
  readonly problem: string | null;
}

// ---- cards ------------------------------------------------------------------------------------------------

/**
 * What the keys of cards begin with: `case:<id>`, `intake:<yyyy-mm-dd>` (what was not understood that day),
 * `storm:<channel>:<ms>`, `digest:<channel>:<owner>:<yyyy-mm-dd>` (then `:<ms>`: of those who came a little later),
 * `suppression:<id>` (and `:end`, once it is over), `request:<id>`, `escalation:<case id>:<step>:<ms>`,
 * `question:<case id>`, `investigation:<case id>`, `baseline:<ms>` (what was there before we were),
 * `config:<hash of what is wrong>`, `audit-anchor:<yyyy-mm-dd>` (where the audit log stood), `lease:<id>` (then
 * `:alarm:<ms>`: a message that calls people about it), `run:<id>` (a runbook), `stray:<group id>`.
 */
export type CardKind =
  | 'run'
  | 'stray'
  | 'lease-week'
  | 'request'
  | 'question'
  | 'case'
  | 'intake'
  | 'storm'
  | 'digest'
  | 'suppression'
  | 'escalation'
  | 'investigation'
  | 'config'
  | 'baseline'
  | 'audit-anchor'
  | 'lease';

/** A card that no case change brings along. */
export interface CardDraft {
  readonly key: string;
  readonly channel: string;
  readonly severity: Severity;
  readonly now: number;
  /** Worth a new message when the old one was deleted by hand. */
  readonly material: boolean;
  /** What the drawing needs and SQL does not hold elsewhere; a JSON object. */
  readonly data: object | null;
  /** Key of the card in whose thread it stands; left out: it is a message in the channel. */
  readonly thread?: string;
}

/** A card as wanted and as shown. Versions only grow: dirty while `wanted > shown`. */
export interface CardRow {
  readonly key: string;
  readonly caseId: number | null;
  readonly channel: string;
  readonly severity: Severity;
  readonly wanted: number;
  readonly shown: number;
  /** `wanted` at the last material change. */
  readonly material: number;
  /** Slack's channel id and timestamp of the message; null: not posted, or deleted by hand. */
  readonly channelId: string | null;
  readonly ts: string | null;
  /** The message was deleted by hand; only a change with `material > shown` posts anew. */
  readonly gone: boolean;
  /** Hash of what Slack shows; an equal drawing needs no call. */
  readonly shownHash: string | null;
  readonly data: unknown;
  /** Key of the storm card that stands for it; null: it is shown by itself. */
  readonly storm: string | null;
  /** Key of the card in whose thread it stands; null: it is a message in the channel. */
  readonly thread: string | null;
  /** Since when a post may have reached Slack without our knowing; look in the history before posting again. */
  readonly unconfirmedSince: number | null;
  readonly attempts: number;
  readonly createdAt: number;
  /** Since when it is dirty. */
  readonly dirtySince: number;
}

export interface Claim {
  readonly owner: string;
  /** Grows with every claim; a write with an older token changes nothing. */
  readonly token: number;
}

export interface CardRepository {
  /**
   * Dirty, due and unclaimed; Critical first, then High, then the longest dirty. `posting` true: those without a
   * message (a card deleted by hand only when `material > shown`); false: those that need an edit. The two have
   * budgets of their own, so neither may stand in the other's way; nor may one busy channel.
   */
  due(
    now: number,
    filter: { readonly posting: boolean; readonly exceptChannels: readonly string[]; readonly limit: number },
  ): Promise<CardRow[]>;
  /** When the next card that waits for its retry time is due; null: none waits. */
  nextDueAt(): Promise<number | null>;
  /**
   * Takes a card; null when somebody else has it, or there is nothing (any more) to post or to edit. `posting`: sets `unconfirmedSince` (unless set already)
   * in the same write, before Slack is asked.
   */
  claim(
    key: string,
    claim: { owner: string; now: number; until: number; posting: boolean },
  ): Promise<(CardRow & { claim: Claim }) | null>;
  /** Slack shows version `shown`. False when the token is no longer ours. */
  confirm(
    key: string,
    claim: Claim,
    result: { channelId: string; ts: string; shown: number; hash: string },
  ): Promise<boolean>;
  /** Not shown; tried again at `nextAt`. `unconfirmed` false: Slack surely did not take it. */
  fail(
    key: string,
    claim: Claim,
    result: { nextAt: number; error: string; unconfirmed: boolean },
  ): Promise<boolean>;
  /** Somebody deleted the message; nothing is posted until the next material change. */
  gone(key: string, claim: Claim, shown: number): Promise<boolean>;
  byKey(key: string): Promise<CardRow | null>;
  /** The card that a message of Slack is; null: it is none. */
  byMessage(channelId: string, ts: string): Promise<CardRow | null>;
  /** Draws the card that a message is anew, even where nothing changed since; nothing where it is none. */
  redraw(channelId: string, ts: string, now: number): Promise<void>;
  /** Of the cards whose keys begin so that which was put last; null: there is none. */
  lastPut(prefix: string): Promise<CardRow | null>;
  /** Marks a card dirty, made if missing; for cards that no case change brings along. */
  put(card: CardDraft): Promise<void>;
  /** How many are dirty, and since when the oldest is. */
  backlog(): Promise<{ waiting: number; oldest: number | null }>;
  /** What the day's intake card says: counts by reason and queue, worst first, with up to five examples. */
  intakeOfDay(
    fromAt: number,
    toAt: number,
  ): Promise<{
    total: number;
    byReason: readonly { code: string; queue: string; count: number }[];
    examples: readonly { messageId: string; path: string; code: string; detail: string | null }[];
  }>;
  /**
   * New cards of Medium and lower that wait, by channel: how many, and how many came within the last minute. Storms
   * that are still open are listed also when nothing waits.
   */
  pressure(now: number): Promise<readonly ChannelPressure[]>;
  /** Puts those that wait in a channel into its storm card (made if missing), and marks that card dirty. */
  fold(channel: string, stormKey: string, now: number): Promise<number>;
  /**
   * Ends a storm: its card says so. Of the cards folded into it whose cases are still visible, `release` at most are
   * freed to be posted by themselves, the worst and oldest first; the others stay in the storm's list.
   */
  endStorm(stormKey: string, now: number, release: number): Promise<{ freed: number }>;
  /** What a storm card says. The most frequent first, ten of each at most; `total` tells how many that leaves out. */
  storm(stormKey: string): Promise<StormCounts | null>;
}

export interface ChannelPressure {
  readonly channel: string;
  /** New cards of Medium and lower that are not posted and not folded. */
  readonly waiting: number;
  /** New cards of Medium and lower that came within the last minute: those that wait, and those in the open storm. */
  readonly lastMinute: number;
  /** The storm that is open there. */
  readonly stormKey: string | null;
}

export interface StormCounts {
  /** Cases that the storm card stands for at present. */
  readonly total: number;
  readonly from: number;
  /** When the last of them came. */
  readonly to: number;
  readonly endedAt: number | null;
  readonly freed: number;
  readonly bySource: readonly Count[];
  readonly byType: readonly Count[];
  readonly byAccount: readonly Count[];
  readonly bySeverity: readonly { readonly severity: Severity; readonly count: number }[];
}

export interface Count {
  readonly name: string;
  readonly count: number;
}

/** A notice that waits to be said in a thread. */
export interface DueNotice extends Notice {
  readonly seq: number;
  readonly channel: string;
  readonly channelId: string;
  /** The card's message. */
  readonly threadTs: string;
  readonly unconfirmedSince: number | null;
  readonly attempts: number;
}

export interface NoticeRepository {
  /** The first unsent notice of each case whose card is in Slack; those that call somebody first, then the oldest. */
  due(
    now: number,
    filter: { readonly exceptChannels: readonly string[]; readonly limit: number },
  ): Promise<DueNotice[]>;
  claim(
    caseId: number,
    seq: number,
    claim: { owner: string; now: number; until: number },
  ): Promise<(DueNotice & { claim: Claim }) | null>;
  confirm(caseId: number, seq: number, claim: Claim, ts: string): Promise<boolean>;
  fail(
    caseId: number,
    seq: number,
    claim: Claim,
    result: { nextAt: number; error: string; unconfirmed: boolean },
  ): Promise<boolean>;
  /** Its card is gone: there is no thread to say it in. */
  drop(caseId: number, seq: number, claim: Claim): Promise<boolean>;
}

/** Lines of one minute that wait to be told in one thread, as one message. */
export interface StoryInHand {
  /** Key of the card whose thread it is. */
  readonly card: string;
  /** Ids of the first and the last line. */
  readonly span: { readonly first: number; readonly last: number };
  readonly lines: readonly StoryLine[];
  readonly channel: string;
  readonly channelId: string;
  readonly threadTs: string;
  readonly unconfirmedSince: number | null;
  readonly attempts: number;
  readonly claim: Claim;
}

/** The first line that waits in a thread. */
export interface DueStory {
  readonly id: number;
  readonly card: string;
  readonly at: number;
  readonly channel: string;
}

export interface StoryRepository {
  /** Of each card that is in Slack, if its first line is older than `before`; the oldest first. */
  due(
    now: number,
    filter: { readonly before: number; readonly exceptChannels: readonly string[]; readonly limit: number },
  ): Promise<DueStory[]>;
  claim(id: number, claim: { owner: string; now: number; until: number }): Promise<StoryInHand | null>;
  /** Told, as far as `span` goes; `ts` null: dropped, since its card is gone. */
  confirm(story: Pick<StoryInHand, 'card' | 'span' | 'claim'>, ts: string | null): Promise<void>;
  fail(
    story: Pick<StoryInHand, 'span' | 'claim'>,
    result: { nextAt: number; error: string; unconfirmed: boolean },
  ): Promise<void>;
}

// ---- the pager outside Slack -----------------------------------------------------------------------------

/** What the pager should know of one case. */
export interface DuePage {
  readonly caseId: number;
  readonly want: 'trigger' | 'acknowledge' | 'resolve';
  readonly wanted: number;
  readonly attempts: number;
  readonly wantedAt: number;
}

export interface PageRepository {
  due(now: number, limit: number): Promise<DuePage[]>;
  claim(
    caseId: number,
    claim: { owner: string; now: number; until: number },
  ): Promise<(DuePage & { claim: Claim }) | null>;
  confirm(caseId: number, claim: Claim, sent: number): Promise<boolean>;
  fail(caseId: number, claim: Claim, result: { nextAt: number; error: string }): Promise<boolean>;
}

// ---- what people decided ----------------------------------------------------------------------------------

export interface SuppressionRepository {
  byId(id: number): Promise<Suppression | null>;
  /** Live ones first, the next to end first; then those that ended, the last first. */
  list(filter: { readonly live: boolean; readonly limit: number }): Promise<Suppression[]>;
  /** Live ones whose end (or idle end) has come. */
  ending(now: number, limit: number): Promise<Suppression[]>;
  /** Live ones that end before a time and whose author was not reminded. */
  toRemind(before: number, limit: number): Promise<Suppression[]>;
  /**
   * Those whose cases are still to be looked through, with the case id looked at last: of a new one to hide what is
   * visible, of one that ended to show again what it kept quiet.
   */
  sweeping(limit: number): Promise<{ suppression: Suppression; after: number }[]>;
  /** Looks again through what ended suppressions keep quiet: a batch may have decided by one just as it ended. */
  sweepAgain(): Promise<void>;
  /** Findings seen since, as they were last seen, in chunks by identity; for previews. */
  findingsSince(since: number, page: { after: string | null; limit: number }): Promise<PreviewFinding[]>;
}

/** What one asks and another grants. */
export interface RequestRepository {
  byId(id: number): Promise<ApprovalRequest | null>;
  /** Those that somebody may still decide, the most urgent first. */
  waiting(now: number, limit: number): Promise<ApprovalRequest[]>;
  /** Those that wait although their time is up or their case is no longer in sight. */
  over(now: number, limit: number): Promise<ApprovalRequest[]>;
}

/** A finding, and what is known of its case, for a preview. */
export interface PreviewFinding {
  readonly view: FindingView;
  readonly caseId: number | null;
  readonly state: CaseState | null;
}

// ---- what services are told --------------------------------------------------------------------------------

/** What a wish is worked out from, copy by copy. */
export interface WishRow extends WishGround {
  readonly case: Case;
  readonly record: Finding;
  /** When we last wrote about it; null: what we wrote, if anything, was taken back. */
  readonly writtenAt: number | null;
  /** It was wished for something before. */
  readonly isKnown: boolean;
}

export interface WishDraft {
  readonly identity: string;
  readonly recordKey: string;
  readonly caseId: number;
  readonly source: TellableSource;
  readonly account: string;
  readonly region: string;
  readonly wanted: Wish | null;
  /** The service itself changed what we wrote: it counts no more. */
  readonly isVoid: boolean;
}

/** Where wishes wait, by the finding's own account. */
interface WishPlace {
  readonly source: TellableSource;
  readonly region: string;
  readonly account: string;
}

export interface ClaimedWish {
  readonly identity: string;
  readonly recordKey: string;
  readonly caseId: number;
  readonly record: Finding;
  readonly wanted: Wish | null;
  readonly written: Wish | null;
  readonly marks: readonly Mark[];
  readonly attempts: number;
  readonly claim: Claim;
}

/** `rehearsed`: only said what would be written. `nextAt` null: not tried again before something else is wanted. */
export type WishResult = Pick<ClaimedWish, 'identity' | 'recordKey' | 'claim'> &
  (
    | { readonly kind: 'written'; readonly wanted: Wish | null; readonly marks: readonly Mark[] }
    | { readonly kind: 'rehearsed' }
    | { readonly kind: 'failed'; readonly problem: string; readonly nextAt: number | null }
  );

/** Copies of a finding that a service is to say the same of. */
export interface ToldCopies {
  readonly source: TellableSource;
  readonly copies: number;
  /** Null: what we said is to be taken back. */
  readonly wanted: Wish | null;
  /** It is said there, as far as we know. */
  readonly isSaid: boolean;
}

export interface WishRepository {
  /** Cases whose wishes are to be worked out, by id. */
  decided(limit: number): Promise<readonly { caseId: number; version: number }[]>;
  /** All copies of the case's findings, and of findings that it had; in chunks of so many findings, by identity. */
  grounds(
    caseId: number,
    page: { readonly after: string | null; readonly limit: number },
  ): Promise<{ readonly grounds: readonly WishRow[]; readonly last: string | null }>;
  put(drafts: readonly WishDraft[]): Promise<void>;
  workedOut(caseId: number, version: number): Promise<void>;
  /** `version` names what the configuration says; where it is another one, all wishes are worked out anew. */
  workOutAnew(version: number): Promise<void>;
  /** Where something is due, nobody at work on it. */
  places(now: number, limit: number): Promise<readonly WishPlace[]>;
  /** Takes what is due there, like beside like. */
  claim(
    place: { readonly source: TellableSource; readonly region: string; readonly accounts: readonly string[] },
    claim: { owner: string; now: number; until: number; limit: number },
  ): Promise<readonly ClaimedWish[]>;
  /** Notes what is about to be written, so that its echo is known whatever becomes of us. */
  intend(marks: readonly Pick<ClaimedWish, 'identity' | 'recordKey' | 'claim' | 'marks'>[]): Promise<void>;
  /** What services did not take about a case, by kind. */
  problems(caseId: number): Promise<readonly { source: TellableSource; problem: string; count: number }[]>;
  /** Cases that something was ever decided about, by id. */
  everDecided(after: number, limit: number): Promise<readonly number[]>;
  /** How many copies wait to be told. */
  waiting(): Promise<number>;
  /** Copies of controls in Security Hub that policies keep quiet: what `suppress` would let be suppressed, at most. */
  quieted(): Promise<{ readonly notify: number; readonly accept: number }>;
}

export interface SyncRepository {
  /** When something last was, by name: a place was read back, the queues were heard of. */
  marks(): Promise<ReadonlyMap<string, number>>;
  mark(name: string, at: number): Promise<void>;
  /** What a first look that began then found: visible cases, by whether people were told of each. */
  baseline(since: number): Promise<BaselineData>;
}

/** "Was this you?" */
export interface QuestionRepository {
  byCase(caseId: number): Promise<Question | null>;
  /** Those for which it is still to be found out whom to ask. */
  wanted(limit: number): Promise<Question[]>;
}

export interface OnCallRepository {
  overrides(now: number): Promise<Override[]>;
}

/** What a morning digest is made of. */
export interface DigestRepository {
  /** Visible cases due before a time, the longest due first; of each channel 2,000 at most. */
  due(before: number): Promise<readonly DigestCase[]>;
  /** Channels of visible cases that wait for a mention whose time has come. */
  waiting(now: number): Promise<readonly string[]>;
  /** Cases that policies keep quiet, by policy and action: how many, in how many accounts. */
  quiet(): Promise<
    readonly { policy: string; action: string; type: string; cases: number; accounts: number }[]
  >;
}

export interface DigestCase {
  readonly caseId: number;
  readonly channel: string;
  /** Whoever has it, else whose it is; null: nobody. */
  readonly owner: string | null;
  readonly dueAt: number;
}

// ---- reading ----------------------------------------------------------------------------------------------

/** `/secfind`'s question. Empty lists do not restrict; lists are alternatives; everything else is `and`. */
export interface CaseQuery {
  /** Free words; each must be found (prefix of a word, or part of a Japanese word). */
  readonly text: readonly string[];
  readonly severity: readonly Severity[];
  /** Ids or names, any letter case; `*` as wildcard. */
  readonly account: readonly string[];
  readonly region: readonly string[];
  /** `*` as wildcard. */
  readonly type: readonly string[];
  readonly control: readonly string[];
  readonly resource: readonly string[];
  /** Empty means what is visible: `open` and `acknowledged`. */
  readonly state: readonly (CaseState | 'all')[];
  /** Slack user ids. */
  readonly assignee: readonly string[];
  /** A door (`securityhub`) or a product (`guardduty`, `inspector`), any letter case. */
  readonly source: readonly string[];
  /** Last seen at or after. */
  readonly since: number | null;
  /** Due before this time. */
  readonly overdueAt: number | null;
  readonly unowned: boolean;
}

/** One line of a `/secfind` answer. */
export interface CaseSummary {
  readonly case: Case;
  readonly title: string;
  readonly type: string;
  readonly accountId: string;
  readonly accountName: string | null;
  readonly region: string;
  readonly resource: string | null;
  readonly lastSeen: number;
  /** How often its findings were seen; of a case of many, its ten worst. */
  readonly count: number;
}

/** Why a thing is, or is not, in Slack. */
export interface WhyAnswer {
  readonly view: FindingView;
  readonly case: Case | null;
  readonly card: CardRow | null;
  /** Newest first, at most 20. */
  readonly rows: readonly LedgerRow[];
  readonly rowCount: number;
  /** Notices of its thread that Slack does not have yet. */
  readonly unsaid: number;
  readonly suppression: Suppression | null;
  /** What services are to say of its copies. */
  readonly told: readonly ToldCopies[];
}

export interface CaseRepository {
  view(id: number): Promise<CaseView | null>;
  /** Open first, then worst, then most recently seen. `total` stops counting at 1,000 (`more` true). */
  search(
    query: CaseQuery,
    page: { offset: number; limit: number },
  ): Promise<{ rows: CaseSummary[]; total: number; more: boolean }>;
  /** `word`: a case id (`Y12`), a finding id, an ARN, a resource id. At most 5 findings. */
  why(word: string): Promise<WhyAnswer[]>;
  /** Cases that share a trait (principal, access key, instance, remote address) within a day; the worst first. */
  related(id: number, limit: number): Promise<{ rows: CaseSummary[]; total: number }>;
  /** Cases that a storm card stands for; ordered and counted as by `search`. */
  inStorm(
    stormKey: string,
    page: { offset: number; limit: number },
  ): Promise<{ rows: CaseSummary[]; total: number; more: boolean }>;
  /** What a case's findings are called where they come from; the worst first, at most 60. */
  findingIds(id: number): Promise<string[]>;
  /** Where the newest body of a case's finding lies. */
  rawOf(id: number): Promise<{ messageId: string; path: string }[]>;
}

export interface LedgerRepository {
  /** Counts by outcome since a time; every outcome is there, zero included. */
  counts(since: number): Promise<Record<Outcome, number>>;
  /** Messages with quarantined rows, oldest first, for a replay. */
  quarantined(filter: { since: number; after: string | null; limit: number }): Promise<string[]>;
  /** Messages that arrived since, oldest first, for a replay of everything. */
  messages(filter: { since: number; after: string | null; limit: number }): Promise<string[]>;
  body(messageId: string): Promise<StoredBody | null>;
}

export interface LockRepository {
  /** A lease on a name: true when it is ours until `now + ttl` (taken, or renewed). */
  acquire(name: string, owner: string, now: number, ttl: number): Promise<boolean>;
  release(name: string, owner: string): Promise<void>;
}

/** What was last seen of a queue and its dead letter queue. */
export interface QueueWatch {
  readonly queue: string;
  readonly depth: number;
  readonly oldestSentAt: number | null;
  /** null: the queue has no dead letter queue. */
  readonly deadLetter: { readonly depth: number; readonly oldestSentAt: number | null } | null;
  readonly seenAt: number;
}

export interface WatchRepository {
  put(watch: QueueWatch): Promise<void>;
  all(): Promise<QueueWatch[]>;
}

/** How often a rule matched. */
export interface RuleCount {
  readonly ruleId: string;
  readonly day: number;
  readonly week: number;
}

export interface RuleRepository {
  /** Of rules that matched something within a week before. */
  counts(now: number): Promise<RuleCount[]>;
  /** When each of these rules was first there; those that are new are so since `now`. */
  seenSince(ruleIds: readonly string[], now: number): Promise<Map<string, number>>;
}

export interface RetentionRepository {
  /** Deletes at most `limit` rows of each kind; returns how many went. Never an open case. */
  sweep(limits: {
    bodiesBefore: number;
    ledgerBefore: number;
    closedCasesBefore: number;
    /** What rules remember; left out: all of it stays. */
    rulesBefore?: number;
    limit: number;
  }): Promise<number>;
}

// ---- leases -----------------------------------------------------------------------------------------------

/** Leases as people see them, and as the engine takes them. What changes one is an act: see `LeaseWrites`. */
export interface LeaseRepository {
  /** The engine has something to do for them, nobody is at work on them; the longest due first. */
  due(now: number, limit: number): Promise<Lease[]>;
  claim(
    id: number,
    claim: { owner: string; now: number; until: number },
  ): Promise<{ readonly lease: Lease; readonly claim: Claim } | null>;
  byId(id: number): Promise<Lease | null>;
  /** Whoever worked on it is done. */
  release(id: number, claim: Claim): Promise<void>;
  /** The newest first. `requester`: a Slack user id. */
  list(filter: {
    readonly states: readonly LeaseState[];
    readonly subject?: string;
    readonly requester?: string;
    readonly limit: number;
  }): Promise<Lease[]>;
  /** Whose group it is. */
  byGroup(groupId: string): Promise<Lease | null>;
  /** Where leases were ever asked for, and when last. */
  places(): Promise<readonly { readonly place: Place; readonly lastAt: number }[]>;
  /** Begun by one person alone; for the weekly review. */
  breakGlassSince(since: number): Promise<Lease[]>;
  /** What `me` stands for; null: the person has not said it. */
  addressOf(userId: string): Promise<string | null>;
}

/** What an act may do to leases, strays and runs; all of it in the act's transaction. */
export interface LeaseWrites {
  add(draft: LeaseDraft): Promise<Lease>;
  /** Locks it; null: there is none. */
  byId(id: number): Promise<Lease | null>;
  /** The same, only while the claim is still ours; it then holds until `until`. */
  held(id: number, claim: Claim, until: number): Promise<Lease | null>;
  save(lease: Lease): Promise<void>;
  /** Those whose `wakeAt` has come, locked, the earliest first. */
  timedOut(now: number, limit: number): Promise<Lease[]>;
  /** Living leases of one instance or key, locked. */
  livingOf(subject: string): Promise<Lease[]>;
  /** The pager is to hear of it; `resolve` only where it was to hear of the beginning. */
  page(id: number, want: 'trigger' | 'resolve', now: number): Promise<void>;
  setAddress(userId: string, cidr: string, now: number): Promise<void>;
  /** Notes a stray; true: it was not known, or had gone. */
  addStray(stray: Stray): Promise<boolean>;
  strayById(groupId: string): Promise<Stray | null>;
  saveStray(stray: Stray): Promise<void>;
  addRun(draft: RunbookRunDraft): Promise<RunbookRun>;
  heldRun(id: number, claim: Claim): Promise<RunbookRun | null>;
  /** Also lets go of it. */
  saveRun(run: RunbookRun): Promise<void>;
}

export interface DueLeasePage {
  readonly leaseId: number;
  readonly want: 'trigger' | 'resolve';
  readonly wanted: number;
  readonly attempts: number;
  readonly wantedAt: number;
}

export interface LeasePageRepository {
  due(now: number, limit: number): Promise<DueLeasePage[]>;
  claim(
    leaseId: number,
    claim: { owner: string; now: number; until: number },
  ): Promise<(DueLeasePage & { claim: Claim }) | null>;
  confirm(leaseId: number, claim: Claim, sent: number): Promise<boolean>;
  fail(leaseId: number, claim: Claim, result: { nextAt: number; error: string }): Promise<boolean>;
}

export interface StrayRepository {
  /** Those that are still there, as far as known. */
  present(place: Place): Promise<Stray[]>;
  byId(groupId: string): Promise<Stray | null>;
}

export interface RunbookRepository {
  due(now: number, limit: number): Promise<RunbookRun[]>;
  claim(
    id: number,
    claim: { owner: string; now: number; until: number },
  ): Promise<{ readonly run: RunbookRun; readonly claim: Claim } | null>;
  byId(id: number): Promise<RunbookRun | null>;
}
