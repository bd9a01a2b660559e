import { found } from './kinds.ts';
import type { Group, Instance, Interface, PrefixList, Rule, Snapshot, Subnet, Volume, Vpc } from './model.ts';
import { defaultEgress } from './operations/create-group.ts';
import type { Region, RegionSetting } from './region.ts';
import { type Ec2State, type RowOf, type TableName, withoutRow, withRow } from './state.ts';

type Seed<Row, Needed extends keyof Row = never> = Partial<Row> & Pick<Row, Needed>;

/** An attachment as a seed says it: to whom, and which of its interfaces it is. */
interface InterfaceSeed extends Seed<Omit<Interface, 'attachment'>, 'vpcId'> {
  readonly instanceId?: string;
  readonly deviceIndex?: number;
}

/**
 * Somebody else at work in an account, with none of the API's refusals; `seed…` puts what was there all the time, so
 * that no lagging read misses it. What is left out is filled in.
 */
export function createSomebodyElse(region: Region, { now, newId }: Pick<RegionSetting, 'now' | 'newId'>) {
  const { truth, write, seed } = region;

  function put<Name extends TableName>(table: Name, row: RowOf<Name>): RowOf<Name> {
    seed((state) => withRow(state, table, row));
    return row;
  }

  function seedGroup(group: Seed<Group, 'vpcId'>): Group {
    const id = group.id ?? newId('sg');
    const rules = group.rules ?? defaultEgress(found(truth(), 'vpcs', group.vpcId), { newId });
    return put('groups', { name: id.slice(3), description: 'seeded', tags: {}, ...group, id, rules });
  }

  /** A VPC has a group named `default`, that nobody can delete. */
  function seedVpc(vpc: Seed<Vpc> = {}): Vpc {
    const id = vpc.id ?? newId('vpc');
    const made = put('vpcs', {
      cidr: '198.51.100.0/24',
      ipv6Cidr: null,
      isDefault: false,
      tags: {},
      ...vpc,
      id,
    });
    seedGroup({ vpcId: id, name: 'default', description: 'default VPC security group' });
    seedSubnet({ vpcId: id });
    return made;
  }

  function seedSubnet(subnet: Seed<Subnet, 'vpcId'>): Subnet {
    const id = subnet.id ?? newId('subnet');
    const { cidr } = found(truth(), 'vpcs', subnet.vpcId);
    return put('subnets', { cidr, zone: `${region.region}a`, tags: {}, ...subnet, id });
  }

  const subnetOf = (vpcId: string) =>
    [...truth().subnets.values()].find((subnet) => subnet.vpcId === vpcId)?.id ?? seedSubnet({ vpcId }).id;

  /** With one interface, that it is the primary one of; `groupIds` are that one's. */
  function seedInstance(
    instance: Seed<Instance, 'vpcId'> & Pick<InterfaceSeed, 'groupIds' | 'addresses' | 'publicIp'>,
  ) {
    const { groupIds, addresses, publicIp, ...own } = instance;
    const id = own.id ?? newId('i');
    const made = put('instances', {
      ...{ subnetId: subnetOf(own.vpcId), type: 't3.micro', imageId: 'ami-0123456789abcdef0', tags: {} },
      ...{ launchedAt: now(), state: 'running', settlesAt: null, profileArn: null, connections: [] },
      ...own,
      id,
    });
    const networkInterface = seedInterface({
      ...{ vpcId: own.vpcId, subnetId: made.subnetId, instanceId: id },
      ...(groupIds && { groupIds }),
      ...(addresses && { addresses }),
      ...(publicIp !== undefined && { publicIp }),
    });
    return { instance: made, networkInterface };
  }

  /** Attached when it names an instance; without groups it has the VPC's default group. */
  function seedInterface({ instanceId, deviceIndex = 0, ...own }: InterfaceSeed): Interface {
    const { size } = truth().interfaces;
    const usual = [...truth().groups.values()].filter(
      ({ name, vpcId }) => name === 'default' && vpcId === own.vpcId,
    );
    return put('interfaces', {
      ...{ subnetId: own.subnetId ?? subnetOf(own.vpcId), description: '', type: 'interface', tags: {} },
      ...{ addresses: [`198.51.100.${10 + size}`], publicIp: null, requesterId: null },
      groupIds: usual.map(({ id }) => id),
      ...own,
      id: own.id ?? newId('eni'),
      attachment:
        instanceId === undefined
          ? null
          : {
              ...{ id: newId('eni-attach'), instanceId, deviceIndex, attachedAt: now() },
              deleteOnTermination: deviceIndex === 0,
            },
    });
  }

  function changed<Name extends TableName>(
    table: Name,
    id: string,
    change: (row: RowOf<Name>) => RowOf<Name>,
  ) {
    write(withRow(truth(), table, change(found(truth(), table, id))));
  }

  return {
    ...{ seedVpc, seedSubnet, seedGroup, seedInstance, seedInterface },
    seedVolume: (volume: Seed<Volume>) =>
      put('volumes', {
        ...{
          sizeGib: 8,
          encrypted: false,
          instanceId: null,
          device: '/dev/xvda',
          createdAt: now(),
          tags: {},
        },
        ...volume,
        id: volume.id ?? newId('vol'),
      }),
    seedSnapshot: (snapshot: Seed<Snapshot, 'volumeId'>) =>
      put('snapshots', {
        ...{ sizeGib: 8, encrypted: false, description: '', startedAt: now(), completesAt: now() },
        ...{ sharedWith: [], tags: {} },
        ...snapshot,
        id: snapshot.id ?? newId('snap'),
      }),
    seedPrefixList: (list: Seed<PrefixList, 'maxEntries'>) =>
      put('prefixLists', {
        ...{ name: 'office', ownerId: region.account, family: 'IPv4', entries: [], tags: {} },
        ...list,
        id: list.id ?? newId('pl'),
      }),

    /** Replaces the interface's groups, as ModifyNetworkInterfaceAttribute of another caller would. */
    setInterfaceGroups: (id: string, groupIds: readonly string[]) =>
      changed('interfaces', id, (one) => ({ ...one, groupIds })),
    addRule: (groupId: string, rule: Partial<Rule> & Pick<Rule, 'peer'>) =>
      changed('groups', groupId, (group) => {
        const usual = {
          egress: false,
          protocol: 'tcp',
          fromPort: 22,
          toPort: 22,
          description: null,
          tags: {},
        };
        return { ...group, rules: [...group.rules, { ...usual, id: newId('sgr'), ...rule }] };
      }),
    tag: (table: 'groups' | 'instances' | 'interfaces', id: string, tags: Readonly<Record<string, string>>) =>
      changed(table, id, (row) => ({ ...row, tags: { ...row.tags, ...tags } })),
    /** Whoever uses it: no DependencyViolation here. */
    deleteGroup: (id: string) => write(withoutRow(truth(), 'groups', id)),
    /** Its interfaces go with it, unless they were to stay. */
    terminateInstance: (id: string) => write(terminated(truth(), id)),
    detachInterface: (id: string) => changed('interfaces', id, (one) => ({ ...one, attachment: null })),
    deleteInterface: (id: string) => write(withoutRow(truth(), 'interfaces', id)),

    groups: () => [...truth().groups.values()],
    interfaces: () => [...truth().interfaces.values()],
    instances: () => [...truth().instances.values()],
    snapshots: () => [...truth().snapshots.values()],
  };
}

function terminated(state: Ec2State, id: string): Ec2State {
  const instance = found(state, 'instances', id);
  const attached = [...state.interfaces.values()].filter(({ attachment }) => attachment?.instanceId === id);
  const without = attached.reduce(
    (next, one) =>
      one.attachment?.deleteOnTermination === true
        ? withoutRow(next, 'interfaces', one.id)
        : withRow(next, 'interfaces', { ...one, attachment: null }),
    state,
  );
  return withRow(without, 'instances', { ...instance, state: 'terminated' });
}
