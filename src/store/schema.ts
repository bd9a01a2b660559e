import type { Generated } from 'kysely';

/** 0 or 1: SQLite has no boolean, and PostgreSQL must not differ. */
type Flag = 0 | 1;

export function flag(value: boolean): Flag {
  return value ? 1 : 0;
}

/** Who works on a row at present. The token grows with every claim and fences off whoever was too slow. */
interface ClaimColumns {
  claim_owner: string | null;
  claim_until: number | null;
  claim_token: Generated<number>;
}

interface RetryColumns {
  unconfirmed_since: number | null;
  attempts: Generated<number>;
  /** null: not waiting. */
  next_at: number | null;
  error: string | null;
}

export interface CaseColumns {
  id: Generated<number>;
  key: string;
  state: string;
  /** 0 while it is visible; the first thing that search sorts by. */
  closed: Flag;
  resolution: string | null;
  /** Key of the case that its findings went to. */
  folded_into: string | null;
  /** `policy:<action>:<name>` or `suppression:<id>`. */
  quiet: string | null;
  unverifiable: Flag;
  severity_rank: number;
  opened_at: number;
  closed_at: number | null;
  reopened: number;
  flapping: Flag;
  channel: string;
  policy: string | null;
  owner: string | null;
  unowned: Flag;
  mention_at: number | null;
  assignee: string | null;
  acknowledged_at: number | null;
  acknowledged_until: number | null;
  due_at: number | null;
  next_at: number | null;
  last_seen: number;
  /** What nothing is looked up by; JSON, see case-rows.ts. */
  details: string;
  /** Of the worst finding when it was opened; what storms and summaries count by. */
  product: string | null;
  type: string | null;
  account_id: string | null;
  region: string | null;
  /** When it last ended as handled: it was real once. */
  handled_at: number | null;
}

export interface CardColumns extends ClaimColumns, RetryColumns {
  key: string;
  case_id: number | null;
  channel: string;
  severity_rank: number;
  /** The order of posting: 4 Critical, 3 High, 2 cards that speak for many cases, 1 cases of Medium and lower. */
  urgency: number;
  wanted: number;
  shown: number;
  material: number;
  channel_id: string | null;
  ts: string | null;
  gone: Flag;
  shown_hash: string | null;
  created_at: number;
  dirty_since: number;
  /** When `wanted` last grew. */
  changed_at: number;
  /** JSON. */
  data: string | null;
  /** Key of the storm card that stands for it. */
  storm: string | null;
  /** Key of the card in whose thread it stands. */
  thread: string | null;
  /** The case that a card beside its own speaks of; it is drawn again when the case changes. */
  about: number | null;
}

export interface NoticeColumns extends ClaimColumns, RetryColumns {
  case_id: number;
  seq: number;
  kind: string;
  at: number;
  broadcast: Flag;
  /** JSON object. */
  data: string;
  /** JSON list. */
  mentions: string;
  /** Sent, or dropped because its card is gone. */
  done: Generated<Flag>;
  ts: string | null;
}

export interface StoryLineColumns extends ClaimColumns, RetryColumns {
  id: Generated<number>;
  /** Key of the card in whose thread it is told. */
  card: string;
  kind: string;
  at: number;
  /** JSON object. */
  data: string;
  /** Told, or dropped because its card is gone. */
  done: Generated<Flag>;
  ts: string | null;
}

export interface LedgerColumns {
  message_id: string;
  path: string;
  queue: string;
  outcome: string;
  reason: string;
  detail: string | null;
  rule: string | null;
  /** JSON, see trace.ts. */
  trace: string | null;
  source: string | null;
  identity: string | null;
  account_id: string | null;
  sent_at: number;
  arrived_at: number;
  config_hash: string;
}

export interface SuppressionColumns {
  id: Generated<number>;
  /** JSON. */
  matcher: string;
  matcher_version: number;
  severity_rank: number;
  reason: string;
  author: string;
  approver: string | null;
  case_id: number | null;
  channel: string;
  created_at: number;
  ends_at: number;
  idle: number | null;
  hits: Generated<number>;
  last_hit_at: number | null;
  ended_how: string | null;
  ended_at: number | null;
  ended_by: string | null;
  reminded_at: number | null;
  /** Cases up to this id were looked through; null: all were. */
  sweep_after: number | null;
}

export interface RequestColumns {
  id: Generated<number>;
  case_id: number;
  kind: string;
  /** JSON: what is asked for. */
  payload: string;
  severity_rank: number;
  channel: string;
  reason: string;
  asked_by: string;
  asked_at: number;
  expires_at: number;
  status: Generated<string>;
  decided_by: string | null;
  decided_at: number | null;
}

export interface PageColumns extends ClaimColumns, RetryColumns {
  case_id: number;
  want: string;
  wanted: number;
  sent: Generated<number>;
  wanted_at: number;
}

/** Never changed once written; see audit-chain.ts for how each row leans on the one before. */
export interface AuditColumns {
  seq: number;
  at: number;
  actor: string | null;
  role: string | null;
  surface: string;
  act: string;
  outcome: string;
  target: string | null;
  /** Canonical JSON objects. */
  before_json: string | null;
  after_json: string | null;
  reason: string | null;
  previous_hash: string;
  hash: string;
}

/** What a service should say of one copy of a finding, and what we wrote there. */
export interface WishColumns extends ClaimColumns {
  identity: string;
  record_key: string;
  /** The case that it was last worked out for. */
  case_id: number;
  source: string;
  account_id: string;
  region: string;
  /** JSON, see finding/wish.ts; null: nothing. */
  wanted: string | null;
  /** The wish that was last fulfilled. */
  written: string | null;
  written_at: number | null;
  /** JSON, see finding/mark.ts. */
  marks: Generated<string>;
  /** 1 while there is something to do about it. */
  pending: Flag;
  attempts: Generated<number>;
  next_at: number | null;
  /** Why the service did not take it; null: nothing is known against it. */
  problem: string | null;
}

export interface LeaseColumns extends ClaimColumns {
  id: Generated<number>;
  kind: string;
  account_id: string;
  region: string;
  subject: string;
  state: string;
  requester: string;
  group_id: string | null;
  requested_at: number;
  /** When the clock has something to do about it. */
  wake_at: number | null;
  /** When the engine has. */
  look_at: number | null;
  /** All of it, as JSON; the columns above are what it is looked up by. */
  lease: string;
}

export interface LeasePageColumns extends ClaimColumns, RetryColumns {
  lease_id: number;
  want: string;
  wanted: number;
  sent: Generated<number>;
  wanted_at: number;
}

export interface StrayColumns {
  group_id: string;
  account_id: string;
  region: string;
  seen_at: number;
  name: string;
  lease: string;
  deployment: string;
  removal_by: string | null;
  removal_at: number | null;
  gone_at: number | null;
}

export interface RunbookRunColumns extends ClaimColumns {
  id: Generated<number>;
  account_id: string;
  region: string;
  state: string;
  requested_at: number;
  look_at: number | null;
  run: string;
}

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
