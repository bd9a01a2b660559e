import type { IpPermission } from '@aws-sdk/client-ec2';
import { leaseLabel } from '../finding/lease.ts';
import {
  authorize,
  createGroup,
  deleteGroup,
  type Group,
  groupById,
  groupByName,
  groupsWith,
  revoke,
} from './ec2/groups.ts';
import { rulesBetween } from './ec2/permissions.ts';
import { areOurs, groupName, tagsOf } from './names.ts';
import { isSettling, type Step, settleMs, type Work } from './step.ts';
import { Trouble } from './trouble.ts';

/**
 * The group that is made for one lease alone. Found by its id where that was written down, else by name and tags: a
 * process that was killed after it was made and before that was written finds it again, and never makes a second.
 */
export async function ownGroup(work: Work): Promise<Group | null> {
  const { lease, reach } = work;
  const { groupId } = lease.facts;
  if (groupId !== null) {
    const known = await groupById(reach, groupId);
    if (known !== null) return known;
  }
  const found = await groupByName(reach, vpcOf(work), groupName(lease.id, lease.deployment));
  if (found === null) return null;
  if (!areOurs(found.Tags, lease.id, lease.deployment)) throw new Trouble('foreign', found.GroupId);
  if (found.GroupId !== groupId) await work.remember({ groupId: found.GroupId });
  return found;
}

/** The same, where it has to be there. AWS may not show it yet. */
export async function presentGroup(work: Work): Promise<Group> {
  const group = await ownGroup(work);
  if (group !== null) return group;
  throw new Trouble(isSettling(work) ? 'not-yet' : 'gone', work.lease.facts.groupId ?? 'group');
}

/** Made with its tags in one call, so that there is never one of ours that does not say so. */
export function makeGroup(what: string): Step {
  return {
    name: 'group',
    isOneChange: true,
    isDone: async (work) => (await ownGroup(work)) !== null,
    async do(work) {
      const { lease, reach } = work;
      const groupId = await createGroup(reach, {
        name: groupName(lease.id, lease.deployment),
        description: `${what} ${leaseLabel(lease.id)}`,
        vpcId: vpcOf(work),
        tags: tagsOf(lease.id, lease.deployment),
      });
      await work.remember({ groupId });
    },
  };
}

/** A new group lets everything out: that goes before it is attached to anything (IPv4 and IPv6). */
export const closeEgress: Step = {
  name: 'egress',
  isDone: async (work) => ((await presentGroup(work)).IpPermissionsEgress ?? []).length === 0,
  async do(work) {
    const { GroupId, IpPermissionsEgress } = await presentGroup(work);
    const { extra } = rulesBetween(IpPermissionsEgress, []);
    await revoke(work.reach, 'egress', GroupId, extra);
  },
};

/** Exactly these rules let in, and no other. */
export function openIngress(wanted: (work: Work) => readonly IpPermission[]): Step {
  return {
    name: 'ingress',
    async isDone(work) {
      const { missing, extra } = rulesBetween((await presentGroup(work)).IpPermissions, wanted(work));
      return missing.length === 0 && extra.length === 0;
    },
    async do(work) {
      const { GroupId, IpPermissions } = await presentGroup(work);
      const { missing, extra } = rulesBetween(IpPermissions, wanted(work));
      await revoke(work.reach, 'ingress', GroupId, extra);
      await authorize(work.reach, 'ingress', GroupId, missing);
    },
  };
}

/**
 * Gone when AWS does not show it and nothing of late could have made it. Deleting is asked by id even when it is not
 * shown: what AWS does not show yet it deletes all the same.
 */
export const removeGroup: Step = {
  name: 'delete',
  async isDone(work) {
    const group = await ownGroup(work);
    if (group !== null) return false;
    // AWS itself said that it is gone.
    if (work.lease.journal['delete']?.outcome === 'done') return true;
    if (!isSettling(work)) return true;
    if (work.lease.facts.groupId === null) throw new Trouble('not-yet', 'group');
    return false;
  },
  async do(work) {
    const groupId = work.lease.facts.groupId ?? (await ownGroup(work))?.GroupId;
    if (groupId === undefined) return;
    try {
      await deleteGroup(work.reach, groupId);
    } catch (error) {
      if (!(error instanceof Error && error.name === 'DependencyViolation')) throw error;
      const [referring] = await groupsReferring(work, groupId);
      // Where nothing refers to it, it is attached somewhere that AWS does not show yet.
      const hidden = referring === undefined && isYoung(work);
      throw new Trouble(hidden ? 'not-yet' : 'in-use', referring ?? groupId, error);
    }
  },
};

/** Its end began a moment ago. */
function isYoung({ lease, now }: Work): boolean {
  return now() - (lease.ending?.at ?? 0) < 2 * settleMs;
}

/** Groups with a rule that names ours; somebody made it, and it keeps ours from being deleted. */
async function groupsReferring({ reach }: Work, groupId: string): Promise<string[]> {
  const sides = ['ip-permission.group-id', 'egress.ip-permission.group-id'];
  const found = await Promise.all(sides.map((Name) => groupsWith(reach, [{ Name, Values: [groupId] }])));
  return found.flat().flatMap(({ GroupId }) => (GroupId === groupId ? [] : [GroupId]));
}

function vpcOf({ lease }: Work): string {
  return lease.plan.instance?.vpcId ?? '';
}
