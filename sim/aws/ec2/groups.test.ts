import {
  AuthorizeSecurityGroupIngressCommand,
  CreateSecurityGroupCommand,
  DeleteSecurityGroupCommand,
  DescribeSecurityGroupRulesCommand,
  DescribeSecurityGroupsCommand,
  type IpPermission,
  RevokeSecurityGroupEgressCommand,
  RevokeSecurityGroupIngressCommand,
} from '@aws-sdk/client-ec2';
import { describe, expect, test } from 'vitest';
import { errorOf, startEc2 } from './testing.ts';

const ssh = (CidrIp: string, Description?: string): IpPermission => ({
  IpProtocol: 'tcp',
  FromPort: 22,
  ToPort: 22,
  IpRanges: [{ CidrIp, ...(Description !== undefined && { Description }) }],
});

type World = Awaited<ReturnType<typeof startEc2>>;

const create = ({ client, vpc }: World, GroupName: string, VpcId = vpc.id) =>
  client.send(new CreateSecurityGroupCommand({ GroupName, VpcId, Description: 'of a test' }));

const authorize = ({ client }: World, GroupId: string, ...IpPermissions: IpPermission[]) =>
  client.send(new AuthorizeSecurityGroupIngressCommand({ GroupId, IpPermissions }));

async function described({ client }: World, groupId: string) {
  const { SecurityGroups } = await client.send(new DescribeSecurityGroupsCommand({ GroupIds: [groupId] }));
  return SecurityGroups?.[0];
}

describe('a new group', () => {
  test('lets everything out, has its tags, and is found by them', async () => {
    const world = await startEc2();
    const { GroupId = '' } = await world.client.send(
      new CreateSecurityGroupCommand({
        GroupName: 'lease-12',
        Description: 'of a test',
        VpcId: world.vpc.id,
        TagSpecifications: [{ ResourceType: 'security-group', Tags: [{ Key: 'lease', Value: 'L12' }] }],
      }),
    );
    const Filters = [
      { Name: 'tag:lease', Values: ['L1?', 'other'] },
      { Name: 'vpc-id', Values: [world.vpc.id] },
    ];
    const { SecurityGroups } = await world.client.send(new DescribeSecurityGroupsCommand({ Filters }));
    expect(SecurityGroups).toEqual([
      {
        GroupId,
        GroupName: 'lease-12',
        Description: 'of a test',
        OwnerId: '000000000000',
        VpcId: world.vpc.id,
        Tags: [{ Key: 'lease', Value: 'L12' }],
        SecurityGroupArn: `arn:aws:ec2:us-east-1:000000000000:security-group/${GroupId}`,
        IpPermissions: [],
        IpPermissionsEgress: [
          {
            IpProtocol: '-1',
            UserIdGroupPairs: [],
            IpRanges: [{ CidrIp: '0.0.0.0/0' }],
            Ipv6Ranges: [],
            PrefixListIds: [],
          },
        ],
      },
    ]);
  });

  test('lets IPv6 out too, where the VPC has it', async () => {
    const world = await startEc2();
    const both = world.somebody.seedVpc({ ipv6Cidr: '2001:db8::/56' });
    const { GroupId = '' } = await create(world, 'dual', both.id);
    const egress = (await described(world, GroupId))?.IpPermissionsEgress?.[0];
    expect(egress?.IpRanges).toEqual([{ CidrIp: '0.0.0.0/0' }]);
    expect(egress?.Ipv6Ranges).toEqual([{ CidrIpv6: '::/0' }]);
  });

  test.each([
    ['WEB', 'InvalidGroup.Duplicate'],
    ['sg-web', 'InvalidParameterValue'],
    ['Default', 'InvalidGroup.Reserved'],
    ['web|1', 'InvalidParameterValue'],
    ['w'.repeat(256), 'InvalidParameterValue'],
    ['w'.repeat(255), 'none'],
    ['web ._-:/()#,@[]+=&;{}!$*', 'none'],
  ])('may be called %s: %s', async (name, error) => {
    expect(await errorOf(create(await startEc2(), name))).toBe(error);
  });

  test('may have a name that another VPC has too', async () => {
    const world = await startEc2();
    expect(await errorOf(create(world, 'web', world.somebody.seedVpc().id))).toBe('none');
    expect(await errorOf(create(world, 'web', 'vpc-0abc'))).toBe('InvalidVpcID.NotFound');
  });
});

