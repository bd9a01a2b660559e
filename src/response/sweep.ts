import { type Lease, leaseIdOf, type Place } from '../finding/lease.ts';
import { isDriven } from '../finding/lease-state.ts';
import type { Stray } from '../finding/stray.ts';
import type { LeaseRepository, StrayRepository } from '../store/ports/leases.ts';
import { deleteGroup, type Group, groupsWith } from './ec2/groups.ts';
import { interfacesCarrying, setGroups } from './ec2/interfaces.ts';
import type { LeaseDeps } from './lease-task.ts';
import { theProgram } from './lease-task.ts';
import { deploymentTag, groupName, leaseTag, tagValue } from './names.ts';
import { type Reach, reachInto } from './reach.ts';
import { troubleOf } from './trouble.ts';

export interface SweepDeps extends Pick<LeaseDeps, 'access' | 'act' | 'clock' | 'logger' | 'mayChange'> {
  readonly store: { readonly leases: LeaseRepository; readonly strays: StrayRepository };
}

/** A lease that ended so short a time ago may be shown by AWS though it is gone. */
const settledMs = 60_000;

/**
 * Looks through one account and Region for groups that bear our tag. One that is a lease's of ours, which does not live,
 * makes that lease end again: it is taken off and deleted the way every end goes. Any other is only told of.
 */
export async function sweep(place: Place, deps: SweepDeps, signal: AbortSignal): Promise<void> {
  const reach = reachInto(deps.access, place, null, signal);
  const tagged = await groupsWith(reach, [{ Name: 'tag-key', Values: [leaseTag] }]);
  for (const group of tagged) await judge(group, place, deps);
  await settleStrays(reach, tagged, deps);
}

async function judge(group: Group, place: Place, { store, act, clock }: SweepDeps): Promise<void> {
  const lease = await leaseOf(group, place, store.leases);
  if (lease === null) {
    await act('noteStray', { stray: strayOf(group, place, clock.now()) }, theProgram);
    return;
  }
  if (isDriven(lease.state) || (lease.endedAt ?? 0) > clock.now() - settledMs) return;
  await act('orphanFound', { leaseId: lease.id, groupId: group.GroupId }, theProgram);
}

/** Whose it is: by its id, or by tag, name and VPC; never by a tag alone, which anybody can write. */
async function leaseOf(group: Group, place: Place, leases: LeaseRepository): Promise<Lease | null> {
  const known = await leases.byGroup(group.GroupId);
  if (known !== null) return known;
  const id = leaseIdOf(tagValue(group.Tags, leaseTag) ?? '');
  const lease = id === null ? null : await leases.byId(id);
  if (lease === null || lease.place.account !== place.account || lease.place.region !== place.region)
    return null;
  const { deployment, plan } = lease;
  const names = [groupName(lease.id, deployment), groupName(lease.id, deployment, 'cut')];
  const ours =
    tagValue(group.Tags, deploymentTag) === deployment &&
    names.includes(group.GroupName ?? '') &&
    group.VpcId === plan.instance?.vpcId &&
    lease.approvedAt !== null;
  return ours ? lease : null;
}

function strayOf(group: Group, place: Place, now: number): Stray {
  return {
    ...{ groupId: group.GroupId, place, seenAt: now, name: group.GroupName ?? '' },
    lease: tagValue(group.Tags, leaseTag) ?? '',
    deployment: tagValue(group.Tags, deploymentTag) ?? '',
    ...{ removal: null, goneAt: null },
  };
}

/** What an approver wants gone is taken off and deleted, as long as it still bears our tag. */
async function settleStrays(reach: Reach, tagged: readonly Group[], deps: SweepDeps): Promise<void> {
  for (const stray of await deps.store.strays.present(reach.place)) {
    const there = tagged.some(({ GroupId }) => GroupId === stray.groupId);
    if (there && stray.removal === null) continue;
    try {
      if (there) await remove(reach, stray, deps);
      await deps.act('strayGone', { groupId: stray.groupId }, theProgram);
    } catch (error) {
      const { code, detail } = troubleOf(error);
      deps.logger.warn({ groupId: stray.groupId, code, detail }, 'a stray group could not be removed');
    }
  }
}

async function remove(reach: Reach, { groupId }: Stray, { mayChange }: SweepDeps): Promise<void> {
  if (!(await mayChange(reach.place))) throw new Error('another replica is at work there');
  for (const { id, groups } of await interfacesCarrying(reach, groupId)) {
    const others = groups.filter((group) => group !== groupId);
    // Where it is the only one, deleting it is refused, and a person has to give the interface another.
    if (others.length > 0) await setGroups(reach, id, others);
  }
  await deleteGroup(reach, groupId);
}
