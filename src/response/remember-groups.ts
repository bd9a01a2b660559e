import type { Interface } from './ec2/interfaces.ts';
import type { Work } from './step.ts';

/**
 * What others gave an interface, written down before we take it off: all that is there while nothing of ours is, and
 * whatever somebody added since. `ours` was never there.
 */
export async function rememberGroups(
  work: Work,
  { id, groups }: Interface,
  ours: readonly string[],
): Promise<void> {
  const known = work.lease.facts.groupsBefore;
  const theirs = groups.filter((group) => !ours.includes(group));
  const before = theirs.length < groups.length ? (known[id] ?? []) : [];
  const all = [...new Set([...before, ...theirs])].sort();
  if (JSON.stringify(all) === JSON.stringify(known[id])) return;
  await work.remember({ groupsBefore: { ...known, [id]: all } });
}