describe('rules', () => {
  test('are kept in canonical form, with an id each, and told as permissions', async () => {
    const world = await startEc2();
    const permissions = [ssh('192.0.2.77/24', 'office'), ssh('203.0.113.5/32')];
    const { SecurityGroupRules = [] } = await authorize(world, world.web.id, ...permissions);
    expect(SecurityGroupRules.map((rule) => rule.CidrIpv4)).toEqual(['192.0.2.0/24', '203.0.113.5/32']);
    const group = await described(world, world.web.id);
    expect(group?.IpPermissions).toEqual([
      {
        IpProtocol: 'tcp',
        FromPort: 22,
        ToPort: 22,
        UserIdGroupPairs: [],
        IpRanges: [{ CidrIp: '192.0.2.0/24', Description: 'office' }, { CidrIp: '203.0.113.5/32' }],
        Ipv6Ranges: [],
        PrefixListIds: [],
      },
    ]);
    const Filters = [{ Name: 'group-id', Values: [world.web.id] }];
    const told = await world.client.send(new DescribeSecurityGroupRulesCommand({ Filters }));
    expect(told.SecurityGroupRules?.map((rule) => [rule.IsEgress, rule.IpProtocol, rule.FromPort])).toEqual([
      [true, '-1', -1],
      [false, 'tcp', 22],
      [false, 'tcp', 22],
    ]);
  });

  test('that are there are refused, however their range is spelled', async () => {
    const world = await startEc2();
    await authorize(world, world.web.id, ssh('192.0.2.0/24'));
    const again = authorize(world, world.web.id, ssh('198.51.100.0/24'), ssh('192.0.2.9/24', 'other words'));
    expect(await errorOf(again)).toBe('InvalidPermission.Duplicate');
    // All or none.
    expect((await described(world, world.web.id))?.IpPermissions?.[0]?.IpRanges).toHaveLength(1);
    const twice = authorize(world, world.web.id, ssh('203.0.113.1/32'), ssh('203.0.113.1/32'));
    expect(await errorOf(twice)).toBe('InvalidParameterValue');
  });

  test.each<[string, IpPermission, string]>([
    ['no mask', ssh('192.0.2.0'), 'InvalidParameterValue'],
    ['a mask too long', ssh('192.0.2.0/33'), 'InvalidParameterValue'],
    ['ports the wrong way round', { ...ssh('192.0.2.0/24'), ToPort: 21 }, 'InvalidParameterValue'],
    ['a port too high', { ...ssh('192.0.2.0/24'), ToPort: 65_536 }, 'InvalidParameterValue'],
    ['no port', { IpProtocol: 'udp', IpRanges: [{ CidrIp: '192.0.2.0/24' }] }, 'MissingParameter'],
    ['a protocol nobody has', { ...ssh('192.0.2.0/24'), IpProtocol: 'ssh' }, 'InvalidParameterValue'],
    ['no source', { IpProtocol: 'tcp', FromPort: 1, ToPort: 2 }, 'InvalidParameterCombination'],
    [
      'a group nobody has',
      { IpProtocol: '-1', UserIdGroupPairs: [{ GroupId: 'sg-0abc' }] },
      'InvalidGroup.NotFound',
    ],
    ['IPv6', { IpProtocol: '-1', Ipv6Ranges: [{ CidrIpv6: '2001:DB8:0::1/32' }] }, 'none'],
  ])('with %s: %s', async (_, permission, error) => {
    const world = await startEc2();
    expect(await errorOf(authorize(world, world.web.id, permission))).toBe(error);
  });

  test('are counted by direction and family, a prefix list by its maximum', async () => {
    const world = await startEc2();
    const { id } = world.somebody.seedPrefixList({ maxEntries: 50 });
    await authorize(world, world.web.id, { IpProtocol: '-1', PrefixListIds: [{ PrefixListId: id }] });
    const ten = Array.from({ length: 10 }, (_, at) => ssh(`203.0.113.${at}/32`));
    await authorize(world, world.web.id, ...ten);
    expect(await errorOf(authorize(world, world.web.id, ssh('192.0.2.1/32')))).toBe(
      'RulesPerSecurityGroupLimitExceeded',
    );
    const ofIpv6 = { IpProtocol: '-1', Ipv6Ranges: [{ CidrIpv6: '2001:db8::/32' }] };
    expect(await errorOf(authorize(world, world.web.id, ofIpv6))).toBe('none');
  });
});

