import type { Case, Notice } from '../finding/case.ts';
import type { FindingChange, KnownFinding } from '../finding/change.ts';
import type { Outcome, Reason } from '../finding/ledger.ts';
import type { Severity } from '../finding/severity.ts';
import type { CaseView, FindingView } from '../finding/view.ts';

export type { FindingChange, KnownFinding } from '../finding/change.ts';

/** What everybody but intake works with. SQLite and PostgreSQL behave alike; times are epoch milliseconds. */
export interface Repositories {
  readonly dialect: 'sqlite' | 'postgres';
  readonly cards: CardRepository;
  readonly notices: NoticeRepository;
  readonly cases: CaseRepository;
  readonly ledger: LedgerRepository;
  readonly locks: LockRepository;
  readonly watch: WatchRepository;
  readonly retention: RetentionRepository;
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
  close(): Promise<void>;
}

// ---- intake -----------------------------------------------------------------------------------------------

export interface LedgerRow {
  readonly messageId: string;
  readonly path: string;
  readonly queue: string;
  readonly outcome: Outcome;
  readonly reason: Reason;
  /** Who spoke; null where it was not understood. */
  readonly source: string | null;
  readonly identity: string | null;
  readonly accountId: string | null;
  /** When SQS got it. */
  readonly sentAt: number;
  readonly arrivedAt: number;
  readonly configHash: string;
}

export interface StoredBody {
  readonly messageId: string;
  readonly queue: string;
  readonly body: string;
  readonly sentAt: number;
  readonly arrivedAt: number;
}

export interface IntakeTransaction {
  /** Ledger rows that exist for these messages: messageId → path → outcome. */
  ledgerOf(messageIds: readonly string[]): Promise<Map<string, Map<string, Outcome>>>;
  /** Creates what is missing (sorted), locks it, and returns all that is known, one entry per identity asked. */
  load(identities: readonly string[]): Promise<Map<string, KnownFinding>>;
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
    readonly changes: readonly FindingChange[];
    /** Channel of the day's intake card, marked dirty when the batch quarantined something; null: nothing to say. */
    readonly intakeCard: { readonly key: string; readonly channel: string } | null;
  }): Promise<void>;
}

// ---- cards ------------------------------------------------------------------------------------------------

/**
 * A card as wanted and as shown. Key `case:<id>`, or `intake:<yyyy-mm-dd>` for the day's card about what was
 * not understood. Versions only grow: dirty while `wanted > shown`.
 */
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
  /** Marks a card dirty, made if missing; for cards that no intake batch touches. */
  touch(card: {
    key: string;
    caseId: number | null;
    channel: string;
    severity: Severity;
    now: number;
    material: boolean;
  }): Promise<void>;
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
  /** The first unsent notice of each case whose card is in Slack; oldest first. */
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
  /** Empty means `open`. */
  readonly state: readonly ('open' | 'resolved' | 'external' | 'all')[];
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

export interface RetentionRepository {
  /** Deletes at most `limit` rows of each kind; returns how many went. Never an open case. */
  sweep(limits: {
    bodiesBefore: number;
    ledgerBefore: number;
    closedCasesBefore: number;
    limit: number;
  }): Promise<number>;
}
