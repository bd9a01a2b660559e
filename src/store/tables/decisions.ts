import type { Generated } from 'kysely';
import type { ClaimColumns, Flag } from './rows.ts';

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
