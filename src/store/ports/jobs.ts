import type { BaselineData } from '../../finding/card-data.ts';

export interface SyncRepository {
  /** When something last was, by name: a place was read back, the queues were heard of. */
  marks(): Promise<ReadonlyMap<string, number>>;
  mark(name: string, at: number): Promise<void>;
  /** What a first look that began then found: visible cases, by whether people were told of each. */
  baseline(since: number): Promise<BaselineData>;
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
    /** What rules remember; left out: all of it stays. */
    rulesBefore?: number;
    limit: number;
  }): Promise<number>;
}
