import { requiredText } from '../input.ts';
import type { Input } from '../service.ts';

/** A target group as ELB keeps it. Targets are instances, or addresses where `targetType` says so. */
export interface TargetGroup {
  readonly arn: string;
  readonly name: string;
  readonly vpcId: string;
  readonly port: number;
  readonly targetType: 'instance' | 'ip';
  readonly loadBalancerArns: readonly string[];
  readonly targets: readonly Target[];
}

interface Target {
  readonly id: string;
  readonly port: number;
  /** Set while it is draining: when that ends. */
  readonly drainsUntil: number | null;
}

type Asked = Pick<Target, 'id' | 'port'>;

/** The deregistration delay that a target group begins with ("Edit target group attributes"). */
const drainMs = 300_000;

/** Those that are still told of: what has drained is gone. */
export const present = ({ targets }: TargetGroup, now: number) =>
  targets.filter(({ drainsUntil }) => drainsUntil === null || drainsUntil > now);

export function registered(group: TargetGroup, asked: readonly Asked[], now: number): TargetGroup {
  const others = present(group, now).filter((target) => !asked.some((one) => isSame(target, one)));
  return { ...group, targets: [...others, ...asked.map((one) => ({ ...one, drainsUntil: null }))] };
}

/** What is not registered is no error (DeregisterTargets). */
export function deregistered(group: TargetGroup, asked: readonly Asked[], now: number): TargetGroup {
  const targets = present(group, now).map((target) =>
    asked.some((one) => isSame(target, one))
      ? { ...target, drainsUntil: target.drainsUntil ?? now + drainMs }
      : target,
  );
  return { ...group, targets };
}

export const isSame = (target: Target, asked: Asked) => target.id === asked.id && target.port === asked.port;

/** Without a port a target has the group's own. */
export function askedTargets(input: Input, group: TargetGroup): Asked[] {
  const value = input['Targets'];
  const targets: Input[] = Array.isArray(value) ? value : [];
  return targets.map((one) => ({ id: requiredText(one, 'Id'), port: Number(one['Port'] ?? group.port) }));
}

export function described(group: TargetGroup) {
  return {
    TargetGroupArn: group.arn,
    TargetGroupName: group.name,
    Protocol: 'HTTPS',
    Port: group.port,
    VpcId: group.vpcId,
    TargetType: group.targetType,
    LoadBalancerArns: group.loadBalancerArns,
  };
}

export function healthOf({ id, port, drainsUntil }: Target) {
  const draining = { State: 'draining', Reason: 'Target.DeregistrationInProgress' };
  return {
    Target: { Id: id, Port: port },
    TargetHealth: drainsUntil === null ? { State: 'healthy' } : draining,
  };
}

export const unusedTarget = ({ id, port }: Asked) => ({
  Target: { Id: id, Port: port },
  TargetHealth: { State: 'unused', Reason: 'Target.NotRegistered' },
});
