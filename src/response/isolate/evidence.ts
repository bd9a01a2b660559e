import {
  CreateSnapshotsCommand,
  CreateTagsCommand,
  DeleteTagsCommand,
  DescribeSnapshotsCommand,
  EC2Client,
  StopInstancesCommand,
} from '@aws-sdk/client-ec2';
import { leaseLabel } from '../../finding/lease.ts';
import type { IsolateSpec } from '../../finding/lease-spec.ts';
import { instanceById } from '../ec2/instances.ts';
import { deploymentTag, leaseTag, tagsOf, tagValue } from '../names.ts';
import { isSettling, type Step, type Work } from '../step.ts';
import { Trouble } from '../trouble.ts';
import { surroundings } from './service.ts';

/** So that whoever sees the instance in the console knows why it is silent. */
const isolatedTag = 'yagura:isolated';

/** All volumes at one moment. They are kept after the release: they are the evidence. */
export const takeSnapshots: Step = {
  name: 'snapshot',
  isOneChange: true,
  async isDone(work) {
    if (!spec(work).snapshot || surroundings(work).volumes.length === 0) return true;
    const client = await work.reach.to(EC2Client, 'ec2:DescribeSnapshots');
    const { Snapshots } = await client.send(
      new DescribeSnapshotsCommand({
        OwnerIds: ['self'],
        Filters: [
          { Name: `tag:${leaseTag}`, Values: [leaseLabel(work.lease.id)] },
          { Name: `tag:${deploymentTag}`, Values: [work.lease.deployment] },
        ],
      }),
      work.reach.options,
    );
    if ((Snapshots ?? []).length > 0) return true;
    // The call has no token (EC2 API Reference, CreateSnapshots): asked again too soon, AWS would take them twice.
    if (isSettling(work, 'snapshot')) throw new Trouble('not-yet', 'snapshot');
    return false;
  },
  async do(work) {
    const client = await work.reach.to(EC2Client, 'ec2:CreateSnapshots');
    await client.send(
      new CreateSnapshotsCommand({
        InstanceSpecification: { InstanceId: work.lease.subject },
        Description: `Yagura ${leaseLabel(work.lease.id)}`,
        TagSpecifications: [{ ResourceType: 'snapshot', Tags: tagsOf(work.lease.id, work.lease.deployment) }],
      }),
      work.reach.options,
    );
  },
};

export const tagInstance: Step = {
  name: 'tag',
  isOneChange: true,
  isDone: async (work) => !spec(work).tag || (await tagged(work)) === leaseLabel(work.lease.id),
  async do(work) {
    const client = await work.reach.to(EC2Client, 'ec2:CreateTags');
    const Tags = [{ Key: isolatedTag, Value: leaseLabel(work.lease.id) }];
    await client.send(new CreateTagsCommand({ Resources: [work.lease.subject], Tags }), work.reach.options);
  },
};

/** Only a tag that says what we wrote. */
export const untagInstance: Step = {
  name: 'untag',
  isDone: async (work) => !spec(work).tag || (await tagged(work)) !== leaseLabel(work.lease.id),
  async do(work) {
    const client = await work.reach.to(EC2Client, 'ec2:DeleteTags');
    const Tags = [{ Key: isolatedTag, Value: leaseLabel(work.lease.id) }];
    await client.send(new DeleteTagsCommand({ Resources: [work.lease.subject], Tags }), work.reach.options);
  },
};

/** The last, and not undone: whether what was broken into may start again is a person's decision. */
export const stopInstance: Step = {
  name: 'stop',
  isOneChange: true,
  async isDone(work) {
    if (!spec(work).stop) return true;
    const instance = await instanceById(work.reach, work.lease.subject);
    return ['stopping', 'stopped', 'shutting-down', 'terminated'].includes(
      instance?.State?.Name ?? 'terminated',
    );
  },
  async do(work) {
    const client = await work.reach.to(EC2Client, 'ec2:StopInstances');
    await client.send(new StopInstancesCommand({ InstanceIds: [work.lease.subject] }), work.reach.options);
  },
};

async function tagged({ reach, lease }: Work): Promise<string | null> {
  return tagValue((await instanceById(reach, lease.subject))?.Tags, isolatedTag);
}

export function spec({ lease }: Pick<Work, 'lease'>): IsolateSpec {
  return lease.spec as IsolateSpec;
}
