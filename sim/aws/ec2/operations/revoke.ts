import { AwsError, type Input } from '../../service.ts';
import { listOf, required } from '../input.ts';
import { found } from '../kinds.ts';
import type { Group, Rule } from '../model.ts';
import type { Context, Ec2Operation } from '../operation.ts';
import { onResource } from '../permission.ts';
import { permissionOf, revokedItem } from '../render.ts';
import { sameness, type Wanted, wantedOf } from '../rules.ts';
import { withRow } from '../state.ts';

export const revokeIngress = revoking('RevokeSecurityGroupIngress', false);
export const revokeEgress = revoking('RevokeSecurityGroupEgress', true);

interface Picked {
  readonly rules: readonly Rule[];
  readonly unknown: readonly Wanted[];
}

function revoking(name: string, egress: boolean): Ec2Operation {
  return {
    name,
    mutating: true,
    takes: ['GroupId', 'IpPermissions', 'SecurityGroupRuleId'],
    permissions: (input, context) => [onResource(name, required(input, 'GroupId'), context)],
    run(input, context) {
      const group = found(context.state, 'groups', required(input, 'GroupId'));
      const ids = listOf(input, 'SecurityGroupRuleId');
      const there = group.rules.filter((rule) => rule.egress === egress);
      const { rules, unknown } =
        ids.length > 0 ? byIds(there, ids) : byPermissions(there, group, input, context);
      const left = group.rules.filter((rule) => !rules.includes(rule));
      if (rules.length > 0) context.write(withRow(context.state, 'groups', { ...group, rules: left }));
      return {
        return: unknown.length === 0,
        unknownIpPermissionSet: unknown.map((one) => permissionOf([one], context.account)),
        revokedSecurityGroupRuleSet: rules.map((rule) => revokedItem(rule, group.id)),
      };
    },
  };
}

function byIds(there: readonly Rule[], ids: readonly string[]): Picked {
  const rules = ids.map((id) => {
    const rule = there.find((one) => one.id === id);
    if (!rule)
      throw new AwsError(
        'InvalidSecurityGroupRuleId.NotFound',
        `The security group rule ID '${id}' does not exist`,
      );
    return rule;
  });
  return { rules, unknown: [] };
}

/** What is not there is an error, and nothing is revoked; in the default VPC it is told instead. */
function byPermissions(there: readonly Rule[], group: Group, input: Input, { state }: Context): Picked {
  const known = new Map(there.map((rule) => [sameness(rule), rule]));
  const wanted = wantedOf(input, state);
  const unknown = wanted.filter((one) => !known.has(sameness(one)));
  if (unknown.length > 0 && state.vpcs.get(group.vpcId)?.isDefault !== true)
    throw new AwsError(
      'InvalidPermission.NotFound',
      'The specified rule does not exist in this security group.',
    );
  return { rules: wanted.flatMap((one) => known.get(sameness(one)) ?? []), unknown };
}
