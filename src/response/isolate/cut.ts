import type { IpPermission } from '@aws-sdk/client-ec2';
import { leaseLabel } from '../../finding/lease.ts';
import { authorize, createGroup, deleteGroup, groupByName } from '../ec2/groups.ts';
import { rulesBetween } from '../ec2/permissions.ts';
import { areOurs, groupName, tagsOf } from '../names.ts';
import { isSettling, type Step, type Work } from '../step.ts';
import { Trouble } from '../trouble.ts';
import { spec } from './evidence.ts';
import { giveAlone } from './give-alone.ts';

/** Everything, both ways, over IPv4 and IPv6: what flows through such a group is not tracked. */
const everything: IpPermission[] = [
  { IpProtocol: '-1', IpRanges: [{ CidrIp: '0.0.0.0/0' }] },
  { IpProtocol: '-1', Ipv6Ranges: [{ CidrIpv6: '::/0' }] },
];

/**
 * Cuts what is established. Connections that are tracked outlive a change of groups; those that are not do not (EC2 User
 * Guide, "Security group connection tracking"). So the instance gets a group that lets everything through for as long as
 * it takes to give it the one that lets nothing, as the document AWSSupport-ContainEC2Instance does. Its price: for these
 * seconds it is open.
 */
export const cutConnections: Step = {
  name: 'cut',
  async isDone(work) {
    return !spec(work).cut || work.lease.facts.kept['cut'] === 'done';
  },
  async do(work) {
    const groupId = await openGroup(work);
    const { facts } = work.lease;
    await giveAlone(work, groupId, facts.groupId === null ? [groupId] : [groupId, facts.groupId]);
    await work.remember({ kept: { ...work.lease.facts.kept, cut: 'done' } });
  },
};

/** Once nothing carries it any more. */
export const dropCutGroup: Step = {
  name: 'cut-off',
  async isDone(work) {
    const { journal, facts } = work.lease;
    if (!spec(work).cut || journal['cut'] === undefined) return true;
    if ((await cutGroup(work)) !== null) return false;
    if (journal['cut-off']?.outcome === 'done' || !isSettling(work)) return true;
    // Made a moment ago, maybe, by a process that was killed before it wrote down the id.
    if (facts.kept['cutGroup'] === undefined) throw new Trouble('not-yet', 'cut');
    return false;
  },
  async do(work) {
    const groupId = work.lease.facts.kept['cutGroup'] ?? (await cutGroup(work))?.GroupId;
    if (groupId !== undefined) await deleteGroup(work.reach, groupId);
  },
};

export async function cutGroupId(work: Work): Promise<string | null> {
  if (!spec(work).cut) return null;
  return work.lease.facts.kept['cutGroup'] ?? (await cutGroup(work))?.GroupId ?? null;
}

async function openGroup(work: Work): Promise<string> {
  const { lease, reach } = work;
  const found = await cutGroup(work);
  const groupId =
    found?.GroupId ??
    (await createGroup(reach, {
      name: groupName(lease.id, lease.deployment, 'cut'),
      description: `Yagura lease ${leaseLabel(lease.id)}: cuts connections`,
      vpcId: lease.plan.instance?.vpcId ?? '',
      tags: tagsOf(lease.id, lease.deployment),
    }));
  await work.remember({ kept: { ...work.lease.facts.kept, cutGroup: groupId } });
  // One by one: where one of several is there already, AWS adds none of them.
  for (const rule of rulesBetween(found?.IpPermissions, everything).missing)
    await authorize(reach, 'ingress', groupId, [rule]);
  for (const rule of rulesBetween(found?.IpPermissionsEgress, everything).missing)
    await authorize(reach, 'egress', groupId, [rule]);
  return groupId;
}

async function cutGroup({ lease, reach }: Work) {
  const name = groupName(lease.id, lease.deployment, 'cut');
  const found = await groupByName(reach, lease.plan.instance?.vpcId ?? '', name);
  if (found !== null && !areOurs(found.Tags, lease.id, lease.deployment))
    throw new Trouble('foreign', found.GroupId);
  return found;
}
