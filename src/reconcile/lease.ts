import type { Clock } from '../shared/clock.ts';
import type { LockRepository } from '../store/ports/jobs.ts';

export interface Lease {
  /** True while it is ours; renewed by asking. Throws what the store throws. */
  isOurs(): Promise<boolean>;
  /** Lets go, so that another replica need not wait for the end. */
  release(): Promise<void>;
}

/**
 * A lock in SQL that one replica holds for `ttl` ms at a time. Asking is cheap: SQL is written only once a third of the
 * time is used up, since an engine asks before each look and every write is a sync of the disk.
 */
export function createLease(
  locks: LockRepository,
  {
    name,
    owner,
    ttl,
    clock,
  }: { readonly name: string; readonly owner: string; readonly ttl: number; readonly clock: Clock },
): Lease {
  let takenAt = Number.NEGATIVE_INFINITY;
  return {
    async isOurs() {
      const now = clock.now();
      if (now >= takenAt && now - takenAt < ttl / 3) return true;
      const ours = await locks.acquire(name, owner, now, ttl);
      takenAt = ours ? now : Number.NEGATIVE_INFINITY;
      return ours;
    },
    async release() {
      takenAt = Number.NEGATIVE_INFINITY;
      await locks.release(name, owner);
    },
  };
}
