import type { IpPermission } from '@aws-sdk/client-ec2';
import type { IngressRule, RuleSource } from '../../finding/lease-spec.ts';

/** The rule as AWS takes and tells it. `description`: what colleagues see beside it in the console. */
export function permissionOf(
  { protocol, fromPort, toPort, source }: IngressRule,
  description: string,
): IpPermission {
  return { IpProtocol: protocol, FromPort: fromPort, ToPort: toPort, ...sourceOf(source, description) };
}

function sourceOf(source: RuleSource, Description: string): Partial<IpPermission> {
  switch (source.kind) {
    case 'group':
      return { UserIdGroupPairs: [{ GroupId: source.groupId, Description }] };
    case 'prefix-list':
      return { PrefixListIds: [{ PrefixListId: source.prefixListId, Description }] };
    case 'cidr':
      return source.cidr.includes(':')
        ? { Ipv6Ranges: [{ CidrIpv6: source.cidr, Description }] }
        : { IpRanges: [{ CidrIp: source.cidr, Description }] };
  }
}

/** One text for each rule that a list of permissions says, whatever way AWS groups them: who may come, and where. */
export function ruleTexts(permissions: readonly IpPermission[] | undefined): Map<string, IpPermission> {
  const rules = new Map<string, IpPermission>();
  for (const { IpRanges, Ipv6Ranges, UserIdGroupPairs, PrefixListIds, ...port } of permissions ?? []) {
    const at = `${port.IpProtocol} ${port.FromPort ?? ''} ${port.ToPort ?? ''}`;
    const base: IpPermission = {
      IpProtocol: port.IpProtocol,
      ...(port.FromPort !== undefined && { FromPort: port.FromPort }),
      ...(port.ToPort !== undefined && { ToPort: port.ToPort }),
    };
    const add = (who: string | undefined, part: Partial<IpPermission>) =>
      who !== undefined && rules.set(`${at} ${who}`, { ...base, ...part });
    for (const one of IpRanges ?? []) add(one.CidrIp, { IpRanges: [one] });
    for (const one of Ipv6Ranges ?? []) add(one.CidrIpv6, { Ipv6Ranges: [one] });
    for (const one of UserIdGroupPairs ?? []) add(one.GroupId, { UserIdGroupPairs: [withoutNames(one)] });
    for (const one of PrefixListIds ?? []) add(one.PrefixListId, { PrefixListIds: [one] });
  }
  return rules;
}

/** AWS tells more of a group than it takes back: of its own account and VPC only the id is wanted. */
function withoutNames({
  GroupId,
  Description,
  UserId,
}: NonNullable<IpPermission['UserIdGroupPairs']>[number]) {
  return {
    ...(GroupId !== undefined && { GroupId }),
    ...(UserId !== undefined && { UserId }),
    ...(Description !== undefined && { Description }),
  };
}

/** What has to be added to `present`, and what taken away, for it to be `wanted`. */
export function rulesBetween(
  present: readonly IpPermission[] | undefined,
  wanted: readonly IpPermission[],
): { readonly missing: IpPermission[]; readonly extra: IpPermission[] } {
  const [are, should] = [ruleTexts(present), ruleTexts(wanted)];
  return {
    missing: [...should].flatMap(([text, rule]) => (are.has(text) ? [] : [rule])),
    extra: [...are].flatMap(([text, rule]) => (should.has(text) ? [] : [rule])),
  };
}
