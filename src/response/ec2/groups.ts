import {
  AuthorizeSecurityGroupEgressCommand,
  AuthorizeSecurityGroupIngressCommand,
  CreateSecurityGroupCommand,
  DeleteSecurityGroupCommand,
  DescribeSecurityGroupsCommand,
  EC2Client,
  type Filter,
  type IpPermission,
  paginateDescribeSecurityGroups,
  RevokeSecurityGroupEgressCommand,
  RevokeSecurityGroupIngressCommand,
  type SecurityGroup,
  type Tag,
} from '@aws-sdk/client-ec2';
import type { Reach } from '../reach.ts';
import { isMissing } from '../trouble.ts';

export type Group = SecurityGroup & { readonly GroupId: string };

/** Null: AWS does not show it, maybe not yet. */
export async function groupById(reach: Reach, groupId: string): Promise<Group | null> {
  const client = await reach.to(EC2Client, 'ec2:DescribeSecurityGroups');
  try {
    const { SecurityGroups } = await client.send(
      new DescribeSecurityGroupsCommand({ GroupIds: [groupId] }),
      reach.options,
    );
    return SecurityGroups?.find(isGroup) ?? null;
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

/** All that match, however many pages. */
export async function groupsWith(reach: Reach, filters: readonly Filter[]): Promise<Group[]> {
  const client = await reach.to(EC2Client, 'ec2:DescribeSecurityGroups');
  const groups: Group[] = [];
  const asked = filters.length === 0 ? { MaxResults: 500 } : { Filters: [...filters] };
  for await (const page of paginateDescribeSecurityGroups({ client }, asked, reach.options))
    groups.push(...(page.SecurityGroups ?? []).filter(isGroup));
  return groups;
}

export async function groupByName(reach: Reach, vpcId: string, name: string): Promise<Group | null> {
  const [found] = await groupsWith(reach, [
    { Name: 'vpc-id', Values: [vpcId] },
    { Name: 'group-name', Values: [name] },
  ]);
  return found ?? null;
}

/** Those of the ids that exist. */
export async function existing(reach: Reach, groupIds: readonly string[]): Promise<string[]> {
  if (groupIds.length === 0) return [];
  const found = await groupsWith(reach, [{ Name: 'group-id', Values: [...groupIds] }]);
  return groupIds.filter((id) => found.some((group) => group.GroupId === id));
}

interface NewGroup {
  readonly name: string;
  readonly description: string;
  readonly vpcId: string;
  readonly tags: Tag[];
}

export async function createGroup(
  reach: Reach,
  { name, description, vpcId, tags }: NewGroup,
  dryRun = false,
): Promise<string> {
  const client = await reach.to(EC2Client, 'ec2:CreateSecurityGroup');
  const { GroupId } = await client.send(
    new CreateSecurityGroupCommand({
      GroupName: name,
      Description: description,
      VpcId: vpcId,
      TagSpecifications: [{ ResourceType: 'security-group', Tags: tags }],
      ...(dryRun && { DryRun: true }),
    }),
    reach.options,
  );
  return GroupId ?? '';
}

/** What is gone already is deleted. */
export async function deleteGroup(reach: Reach, groupId: string): Promise<void> {
  const client = await reach.to(EC2Client, 'ec2:DeleteSecurityGroup');
  try {
    await client.send(new DeleteSecurityGroupCommand({ GroupId: groupId }), reach.options);
  } catch (error) {
    if (!isMissing(error)) throw error;
  }
}

type RuleChange = { readonly GroupId: string; readonly IpPermissions: IpPermission[] };

/** What is so already is done: a rule that is there is not made twice. */
export async function authorize(
  reach: Reach,
  direction: 'ingress' | 'egress',
  groupId: string,
  permissions: readonly IpPermission[],
): Promise<void> {
  if (permissions.length === 0) return;
  const change: RuleChange = { GroupId: groupId, IpPermissions: [...permissions] };
  await unless('InvalidPermission.Duplicate', async () => {
    if (direction === 'ingress') {
      const client = await reach.to(EC2Client, 'ec2:AuthorizeSecurityGroupIngress');
      await client.send(new AuthorizeSecurityGroupIngressCommand(change), reach.options);
    } else {
      const client = await reach.to(EC2Client, 'ec2:AuthorizeSecurityGroupEgress');
      await client.send(new AuthorizeSecurityGroupEgressCommand(change), reach.options);
    }
  });
}

/** A rule that is gone is not taken away twice. */
export async function revoke(
  reach: Reach,
  direction: 'ingress' | 'egress',
  groupId: string,
  permissions: readonly IpPermission[],
): Promise<void> {
  if (permissions.length === 0) return;
  const change: RuleChange = { GroupId: groupId, IpPermissions: [...permissions] };
  await unless('InvalidPermission.NotFound', async () => {
    if (direction === 'ingress') {
      const client = await reach.to(EC2Client, 'ec2:RevokeSecurityGroupIngress');
      await client.send(new RevokeSecurityGroupIngressCommand(change), reach.options);
    } else {
      const client = await reach.to(EC2Client, 'ec2:RevokeSecurityGroupEgress');
      await client.send(new RevokeSecurityGroupEgressCommand(change), reach.options);
    }
  });
}

async function unless(name: string, call: () => Promise<void>): Promise<void> {
  try {
    await call();
  } catch (error) {
    if (!(error instanceof Error && error.name === name)) throw error;
  }
}

function isGroup(group: SecurityGroup): group is Group {
  return group.GroupId !== undefined;
}
