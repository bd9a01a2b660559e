import type { AwsAccess } from '../aws/access.ts';
import type { Place } from '../finding/lease.ts';
import type { LeasePolicy } from '../finding/lease-policy.ts';
import type { Act } from '../operations/registry.ts';
import { createEngine, type Engine, type Task } from '../reconcile/engine.ts';
import { createLease, type Lease as Lock } from '../reconcile/lease.ts';
import type { Clock } from '../shared/clock.ts';
import type { Logger } from '../shared/logger.ts';
import type { LockRepository } from '../store/ports/jobs.ts';
import type { LeaseRepository, RunbookRepository, StrayRepository } from '../store/ports/leases.ts';
import { createDesk, type LeaseDesk } from './desk.ts';
import { driveLeases } from './lease-task.ts';
import { followRuns } from './runbook/run-task.ts';
import { createSweeping } from './sweeping.ts';

export interface ResponseDeps {
  readonly store: {
    readonly leases: LeaseRepository;
    readonly locks: LockRepository;
    readonly strays: StrayRepository;
    readonly runbooks: RunbookRepository;
  };
  readonly access: AwsAccess;
  readonly act: Act;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly owner: string;
  readonly policy: () => LeasePolicy | null;
  readonly places: () => readonly Place[];
}

export interface Response {
  readonly desk: LeaseDesk;
  readonly engine: Engine;
  /** Looks through the accounts that are due. */
  sweep(signal: AbortSignal): Promise<void>;
  stop(): Promise<void>;
}

/** As long as the claim of a lease: a killed process blocks neither for longer. */
const placeLockMs = 30_000;

/** All that changes AWS for people. Not started yet. */
export function createResponse(deps: ResponseDeps): Response {
  const { store, clock, logger, owner } = deps;
  const locks = new Map<string, Lock>();

  /** One replica at a time for an account and Region: EC2 has no way to say "only if it is still so". */
  function mayChange({ account, region }: Place): Promise<boolean> {
    const name = `response:${account}:${region}`;
    const lock = locks.get(name) ?? createLease(store.locks, { name, owner, ttl: placeLockMs, clock });
    locks.set(name, lock);
    return lock.isOurs();
  }

  const engine = createEngine({
    tasks: [driveLeases({ ...deps, mayChange }) as Task, followRuns(deps) as Task],
    clock,
    logger,
    mayAct: async () => true,
  });
  return {
    desk: createDesk(deps),
    engine,
    sweep: createSweeping({ ...deps, mayChange }, deps.places),
    async stop() {
      await engine.stop();
      for (const lock of locks.values()) await lock.release();
    },
  };
}
