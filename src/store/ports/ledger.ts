import type { Outcome, Reason, StageAnswer } from '../../finding/ledger.ts';

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

export interface LedgerRepository {
  /** Counts by outcome since a time; every outcome is there, zero included. */
  counts(since: number): Promise<Record<Outcome, number>>;
  /** Messages with quarantined rows, oldest first, for a replay. */
  quarantined(filter: { since: number; after: string | null; limit: number }): Promise<string[]>;
  /** Messages that arrived since, oldest first, for a replay of everything. */
  messages(filter: { since: number; after: string | null; limit: number }): Promise<string[]>;
  body(messageId: string): Promise<StoredBody | null>;
}
