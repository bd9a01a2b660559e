import { backoff, createEngine, type Engine, type Task } from '../reconcile/engine.ts';
import { createLease } from '../reconcile/lease.ts';
import type { Clock } from '../shared/clock.ts';
import { messageOf } from '../shared/errors.ts';
import type { Logger } from '../shared/logger.ts';
import type { DueAnchor } from '../store/ports/audit.ts';
import type { Repositories } from '../store/store.ts';
import type { AnchorBucket } from './anchor-bucket.ts';

export interface ArchiveDeps {
  readonly store: Pick<Repositories, 'anchorCopies' | 'locks'>;
  readonly bucket: Pick<AnchorBucket, 'keep'>;
  /** Names the bucket: `s3://bucket/prefix`. */
  readonly place: string;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly owner: string;
}

const leaseMs = 120_000;
/** An anchor a day: a minute more is nothing. */
const pollMs = 60_000;
const firstWaitMs = 5_000;
const longestWaitMs = 15 * 60_000;

/** Every anchor of the audit log, where nobody can change it any more. */
function keepAnchors({ store, bucket, place, clock, logger }: ArchiveDeps): Task<DueAnchor, DueAnchor, void> {
  const copies = store.anchorCopies;
  return {
    name: 'anchor',
    due: (now, limit) => copies.due(place, now, limit),
    keyOf: ({ seq }) => String(seq),
    reserve: () => 0,
    // One replica is at it, and a second one would find its own object there: nothing has to be claimed.
    claim: async (anchor) => anchor,
    act: (anchor, signal) => bucket.keep(anchor, clock.now(), signal),
    record: ({ seq }) => copies.kept(place, seq, clock.now()),
    async fail({ seq, attempts }, error) {
      logger.error({ place, seq, error: messageOf(error) }, 'an anchor of the audit log could not be kept');
      const problem = error instanceof Error ? error.name : 'Error';
      const nextAt = clock.now() + backoff(attempts, firstWaitMs, longestWaitMs);
      await copies.failed(place, seq, { problem, nextAt });
    },
  };
}

export function createArchive(deps: ArchiveDeps): Engine {
  const { store, clock, logger, owner } = deps;
  const lease = createLease(store.locks, { name: 'archive', owner, ttl: leaseMs, clock });
  const engine = createEngine({
    tasks: [keepAnchors(deps)],
    ...{ clock, logger, pollEvery: pollMs, mayAct: () => lease.isOurs() },
  });
  return {
    ...engine,
    async stop(graceMs) {
      await engine.stop(graceMs);
      await lease.release();
    },
  };
}
