import type { Drift } from '../../finding/lease-drift.ts';
import { existing, revoke } from '../ec2/groups.ts';
import {
  type Interface,
  interfaceNow,
  interfacesById,
  interfacesCarrying,
  setGroups,
} from '../ec2/interfaces.ts';
import { rulesBetween } from '../ec2/permissions.ts';
import { dropFailsafe, setFailsafe } from '../failsafe.ts';
import type { ResponseKind } from '../kind.ts';
import { closeEgress, makeGroup, openIngress, ownGroup, presentGroup, removeGroup } from '../own-group.ts';
import { rememberGroups } from '../remember-groups.ts';
import type { Step, Work } from '../step.ts';
import { Trouble } from '../trouble.ts';
import { planSecurityGroup } from './plan.ts';
import { wantedRules } from './rules.ts';

/** Lent access: a group of its own, attached to the interfaces and taken off again. Nobody else's group is touched. */
export const securityGroup: ResponseKind = {
  kind: 'security-group',
  plan: planSecurityGroup,
  // Nothing is attached before the group is as it should be.
  apply: [makeGroup('Yagura lease'), closeEgress, openIngress(wantedRules), setFailsafe, attach()],
  upkeep: [setFailsafe],
  revert: [detach(), removeGroup, dropFailsafe],
  verify,
  undoesItself: true,
};

/** Our group beside those that the interfaces have at this moment. */
function attach(): Step {
  return {
    name: 'attach',
    async isDone(work) {
      const { GroupId } = await presentGroup(work);
      return (await planned(work)).every((one) => one.groups.includes(GroupId));
    },
    async do(work) {
      const { GroupId } = await presentGroup(work);
      for (const { id } of work.lease.plan.instance?.interfaces ?? []) {
        const one = await interfaceNow(work.reach, id);
        if (one === null) throw new Trouble('gone', id);
        if (one.groups.includes(GroupId)) continue;
        await rememberGroups(work, one, [GroupId]);
        await setGroups(work.reach, id, [...one.groups, GroupId]);
      }
    },
  };
}

/** The interfaces of the plan, as they are now. One that is gone cannot be attached to. */
async function planned(work: Work): Promise<Interface[]> {
  const ids = (work.lease.plan.instance?.interfaces ?? []).map(({ id }) => id);
  const found = await interfacesById(work.reach, ids);
  const gone = ids.find((id) => !found.some((one) => one.id === id));
  if (gone !== undefined) throw new Trouble('gone', gone);
  return found;
}

/** Ours goes from wherever it is, read at this moment; what others changed meanwhile stays. */
function detach(): Step {
  return {
    name: 'detach',
    async isDone(work) {
      const groupId = work.lease.facts.groupId ?? (await ownGroup(work))?.GroupId ?? null;
      return groupId === null || (await carriers(work, groupId)).length === 0;
    },
    async do(work) {
      const groupId = work.lease.facts.groupId;
      if (groupId === null) return;
      for (const { id } of await carriers(work, groupId)) await takeOff(work, id, groupId);
    },
  };
}

/** Wherever it is: also where somebody else put it. */
async function carriers(work: Work, groupId: string): Promise<Interface[]> {
  const before = Object.keys(work.lease.facts.groupsBefore);
  const [known, found] = [
    await interfacesById(work.reach, before),
    await interfacesCarrying(work.reach, groupId),
  ];
  const all = new Map([...known, ...found].map((one) => [one.id, one]));
  return [...all.values()].filter((one) => one.groups.includes(groupId));
}

async function takeOff(work: Work, id: string, groupId: string): Promise<void> {
  const before = await existing(work.reach, work.lease.facts.groupsBefore[id] ?? []);
  const groups = (await interfaceNow(work.reach, id))?.groups ?? [];
  if (!groups.includes(groupId)) return;
  const others = groups.filter((group) => group !== groupId);
  // An interface has one group at least: those from before, as far as there still are any.
  const left = others.length > 0 ? others : before;
  if (left.length > 0) return setGroups(work.reach, id, left);
  // It stays attached until a person gives the interface another group; until then it lets nobody in.
  const { IpPermissions } = await presentGroup(work);
  await revoke(work.reach, 'ingress', groupId, rulesBetween(IpPermissions, []).extra);
  throw new Trouble('only-group', id);
}

/** How the world differs from what was lent. */
async function verify(work: Work): Promise<Drift[]> {
  const group = await ownGroup(work);
  if (group === null) return [{ code: 'group-gone', subject: work.lease.facts.groupId ?? '' }];
  const { missing, extra } = rulesBetween(group.IpPermissions, wantedRules(work));
  const edited = missing.length + extra.length + (group.IpPermissionsEgress ?? []).length > 0;
  const ids = (work.lease.plan.instance?.interfaces ?? []).map(({ id }) => id);
  const found = await interfacesById(work.reach, ids);
  return [
    ...(edited ? [{ code: 'rules-edited' as const, subject: group.GroupId }] : []),
    ...ids.flatMap((id): Drift[] => {
      const one = found.find((candidate) => candidate.id === id);
      if (one === undefined) return [{ code: 'interface-gone', subject: id }];
      return one.groups.includes(group.GroupId) ? [] : [{ code: 'detached', subject: id }];
    }),
  ];
}
