import type { IpPermission } from '@aws-sdk/client-ec2';
import type { StockFinding, StockRow } from '../../finding/stock.ts';
import { type Group, groupsWith } from '../ec2/groups.ts';
import { type Interface, interfacesWith } from '../ec2/interfaces.ts';
import { ruleTexts } from '../ec2/permissions.ts';
import { quotaOf } from '../quotas.ts';
import type { Reach } from '../reach.ts';

/** All security groups of one account and Region, and what there is to be said against some of them. */
export async function takeStock(reach: Reach, groupsPerInterface: number): Promise<StockRow[]> {
  const groups = await groupsWith(reach, []);
  const interfaces = await interfacesWith(reach, []);
  const most = await quotaOf(reach, 'groupsPerInterface', groupsPerInterface);
  const found = [...unused(groups, interfaces), ...open(groups), ...alike(groups), ...full(interfaces, most)];
  return found.map((row) => ({ ...reach.place, ...row }));
}

type Found = Omit<StockRow, 'account' | 'region'>;

/** Attached to nothing, and named in no rule of another. The default group of a VPC cannot be deleted. */
function unused(groups: readonly Group[], interfaces: readonly Interface[]): Found[] {
  const attached = new Set(interfaces.flatMap((one) => one.groups));
  const named = new Set(groups.flatMap((group) => peersOf(group).filter((id) => id !== group.GroupId)));
  return groups
    .filter(
      ({ GroupId, GroupName }) => !attached.has(GroupId) && !named.has(GroupId) && GroupName !== 'default',
    )
    .map((group) => row(group, 'unused', ''));
}

function peersOf({ IpPermissions = [], IpPermissionsEgress = [] }: Group): string[] {
  return [...IpPermissions, ...IpPermissionsEgress].flatMap(({ UserIdGroupPairs = [] }) =>
    UserIdGroupPairs.flatMap(({ GroupId }) => GroupId ?? []),
  );
}

/** By port: what anybody on the internet may reach where it is attached. */
function open(groups: readonly Group[]): Found[] {
  return groups.flatMap((group) => {
    const ports = (group.IpPermissions ?? []).filter(isForAll).map(portText);
    return ports.length === 0 ? [] : [row(group, 'open-to-world', [...new Set(ports)].join(', '))];
  });
}

function isForAll({ IpRanges = [], Ipv6Ranges = [] }: IpPermission): boolean {
  return (
    IpRanges.some(({ CidrIp }) => CidrIp === '0.0.0.0/0') ||
    Ipv6Ranges.some(({ CidrIpv6 }) => CidrIpv6 === '::/0')
  );
}

function portText({ IpProtocol = '', FromPort, ToPort }: IpPermission): string {
  if (IpProtocol === '-1' || FromPort === undefined || FromPort === -1)
    return IpProtocol === '-1' ? 'all' : IpProtocol;
  return `${FromPort === ToPort ? FromPort : `${FromPort}-${ToPort}`}/${IpProtocol}`;
}

/** The same rules in the same VPC: one of them would do. Groups without rules to compare are no duplicates. */
function alike(groups: readonly Group[]): Found[] {
  const byRules = new Map<string, Group[]>();
  for (const group of groups) {
    const sides = [group.IpPermissions, group.IpPermissionsEgress].map((side) =>
      [...ruleTexts(side).keys()].sort(),
    );
    if (sides[0]?.length === 0) continue;
    const key = JSON.stringify([group.VpcId, sides]);
    byRules.set(key, [...(byRules.get(key) ?? []), group]);
  }
  return [...byRules.values()]
    .filter((same) => same.length > 1)
    .flatMap((same) =>
      same.map((group) => {
        const others = same.flatMap(({ GroupId }) => (GroupId === group.GroupId ? [] : [GroupId]));
        return row(group, 'duplicate', others.join(', '));
      }),
    );
}

/** No group can be lent to them. */
function full(interfaces: readonly Interface[], most: number): Found[] {
  return interfaces
    .filter(({ groups }) => groups.length >= most)
    .map(({ id, vpcId, groups, instanceId }) => ({
      ...{ finding: 'at-limit' as const, subject: id, name: instanceId ?? '', vpcId },
      detail: `${groups.length}/${most}`,
    }));
}

function row({ GroupId, GroupName = '', VpcId = '' }: Group, finding: StockFinding, detail: string): Found {
  return { finding, subject: GroupId, name: GroupName, vpcId: VpcId, detail };
}
