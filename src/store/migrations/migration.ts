import type { Dialect } from '../dialect.ts';

export interface Migration {
  readonly name: string;
  /** Statements in order. Once released, a migration is never edited: the next one mends it. */
  statements(dialect: Dialect): readonly string[];
}

/** Columns of a table whose rows are worked on by one replica at a time. */
export const claims = `claim_owner text, claim_until bigint, claim_token bigint not null default 0`;
/** Columns of a table whose rows are tried again. */
export const retries = `unconfirmed_since bigint, attempts integer not null default 0, next_at bigint, error text`;
