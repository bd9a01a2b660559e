import type { Generated } from 'kysely';
import type { ClaimColumns, Flag, RetryColumns } from './rows.ts';

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

export interface PageColumns extends ClaimColumns, RetryColumns {
  case_id: number;
  want: string;
  wanted: number;
  sent: Generated<number>;
  wanted_at: number;
}
