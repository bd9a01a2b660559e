import { EC2Client, type Filter, type Instance, paginateDescribeInstances } from '@aws-sdk/client-ec2';
import type { PlannedInstance } from '../../finding/lease-plan.ts';
import { tagValue } from '../names.ts';
import type { Reach } from '../reach.ts';
import { type Interface, interfacesOfInstance } from './interfaces.ts';

/** Those that match, however many pages. By filter, so that an id that is unknown finds nothing instead of failing. */
export async function instancesWith(reach: Reach, filters: readonly Filter[]): Promise<Instance[]> {
  const client = await reach.to(EC2Client, 'ec2:DescribeInstances');
  const found: Instance[] = [];
  for await (const page of paginateDescribeInstances({ client }, { Filters: [...filters] }, reach.options))
    for (const { Instances } of page.Reservations ?? []) found.push(...(Instances ?? []));
  return found;
}

export async function instanceById(reach: Reach, instanceId: string): Promise<Instance | null> {
  const [found] = await instancesWith(reach, [{ Name: 'instance-id', Values: [instanceId] }]);
  return found ?? null;
}

/** It is going, or gone: what is attached to it now is attached to nothing. */
export function isGone({ State }: Instance): boolean {
  return State?.Name === 'terminated' || State?.Name === 'shutting-down';
}

/** An instance with all its interfaces, the way a plan holds it. */
export async function describe(
  reach: Reach,
  instance: Instance,
): Promise<{ readonly instance: PlannedInstance; readonly interfaces: readonly Interface[] }> {
  const id = instance.InstanceId ?? '';
  const interfaces = (await interfacesOfInstance(reach, id)).sort((a, b) => (a.id < b.id ? -1 : 1));
  return {
    interfaces,
    instance: {
      id,
      name: tagValue(instance.Tags, 'Name'),
      vpcId: instance.VpcId ?? '',
      interfaces: interfaces.map((one) => ({
        ...{ id: one.id, privateIp: one.privateIp, subnetId: one.subnetId, groups: one.groups },
      })),
    },
  };
}
