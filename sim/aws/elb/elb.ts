import { requiredText, textsOf } from '../input.ts';
import type { Operation, ServiceCall, SimulatedService } from '../service.ts';
import { AwsError } from '../service.ts';
import { regional } from '../setting.ts';
import {
  askedTargets,
  deregistered,
  described,
  healthOf,
  isSame,
  present,
  registered,
  type TargetGroup,
  unusedTarget,
} from './target-groups.ts';

interface TargetGroupSeed {
  readonly name: string;
  readonly vpcId: string;
  readonly targetType?: 'instance' | 'ip';
  readonly targets: readonly string[];
}

/** ELB's target groups: who is behind them, and who leaves. */
export function createElb(now: () => number) {
  const groupsOf = regional(() => new Map<string, TargetGroup>());
  const here = ({ account, region }: ServiceCall) => groupsOf(account, region);

  function found(call: ServiceCall, arn: string): TargetGroup {
    const group = here(call).get(arn);
    if (!group) throw new AwsError('TargetGroupNotFound', `Target groups '${arn}' not found`);
    return group;
  }

  const changing = (name: string, change: typeof registered): Operation => ({
    name,
    mutating: true,
    permissions: ({ input }) => [
      { action: `elasticloadbalancing:${name}`, resource: requiredText(input, 'TargetGroupArn') },
    ],
    run(call) {
      const group = found(call, requiredText(call.input, 'TargetGroupArn'));
      const asked = askedTargets(call.input, group);
      if (asked.length === 0) throw new AwsError('ValidationError', 'At least one target must be specified');
      here(call).set(group.arn, change(group, asked, now()));
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
        const there = present(group, now()).map(healthOf);
        const unused = asked.filter((one) => !present(group, now()).some((target) => isSame(target, one)));
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
        const change = isServing ? registered : deregistered;
        groupsOf(account, region).set(arn, change(group, asked, now()));
      },
      /** Who gets requests now. */
      targets: (arn: string) =>
        (groupsOf(account, region).get(arn)?.targets ?? [])
          .filter((one) => one.drainsUntil === null)
          .map(({ id }) => id),
    })),
  };
}
