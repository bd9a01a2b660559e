import type { LeaseKind, Protocol } from './lease-spec.ts';
import type { Role } from './role.ts';

/** What each role may ask for at most, in ms; who looks only, nothing. */
type Longest = Readonly<Record<Role, number>>;

/** What holds in one environment. */
export interface EnvironmentPolicy {
  /** The least role that may ask; null: as everywhere. */
  readonly needs: Role | null;
  readonly longest: Longest;
  /** How many have to approve, by kind. */
  readonly approvals: Readonly<Record<LeaseKind, number>>;
}

/** A parameter of a document that people may fill in. */
interface RunbookParameter {
  readonly name: string;
  readonly type: 'string' | 'number' | 'boolean' | 'instance' | 'choice';
  readonly required: boolean;
  readonly choices: readonly string[];
  /** What the text has to match from its beginning to its end; null: anything of 256 characters. */
  readonly pattern: string | null;
}

export interface RunbookPolicy {
  /** What people type. */
  readonly name: string;
  /** Name or ARN of an SSM Automation document. */
  readonly document: string;
  readonly needs: Role;
  readonly parameters: readonly RunbookParameter[];
}

/** What the configuration says about leases. Times are ms. */
export interface LeasePolicy {
  /** Stands in the tags of what we make: two deployments that share an account leave each other's alone. */
  readonly deployment: string;
  /** Where cards of leases go. */
  readonly channel: string;
  /** Who is reminded of requests, by account id: Slack ids. */
  readonly approvers: Readonly<Record<string, readonly string[]>>;
  /** Ids of the accounts that may be touched. */
  readonly accounts: readonly string[];
  readonly ports: readonly { readonly from: number; readonly to: number }[];
  readonly protocols: readonly Protocol[];
  /** A network may not be wider. */
  readonly prefix: { readonly v4: number; readonly v6: number };
  /** By name of the environment; `*` holds for all others. */
  readonly environments: Readonly<Record<string, EnvironmentPolicy>>;
  /** How long a request waits for its approvers. */
  readonly requestFor: number;
  /** After so long people are asked whether an isolation, or a key that is off, is still to be. */
  readonly reviewAfter: number;
  /** Groups an interface may have where Service Quotas does not say. */
  readonly groupsPerInterface: number;
  /** By VPC: a group that reaches only SSM's endpoints. */
  readonly forensicGroups: Readonly<Record<string, string>>;
  /** Null: nothing ends a lease while this program is dead. */
  readonly failsafe: { readonly roleArn: string; readonly group: string; readonly after: number } | null;
  /** One person may begin alone, with a reason, loudly; null: nobody may. */
  readonly breakGlass: Role | null;
  readonly runbooks: readonly RunbookPolicy[];
  /** Plans are shown, and nothing is ever done. */
  readonly dryRun: boolean;
}
