import { requiredText, textsOf } from '../input.ts';
import type { Input, Operation, ServiceCall, SimulatedService } from '../service.ts';
import { regional } from '../setting.ts';
import {
  doomed,
  enterStandby,
  exitStandby,
  invalid,
  type Member,
  type ScalingGroup,
  without,
} from './groups.ts';
import { activityOf, arnOf, describedGroup, memberOf } from './told.ts';

interface GroupSeed {
  readonly name: string;
  readonly instanceIds: readonly string[];
  readonly minSize?: number;
  readonly maxSize?: number;
  readonly targetGroupArns?: readonly string[];
}

interface AutoScalingParts {
  readonly now: () => number;
  /** What the group does to an instance that it takes for dead. */
  readonly terminate: (account: string, region: string, instanceId: string) => void;
  /** Puts an instance behind a target group, or takes it away. */
  readonly serve: (
    account: string,
    region: string,
    arn: string,
    instanceId: string,
    isServing: boolean,
  ) => void;
}

/** Auto Scaling groups: they end what is unhealthy, unless it is in Standby. */
export function createAutoScaling({ now, terminate, serve }: AutoScalingParts) {
  const groupsOf = regional(() => new Map<string, ScalingGroup>());
  const here = ({ account, region }: ServiceCall) => groupsOf(account, region);

  function found(call: ServiceCall): ScalingGroup {
    const name = requiredText(call.input, 'AutoScalingGroupName');
    const group = here(call).get(name);
    if (!group) throw invalid(`AutoScalingGroup name not found - ${name}`);
    return group;
  }

  /** Standby takes an instance from behind the group's load balancers, the way back puts it there again. */
  function moving(
    name: string,
    isServing: boolean,
    move: (group: ScalingGroup, ids: string[], input: Input) => ScalingGroup,
  ): Operation {
    return {
      name,
      mutating: true,
      permissions: (call) => [
        {
          action: `autoscaling:${name}`,
          resource: arnOf(requiredText(call.input, 'AutoScalingGroupName'), call),
        },
      ],
      run(call) {
        const group = found(call);
        const ids = textsOf(call.input, 'InstanceIds');
        if (ids.length === 0) throw invalid('At least one instance id must be given.');
        here(call).set(group.name, move(group, ids, call.input));
        for (const arn of group.targetGroupArns)
          for (const id of ids) serve(call.account, call.region, arn, id, isServing);
        return { Activities: ids.map((id) => activityOf(name, group.name, id, now())) };
      },
    };
  }

  const operations: readonly Operation[] = [
    {
      name: 'DescribeAutoScalingInstances',
      mutating: false,
      run(call) {
        const ids = textsOf(call.input, 'InstanceIds');
        const all = [...here(call).values()].flatMap((group) =>
          group.members.map((member) => ({ group, member })),
        );
        // Those that are of no group are left out.
        const chosen = all.filter(({ member }) => ids.length === 0 || ids.includes(member.instanceId));
        return {
          AutoScalingInstances: chosen.map(({ group, member }) => ({
            AutoScalingGroupName: group.name,
            ...memberOf(member, call.region, now()),
          })),
        };
      },
    },
    {
      name: 'DescribeAutoScalingGroups',
      mutating: false,
      run(call) {
        const names = textsOf(call.input, 'AutoScalingGroupNames');
        const chosen = [...here(call).values()].filter(
          ({ name }) => names.length === 0 || names.includes(name),
        );
        return { AutoScalingGroups: chosen.map((group) => describedGroup(group, call, now())) };
      },
    },
    {
      name: 'DescribeLoadBalancerTargetGroups',
      mutating: false,
      run: (call) => ({
        LoadBalancerTargetGroups: found(call).targetGroupArns.map((arn) => ({
          LoadBalancerTargetGroupARN: arn,
          State: 'InService',
        })),
      }),
    },
    moving('EnterStandby', false, (group, ids, input) => {
      const decrement = requiredText(input, 'ShouldDecrementDesiredCapacity') === 'true';
      return enterStandby(group, ids, decrement, now());
    }),
    moving('ExitStandby', true, (group, ids) => exitStandby(group, ids, now())),
  ];

  const service: SimulatedService = {
    name: 'autoscaling',
    protocol: 'query',
    xmlns: 'http://autoscaling.amazonaws.com/doc/2011-01-01/',
    operations,
  };

  const at = regional((account, region) => {
    const groups = groupsOf(account, region);
    return {
      seedGroup({ name, instanceIds, minSize = 0, maxSize = 10, targetGroupArns = [] }: GroupSeed) {
        const members = instanceIds.map(
          (instanceId): Member => ({ instanceId, lifecycle: 'InService', settlesAt: 0, healthy: true }),
        );
        groups.set(name, { name, minSize, maxSize, desired: members.length, targetGroupArns, members });
      },
      /** Its health checks fail from now on, as those of an instance that is cut off do. */
      fails(instanceId: string) {
        for (const group of groups.values())
          groups.set(group.name, {
            ...group,
            members: group.members.map((one) =>
              one.instanceId === instanceId ? { ...one, healthy: false } : one,
            ),
          });
      },
      /** What the groups do about failed health checks; answers with the instances that are gone. */
      terminateUnhealthy(): string[] {
        const ids = [...groups.values()].flatMap((group) => {
          const gone = doomed(group).map(({ instanceId }) => instanceId);
          groups.set(group.name, without(group, gone));
          return gone;
        });
        for (const id of ids) terminate(account, region, id);
        return ids;
      },
      group: (name: string) => groups.get(name),
    };
  });

  return { service, at };
}
