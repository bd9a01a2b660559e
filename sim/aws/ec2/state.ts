import type {
  Group,
  Instance,
  Interface,
  PrefixList,
  Resource,
  Snapshot,
  Subnet,
  Volume,
  Vpc,
} from './model.ts';

interface Rows {
  readonly vpcs: Vpc;
  readonly subnets: Subnet;
  readonly groups: Group;
  readonly interfaces: Interface;
  readonly instances: Instance;
  readonly volumes: Volume;
  readonly snapshots: Snapshot;
  readonly prefixLists: PrefixList;
}

export type TableName = keyof Rows;
export type RowOf<Name extends TableName> = Rows[Name];
type Table<Row extends Resource> = ReadonlyMap<string, Row>;

/** One account's EC2 in one Region at one moment. A change makes a new one, so that the old can still be read. */
export type Ec2State = { readonly [Name in TableName]: Table<Rows[Name]> };

export const emptyState: Ec2State = {
  vpcs: new Map(),
  subnets: new Map(),
  groups: new Map(),
  interfaces: new Map(),
  instances: new Map(),
  volumes: new Map(),
  snapshots: new Map(),
  prefixLists: new Map(),
};

export function withRow<Name extends TableName>(state: Ec2State, name: Name, row: RowOf<Name>): Ec2State {
  return { ...state, [name]: new Map<string, Resource>(state[name]).set(row.id, row) };
}

export function withoutRow(state: Ec2State, name: TableName, id: string): Ec2State {
  const rows = new Map<string, Resource>(state[name]);
  rows.delete(id);
  return { ...state, [name]: rows };
}

/** The interfaces of an instance, the primary one first. */
export function interfacesOf(state: Ec2State, instanceId: string): Interface[] {
  return [...state.interfaces.values()]
    .filter((one) => one.attachment?.instanceId === instanceId)
    .sort((a, b) => (a.attachment?.deviceIndex ?? 0) - (b.attachment?.deviceIndex ?? 0));
}
