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
  /** 0 while open; the first thing that search sorts by. */
  closed: Flag;
  resolution: string | null;
  unverifiable: Flag;
  severity_rank: number;
  opened_at: number;
  closed_at: number | null;
  reopened: number;
  channel: string;
  assignee: string | null;
  due_at: number | null;
  last_seen: number;
}

export interface CardColumns extends ClaimColumns, RetryColumns {
  key: string;
  case_id: number | null;
  channel: string;
  severity_rank: number;
  /** 4 Critical, 3 High, 2 everything else: the order of posting. */
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
}

export interface NoticeColumns extends ClaimColumns, RetryColumns {
  case_id: number;
  seq: number;
  kind: string;
  at: number;
  broadcast: Flag;
  /** JSON object. */
  data: string;
  /** Sent, or dropped because its card is gone. */
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
  source: string | null;
  identity: string | null;
  account_id: string | null;
  sent_at: number;
  arrived_at: number;
  config_hash: string;
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
  findings: { identity: string; case_id: number | null; last_seen: number; view: string | null };
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
  notices: NoticeColumns;
  locks: { name: string; owner: string; expires_at: number };
  watches: { queue: string; watch: string };
}
