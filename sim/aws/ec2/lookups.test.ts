import {
  CreateSnapshotCommand,
  CreateTagsCommand,
  DeleteTagsCommand,
  DescribeIamInstanceProfileAssociationsCommand,
  DescribeInstanceStatusCommand,
  DescribeManagedPrefixListsCommand,
  DescribeSecurityGroupsCommand,
  DescribeSnapshotAttributeCommand,
  DescribeSubnetsCommand,
  DescribeTagsCommand,
  DescribeVolumesCommand,
  DescribeVpcsCommand,
  EC2Client,
  GetManagedPrefixListEntriesCommand,
} from '@aws-sdk/client-ec2';
import { expect, test } from 'vitest';
import { memberAccount } from '../testing.ts';
import { canonicalIpv4, canonicalIpv6 } from './cidr.ts';
import { errorOf, startEc2 } from './testing.ts';

test('networks are told', async () => {
  const { client, somebody, vpc } = await startEc2();
  const dual = somebody.seedVpc({ isDefault: true, ipv6Cidr: '2001:db8::/56' });
  const Filters = [{ Name: 'is-default', Values: ['true'] }];
  const { Vpcs } = await client.send(new DescribeVpcsCommand({ Filters }));
  expect(Vpcs?.map((one) => [one.VpcId, one.Ipv6CidrBlockAssociationSet?.[0]?.Ipv6CidrBlock])).toEqual([
    [dual.id, '2001:db8::/56'],
  ]);
  const ofVpc = [{ Name: 'vpc-id', Values: [vpc.id] }];
  const { Subnets } = await client.send(new DescribeSubnetsCommand({ Filters: ofVpc }));
  expect(Subnets?.map((one) => [one.VpcId, one.AvailabilityZone])).toEqual([[vpc.id, 'us-east-1a']]);
});

test('prefix lists are told with their maximum, and their entries page by page', async () => {
  const { client, somebody } = await startEc2();
  const entries = ['192.0.2.0/24', '198.51.100.0/24', '203.0.113.0/24'].map((cidr) => ({ cidr }));
  const { id } = somebody.seedPrefixList({ name: 'offices', maxEntries: 20, entries });
  const Filters = [{ Name: 'prefix-list-name', Values: ['office*'] }];
  const { PrefixLists } = await client.send(new DescribeManagedPrefixListsCommand({ Filters }));
  expect(PrefixLists?.map((one) => [one.PrefixListId, one.MaxEntries])).toEqual([[id, 20]]);
  const page = (NextToken?: string) =>
    client.send(
      new GetManagedPrefixListEntriesCommand({
        ...{ PrefixListId: id, MaxResults: 2 },
        ...(NextToken !== undefined && { NextToken }),
      }),
    );
  const first = await page();
  const second = await page(first.NextToken);
  expect([...(first.Entries ?? []), ...(second.Entries ?? [])].map(({ Cidr }) => Cidr)).toEqual(
    entries.map(({ cidr }) => cidr),
  );
  expect(second.NextToken).toBeUndefined();
  expect(await errorOf(page('made up'))).toBe('InvalidPaginationToken');
});

test('tags are told, and go where they have the value that was named', async () => {
  const { client, instance } = await startEc2();
  const Resources = [instance.id];
  await client.send(new CreateTagsCommand({ Resources, Tags: [{ Key: 'team', Value: 'web' }] }));
  const told = async () => {
    const Filters = [{ Name: 'resource-id', Values: Resources }];
    const { Tags } = await client.send(new DescribeTagsCommand({ Filters }));
    return Tags?.map(({ Key, Value, ResourceType }) => [ResourceType, Key, Value]);
  };
  const remove = (Value: string) =>
    client.send(new DeleteTagsCommand({ Resources, Tags: [{ Key: 'team', Value }] }));
  await remove('db');
  expect(await told()).toEqual([
    ['instance', 'Name', 'web-1'],
    ['instance', 'team', 'web'],
  ]);
  await remove('web');
  expect(await told()).toEqual([['instance', 'Name', 'web-1']]);
});

