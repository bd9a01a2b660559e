import { AwsError } from '../../service.ts';
import { invalidValue } from '../errors.ts';
import { required } from '../input.ts';
import { found } from '../kinds.ts';
import type { Group, Rule } from '../model.ts';
import type { Ec2Operation } from '../operation.ts';
import { onResource } from '../permission.ts';
import { ruleItem } from '../render.ts';
import { sameness, type Wanted, wantedOf } from '../rules.ts';
import { type Ec2State, withRow } from '../state.ts';

export const authorizeIngress = authorizing('AuthorizeSecurityGroupIngress', false);
export const authorizeEgress = authorizing('AuthorizeSecurityGroupEgress', true);

/** All of the asked rules or none. */
function authorizing(name: string, egress: boolean): Ec2Operation {
  return {
    name,
    mutating: true,
    takes: ['GroupId', 'IpPermissions'],
    permissions: (input, context) => [onResource(name, required(input, 'GroupId'), context)],
    run(input, context) {
      const { state, limits } = context;
      const group = found(state, 'groups', required(input, 'GroupId'));
      const wanted = wantedOf(input, state);
      refuseOtherNetworks(group, wanted, state);
      refuseDuplicates(group, egress, wanted);
      const added = wanted.map((rule) => ({ ...rule, id: context.newId('sgr'), tags: {}, egress }));
      const rules = [...group.rules, ...added];
      if (heaviest(rules, egress, state) > limits.rulesPerGroup)
        throw new AwsError(
          'RulesPerSecurityGroupLimitExceeded',
          'The maximum number of rules per security group has been reached.',
        );
      context.write(withRow(state, 'groups', { ...group, rules }));
      return { return: true, securityGroupRuleSet: added.map((rule) => ruleItem(rule, group.id, context)) };
    },
  };
}

function refuseOtherNetworks(group: Group, wanted: readonly Wanted[], state: Ec2State) {
  const other = wanted.find(
    ({ peer }) => peer.kind === 'group' && state.groups.get(peer.value)?.vpcId !== group.vpcId,
  );
  if (other)
    throw new AwsError(
      'InvalidGroup.NotFound',
      'You have specified two resources that belong to different networks.',
    );
}

function refuseDuplicates(group: Group, egress: boolean, wanted: readonly Wanted[]) {
  const asked = new Set(wanted.map(sameness));
  if (asked.size < wanted.length) throw invalidValue('The same permission must not appear multiple times');
  const there = group.rules.find((rule) => rule.egress === egress && asked.has(sameness(rule)));
  if (!there) return;
  const { peer, protocol, fromPort, toPort } = there;
  const ports = fromPort === null ? '' : `, from port: ${fromPort}, to port: ${toPort}`;
  throw new AwsError(
    'InvalidPermission.Duplicate',
    `the specified rule "peer: ${peer.value}, ${protocol}${ports}, ALLOW" already exists`,
  );
}

/** What counts against the quota: the heavier of the two address families ("Amazon VPC quotas"). */
function heaviest(rules: readonly Rule[], egress: boolean, state: Ec2State): number {
  const weights = { ipv4: 0, ipv6: 0 };
  for (const { peer } of rules.filter((rule) => rule.egress === egress)) {
    const list = peer.kind === 'prefix-list' ? state.prefixLists.get(peer.value) : null;
    // A prefix list counts for its maximum, whatever is in it; a group counts in both families.
    if (list) weights[list.family === 'IPv4' ? 'ipv4' : 'ipv6'] += list.maxEntries;
    if (peer.kind === 'ipv4' || peer.kind === 'group') weights.ipv4 += 1;
    if (peer.kind === 'ipv6' || peer.kind === 'group') weights.ipv6 += 1;
  }
  return Math.max(weights.ipv4, weights.ipv6);
}
