import { AwsError } from '../service.ts';
import type { Ec2State, RowOf, TableName } from './state.ts';

interface Kind {
  readonly prefix: string;
  /** As tags and tag specifications call it. */
  readonly type: string;
  readonly notFound: string;
  readonly malformed: string;
  readonly missing: (id: string) => string;
}

/** What each kind of resource is called in ids, tags and errors. */
export const kinds: { readonly [Name in TableName]: Kind } = {
  vpcs: {
    prefix: 'vpc',
    type: 'vpc',
    notFound: 'InvalidVpcID.NotFound',
    malformed: 'InvalidVpcId.Malformed',
    missing: (id) => `The vpc ID '${id}' does not exist`,
  },
  subnets: {
    prefix: 'subnet',
    type: 'subnet',
    notFound: 'InvalidSubnetID.NotFound',
    malformed: 'InvalidSubnetId.Malformed',
    missing: (id) => `The subnet ID '${id}' does not exist`,
  },
  groups: {
    prefix: 'sg',
    type: 'security-group',
    notFound: 'InvalidGroup.NotFound',
    malformed: 'InvalidGroupId.Malformed',
    missing: (id) => `The security group '${id}' does not exist`,
  },
  interfaces: {
    prefix: 'eni',
    type: 'network-interface',
    notFound: 'InvalidNetworkInterfaceID.NotFound',
    malformed: 'InvalidNetworkInterfaceId.Malformed',
    missing: (id) => `The networkInterface ID '${id}' does not exist`,
  },
  instances: {
    prefix: 'i',
    type: 'instance',
    notFound: 'InvalidInstanceID.NotFound',
    malformed: 'InvalidInstanceID.Malformed',
    missing: (id) => `The instance ID '${id}' does not exist`,
  },
  volumes: {
    prefix: 'vol',
    type: 'volume',
    notFound: 'InvalidVolume.NotFound',
    malformed: 'InvalidVolumeID.Malformed',
    missing: (id) => `The volume '${id}' does not exist.`,
  },
  snapshots: {
    prefix: 'snap',
    type: 'snapshot',
    notFound: 'InvalidSnapshot.NotFound',
    malformed: 'InvalidSnapshotID.Malformed',
    missing: (id) => `The snapshot '${id}' does not exist.`,
  },
  prefixLists: {
    prefix: 'pl',
    type: 'prefix-list',
    notFound: 'InvalidPrefixListID.NotFound',
    malformed: 'InvalidPrefixListId.Malformed',
    missing: (id) => `The prefix list ID '${id}' does not exist`,
  },
};

/** The row of an id, or EC2's error: an id that cannot be one, and one that names nothing. */
export function found<Name extends TableName>(state: Ec2State, name: Name, id: string): RowOf<Name> {
  const kind = kinds[name];
  if (!new RegExp(`^${kind.prefix}-[0-9a-z]{1,40}$`).test(id))
    throw new AwsError(kind.malformed, `Invalid id: "${id}" (expecting "${kind.prefix}-...")`);
  const row: RowOf<Name> | undefined = (state[name] as ReadonlyMap<string, RowOf<Name>>).get(id);
  if (!row) throw new AwsError(kind.notFound, kind.missing(id));
  return row;
}

/** Which table an id belongs to; null: none of those that are simulated. */
export function tableOf(id: string): TableName | null {
  const names = Object.keys(kinds) as TableName[];
  return names.find((name) => id.startsWith(`${kinds[name].prefix}-`)) ?? null;
}
