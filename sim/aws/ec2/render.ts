import type { Group, Peer, Rule, Tags } from './model.ts';
import type { Ec2State } from './state.ts';

/** Where and when somebody looks. */
export interface View {
  readonly state: Ec2State;
  readonly account: string;
  readonly region: string;
  readonly now: number;
}

export function tagSet(tags: Tags) {
  return Object.entries(tags).map(([key, value]) => ({ key, value }));
}

export function groupSet(groupIds: readonly string[], { state }: View) {
  return groupIds.map((groupId) => ({ groupId, groupName: state.groups.get(groupId)?.name ?? groupId }));
}

/** A group's rules of one direction, those of the same ports as one permission. */
export function permissions(group: Group, egress: boolean, { account }: View) {
  const rules = group.rules.filter((rule) => rule.egress === egress);
  const alike = Map.groupBy(rules, ({ protocol, fromPort, toPort }) => `${protocol} ${fromPort} ${toPort}`);
  return [...alike.values()].map((those) => permissionOf(those, account));
}

export function permissionOf(rules: readonly Omit<Rule, 'id' | 'tags' | 'egress'>[], account: string) {
  const of = (kind: Peer['kind']) => rules.filter(({ peer }) => peer.kind === kind);
  const [first] = rules;
  return {
    ipProtocol: first?.protocol,
    fromPort: first?.fromPort,
    toPort: first?.toPort,
    groups: of('group').map(({ peer, description }) => ({
      userId: account,
      groupId: peer.value,
      description,
    })),
    ipRanges: of('ipv4').map(({ peer, description }) => ({ cidrIp: peer.value, description })),
    ipv6Ranges: of('ipv6').map(({ peer, description }) => ({ cidrIpv6: peer.value, description })),
    prefixListIds: of('prefix-list').map(({ peer, description }) => ({
      prefixListId: peer.value,
      description,
    })),
  };
}

const peerNames = {
  ipv4: 'cidrIpv4',
  ipv6: 'cidrIpv6',
  'prefix-list': 'prefixListId',
} as const;

/** One rule as DescribeSecurityGroupRules tells it; there, no port is -1. */
export function ruleItem(rule: Rule, groupId: string, { account, region, state }: View) {
  const { id, egress, protocol, fromPort, toPort, peer, description, tags } = rule;
  return {
    securityGroupRuleId: id,
    groupId,
    groupOwnerId: account,
    isEgress: egress,
    ipProtocol: protocol,
    fromPort: fromPort ?? -1,
    toPort: toPort ?? -1,
    ...(peer.kind === 'group'
      ? {
          referencedGroupInfo: {
            groupId: peer.value,
            userId: account,
            vpcId: state.groups.get(peer.value)?.vpcId,
          },
        }
      : { [peerNames[peer.kind]]: peer.value }),
    description,
    tagSet: tagSet(tags),
    securityGroupRuleArn: `arn:aws:ec2:${region}:${account}:security-group-rule/${id}`,
  };
}

/** The rule as RevokeSecurityGroupIngress tells what it took away. */
export function revokedItem(rule: Rule, groupId: string) {
  const { id, egress, protocol, fromPort, toPort, peer, description } = rule;
  return {
    securityGroupRuleId: id,
    groupId,
    isEgress: egress,
    ipProtocol: protocol,
    fromPort: fromPort ?? -1,
    toPort: toPort ?? -1,
    [peer.kind === 'group' ? 'referencedGroupId' : peerNames[peer.kind]]: peer.value,
    description,
  };
}
