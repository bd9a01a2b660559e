import { interfaceNow, interfacesOfInstance, setGroups } from '../ec2/interfaces.ts';
import { rememberGroups } from '../remember-groups.ts';
import type { Work } from '../step.ts';

/** One group alone on every interface that the instance has now; what others gave them is written down first. */
export async function giveAlone(work: Work, groupId: string, ours: readonly string[]): Promise<void> {
  for (const { id } of await interfacesOfInstance(work.reach, work.lease.subject)) {
    const one = await interfaceNow(work.reach, id);
    if (one === null) continue;
    await rememberGroups(work, one, ours);
    await setGroups(work.reach, id, [groupId]);
  }
}
