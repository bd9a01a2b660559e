import type { ServiceCall } from '../service.ts';
import { lifecycleOf, type Member, type ScalingGroup } from './groups.ts';

// How groups and their instances are told by the names on the wire.

export function memberOf(member: Member, region: string, now: number) {
  return {
    InstanceId: member.instanceId,
    AvailabilityZone: `${region}a`,
    LifecycleState: lifecycleOf(member, now),
    HealthStatus: member.healthy ? 'Healthy' : 'Unhealthy',
    ProtectedFromScaleIn: false,
  };
}

export function describedGroup(group: ScalingGroup, call: ServiceCall, now: number) {
  return {
    AutoScalingGroupName: group.name,
    AutoScalingGroupARN: arnOf(group.name, call),
    MinSize: group.minSize,
    MaxSize: group.maxSize,
    DesiredCapacity: group.desired,
    DefaultCooldown: 300,
    AvailabilityZones: [`${call.region}a`],
    HealthCheckType: 'ELB',
    CreatedTime: new Date(0),
    TargetGroupARNs: group.targetGroupArns,
    Instances: group.members.map((member) => memberOf(member, call.region, now)),
  };
}

export function activityOf(operation: string, group: string, instanceId: string, now: number) {
  return {
    ActivityId: `${operation}-${instanceId}-${now}`,
    AutoScalingGroupName: group,
    Description: `${operation}: ${instanceId}`,
    Cause: `At ${new Date(now).toISOString()} instance ${instanceId} was moved in response to a user request.`,
    StartTime: new Date(now),
    StatusCode: 'InProgress',
    Progress: 50,
  };
}

export const arnOf = (name: string, { account, region }: Pick<ServiceCall, 'account' | 'region'>) =>
  `arn:aws:autoscaling:${region}:${account}:autoScalingGroup:*:autoScalingGroupName/${name}`;
