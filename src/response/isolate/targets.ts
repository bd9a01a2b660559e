import {
  DeregisterTargetsCommand,
  DescribeTargetHealthCommand,
  ElasticLoadBalancingV2Client,
  paginateDescribeTargetGroups,
  RegisterTargetsCommand,
  type TargetDescription,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import type { PlannedInstance, PlannedTarget } from '../../finding/lease-plan.ts';
import type { Reach } from '../reach.ts';
import { isMissing } from '../trouble.ts';

/** Target groups that send to the instance now, by its id or by one of its addresses. */
export async function targetsOf(reach: Reach, instance: PlannedInstance): Promise<PlannedTarget[]> {
  const client = await reach.to(ElasticLoadBalancingV2Client, 'elasticloadbalancing:DescribeTargetGroups');
  const found: PlannedTarget[] = [];
  const ids = [instance.id, ...instance.interfaces.map(({ privateIp }) => privateIp)];
  for await (const page of paginateDescribeTargetGroups({ client }, {}, reach.options))
    for (const { TargetGroupArn, VpcId } of page.TargetGroups ?? [])
      if (TargetGroupArn !== undefined && VpcId === instance.vpcId)
        found.push(...(await servedBy(reach, TargetGroupArn, ids)));
  return found;
}

async function servedBy(
  reach: Reach,
  targetGroupArn: string,
  ids: readonly string[],
): Promise<PlannedTarget[]> {
  const served = await health(reach, targetGroupArn);
  return served
    .filter(({ Id }) => Id !== undefined && ids.includes(Id))
    .map(({ Id = '', Port }) => ({ targetGroupArn, id: Id, port: Port ?? null }));
}

/** Who is sent to; those that drain are no longer. A target group that is gone sends to nobody. */
async function health(reach: Reach, TargetGroupArn: string): Promise<TargetDescription[]> {
  const client = await reach.to(ElasticLoadBalancingV2Client, 'elasticloadbalancing:DescribeTargetHealth');
  try {
    const asked = new DescribeTargetHealthCommand({ TargetGroupArn });
    const { TargetHealthDescriptions } = await client.send(asked, reach.options);
    return (TargetHealthDescriptions ?? []).flatMap(({ Target, TargetHealth }) =>
      Target === undefined || TargetHealth?.State === 'draining' ? [] : [Target],
    );
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

export async function isServed(reach: Reach, { targetGroupArn, id, port }: PlannedTarget): Promise<boolean> {
  const served = await health(reach, targetGroupArn);
  return served.some((one) => one.Id === id && (port === null || one.Port === port));
}

export async function serve(reach: Reach, target: PlannedTarget, isServing: boolean): Promise<void> {
  const { targetGroupArn: TargetGroupArn, id: Id, port } = target;
  const change = { TargetGroupArn, Targets: [{ Id, ...(port !== null && { Port: port }) }] };
  const api = `elasticloadbalancing:${isServing ? 'RegisterTargets' : 'DeregisterTargets'}`;
  const client = await reach.to(ElasticLoadBalancingV2Client, api);
  try {
    if (isServing) await client.send(new RegisterTargetsCommand(change), reach.options);
    else await client.send(new DeregisterTargetsCommand(change), reach.options);
  } catch (error) {
    // The target group was deleted meanwhile: there is nothing to be in.
    if (!isMissing(error)) throw error;
  }
}
