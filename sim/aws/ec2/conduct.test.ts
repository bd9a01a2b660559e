import {
  CreateSecurityGroupCommand,
  CreateSnapshotsCommand,
  DeleteSecurityGroupCommand,
  DescribeInstancesCommand,
  DescribeNetworkInterfacesCommand,
  DescribeSecurityGroupsCommand,
  DescribeSnapshotsCommand,
  EC2Client,
  ModifyNetworkInterfaceAttributeCommand,
  StopInstancesCommand,
} from '@aws-sdk/client-ec2';
import { expect, test } from 'vitest';
import { errorOf, startEc2 } from './testing.ts';

type World = Awaited<ReturnType<typeof startEc2>>;

const create = ({ client, vpc }: World, GroupName: string, DryRun = false) =>
  client.send(new CreateSecurityGroupCommand({ GroupName, VpcId: vpc.id, Description: 'x', DryRun }));

test('reads lag behind, writes do not', async () => {
  const world = await startEc2();
  world.aws.world.ec2Everywhere.lag(5_000);
  const { GroupId = '' } = await create(world, 'new');
  const read = () => errorOf(world.client.send(new DescribeSecurityGroupsCommand({ GroupIds: [GroupId] })));
  const modified = world.client.send(
    new ModifyNetworkInterfaceAttributeCommand({
      NetworkInterfaceId: world.networkInterface.id,
      Groups: [GroupId],
    }),
  );
  expect(await read()).toBe('InvalidGroup.NotFound');
  expect(await errorOf(modified)).toBe('none');
  const attached = async () => {
    const { NetworkInterfaces } = await world.client.send(new DescribeNetworkInterfacesCommand({}));
    return NetworkInterfaces?.[0]?.Groups?.map((group) => group.GroupId);
  };
  expect(await attached()).toEqual([world.web.id]);
  // The truth was never old.
  expect(world.somebody.interfaces()[0]?.groupIds).toEqual([GroupId]);
  world.pass(4_999);
  expect(await read()).toBe('InvalidGroup.NotFound');
  world.pass(1);
  expect([await read(), await attached()]).toEqual(['none', [GroupId]]);
});

test('a dry run changes nothing and says whether it would be allowed', async () => {
  const world = await startEc2({
    ownPolicies: [
      {
        Version: '2012-10-17',
        Statement: [
          { Effect: 'Allow', Action: ['ec2:CreateSecurityGroup', 'ec2:Describe*'], Resource: '*' },
          {
            ...{ Effect: 'Allow', Action: 'ec2:DeleteSecurityGroup', Resource: '*' },
            Condition: { StringEquals: { 'aws:ResourceTag/made-by': 'yagura' } },
          },
        ],
      },
    ],
  });
  const remove = (GroupId: string, DryRun: boolean) =>
    errorOf(world.client.send(new DeleteSecurityGroupCommand({ GroupId, DryRun })));
  expect(await errorOf(create(world, 'new', true))).toBe('DryRunOperation');
  expect(world.somebody.groups().map(({ name }) => name)).toEqual(['default', 'web']);
  const ours = world.somebody.seedGroup({ vpcId: world.vpc.id, tags: { 'made-by': 'yagura' } });
  expect(await remove(world.web.id, true)).toBe('UnauthorizedOperation');
  expect(await remove(ours.id, true)).toBe('DryRunOperation');
  expect(world.aws.calls().filter(({ mutating }) => mutating)).toEqual([]);
  expect(await remove(ours.id, false)).toBe('none');
  expect(world.aws.calls().filter(({ mutating }) => mutating)).toHaveLength(1);
});

test('too many calls are refused until the bucket has filled again', async () => {
  const rates = { 'ec2:DescribeInstances': { burst: 2, perSecond: 1 } };
  const world = await startEc2({ rates });
  const read = () => errorOf(world.client.send(new DescribeInstancesCommand({})));
  expect([await read(), await read(), await read()]).toEqual(['none', 'none', 'RequestLimitExceeded']);
  world.pass(1_000);
  expect([await read(), await read()]).toEqual(['none', 'RequestLimitExceeded']);
});

test('each account and Region is its own', async () => {
  const world = await startEc2();
  const elsewhere = new EC2Client(world.settings({ region: 'eu-west-1' }));
  const { SecurityGroups } = await elsewhere.send(new DescribeSecurityGroupsCommand({}));
  expect(SecurityGroups).toEqual([]);
});

test('snapshots are taken of all volumes, and are done after a while; an instance stops', async () => {
  const world = await startEc2();
  const InstanceId = world.instance.id;
  world.somebody.seedVolume({ instanceId: InstanceId, tags: { team: 'web' } });
  world.somebody.seedVolume({ instanceId: InstanceId, device: '/dev/sdf', sizeGib: 100 });
  const taken = await world.client.send(
    new CreateSnapshotsCommand({ InstanceSpecification: { InstanceId }, CopyTagsFromSource: 'volume' }),
  );
  expect(taken.Snapshots?.map(({ State, VolumeSize, Tags }) => [State, VolumeSize, Tags])).toEqual([
    ['pending', 8, [{ Key: 'team', Value: 'web' }]],
    ['pending', 100, []],
  ]);
  await world.client.send(new StopInstancesCommand({ InstanceIds: [InstanceId] }));
  world.pass(60_000);
  const { Snapshots } = await world.client.send(new DescribeSnapshotsCommand({ OwnerIds: ['self'] }));
  expect(Snapshots?.map(({ State, Progress }) => [State, Progress])).toEqual([
    ['completed', '100%'],
    ['completed', '100%'],
  ]);
  const { Reservations } = await world.client.send(new DescribeInstancesCommand({}));
  expect(Reservations?.[0]?.Instances?.[0]?.State).toEqual({ Code: 80, Name: 'stopped' });
});

test('all that stands can be looked at as JSON, and each change is told', async () => {
  const world = await startEc2();
  const changes: string[] = [];
  world.aws.world.ec2Everywhere.onChange((account, region) => changes.push(`${account} ${region}`));
  await create(world, 'new');
  expect(changes).toEqual(['000000000000 us-east-1']);
  const [here] = JSON.parse(JSON.stringify(world.aws.world.ec2Everywhere.snapshotOf())) as {
    instances: { name: string; interfaceIds: string[] }[];
    groups: { name: string }[];
  }[];
  expect(here?.instances.map(({ name, interfaceIds }) => [name, interfaceIds])).toEqual([
    ['web-1', [world.networkInterface.id]],
  ]);
  expect(here?.groups.map(({ name }) => name)).toEqual(['default', 'web', 'new']);
});

test('the page of the demo reads it over HTTP', async () => {
  const world = await startEc2();
  const answer = await fetch(`${world.aws.url}/sim/world`);
  expect(await answer.json()).toEqual(JSON.parse(JSON.stringify(world.aws.world.ec2Everywhere.snapshotOf())));
  expect(world.aws.calls()).toEqual([]);
});