test('volumes, and whom a snapshot is shared with', async () => {
  const { client, somebody, instance } = await startEc2();
  const volume = somebody.seedVolume({ instanceId: instance.id, encrypted: true });
  somebody.seedVolume({});
  const Filters = [{ Name: 'attachment.instance-id', Values: [instance.id] }];
  const { Volumes } = await client.send(new DescribeVolumesCommand({ Filters }));
  expect(Volumes?.map((one) => [one.VolumeId, one.Encrypted, one.State])).toEqual([
    [volume.id, true, 'in-use'],
  ]);
  const sharedWith = ['all', memberAccount];
  const { id: SnapshotId } = somebody.seedSnapshot({ volumeId: volume.id, sharedWith });
  const { CreateVolumePermissions } = await client.send(
    new DescribeSnapshotAttributeCommand({ SnapshotId, Attribute: 'createVolumePermission' }),
  );
  expect(CreateVolumePermissions).toEqual([{ Group: 'all' }, { UserId: memberAccount }]);
  const { State } = await client.send(new CreateSnapshotCommand({ VolumeId: volume.id }));
  expect(State).toBe('pending');
});

test('the role of an instance, and whether it runs', async () => {
  const { client, somebody, vpc } = await startEc2();
  const profileArn = 'arn:aws:iam::000000000000:instance-profile/web';
  const { instance } = somebody.seedInstance({ vpcId: vpc.id, profileArn });
  const told = await client.send(new DescribeIamInstanceProfileAssociationsCommand({}));
  expect(
    told.IamInstanceProfileAssociations?.map((one) => [
      one.InstanceId,
      one.IamInstanceProfile?.Arn,
      one.State,
    ]),
  ).toEqual([[instance.id, profileArn, 'associated']]);
  somebody.terminateInstance(instance.id);
  const statuses = async (IncludeAllInstances: boolean) => {
    const asked = new DescribeInstanceStatusCommand({ InstanceIds: [instance.id], IncludeAllInstances });
    return (await client.send(asked)).InstanceStatuses?.map(({ InstanceState }) => InstanceState?.Name);
  };
  expect([await statuses(false), await statuses(true)]).toEqual([[], ['terminated']]);
});

test("another account's resources are met with its role alone", async () => {
  const { aws, client, settings, take } = await startEc2();
  const there = aws.world.ec2(memberAccount, aws.region);
  const group = there.seedGroup({ vpcId: there.seedVpc().id, name: 'theirs' });
  const member = new EC2Client(settings({ credentials: await take() }));
  const ask = new DescribeSecurityGroupsCommand({ GroupIds: [group.id] });
  expect((await member.send(ask)).SecurityGroups?.[0]?.OwnerId).toBe(memberAccount);
  expect(await errorOf(client.send(ask))).toBe('InvalidGroup.NotFound');
});

test('a parameter that would be overlooked is refused', async () => {
  const { client } = await startEc2();
  const byName = client.send(new DescribeSecurityGroupsCommand({ GroupNames: ['web'] }));
  expect(await errorOf(byName)).toBe('UnknownParameter');
});

test('ranges have one form', () => {
  expect(canonicalIpv4('100.68.0.18/18')).toBe('100.68.0.0/18');
  expect(canonicalIpv4('203.0.113.255/0')).toBe('0.0.0.0/0');
  expect(canonicalIpv4('203.0.113.255/32')).toBe('203.0.113.255/32');
  expect(canonicalIpv6('2001:DB8:0:0:1::F/64')).toBe('2001:db8::/64');
  expect(canonicalIpv6('2001:db8::ff01/121')).toBe('2001:db8::ff00/121');
  expect(canonicalIpv6('::1/128')).toBe('::1/128');
  expect(canonicalIpv6('::/0')).toBe('::/0');
});
