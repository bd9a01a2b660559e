import {
  CreateTagsCommand,
  DescribeInstancesCommand,
  DescribeNetworkInterfacesCommand,
  ModifyInstanceAttributeCommand,
  ModifyNetworkInterfaceAttributeCommand,
} from '@aws-sdk/client-ec2';
import { describe, expect, test } from 'vitest';
import { errorOf, startEc2 } from './testing.ts';

type World = Awaited<ReturnType<typeof startEc2>>;

const modify = ({ client }: World, NetworkInterfaceId: string, Groups: string[]) =>
  client.send(new ModifyNetworkInterfaceAttributeCommand({ NetworkInterfaceId, Groups }));

async function groupsOf({ client }: World, id: string) {
  const { NetworkInterfaces } = await client.send(
    new DescribeNetworkInterfacesCommand({ NetworkInterfaceIds: [id] }),
  );
  return NetworkInterfaces?.[0]?.Groups?.map(({ GroupId }) => GroupId);
}

describe("an interface's groups", () => {
  test('are replaced as a whole', async () => {
    const world = await startEc2();
    const [a, b] = ['a', 'b'].map((name) => world.somebody.seedGroup({ vpcId: world.vpc.id, name }));
    await modify(world, world.networkInterface.id, [a?.id ?? '', b?.id ?? '']);
    expect(await groupsOf(world, world.networkInterface.id)).toEqual([a?.id, b?.id]);
    await modify(world, world.networkInterface.id, [b?.id ?? '']);
    expect(await groupsOf(world, world.networkInterface.id)).toEqual([b?.id]);
  });

  test('cannot be none, a name, of another VPC, gone, or more than the quota', async () => {
    const world = await startEc2();
    const { id } = world.networkInterface;
    const elsewhere = world.somebody.seedGroup({ vpcId: world.somebody.seedVpc().id });
    const many = Array.from({ length: 6 }, () => world.somebody.seedGroup({ vpcId: world.vpc.id }).id);
    expect(await errorOf(modify(world, id, []))).toBe('InvalidParameterCombination');
    expect(await errorOf(modify(world, id, ['web']))).toBe('InvalidGroupId.Malformed');
    expect(await errorOf(modify(world, id, ['sg-0abc']))).toBe('InvalidGroup.NotFound');
    expect(await errorOf(modify(world, id, [world.web.id, elsewhere.id]))).toBe('InvalidGroup.NotFound');
    expect(await errorOf(modify(world, id, many))).toBe('SecurityGroupsPerInterfaceLimitExceeded');
    expect(await errorOf(modify(world, 'eni-0abc', [world.web.id]))).toBe(
      'InvalidNetworkInterfaceID.NotFound',
    );
    expect(await groupsOf(world, id)).toEqual([world.web.id]);
    expect(await errorOf(modify(world, id, many.slice(1)))).toBe('none');
  });

  test('are not to be changed where an AWS service owns the interface', async () => {
    const world = await startEc2();
    const owned = world.somebody.seedInterface({ vpcId: world.vpc.id, requesterId: 'amazon-elb' });
    expect(await errorOf(modify(world, owned.id, [world.web.id]))).toBe('AuthFailure');
    const Filters = [{ Name: 'requester-managed', Values: ['true'] }];
    const { NetworkInterfaces } = await world.client.send(new DescribeNetworkInterfacesCommand({ Filters }));
    expect(NetworkInterfaces?.map((one) => [one.NetworkInterfaceId, one.RequesterId, one.Status])).toEqual([
      [owned.id, 'amazon-elb', 'available'],
    ]);
  });

  test('can be changed by way of an instance only while it has one interface', async () => {
    const world = await startEc2();
    const other = world.somebody.seedGroup({ vpcId: world.vpc.id });
    const byInstance = () =>
      world.client.send(
        new ModifyInstanceAttributeCommand({ InstanceId: world.instance.id, Groups: [other.id] }),
      );
    await byInstance();
    expect(await groupsOf(world, world.networkInterface.id)).toEqual([other.id]);
    world.somebody.seedInterface({ vpcId: world.vpc.id, instanceId: world.instance.id, deviceIndex: 1 });
    expect(await errorOf(byInstance())).toBe('InvalidInstanceID');
  });
});

