import type { Generated } from 'kysely';

/** 0 or 1: SQLite has no boolean, and PostgreSQL must not differ. */
export type Flag = 0 | 1;

export function flag(value: boolean): Flag {
  return value ? 1 : 0;
}

/** Who works on a row at present. The token grows with every claim and fences off whoever was too slow. */
export interface ClaimColumns {
  claim_owner: string | null;
  claim_until: number | null;
  claim_token: Generated<number>;
}

export interface RetryColumns {
  unconfirmed_since: number | null;
  attempts: Generated<number>;
  /** null: not waiting. */
  next_at: number | null;
  error: string | null;
}
