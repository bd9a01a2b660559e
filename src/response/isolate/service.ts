import {
  AutoScalingClient,
  DescribeAutoScalingInstancesCommand,
  EnterStandbyCommand,
  ExitStandbyCommand,
} from '@aws-sdk/client-auto-scaling';
import type { PlannedTarget, Surroundings } from '../../finding/lease-plan.ts';
import { instanceById, isGone } from '../ec2/instances.ts';
import type { Step, Work } from '../step.ts';
import { Trouble } from '../trouble.ts';
import { isServed, serve } from './targets.ts';

/** Out of the Auto Scaling group's sight first: its health checks would end the evidence. */
export const enterStandby: Step = {
  name: 'standby',
  isOneChange: true,
  async isDone(work) {
    if (surroundings(work).autoScaling === null) return true;
    const state = await lifecycle(work);
    // Somebody took it out of the group: nothing checks it any more.
    return state === null || state === 'Standby';
  },
  async do(work) {
    const { autoScaling } = surroundings(work);
    const state = await lifecycle(work);
    if (autoScaling === null || state === null) return;
    if (state === 'EnteringStandby') throw new Trouble('not-yet', state);
    const client = await work.reach.to(AutoScalingClient, 'autoscaling:EnterStandby');
    const change = {
      AutoScalingGroupName: autoScaling.group,
      InstanceIds: [work.lease.subject],
      ShouldDecrementDesiredCapacity: autoScaling.lowersDesired,
    };
    // Ours, so that the release takes nothing out of Standby that somebody else put there.
    await work.remember({ kept: { ...work.lease.facts.kept, standby: autoScaling.group } });
    await client.send(new EnterStandbyCommand(change), work.reach.options);
  },
};

export const exitStandby: Step = {
  name: 'service',
  async isDone(work) {
    if (work.lease.facts.kept['standby'] === undefined) return true;
    const state = await lifecycle(work);
    return state === null || !/Standby/.test(state);
  },
  async do(work) {
    const group = work.lease.facts.kept['standby'];
    const state = await lifecycle(work);
    if (group === undefined || state === null) return;
    if (state === 'EnteringStandby') throw new Trouble('not-yet', state);
    const client = await work.reach.to(AutoScalingClient, 'autoscaling:ExitStandby');
    const change = { AutoScalingGroupName: group, InstanceIds: [work.lease.subject] };
    await client.send(new ExitStandbyCommand(change), work.reach.options);
  },
};

/** Nobody is sent to it any more, beside those that drain. */
export const deregister: Step = {
  name: 'deregister',
  isDone: async (work) => (await present(work, surroundings(work).targets, true)).length === 0,
  async do(work) {
    for (const target of await present(work, surroundings(work).targets, true))
      await serve(work.reach, target, false);
  },
};

/** Only where we took it out. */
export const register: Step = {
  name: 'register',
  isDone: async (work) => (await missing(work)).length === 0,
  async do(work) {
    for (const target of await missing(work)) await serve(work.reach, target, true);
  },
};

async function missing(work: Work): Promise<PlannedTarget[]> {
  const { deregister: taken } = work.lease.journal;
  // Leaving Standby, an instance is registered by its group; what is there already is not missing.
  if (
    taken === undefined ||
    taken.outcome === 'refused' ||
    work.lease.journal['register']?.outcome === 'done'
  )
    return [];
  const instance = await instanceById(work.reach, work.lease.subject);
  if (instance === null || isGone(instance)) return [];
  return present(work, surroundings(work).targets, false);
}

async function present(
  work: Work,
  targets: readonly PlannedTarget[],
  served: boolean,
): Promise<PlannedTarget[]> {
  const found: PlannedTarget[] = [];
  for (const target of targets) if ((await isServed(work.reach, target)) === served) found.push(target);
  return found;
}

/** Null: it is in no group. */
async function lifecycle({ lease, reach }: Work): Promise<string | null> {
  const client = await reach.to(AutoScalingClient, 'autoscaling:DescribeAutoScalingInstances');
  const asked = new DescribeAutoScalingInstancesCommand({ InstanceIds: [lease.subject] });
  const { AutoScalingInstances } = await client.send(asked, reach.options);
  return AutoScalingInstances?.[0]?.LifecycleState ?? null;
}

export function surroundings({ lease }: Pick<Work, 'lease'>): Surroundings {
  const found = lease.plan.surroundings;
  if (found === null) throw new Error('an isolation is planned with its surroundings');
  return found;
}
