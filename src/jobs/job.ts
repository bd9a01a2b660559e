import type { Clock } from '../shared/clock.ts';
import type { Logger } from '../shared/logger.ts';
import type { QueueWatch } from '../store/ports/jobs.ts';
import type { Repositories } from '../store/store.ts';

export interface JobDeps {
  readonly store: Repositories;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Keep so long, in milliseconds. */
  readonly retention: { readonly bodies: number; readonly closedCases: number; readonly ledger: number };
  /** Asks SQS about every queue; each rejects by itself where SQS does not answer. */
  readonly readQueues: () => readonly Promise<QueueWatch>[];
  /** Looks through the accounts that are due for what leases left there. */
  readonly sweepLeases: (signal: AbortSignal) => Promise<void>;
  /** Reads findings back; null: the configuration does not ask for it. */
  readonly sync: ((signal: AbortSignal) => Promise<unknown>) | null;
  /** What the week's review of leases needs; `channel` answers null where there are none. */
  readonly leaseReview: {
    readonly channel: () => string | null;
    readonly takeStock: (signal: AbortSignal) => Promise<{
      readonly rows: readonly { readonly account: string; readonly finding: string }[];
      readonly missed: number;
    }>;
  };
  /** Where the audit log's anchors are kept beside Slack (`s3://bucket/prefix`); null: nowhere. */
  readonly anchorPlace: string | null;
  readonly intakeCard: (now: number) => { key: string; channel: string };
}

/** Something done again and again by one replica at a time; running it twice does no harm. */
export interface Job {
  readonly name: string;
  /** When, in cron's words, UTC. */
  readonly cron: string;
  run(deps: JobDeps, signal: AbortSignal): Promise<void>;
}
