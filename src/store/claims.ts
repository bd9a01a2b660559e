import { type RawBuilder, sql } from 'kysely';
import type { Claim } from './ports/cards.ts';

/** Nobody is at work on the row, or whoever was has overrun their time. */
export function unclaimed(now: number): RawBuilder<boolean> {
  return sql`(claim_until is null or claim_until <= ${now})`;
}

/** Not waiting for its next try. */
export function ripe(now: number): RawBuilder<boolean> {
  return sql`(next_at is null or next_at <= ${now})`;
}

/** Fences off whoever was too slow: a later claim has a higher token. */
export function heldBy(claim: Claim): RawBuilder<boolean> {
  return sql`(claim_owner = ${claim.owner} and claim_token = ${claim.token})`;
}

/** Columns of a row that is claimed now. */
export function taken(owner: string, until: number) {
  return { claim_owner: owner, claim_until: until, claim_token: sql<number>`claim_token + 1` };
}

const released = { claim_owner: null, claim_until: null };

/** Columns of a row whose work is done. */
export const settled = { ...released, unconfirmed_since: null, attempts: 0, next_at: null, error: null };

/** Columns of a row that is tried again. Errors are cut: a page of HTML says no more than its beginning. */
export function failed({
  nextAt,
  error,
  unconfirmed,
}: {
  nextAt: number;
  error: string;
  unconfirmed: boolean;
}) {
  return {
    ...released,
    next_at: nextAt,
    error: error.replaceAll('\u0000', '').slice(0, 500),
    attempts: sql<number>`attempts + 1`,
    ...(unconfirmed ? {} : { unconfirmed_since: null }),
  };
}
