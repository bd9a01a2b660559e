import type { Drift } from '../finding/lease-drift.ts';
import type { Planned } from '../finding/lease-plan.ts';
import type { LeasePolicy } from '../finding/lease-policy.ts';
import type { LeaseKind, LeaseSpec } from '../finding/lease-spec.ts';
import type { Role } from '../finding/role.ts';
import type { Reach } from './reach.ts';
import type { Step, Work } from './step.ts';

/** Who asks for a plan, and by which rules. */
export interface Planning {
  readonly reach: Reach;
  readonly policy: LeasePolicy;
  /** Of whoever asked for the lease; it bounds how wide they may open. */
  readonly role: Role;
}

/** One kind of lease: how it is planned, done, looked at and undone. */
export interface ResponseKind {
  readonly kind: LeaseKind;
  /** Reads AWS only. */
  plan(spec: LeaseSpec, planning: Planning): Promise<Planned>;
  /** In order; which of them a lease needs they say themselves, by being done. */
  readonly apply: readonly Step[];
  /** What is kept up while it lives, when nothing else is amiss: an end may have moved. */
  readonly upkeep: readonly Step[];
  readonly revert: readonly Step[];
  /** How AWS differs from what it wants. */
  verify(work: Work): Promise<Drift[]>;
  /** It is undone when it cannot be done wholly; what contains somebody stays, and is tried on. */
  readonly undoesItself: boolean;
}
