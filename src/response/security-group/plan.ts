import { EC2Client, GetManagedPrefixListEntriesCommand } from '@aws-sdk/client-ec2';
import { widthGuards } from '../../finding/lease-guards.ts';
import type { Obstacle, Planned, PlannedInstance } from '../../finding/lease-plan.ts';
import type { LeaseSpec, RuleSource, SecurityGroupSpec } from '../../finding/lease-spec.ts';
import { groupById } from '../ec2/groups.ts';
import { describe, instanceById, isGone } from '../ec2/instances.ts';
import type { Interface } from '../ec2/interfaces.ts';
import type { Planning } from '../kind.ts';
import { obstacle, obstacles, planOf } from '../plan.ts';
import { quotaOf } from '../quotas.ts';
import { isMissing } from '../trouble.ts';

/** What lending access to an instance would come to. */
export async function planSecurityGroup(spec: LeaseSpec, planning: Planning): Promise<Planned> {
  if (spec.kind !== 'security-group') throw new Error('another kind plans this');
  const { reach } = planning;
  const found = await instanceById(reach, spec.instanceId);
  if (found === null) return obstacles(obstacle('no-instance', spec.instanceId));
  if (isGone(found)) return obstacles(obstacle('instance-gone', spec.instanceId));
  const { instance, interfaces } = await describe(reach, found);
  const chosen = interfaces.filter(({ id }) => spec.interfaces === null || spec.interfaces.includes(id));
  const against = [
    ...missingInterfaces(spec, interfaces),
    ...(await fullInterfaces(chosen, planning)),
    ...(await sourceObstacles(spec.rule.source, instance, planning)),
  ];
  if (against.length > 0) return obstacles(...against);
  const kept = instance.interfaces.filter((one) => chosen.some(({ id }) => id === one.id));
  return planOf(instance.id, {
    kind: 'security-group',
    steps: ['group', 'egress', 'ingress', ...(planning.policy.failsafe ? ['failsafe'] : []), 'attach'],
    instance: { ...instance, interfaces: kept },
    surroundings: null,
    user: null,
  });
}

function missingInterfaces(
  { interfaces: asked }: SecurityGroupSpec,
  found: readonly Interface[],
): Obstacle[] {
  if (found.length === 0) return [obstacle('no-interface', '')];
  const missing = (asked ?? []).filter((id) => !found.some((one) => one.id === id));
  return missing.map((id) => obstacle('no-interface', id));
}

/** Ours is one more on each, and never on what an AWS service manages. */
async function fullInterfaces(
  chosen: readonly Interface[],
  { reach, policy }: Planning,
): Promise<Obstacle[]> {
  const managed = chosen.filter((one) => one.managed).map(({ id }) => obstacle('managed-interface', id));
  if (managed.length > 0) return managed;
  const most = await quotaOf(reach, 'groupsPerInterface', policy.groupsPerInterface);
  return chosen
    .filter(({ groups }) => groups.length >= most)
    .map(({ id }) => obstacle('interface-full', id, String(most)));
}

async function sourceObstacles(
  source: RuleSource,
  { vpcId }: PlannedInstance,
  planning: Planning,
): Promise<Obstacle[]> {
  if (source.kind === 'cidr') return [];
  if (source.kind === 'prefix-list') return prefixListObstacles(source.prefixListId, planning);
  const group = await groupById(planning.reach, source.groupId);
  if (group === null) return [obstacle('no-source-group', source.groupId)];
  return group.VpcId === vpcId ? [] : [obstacle('other-vpc', source.groupId, vpcId)];
}

/** Its entries are networks like any other, and it counts as many rules as it may have entries. */
async function prefixListObstacles(id: string, { reach, policy, role }: Planning): Promise<Obstacle[]> {
  const client = await reach.to(EC2Client, 'ec2:GetManagedPrefixListEntries');
  const entries: string[] = [];
  try {
    for (let token: string | undefined; ; ) {
      const asked = { PrefixListId: id, MaxResults: 100, ...(token !== undefined && { NextToken: token }) };
      const page = await client.send(new GetManagedPrefixListEntriesCommand(asked), reach.options);
      entries.push(...(page.Entries ?? []).flatMap(({ Cidr }) => Cidr ?? []));
      token = page.NextToken;
      if (token === undefined) break;
    }
  } catch (error) {
    if (isMissing(error)) return [obstacle('no-prefix-list', id)];
    throw error;
  }
  const most = await quotaOf(reach, 'rulesPerGroup', 60);
  const wide = entries.filter((cidr) => widthGuards(cidr, role, policy).length > 0);
  return [
    ...wide.slice(0, 3).map((cidr) => obstacle('wide-prefix-list', cidr, id)),
    ...(entries.length > most ? [obstacle('too-many-rules', String(entries.length), String(most))] : []),
  ];
}
