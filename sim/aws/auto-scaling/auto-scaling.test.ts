import {
  AutoScalingClient,
  DescribeAutoScalingGroupsCommand,
  DescribeAutoScalingInstancesCommand,
  DescribeLoadBalancerTargetGroupsCommand,
  EnterStandbyCommand,
  ExitStandbyCommand,
} from '@aws-sdk/client-auto-scaling';
import {
  DeregisterTargetsCommand,
  DescribeTargetGroupsCommand,
  DescribeTargetHealthCommand,
  ElasticLoadBalancingV2Client,
  RegisterTargetsCommand,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { expect, test } from 'vitest';
import { errorOf, startEc2 } from '../ec2/testing.ts';

/** A group of two instances, of one at least, behind a target group. */
async function start() {
  const { aws, pass, settings, instance, somebody, vpc } = await startEc2();
  const { accountId, region } = aws;
  const scaling = new AutoScalingClient(settings());
  const elb = new ElasticLoadBalancingV2Client(settings());
  const other = somebody.seedInstance({ vpcId: vpc.id }).instance;
  const instanceIds = [instance.id, other.id];
  const balancers = aws.world.elb(accountId, region);
  const TargetGroupArn = balancers.seedTargetGroup({ name: 'web', vpcId: vpc.id, targets: instanceIds });
  const groups = aws.world.autoScaling(accountId, region);
  groups.seedGroup({ name: 'web', instanceIds, minSize: 1, maxSize: 2, targetGroupArns: [TargetGroupArn] });
  const enter = (InstanceIds: string[], ShouldDecrementDesiredCapacity = true) =>
    scaling.send(
      new EnterStandbyCommand({ AutoScalingGroupName: 'web', InstanceIds, ShouldDecrementDesiredCapacity }),
    );
  const exit = (...InstanceIds: string[]) =>
    scaling.send(new ExitStandbyCommand({ AutoScalingGroupName: 'web', InstanceIds }));
  const states = async () => {
    const told = await scaling.send(new DescribeAutoScalingInstancesCommand({ InstanceIds: instanceIds }));
    return told.AutoScalingInstances?.map(({ LifecycleState }) => LifecycleState);
  };
  const health = async () => {
    const told = await elb.send(new DescribeTargetHealthCommand({ TargetGroupArn }));
    return told.TargetHealthDescriptions?.map(({ Target, TargetHealth }) => [
      Target?.Id,
      TargetHealth?.State,
    ]);
  };
  return {
    ...{ pass, scaling, elb, somebody, groups, enter, exit, states, health },
    instanceIds,
    TargetGroupArn,
  };
}

test('an unhealthy instance is terminated, unless it is in Standby', async () => {
  const { pass, groups, somebody, enter, states, instanceIds } = await start();
  const [first = '', second = ''] = instanceIds;
  await enter([first]);
  expect(await states()).toEqual(['EnteringStandby', 'InService']);
  pass(5_000);
  expect(await states()).toEqual(['Standby', 'InService']);
  groups.fails(first);
  groups.fails(second);
  expect(groups.terminateUnhealthy()).toEqual([second]);
  expect(somebody.instances().map(({ id, state }) => [id, state])).toEqual([
    [first, 'running'],
    [second, 'terminated'],
  ]);
});

test('Standby takes it from behind the load balancer and off the desired capacity; the way back undoes both', async () => {
  const { pass, scaling, enter, exit, health, instanceIds } = await start();
  const [first = '', second = ''] = instanceIds;
  const desired = async () =>
    (await scaling.send(new DescribeAutoScalingGroupsCommand({}))).AutoScalingGroups?.[0]?.DesiredCapacity;
  await enter([first]);
  expect(await health()).toEqual([
    [first, 'draining'],
    [second, 'healthy'],
  ]);
  expect(await desired()).toBe(1);
  expect(await errorOf(exit(first))).toBe('ValidationError');
  pass(300_000);
  expect(await health()).toEqual([[second, 'healthy']]);
  await exit(first);
  expect([await desired(), await health()]).toEqual([
    2,
    [
      [second, 'healthy'],
      [first, 'healthy'],
    ],
  ]);
});

test('the sizes of the group are kept', async () => {
  const { pass, enter, exit, instanceIds } = await start();
  expect(await errorOf(enter(instanceIds))).toBe('ValidationError');
  expect(await errorOf(enter(['i-0abc']))).toBe('ValidationError');
  // Without giving up its place, the group has no room for its return.
  expect(await errorOf(enter(instanceIds.slice(0, 1), false))).toBe('none');
  pass(5_000);
  expect(await errorOf(exit(...instanceIds.slice(0, 1)))).toBe('ValidationError');
});

test('targets leave slowly, and can be put back', async () => {
  const { pass, elb, scaling, health, instanceIds, TargetGroupArn } = await start();
  const Targets = instanceIds.slice(0, 1).map((Id) => ({ Id }));
  await elb.send(new DeregisterTargetsCommand({ TargetGroupArn, Targets }));
  expect((await health())?.[0]).toEqual([instanceIds[0], 'draining']);
  pass(300_000);
  expect(await health()).toEqual([[instanceIds[1], 'healthy']]);
  const left = await elb.send(new DescribeTargetHealthCommand({ TargetGroupArn, Targets }));
  expect(left.TargetHealthDescriptions?.map(({ TargetHealth }) => TargetHealth)).toEqual([
    { State: 'unused', Reason: 'Target.NotRegistered' },
  ]);
  await elb.send(new RegisterTargetsCommand({ TargetGroupArn, Targets }));
  expect(await health()).toHaveLength(2);
  const none = elb.send(new DeregisterTargetsCommand({ TargetGroupArn: `${TargetGroupArn}0`, Targets }));
  expect(await errorOf(none)).toBe('TargetGroupNotFoundException');
  const { TargetGroups } = await elb.send(new DescribeTargetGroupsCommand({}));
  expect(TargetGroups?.map((group) => group.TargetGroupName)).toEqual(['web']);
  const ofGroup = new DescribeLoadBalancerTargetGroupsCommand({ AutoScalingGroupName: 'web' });
  expect((await scaling.send(ofGroup)).LoadBalancerTargetGroups?.[0]?.LoadBalancerTargetGroupARN).toBe(
    TargetGroupArn,
  );
});
