import type { Ask } from '../aws/ask.ts';
import type { ChainLink, Search } from '../finding/investigation.ts';
import { type Assumption, readAssumption } from './events.ts';
import { longestSessionMs, lookUp } from './lookup.ts';

/** A role taken by a role taken by a role …: nobody does more. */
const longestChain = 5;
/** Sessions of different people; each costs calls of which there are two a second. */
const mostFollowed = 3;

/**
 * Back from sessions to whoever took the role, and on from there, until it is no session any more. `taken`: where that
 * is known already, the newest first; `keys`: of sessions that it is not known of. What cannot be followed is not told.
 */
export async function chainsOf(
  asks: readonly Ask[],
  { taken, keys }: { readonly taken: readonly Assumption[]; readonly keys: readonly string[] },
  search: Search,
  now: number,
): Promise<ChainLink[]> {
  const chain = new Map<string, ChainLink>();
  const add = (link: ChainLink) => {
    const { at: _, ...name } = link;
    const key = JSON.stringify(name);
    const isNew = !chain.has(key);
    if (isNew) chain.set(key, link);
    return isNew;
  };
  const ends: (string | null)[] = [];
  for (const one of taken) if (ends.length < mostFollowed && add(one.link)) ends.push(nextOf(one));
  if (taken.length === 0) ends.push(...keys.slice(0, mostFollowed));
  for (const end of ends)
    for (let key = end, length = 0; key?.startsWith('ASIA') && length < longestChain; length += 1) {
      const one: Assumption | null = await assumptionBehind(asks, key, search, now).catch(() => null);
      // From there on it was told with another session.
      if (one === null || !add(one.link)) break;
      key = nextOf(one);
    }
  return [...chain.values()];
}

/** Who carries a source identity has said who they are, and STS does not let it change. */
function nextOf({ link, callerKey }: Assumption): string | null {
  return link.sourceIdentity === null ? callerKey : null;
}

/** The event in which STS gave out a key: CloudTrail lists the key among its resources. */
async function assumptionBehind(
  asks: readonly Ask[],
  key: string,
  { from, to }: Search,
  now: number,
): Promise<Assumption | null> {
  const question = { attribute: 'ResourceName', value: key, from: from - longestSessionMs, to } as const;
  for (const ask of asks) {
    const { events } = await lookUp(ask, question, 1);
    for (const event of events) {
      const taken = readAssumption(event, now);
      if (taken !== null) return taken;
    }
  }
  return null;
}
