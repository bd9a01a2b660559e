import type { AwsAccess } from '../aws/access.ts';
import type { Lease, Place } from '../finding/lease.ts';
import type { Planned } from '../finding/lease-plan.ts';
import type { LeasePolicy } from '../finding/lease-policy.ts';
import type { LeaseSpec } from '../finding/lease-spec.ts';
import type { Role } from '../finding/role.ts';
import type { StockRow } from '../finding/stock.ts';
import { type Checked, checkPermissions } from './dry-run.ts';
import { type FoundInstance, findInstance } from './find-instance.ts';
import { takeStock } from './inventory/inventory.ts';
import { kinds } from './kinds.ts';
import { type Reach, reachInto } from './reach.ts';
import { troubleOf } from './trouble.ts';

/** Who asks, and as what in that account. */
interface Asker {
  /** Slack user id. */
  readonly by: string;
  readonly role: Role;
}

/**
 * What people have to know before they ask for a lease or approve one. It looks at AWS and never changes anything.
 * Everything throws Trouble where AWS refuses or does not answer.
 */
export interface LeaseDesk {
  /** In all accounts and Regions that leases may touch; `missed`: those that did not answer. */
  find(
    word: string,
    asker: Asker,
  ): Promise<{ readonly found: readonly FoundInstance[]; readonly missed: readonly Place[] }>;
  plan(spec: LeaseSpec, place: Place, asker: Asker): Promise<Planned>;
  /** The plan of a lease, made anew for whoever approves it. */
  planAgain(lease: Lease): Promise<Planned>;
  /** Security groups to be looked at, in all accounts and Regions that leases may touch; for nobody in particular: null. */
  takeStock(
    asker: Asker | null,
  ): Promise<{ readonly rows: readonly StockRow[]; readonly missed: readonly Place[] }>;
  /** Whether the role may do what the plan wants, asked with `DryRun`. */
  check(spec: LeaseSpec, place: Place, planned: Planned & { kind: 'plan' }, asker: Asker): Promise<Checked[]>;
}

export interface DeskDeps {
  readonly access: AwsAccess;
  readonly policy: () => LeasePolicy | null;
  /** Accounts and Regions of the configuration. */
  readonly places: () => readonly Place[];
}

/** People wait for the answer. */
const patienceMs = 20_000;

export function createDesk({ access, policy, places }: DeskDeps): LeaseDesk {
  const reach = (place: Place, by: string | null): Reach =>
    reachInto(access, place, by, AbortSignal.timeout(patienceMs));

  function rules(): LeasePolicy {
    const present = policy();
    if (present === null) throw new Error('leases are not configured');
    return present;
  }

  async function plan(spec: LeaseSpec, place: Place, { by, role }: Asker): Promise<Planned> {
    try {
      return await kinds[spec.kind].plan(spec, { reach: reach(place, by), policy: rules(), role });
    } catch (error) {
      throw troubleOf(error);
    }
  }

  /** Each place by itself: one that does not answer keeps nothing of the others back. */
  async function everywhere<T>(look: (place: Place) => Promise<readonly T[]>) {
    const allowed = places().filter(({ account }) => rules().accounts.includes(account));
    const looked = await Promise.allSettled(allowed.map(look));
    return {
      found: looked.flatMap((one) => (one.status === 'fulfilled' ? one.value : [])),
      missed: allowed.filter((_, at) => looked[at]?.status === 'rejected'),
    };
  }

  return {
    async find(word, { by }) {
      const { found, missed } = await everywhere((place) => findInstance(reach(place, by), word));
      return { found, missed };
    },
    async takeStock(asker) {
      const most = rules().groupsPerInterface;
      const { found, missed } = await everywhere((place) => takeStock(reach(place, asker?.by ?? null), most));
      return { rows: found, missed };
    },
    plan,
    planAgain: ({ spec, place, requester, requesterRole }) =>
      plan(spec, place, { by: requester, role: requesterRole }),
    check: (spec, place, planned, { by }) =>
      checkPermissions(spec, planned.plan, { reach: reach(place, by), policy: rules() }),
  };
}
