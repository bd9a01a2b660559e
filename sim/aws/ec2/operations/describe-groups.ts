import { AwsError } from '../../service.ts';
import { listing, tableListing } from '../describe.ts';
import type { Filters } from '../filters.ts';
import { listOf } from '../input.ts';
import type { Group, PeerKind, Rule } from '../model.ts';
import { permissions, ruleItem, tagSet, type View } from '../render.ts';
import type { Ec2State } from '../state.ts';

type GroupFilters = Filters<Group, View>;

const peerFilters: readonly (readonly [string, PeerKind])[] = [
  ['cidr', 'ipv4'],
  ['ipv6-cidr', 'ipv6'],
  ['prefix-list-id', 'prefix-list'],
  ['group-id', 'group'],
];

/** `ip-permission.*` of one direction. */
function ruleFilters(prefix: string, egress: boolean): GroupFilters {
  const of = (group: Group, read: (rule: Rule) => unknown) =>
    group.rules.flatMap((rule) => {
      const value = rule.egress === egress ? read(rule) : null;
      return value === null ? [] : [String(value)];
    });
  const byPeer = peerFilters.map(([name, kind]): [string, GroupFilters[string]] => [
    `${prefix}.${name}`,
    (group) => of(group, ({ peer }) => (peer.kind === kind ? peer.value : null)),
  ]);
  return {
    [`${prefix}.from-port`]: (group) => of(group, (rule) => rule.fromPort),
    [`${prefix}.to-port`]: (group) => of(group, (rule) => rule.toPort),
    [`${prefix}.protocol`]: (group) => of(group, (rule) => rule.protocol),
    ...Object.fromEntries(byPeer),
  };
}

const groupFilters: GroupFilters = {
  'group-id': ({ id }) => [id],
  'group-name': ({ name }) => [name],
  description: ({ description }) => [description],
  'vpc-id': ({ vpcId }) => [vpcId],
  'owner-id': (_, { account }) => [account],
  ...ruleFilters('ip-permission', false),
  ...ruleFilters('egress.ip-permission', true),
};

export const describeSecurityGroups = tableListing({
  name: 'DescribeSecurityGroups',
  table: 'groups',
  ids: 'GroupId',
  pagesWithIds: true,
  set: 'securityGroupInfo',
  filters: groupFilters,
  item: (group, view) => ({
    ownerId: view.account,
    groupId: group.id,
    groupName: group.name,
    groupDescription: group.description,
    vpcId: group.vpcId,
    ipPermissions: permissions(group, false, view),
    ipPermissionsEgress: permissions(group, true, view),
    tagSet: tagSet(group.tags),
    securityGroupArn: `arn:aws:ec2:${view.region}:${view.account}:security-group/${group.id}`,
  }),
});

type OwnedRule = Rule & { readonly groupId: string };

const rulesOf = (state: Ec2State): OwnedRule[] =>
  [...state.groups.values()].flatMap(({ id: groupId, rules }) => rules.map((rule) => ({ ...rule, groupId })));

export const describeSecurityGroupRules = listing<OwnedRule>({
  name: 'DescribeSecurityGroupRules',
  takes: ['SecurityGroupRuleId'],
  set: 'securityGroupRuleSet',
  rows: rulesOf,
  chosen(state, input) {
    const asked = listOf(input, 'SecurityGroupRuleId');
    const known = new Set(rulesOf(state).map(({ id }) => id));
    const unknown = asked.find((id) => !known.has(id));
    if (unknown !== undefined)
      throw new AwsError(
        'InvalidSecurityGroupRuleId.NotFound',
        `The security group rule ID '${unknown}' does not exist`,
      );
    return asked.length === 0 ? null : asked;
  },
  filters: {
    'group-id': ({ groupId }) => [groupId],
    'security-group-rule-id': ({ id }) => [id],
  },
  item: (rule, view) => ruleItem(rule, rule.groupId, view),
});
