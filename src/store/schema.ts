import type { Generated } from 'kysely';
import type {
  CardColumns,
  CaseColumns,
  LedgerColumns,
  NoticeColumns,
  PageColumns,
  StoryLineColumns,
} from './tables/cases.ts';
import type { AuditColumns, RequestColumns, SuppressionColumns, WishColumns } from './tables/decisions.ts';
import type { LeaseColumns, LeasePageColumns, RunbookRunColumns, StrayColumns } from './tables/leases.ts';
import type { Flag } from './tables/rows.ts';

/** Every table, column by column, as SQL holds it. Times are epoch milliseconds. */
export interface Tables {
  migrations: { name: string; applied_at: number };
  /** Bodies of one batch compressed together, for they are much alike. */
  packs: { id: Generated<number>; arrived_at: number; data: Uint8Array };
  /** `start` and `length` cut the body out of its pack's text, in UTF-16 units. */
  bodies: {
    message_id: string;
    queue: string;
    sent_at: number;
    arrived_at: number;
    pack_id: number;
    start: number;
    length: number;
  };
  ledger: LedgerColumns;
  /** `view` null: only locked so far, by a batch that is still at work. */
  findings: {
    identity: string;
    case_id: number | null;
    last_seen: number;
    view: string | null;
    /** 0 while it is no trouble, else 1 and its severity's rank: the order within a case. */
    weight: Generated<number>;
  };
  records: {
    identity: string;
    record_key: string;
    finding: string;
    updated_at: number;
    message_id: string;
    path: string;
  };
  /** Everything that a person may paste to ask about a finding: ids of its records and resources, ARNs. */
  finding_handles: { identity: string; handle: string };
  cases: CaseColumns;
  case_words: { word: string; case_id: number };
  /** The same words by case, each between line feeds. */
  case_texts: { case_id: number; words: string };
  cards: CardColumns;
  /** The storm that is open in a channel; its card's data say the rest. */
  open_storms: { channel: string; key: string };
  notices: NoticeColumns;
  story_lines: StoryLineColumns;
  pages: PageColumns;
  /** What relates one case to another. */
  traits: { trait: string; case_id: number; at: number };
  /** Identities that an attack sequence's case names. */
  signals: { signal: string; case_id: number };
  suppressions: SuppressionColumns;
  requests: RequestColumns;
  oncall_overrides: {
    id: Generated<number>;
    from_at: number;
    until_at: number;
    user_id: string;
    said_by: string;
  };
  questions: {
    case_id: number;
    state: string;
    principal: string;
    leaked: Flag;
    asked_of: string | null;
    language: string | null;
    time_zone: string | null;
    asked_at: number | null;
    until: number | null;
    answered_at: number | null;
  };
  versions: { name: string; version: number };
  wishes: WishColumns;
  /** Cases that something was decided about: `wanted > done` where their wishes are to be worked out anew. */
  decided_cases: { case_id: number; wanted: number; done: Generated<number> };
  /** When findings were last read back, by place. */
  sync_marks: { name: string; at: number };
  /** Closures and doubts by minute (epoch) and `account region`. */
  disturbances: { place: string; minute: number; times: number };
  /** Which rule matched which event, so that an event that comes again counts once. */
  rule_hits: {
    event_id: string;
    rule_id: string;
    /** The alert that it belongs to. */
    identity: string;
    /** When it happened. */
    at: number;
    arrived_at: number;
    outcome: string;
    message_id: string;
    path: string;
  };
  rule_alerts: {
    identity: string;
    first_at: number;
    last_at: number;
    times: number;
    severity_rank: number;
    /** When its present run of alerts began, and when people were last alerted; 0: never. */
    episode_at: Generated<number>;
    alerted_at: Generated<number>;
    seen_at: number;
  };
  /** What correlations remember; `contents` is JSON. */
  rule_windows: { place: string; contents: string; seen_at: number };
  rules: { rule_id: string; first_seen_at: number };
  ledger_counts: {
    message_id: string;
    path: string;
    outcome: string;
    arrived_at: number;
    records: number;
    own: Flag;
  };
  audit: AuditColumns;
  /** One row: the last of the log. */
  audit_head: { id: number; seq: number; hash: string };
  audit_anchors: { seq: number; hash: string; at: number };
  anchor_copies: {
    place: string;
    seq: number;
    /** Null: it could not be kept there yet. */
    kept_at: number | null;
    attempts: number;
    next_at: number;
    problem: string | null;
  };
  leases: LeaseColumns;
  lease_pages: LeasePageColumns;
  strays: StrayColumns;
  runbook_runs: RunbookRunColumns;
  /** From where a person comes: what `me` stands for. */
  person_addresses: { user_id: string; cidr: string; said_at: number };
  investigations: {
    case_id: number;
    asked_by: string;
    /** Null: it was read often enough. */
    next_at: number | null;
    /** How often it was read since it was asked for. */
    rounds: Generated<number>;
    /** The round whose picture was taken care of. */
    pictured_round: Generated<number>;
    /** How many calls the last picture shows, by kind; null: there is none. */
    pictured: string | null;
  };
  locks: { name: string; owner: string; expires_at: number };
  watches: { queue: string; watch: string };
}