describe('revoking', () => {
  const revoke = ({ client }: World, GroupId: string, ...IpPermissions: IpPermission[]) =>
    client.send(new RevokeSecurityGroupIngressCommand({ GroupId, IpPermissions }));

  test('takes rules away by what they say and by their ids', async () => {
    const world = await startEc2();
    await authorize(world, world.web.id, ssh('192.0.2.0/24', 'office'));
    const revoked = await revoke(world, world.web.id, ssh('192.0.2.0/24'));
    expect(revoked.RevokedSecurityGroupRules?.map((rule) => rule.CidrIpv4)).toEqual(['192.0.2.0/24']);
    const Filters = [{ Name: 'group-id', Values: [world.web.id] }];
    const { SecurityGroupRules = [] } = await world.client.send(
      new DescribeSecurityGroupRulesCommand({ Filters }),
    );
    const SecurityGroupRuleIds = SecurityGroupRules.flatMap((rule) => rule.SecurityGroupRuleId ?? []);
    const byIds = new RevokeSecurityGroupEgressCommand({ GroupId: world.web.id, SecurityGroupRuleIds });
    expect((await world.client.send(byIds)).RevokedSecurityGroupRules).toHaveLength(1);
    expect(await errorOf(world.client.send(byIds))).toBe('InvalidSecurityGroupRuleId.NotFound');
    const group = await described(world, world.web.id);
    expect([group?.IpPermissions, group?.IpPermissionsEgress]).toEqual([[], []]);
  });

  test('what is not there is an error, and nothing is revoked; in a default VPC it is told', async () => {
    const world = await startEc2();
    await authorize(world, world.web.id, ssh('192.0.2.0/24'));
    const both = [ssh('192.0.2.0/24'), ssh('203.0.113.0/24')];
    expect(await errorOf(revoke(world, world.web.id, ...both))).toBe('InvalidPermission.NotFound');
    expect((await described(world, world.web.id))?.IpPermissions).toHaveLength(1);

    const usual = world.somebody.seedVpc({ isDefault: true });
    const { GroupId = '' } = await create(world, 'there', usual.id);
    await authorize(world, GroupId, ssh('192.0.2.0/24'));
    const told = await revoke(world, GroupId, ...both);
    expect(told.Return).toBe(false);
    expect(told.UnknownIpPermissions?.[0]?.IpRanges).toEqual([{ CidrIp: '203.0.113.0/24' }]);
    expect((await described(world, GroupId))?.IpPermissions).toEqual([]);
  });
});

describe('deleting', () => {
  const remove = ({ client }: World, GroupId: string) =>
    errorOf(client.send(new DeleteSecurityGroupCommand({ GroupId })));

  test('is refused while the group is attached', async () => {
    const world = await startEc2();
    expect(await remove(world, world.web.id)).toBe('DependencyViolation');
    const other = world.somebody.seedGroup({ vpcId: world.vpc.id });
    world.somebody.setInterfaceGroups(world.networkInterface.id, [other.id]);
    expect(await remove(world, world.web.id)).toBe('none');
    expect(await remove(world, world.web.id)).toBe('InvalidGroup.NotFound');
  });

  test('is refused while another group names it, in either direction, but not when only it names itself', async () => {
    const world = await startEc2();
    const { GroupId = '' } = await create(world, 'named');
    const byGroup = { IpProtocol: '-1', UserIdGroupPairs: [{ GroupId }] };
    await authorize(world, GroupId, byGroup);
    await authorize(world, world.web.id, byGroup);
    expect(await remove(world, GroupId)).toBe('DependencyViolation');
    await world.client.send(
      new RevokeSecurityGroupIngressCommand({ GroupId: world.web.id, IpPermissions: [byGroup] }),
    );
    expect(await remove(world, GroupId)).toBe('none');
  });

  test('is refused for the default group', async () => {
    const world = await startEc2();
    const usual = world.somebody.groups().find(({ name }) => name === 'default');
    expect(await remove(world, usual?.id ?? '')).toBe('CannotDelete');
    expect(await remove(world, 'web')).toBe('InvalidGroupId.Malformed');
  });
});