describe('instances', () => {
  test('are told with their interfaces, and found by address, tag and group', async () => {
    const world = await startEc2();
    world.somebody.seedInstance({ vpcId: world.vpc.id, tags: { Name: 'db-1' } });
    const second = world.somebody.seedInterface({
      ...{ vpcId: world.vpc.id, instanceId: world.instance.id, deviceIndex: 1, addresses: ['198.51.100.99'] },
    });
    const found = async (Name: string, value: string) => {
      const { Reservations = [] } = await world.client.send(
        new DescribeInstancesCommand({ Filters: [{ Name, Values: [value] }] }),
      );
      return Reservations.flatMap(({ Instances = [] }) => Instances);
    };
    const [instance, ...others] = await found('tag:Name', 'web-*');
    expect(others).toEqual([]);
    expect(instance?.InstanceId).toBe(world.instance.id);
    expect(instance?.State).toEqual({ Code: 16, Name: 'running' });
    expect(instance?.SecurityGroups).toEqual([{ GroupId: world.web.id, GroupName: 'web' }]);
    expect(
      instance?.NetworkInterfaces?.map((one) => [one.NetworkInterfaceId, one.Attachment?.DeviceIndex]),
    ).toEqual([
      [world.networkInterface.id, 0],
      [second.id, 1],
    ]);
    const ids = async (name: string, value: string) =>
      (await found(name, value)).map(({ InstanceId }) => InstanceId);
    expect(await ids('network-interface.addresses.private-ip-address', '198.51.100.99')).toEqual([
      instance?.InstanceId,
    ]);
    expect(await ids('private-ip-address', '198.51.100.99')).toEqual([]);
    expect(await ids('network-interface.group-id', world.web.id)).toEqual([instance?.InstanceId]);
    expect(await errorOf(found('name', 'x'))).toBe('InvalidParameterValue');
  });

  test('that are gone are told as terminated, without interfaces', async () => {
    const world = await startEc2();
    world.somebody.terminateInstance(world.instance.id);
    const { Reservations } = await world.client.send(
      new DescribeInstancesCommand({ InstanceIds: [world.instance.id] }),
    );
    const instance = Reservations?.[0]?.Instances?.[0];
    expect([instance?.State?.Name, instance?.NetworkInterfaces, instance?.VpcId]).toEqual([
      'terminated',
      [],
      undefined,
    ]);
    expect(await errorOf(groupsOf(world, world.networkInterface.id))).toBe(
      'InvalidNetworkInterfaceID.NotFound',
    );
  });

  test('are told page by page, each once', async () => {
    const world = await startEc2();
    for (let more = 0; more < 11; more += 1) world.somebody.seedInstance({ vpcId: world.vpc.id });
    const seen: string[] = [];
    let NextToken: string | undefined;
    let pages = 0;
    do {
      const page = await world.client.send(
        new DescribeInstancesCommand({ MaxResults: 5, ...(NextToken && { NextToken }) }),
      );
      seen.push(...(page.Reservations ?? []).flatMap((one) => one.Instances?.[0]?.InstanceId ?? []));
      NextToken = page.NextToken;
      pages += 1;
    } while (NextToken !== undefined);
    expect([pages, seen.length, new Set(seen).size]).toEqual([3, 12, 12]);
    const limited = (MaxResults: number, InstanceIds?: string[]) =>
      errorOf(
        world.client.send(new DescribeInstancesCommand({ MaxResults, ...(InstanceIds && { InstanceIds }) })),
      );
    expect(await limited(4)).toBe('InvalidParameterValue');
    expect(await limited(5, [world.instance.id])).toBe('InvalidParameterCombination');
  });

  test('take tags, fifty at most', async () => {
    const world = await startEc2();
    const tag = (...keys: string[]) =>
      errorOf(
        world.client.send(
          new CreateTagsCommand({
            Resources: [world.instance.id],
            Tags: keys.map((Key) => ({ Key, Value: 'x' })),
          }),
        ),
      );
    expect(await tag('aws:mine')).toBe('InvalidParameterValue');
    expect(await tag(...Array.from({ length: 50 }, (_, at) => `k${at}`))).toBe('TagLimitExceeded');
    expect(await tag('quarantine')).toBe('none');
    expect(world.somebody.instances()[0]?.tags).toEqual({ Name: 'web-1', quarantine: 'x' });
  });
});
