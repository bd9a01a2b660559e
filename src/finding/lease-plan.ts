import type { LeaseKind } from './lease-spec.ts';

/** One interface of an instance, as it was when the plan was made. */
interface PlannedInterface {
  readonly id: string;
  readonly privateIp: string;
  readonly subnetId: string;
  /** Ids, sorted. */
  readonly groups: readonly string[];
}

/** An instance in a target group, as it has to be registered again. */
export interface PlannedTarget {
  readonly targetGroupArn: string;
  /** Instance id, or address. */
  readonly id: string;
  readonly port: number | null;
}

export interface PlannedInstance {
  readonly id: string;
  /** Its Name tag; null: it has none. */
  readonly name: string | null;
  readonly vpcId: string;
  readonly interfaces: readonly PlannedInterface[];
}

/** What an isolation would touch besides the groups. */
export interface Surroundings {
  readonly autoScaling: {
    readonly group: string;
    /** Standby lowers the wanted number by one, so that release can raise it again; not where it is the least allowed. */
    readonly lowersDesired: boolean;
  } | null;
  readonly targets: readonly PlannedTarget[];
  /** Name of the role that its profile bears; null: none. */
  readonly role: string | null;
  readonly volumes: readonly string[];
  readonly running: boolean;
  /** The group that reaches only SSM, from the configuration; null: one without any rule is made. */
  readonly forensicGroup: string | null;
}

/**
 * What will be done, worked out from AWS as it is now; approvers see it, and it is made anew when they approve. Nothing in
 * it changes by itself, so that the same world gives the same plan.
 */
export interface LeasePlan {
  readonly kind: LeaseKind;
  /** Names of steps, in order. */
  readonly steps: readonly string[];
  readonly instance: PlannedInstance | null;
  readonly surroundings: Surroundings | null;
  /** Whose key it is; null: it is about no key. */
  readonly user: string | null;
}

/**
 * Why a plan cannot be carried out. `value` and `limit` fill the words of it; codes are worded by whoever shows them.
 */
export interface Obstacle {
  readonly code: ObstacleCode;
  readonly value: string;
  readonly limit: string | null;
}

export type ObstacleCode =
  | 'no-instance'
  | 'instance-gone'
  | 'ambiguous'
  | 'no-interface'
  | 'managed-interface'
  | 'interface-full'
  | 'other-vpc'
  | 'no-source-group'
  | 'no-prefix-list'
  | 'wide-prefix-list'
  | 'too-many-rules'
  | 'isolated'
  | 'no-key'
  | 'key-inactive'
  | 'no-role'
  | 'forensic-group-missing';

/** What looking at AWS came to. */
export type Planned =
  | {
      readonly kind: 'plan';
      readonly subject: string;
      readonly plan: LeasePlan;
      readonly hash: string;
    }
  | { readonly kind: 'obstacles'; readonly obstacles: readonly Obstacle[] };
