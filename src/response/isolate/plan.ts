import {
  AutoScalingClient,
  DescribeAutoScalingGroupsCommand,
  DescribeAutoScalingInstancesCommand,
} from '@aws-sdk/client-auto-scaling';
import type { Instance } from '@aws-sdk/client-ec2';
import { GetInstanceProfileCommand, IAMClient } from '@aws-sdk/client-iam';
import type { Obstacle, Planned, Surroundings } from '../../finding/lease-plan.ts';
import type { IsolateSpec, LeaseSpec } from '../../finding/lease-spec.ts';
import { groupById } from '../ec2/groups.ts';
import { describe, instanceById, isGone } from '../ec2/instances.ts';
import type { Interface } from '../ec2/interfaces.ts';
import type { Planning } from '../kind.ts';
import { obstacle, obstacles, planOf } from '../plan.ts';
import type { Reach } from '../reach.ts';
import { targetsOf } from './targets.ts';

/** What cutting an instance off would come to, and who would react to it. */
export async function planIsolate(spec: LeaseSpec, planning: Planning): Promise<Planned> {
  if (spec.kind !== 'isolate') throw new Error('another kind plans this');
  const { reach, policy } = planning;
  const found = await instanceById(reach, spec.instanceId);
  if (found === null) return obstacles(obstacle('no-instance', spec.instanceId));
  if (isGone(found)) return obstacles(obstacle('instance-gone', spec.instanceId));
  const { instance, interfaces } = await describe(reach, found);
  const forensicGroup = policy.forensicGroups[instance.vpcId] ?? null;
  const surroundings: Surroundings = {
    autoScaling: await autoScalingOf(reach, instance.id),
    targets: await targetsOf(reach, instance),
    role: await roleOf(reach, found),
    volumes: (found.BlockDeviceMappings ?? []).flatMap(({ Ebs }) => Ebs?.VolumeId ?? []).sort(),
    running: found.State?.Name === 'running' || found.State?.Name === 'pending',
    forensicGroup,
  };
  const against = [
    ...interfaceObstacles(interfaces),
    ...(await forensicObstacles(reach, forensicGroup, instance.vpcId)),
    ...(spec.revokeSessions && surroundings.role === null ? [obstacle('no-role', instance.id)] : []),
  ];
  if (against.length > 0) return obstacles(...against);
  return planOf(instance.id, {
    ...{ kind: 'isolate', instance, surroundings, user: null },
    steps: stepsOf(spec, surroundings),
  });
}

/** What is done, in the order in which it is. */
function stepsOf(spec: IsolateSpec, { autoScaling, targets, forensicGroup }: Surroundings): string[] {
  return [
    ...(autoScaling ? ['standby'] : []),
    ...(targets.length > 0 ? ['deregister'] : []),
    ...(forensicGroup === null ? ['group', 'egress', 'ingress'] : []),
    ...(spec.cut ? ['cut'] : []),
    'attach',
    ...(spec.revokeSessions ? ['sessions'] : []),
    ...(spec.tag ? ['tag'] : []),
    ...(spec.snapshot ? ['snapshot'] : []),
    ...(spec.stop ? ['stop'] : []),
  ];
}

function interfaceObstacles(interfaces: readonly Interface[]): Obstacle[] {
  if (interfaces.length === 0) return [obstacle('no-interface', '')];
  return interfaces.filter((one) => one.managed).map(({ id }) => obstacle('managed-interface', id));
}

async function forensicObstacles(reach: Reach, groupId: string | null, vpcId: string): Promise<Obstacle[]> {
  if (groupId === null) return [];
  const group = await groupById(reach, groupId);
  return group?.VpcId === vpcId ? [] : [obstacle('forensic-group-missing', groupId, vpcId)];
}

async function autoScalingOf(reach: Reach, instanceId: string): Promise<Surroundings['autoScaling']> {
  const instances = await reach.to(AutoScalingClient, 'autoscaling:DescribeAutoScalingInstances');
  const { AutoScalingInstances } = await instances.send(
    new DescribeAutoScalingInstancesCommand({ InstanceIds: [instanceId] }),
    reach.options,
  );
  const group = AutoScalingInstances?.[0]?.AutoScalingGroupName;
  if (group === undefined) return null;
  const groups = await reach.to(AutoScalingClient, 'autoscaling:DescribeAutoScalingGroups');
  const { AutoScalingGroups } = await groups.send(
    new DescribeAutoScalingGroupsCommand({ AutoScalingGroupNames: [group] }),
    reach.options,
  );
  const { DesiredCapacity = 0, MinSize = 0 } = AutoScalingGroups?.[0] ?? {};
  return { group, lowersDesired: DesiredCapacity > MinSize };
}

/** A profile bears one role at most. */
async function roleOf(reach: Reach, { IamInstanceProfile }: Instance): Promise<string | null> {
  const profile = IamInstanceProfile?.Arn?.split('/').at(-1);
  if (profile === undefined) return null;
  const client = await reach.to(IAMClient, 'iam:GetInstanceProfile');
  const asked = new GetInstanceProfileCommand({ InstanceProfileName: profile });
  const { InstanceProfile } = await client.send(asked, reach.options);
  return InstanceProfile?.Roles?.[0]?.RoleName ?? null;
}
