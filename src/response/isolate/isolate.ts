import type { Drift } from '../../finding/lease-drift.ts';
import { existing, type Group } from '../ec2/groups.ts';
import {
  type Interface,
  interfaceNow,
  interfacesById,
  interfacesOfInstance,
  setGroups,
} from '../ec2/interfaces.ts';
import type { ResponseKind } from '../kind.ts';
import { closeEgress, makeGroup, openIngress, ownGroup, presentGroup, removeGroup } from '../own-group.ts';
import type { Step, Work } from '../step.ts';
import { Trouble } from '../trouble.ts';
import { cutConnections, cutGroupId, dropCutGroup } from './cut.ts';
import { stopInstance, tagInstance, takeSnapshots, untagInstance } from './evidence.ts';
import { giveAlone } from './give-alone.ts';
import { planIsolate } from './plan.ts';
import { deregister, enterStandby, exitStandby, register, surroundings } from './service.ts';
import { allowSessions, revokeSessions } from './sessions.ts';

/** Cuts an instance off and keeps it as it is, so that it can be looked at, and let go as it was. */
export const isolate: ResponseKind = {
  kind: 'isolate',
  plan: planIsolate,
  apply: [
    ...[enterStandby, deregister],
    ...[makeGroup('Yagura isolation'), closeEgress, openIngress(() => [])].map(unlessForensic),
    ...[cutConnections, attach(), dropCutGroup],
    ...[revokeSessions, tagInstance, takeSnapshots, stopInstance],
  ],
  upkeep: [],
  // A group that somebody's rule names cannot go: that keeps nobody from being served again.
  revert: [
    ...[release(), allowSessions, untagInstance, exitStandby, register],
    ...[dropCutGroup, unlessForensic(removeGroup)],
  ],
  verify,
  undoesItself: false,
};

/** A group of the configuration is neither made nor changed. */
function unlessForensic(step: Step): Step {
  return {
    ...step,
    isDone: async (work) => surroundings(work).forensicGroup !== null || step.isDone(work),
  };
}

/** The group that cuts off; null: it is not there (yet). */
async function isolationGroup(work: Work): Promise<string | null> {
  return surroundings(work).forensicGroup ?? (await ownGroup(work))?.GroupId ?? null;
}

/** It alone, on every interface that the instance has now. */
function attach(): Step {
  const needed = async (work: Work) => surroundings(work).forensicGroup ?? (await presentGroup(work)).GroupId;
  return {
    name: 'attach',
    async isDone(work) {
      const groupId = await needed(work);
      const interfaces = await interfacesOfInstance(work.reach, work.lease.subject);
      return interfaces.every(({ groups }) => groups.length === 1 && groups[0] === groupId);
    },
    async do(work) {
      const groupId = await needed(work);
      const ours = [groupId, (await cutGroupId(work)) ?? groupId];
      await giveAlone(work, groupId, ours);
    },
  };
}

/**
 * A three-way merge for each interface: what was there before us and still exists, and what others added meanwhile. Where
 * somebody took our group off, they decided, and theirs stays.
 */
function release(): Step {
  return {
    name: 'release',
    isDone: async (work) => (await held(work)).length === 0,
    async do(work) {
      const ours = await ourGroups(work);
      for (const { id } of await held(work)) {
        const before = await existing(work.reach, work.lease.facts.groupsBefore[id] ?? []);
        const groups = (await interfaceNow(work.reach, id))?.groups ?? [];
        if (!groups.some((group) => ours.includes(group))) continue;
        const merged = [...new Set([...before, ...groups.filter((group) => !ours.includes(group))])];
        if (merged.length === 0) throw new Trouble('only-group', id);
        await setGroups(work.reach, id, merged);
      }
    },
  };
}

/** Interfaces that we changed and that still carry what we gave them. */
async function held(work: Work): Promise<Interface[]> {
  const ours = await ourGroups(work);
  const ids = Object.keys(work.lease.facts.groupsBefore);
  return (await interfacesById(work.reach, ids)).filter(({ groups }) =>
    groups.some((group) => ours.includes(group)),
  );
}

async function ourGroups(work: Work): Promise<string[]> {
  const groups = [await isolationGroup(work), work.lease.facts.groupId, await cutGroupId(work)];
  return groups.filter((group) => group !== null);
}

async function verify(work: Work): Promise<Drift[]> {
  const { forensicGroup } = surroundings(work);
  const own = forensicGroup === null ? await ownGroup(work) : null;
  const groupId = forensicGroup ?? own?.GroupId;
  if (groupId === undefined) return [{ code: 'group-gone', subject: work.lease.facts.groupId ?? '' }];
  const known = work.lease.facts.groupsBefore;
  const interfaces = await interfacesOfInstance(work.reach, work.lease.subject);
  return [
    ...(isOpen(own) ? [{ code: 'rules-edited' as const, subject: groupId }] : []),
    ...interfaces.flatMap(({ id, groups }): Drift[] => {
      if (known[id] === undefined) return [{ code: 'interface-added', subject: id }];
      if (!groups.includes(groupId)) return [{ code: 'detached', subject: id }];
      return groups.length > 1 ? [{ code: 'group-added', subject: id }] : [];
    }),
  ];
}

/** Somebody made a rule in the group that cuts off. */
function isOpen(group: Group | null): boolean {
  return [group?.IpPermissions, group?.IpPermissionsEgress].some((rules = []) => rules.length > 0);
}
