import { repeat } from '../shared/repeat.ts';
import type { LockRepository } from '../store/ports/jobs.ts';
import { createLease } from './lease.ts';

interface Alone {
  readonly locks: LockRepository;
  /** Of the lock: what only one replica is to do. */
  readonly name: string;
  readonly owner: string;
  /** Milliseconds after which another replica takes over from one that died. */
  readonly ttl: number;
}

/** As `repeat`, on one replica at a time. */
export function repeatAlone({
  locks,
  name,
  owner,
  ttl,
  ...repeating
}: Alone & Parameters<typeof repeat>[0]): ReturnType<typeof repeat> {
  const { clock, work } = repeating;
  const lease = createLease(locks, { name, owner, ttl, clock });
  const repeated = repeat({ ...repeating, work: async () => (await lease.isOurs()) && work() });
  return {
    async stop() {
      await repeated.stop();
      await lease.release();
    },
  };
}
