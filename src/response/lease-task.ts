import type { AwsAccess } from '../aws/access.ts';
import { isTouched, type Lease, type Place } from '../finding/lease.ts';
import type { LeasePolicy } from '../finding/lease-policy.ts';
import type { LeaseChange } from '../operations/lease/record-lease.ts';
import type { Actor } from '../operations/operation.ts';
import type { Act } from '../operations/registry.ts';
import { backoff, type Task } from '../reconcile/engine.ts';
import type { Clock } from '../shared/clock.ts';
import type { Logger } from '../shared/logger.ts';
import type { Claim } from '../store/ports/cards.ts';
import type { LeaseRepository } from '../store/ports/leases.ts';
import { drive } from './drive.ts';
import { kinds } from './kinds.ts';
import { reachInto } from './reach.ts';
import type { Work } from './step.ts';
import { isSureOfNothing, LostClaim, type Trouble, troubleOf } from './trouble.ts';

export interface LeaseDeps {
  readonly store: { readonly leases: LeaseRepository };
  readonly access: AwsAccess;
  readonly act: Act;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Names this process in claims. */
  readonly owner: string;
  /** Null: leases are configured no more; those that live are still ended. */
  readonly policy: () => LeasePolicy | null;
  /** One replica at a time changes an account and Region: true while it is ours. */
  readonly mayChange: (place: Place) => Promise<boolean>;
}

export interface ClaimedLease {
  lease: Lease;
  readonly claim: Claim;
  /** The step that is under way; for whoever is told of its failure. */
  step: string | null;
}

/** The engine's own voice. */
export const theProgram: Actor = { userId: null, role: 'admin', grants: [], surface: 'clock' };

/** Longer than any call with its second try; each note begins it anew. A killed process blocks its lease no longer. */
const claimMs = 30_000;
/** An end is tried again soon: nothing matters more. So is what cuts somebody off. */
const longestWaitMs = { urgent: 10_000, other: 120_000 } as const;

/** Makes AWS agree with the leases in SQL. */
export function driveLeases(deps: LeaseDeps): Task<Lease, ClaimedLease, void> {
  const { store, logger, owner } = deps;
  return {
    name: 'lease',
    due: (now, limit) => store.leases.due(now, limit),
    // Two leases of one interface would each write over what the other wrote.
    keyOf: ({ place }) => `${place.account} ${place.region}`,
    reserve: () => 0,
    async claim({ id, place }, now) {
      if (!(await deps.mayChange(place))) return null;
      const claimed = await store.leases.claim(id, { owner, now, until: now + claimMs });
      return claimed && { ...claimed, step: null };
    },
    async act(claimed, signal) {
      const work = workOn(claimed, deps, signal);
      await drive({
        kind: kinds[claimed.lease.spec.kind],
        work,
        record: (change) => record(claimed, change, deps),
        isIsolated: (lease) => isIsolated(lease, store.leases),
      });
    },
    record: ({ lease, claim }) => store.leases.release(lease.id, claim),
    async fail(claimed, error) {
      const { lease, claim } = claimed;
      if (!(error instanceof LostClaim)) {
        const trouble = troubleOf(error);
        const { code, detail } = trouble;
        logger.warn(
          { lease: lease.id, state: lease.state, step: claimed.step, code, detail },
          'a lease stumbled',
        );
        await stumble(claimed, trouble, deps).catch((again: unknown) => {
          if (!(again instanceof LostClaim)) throw again;
        });
      }
      await store.leases.release(lease.id, claim);
    },
  };
}

function workOn(claimed: ClaimedLease, deps: LeaseDeps, signal: AbortSignal): Work {
  const { place, requester } = claimed.lease;
  return {
    get lease() {
      return claimed.lease;
    },
    reach: reachInto(deps.access, place, requester, signal),
    failsafe: deps.policy()?.failsafe ?? null,
    now: () => deps.clock.now(),
    async note(step, outcome) {
      claimed.step = step;
      if (outcome === 'tried' && !(await deps.mayChange(place))) throw new LostClaim();
      await record(claimed, { kind: 'note', step, outcome }, deps);
    },
    remember: (facts) => record(claimed, { kind: 'remember', facts }, deps),
  };
}

async function record(claimed: ClaimedLease, change: LeaseChange, { act, clock }: LeaseDeps): Promise<void> {
  const { lease, claim } = claimed;
  const until = clock.now() + claimMs;
  const after = await act(
    'recordLease',
    { leaseId: lease.id, claim, state: lease.state, change, until },
    theProgram,
  );
  if (after === null) throw new LostClaim();
  claimed.lease = after;
}

/** A person who isolates an instance has ended what was attached to it; this is for what they could not see. */
async function isIsolated({ id, subject, spec }: Lease, leases: LeaseRepository): Promise<boolean> {
  if (spec.kind !== 'security-group') return false;
  const states = ['approved', 'attaching', 'active', 'ending'] as const;
  const living = await leases.list({ states, subject, limit: 100 });
  return living.some((one) => one.id !== id && one.spec.kind === 'isolate' && one.state !== 'ending');
}

/** What did not go: tried again later, or given up where that leaves nothing behind. */
async function stumble(claimed: ClaimedLease, trouble: Trouble, deps: LeaseDeps): Promise<void> {
  const { lease, step } = claimed;
  const { code, detail } = trouble;
  const now = deps.clock.now();
  const later = now + waitAfter(lease, code);
  const { endsAt } = lease;
  const nextAt = endsAt !== null && endsAt > now ? Math.min(later, endsAt) : later;
  await record(claimed, { kind: 'stumble', trouble: { code, step, detail }, nextAt }, deps);
  const starting = lease.state === 'approved' || lease.state === 'attaching';
  if (!starting || !(isSureOfNothing(trouble) || code === 'gone')) return;
  if (!isTouched(claimed.lease))
    await record(claimed, { kind: 'move', event: 'give-up', reason: null }, deps);
  else if (kinds[lease.spec.kind].undoesItself)
    await record(claimed, { kind: 'move', event: 'end', reason: 'cannot-attach' }, deps);
}

/** Soon where AWS only has to show what it did, or is busy. */
function waitAfter({ state, spec, trouble }: Lease, code: Trouble['code']): number {
  const lends = state !== 'ending' && spec.kind === 'security-group';
  const most = lends ? longestWaitMs.other : longestWaitMs.urgent;
  const before = trouble?.code === code ? trouble.attempts : 0;
  return backoff(code === 'not-yet' ? Math.min(before, 2) : before, 1_000, most);
}
