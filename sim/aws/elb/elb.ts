import { requiredText } from '../input.ts';
import type { Input, Operation, ServiceCall, SimulatedService } from '../service.ts';
import { AwsError } from '../service.ts';
import { regional } from '../setting.ts';

/** A target group as ELB keeps it. Targets are instances, or addresses where `targetType` says so. */
interface TargetGroup {
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

interface TargetGroupSeed {
  readonly name: string;
  readonly vpcId: string;
  readonly targetType?: 'instance' | 'ip';
  readonly targets: readonly string[];
}

/** The deregistration delay that a target group begins with ("Edit target group attributes"). */
const drainMs = 300_000;

/** ELB's target groups: who is behind them, and who leaves. */
export function createElb(now: () => number) {
  const groupsOf = regional(() => new Map<string, TargetGroup>());
  const here = ({ account, region }: ServiceCall) => groupsOf(account, region);

  /** Those that are still told of: what has drained is gone. */
  const present = ({ targets }: TargetGroup) =>
    targets.filter(({ drainsUntil }) => drainsUntil === null || drainsUntil > now());

  function found(call: ServiceCall, arn: string): TargetGroup {
    const group = here(call).get(arn);
    if (!group) throw new AwsError('TargetGroupNotFound', `Target groups '${arn}' not found`);
    return group;
  }

  const registered = (group: TargetGroup, asked: readonly Asked[]): TargetGroup => ({
    ...group,
    targets: [
      ...present(group).filter((target) => !asked.some((one) => isSame(target, one))),
      ...asked.map((one) => ({ ...one, drainsUntil: null })),
    ],
  });

  /** What is not registered is no error (DeregisterTargets). */
  const deregistered = (group: TargetGroup, asked: readonly Asked[]): TargetGroup => ({
    ...group,
    targets: present(group).map((target) =>
      asked.some((one) => isSame(target, one))
        ? { ...target, drainsUntil: target.drainsUntil ?? now() + drainMs }
        : target,
    ),
  });

  const changing = (
    name: string,
    change: (group: TargetGroup, asked: readonly Asked[]) => TargetGroup,
  ): Operation => ({
    name,
    mutating: true,
    permissions: ({ input }) => [
      { action: `elasticloadbalancing:${name}`, resource: requiredText(input, 'TargetGroupArn') },
    ],
    run(call) {
      const group = found(call, requiredText(call.input, 'TargetGroupArn'));
      const asked = askedTargets(call.input, group);
      if (asked.length === 0) throw new AwsError('ValidationError', 'At least one target must be specified');
      here(call).set(group.arn, change(group, asked));
      return {};
    },
  });

  const operations: readonly Operation[] = [
    {
      name: 'DescribeTargetGroups',
      mutating: false,
      run(call) {
        const arns = textsOf(call.input, 'TargetGroupArns');
        const groups = arns.length > 0 ? arns.map((arn) => found(call, arn)) : [...here(call).values()];
        return { TargetGroups: groups.map(described) };
      },
    },
    {
      name: 'DescribeTargetHealth',
      mutating: false,
      run(call) {
        const group = found(call, requiredText(call.input, 'TargetGroupArn'));
        const asked = askedTargets(call.input, group);
        const there = present(group).map(healthOf);
        const unused = asked.filter((one) => !present(group).some((target) => isSame(target, one)));
        const chosen = there.filter(
          ({ Target }) => asked.length === 0 || asked.some(({ id }) => id === Target.Id),
        );
        return { TargetHealthDescriptions: [...chosen, ...unused.map(unusedTarget)] };
      },
    },
    changing('RegisterTargets', registered),
    changing('DeregisterTargets', deregistered),
  ];

  const service: SimulatedService = {
    name: 'elasticloadbalancing',
    protocol: 'query',
    xmlns: 'http://elasticloadbalancing.amazonaws.com/doc/2015-12-01/',
    operations,
  };

  return {
    service,
    at: regional((account, region) => ({
      seedTargetGroup({ name, vpcId, targetType = 'instance', targets }: TargetGroupSeed): string {
        const place = `arn:aws:elasticloadbalancing:${region}:${account}`;
        const arn = `${place}:targetgroup/${name}/0123456789abcdef`;
        groupsOf(account, region).set(arn, {
          ...{ arn, name, vpcId, targetType, port: 443 },
          loadBalancerArns: [`${place}:loadbalancer/app/${name}/0123456789abcdef`],
          targets: targets.map((id) => ({ id, port: 443, drainsUntil: null })),
        });
        return arn;
      },
      /** Puts a target behind the group, or takes it away, as Auto Scaling does. */
      serve(arn: string, id: string, isServing: boolean) {
        const group = groupsOf(account, region).get(arn);
        if (!group) return;
        const asked = [{ id, port: group.port }];
        groupsOf(account, region).set(arn, isServing ? registered(group, asked) : deregistered(group, asked));
      },
      /** Who gets requests now. */
      targets: (arn: string) =>
        (groupsOf(account, region).get(arn)?.targets ?? [])
          .filter((one) => one.drainsUntil === null)
          .map(({ id }) => id),
    })),
  };
}

type Asked = Pick<Target, 'id' | 'port'>;

const isSame = (target: Target, asked: Asked) => target.id === asked.id && target.port === asked.port;

function textsOf(input: Input, name: string): string[] {
  const value = input[name];
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
}

/** Without a port a target has the group's own. */
function askedTargets(input: Input, group: TargetGroup): Asked[] {
  const value = input['Targets'];
  const targets: Input[] = Array.isArray(value) ? value : [];
  return targets.map((one) => ({ id: requiredText(one, 'Id'), port: Number(one['Port'] ?? group.port) }));
}

function described(group: TargetGroup) {
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

function healthOf({ id, port, drainsUntil }: Target) {
  const draining = { State: 'draining', Reason: 'Target.DeregistrationInProgress' };
  return {
    Target: { Id: id, Port: port },
    TargetHealth: drainsUntil === null ? { State: 'healthy' } : draining,
  };
}

const unusedTarget = ({ id, port }: Asked) => ({
  Target: { Id: id, Port: port },
  TargetHealth: { State: 'unused', Reason: 'Target.NotRegistered' },
});
