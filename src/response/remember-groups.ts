import type { Interface } from './ec2/interfaces.ts';
import type { Work } from './step.ts';

/** What was there before us, written down before it is changed, and only the first time. `ours` was never there. */
export async function rememberGroups(
  work: Work,
  interfaces: readonly Interface[],
  ours: readonly string[],
): Promise<void> {
  const known = work.lease.facts.groupsBefore;
  const fresh = interfaces.filter(({ id }) => known[id] === undefined);
  if (fresh.length === 0) return;
  const found = fresh.map(({ id, groups }) => [id, groups.filter((group) => !ours.includes(group))] as const);
  await work.remember({ groupsBefore: { ...Object.fromEntries(found), ...known } });
}
