/** What stands in a VPC, as EC2 keeps it; times are epoch milliseconds. Nothing is changed in place. */
export type Tags = Readonly<Record<string, string>>;

export interface Resource {
  readonly id: string;
  readonly tags: Tags;
}

export interface Vpc extends Resource {
  readonly cidr: string;
  /** Only such a VPC's groups begin with an egress rule for IPv6. */
  readonly ipv6Cidr: string | null;
  /** Revoking what is not there is an error everywhere but in the default VPC. */
  readonly isDefault: boolean;
}

export interface Subnet extends Resource {
  readonly vpcId: string;
  readonly cidr: string;
  readonly zone: string;
}

export type PeerKind = 'ipv4' | 'ipv6' | 'prefix-list' | 'group';

/** Whom a rule lets in or out: a range in canonical form, or an id. */
export interface Peer {
  readonly kind: PeerKind;
  readonly value: string;
}

export interface Rule extends Resource {
  readonly egress: boolean;
  /** `tcp`, `udp`, `icmp`, `icmpv6`, `-1` for all, or a protocol's number. */
  readonly protocol: string;
  /** For ICMP its type and code; null where the protocol has no ports. */
  readonly fromPort: number | null;
  readonly toPort: number | null;
  readonly peer: Peer;
  readonly description: string | null;
}

export interface Group extends Resource {
  readonly name: string;
  readonly description: string;
  readonly vpcId: string;
  readonly rules: readonly Rule[];
}

interface Attachment {
  readonly id: string;
  readonly instanceId: string;
  readonly deviceIndex: number;
  readonly attachedAt: number;
  readonly deleteOnTermination: boolean;
}

export interface Interface extends Resource {
  readonly vpcId: string;
  readonly subnetId: string;
  readonly description: string;
  readonly type: string;
  /** The first is the primary one. */
  readonly addresses: readonly string[];
  readonly publicIp: string | null;
  readonly groupIds: readonly string[];
  /** The AWS service that owns it; null: a person's. */
  readonly requesterId: string | null;
  readonly attachment: Attachment | null;
}

export type InstanceState = 'running' | 'stopping' | 'stopped' | 'terminated';

export interface Instance extends Resource {
  readonly vpcId: string;
  readonly subnetId: string;
  readonly type: string;
  readonly imageId: string;
  readonly launchedAt: number;
  readonly state: InstanceState;
  /** When a stopping instance has stopped. */
  readonly settlesAt: number | null;
  readonly profileArn: string | null;
  /** Flows that outlive a change of groups. No API call tells of them, as in AWS. */
  readonly connections: readonly string[];
}

export interface Volume extends Resource {
  readonly sizeGib: number;
  readonly encrypted: boolean;
  readonly instanceId: string | null;
  readonly device: string;
  readonly createdAt: number;
}

export interface Snapshot extends Resource {
  readonly volumeId: string;
  readonly sizeGib: number;
  readonly encrypted: boolean;
  readonly description: string;
  readonly startedAt: number;
  readonly completesAt: number;
  /** Accounts that may make volumes of it; `all` is everybody. */
  readonly sharedWith: readonly string[];
}

export interface PrefixList extends Resource {
  readonly name: string;
  /** `AWS` for the lists that AWS keeps. */
  readonly ownerId: string;
  readonly family: 'IPv4' | 'IPv6';
  /** What it counts for in a group's rules, however few entries it has. */
  readonly maxEntries: number;
  readonly entries: readonly { readonly cidr: string; readonly description?: string }[];
}
