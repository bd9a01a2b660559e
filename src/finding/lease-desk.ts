import type { Lease, Place, TroubleCode } from './lease.ts';
import type { Planned } from './lease-plan.ts';
import type { LeaseSpec } from './lease-spec.ts';
import type { Role } from './role.ts';
import type { OwnedRow } from './stock.ts';

/** Who wants to know, and as what in that account. */
export interface Asker {
  /** Slack user id. */
  readonly by: string;
  readonly role: Role;
}

/** An instance that somebody may have meant. */
export interface FoundInstance {
  readonly place: Place;
  readonly instanceId: string;
  /** Its Name tag; null: it has none. */
  readonly name: string | null;
  /** The interface that was named; null: the instance itself was, so that all of its are meant. */
  readonly interfaceId: string | null;
}

/** Whether the role may make a call; `unknown`: AWS cannot be asked without doing it. */
export interface Checked {
  readonly api: string;
  readonly allowed: 'yes' | 'no' | 'unknown';
}

/** AWS refused to be looked at, or did not answer. */
export interface Troubled {
  readonly kind: 'trouble';
  readonly code: TroubleCode;
  /** A code of AWS's or an id, never free text. */
  readonly detail: string;
}

/** All that there is to be said of security groups, also as files. */
export interface Stock {
  readonly kind: 'stock';
  readonly rows: readonly OwnedRow[];
  /** Accounts and Regions that did not answer. */
  readonly missed: readonly Place[];
  readonly csv: Uint8Array<ArrayBuffer>;
  /** XLSX. */
  readonly workbook: Uint8Array<ArrayBuffer>;
}

/** What people are told before anything is done. It looks at AWS, changes nothing, and never throws for AWS's sake. */
export interface LeaseDesk {
  /** `missed`: accounts and Regions that did not answer. */
  find(
    word: string,
    asker: Asker,
  ): Promise<{ readonly found: readonly FoundInstance[]; readonly missed: readonly Place[] }>;
  plan(spec: LeaseSpec, place: Place, asker: Asker): Promise<Planned | Troubled>;
  /** The plan of a lease, made anew for whoever approves it. */
  planAgain(lease: Lease): Promise<Planned | Troubled>;
  /** The security groups of the accounts that leases may touch and `mayRead` answers true for. */
  takeStock(asker: Asker, mayRead: (account: string) => boolean): Promise<Stock | Troubled>;
  /** Whether the role may do what a plan wants, asked with `DryRun`. */
  check(
    spec: LeaseSpec,
    place: Place,
    planned: Planned & { kind: 'plan' },
    asker: Asker,
  ): Promise<readonly Checked[] | Troubled>;
}
