import type { WebClient } from '@slack/web-api';
import type { People } from '../../operations/authorise.ts';
import type { Clock } from '../../shared/clock.ts';

/** What people and user groups are called, for cards that name somebody without ringing them up. */
export interface Names {
  /** Slack ids → names; whoever Slack does not tell in time is missing. Never throws. */
  of(ids: readonly string[]): Promise<ReadonlyMap<string, string>>;
}

/** A card waits no longer for a name: its id says as much, and the next edit has the name. */
const patienceMs = 1_500;
const rememberedMs = 10 * 60_000;

/** Reads users.info (through `people`) and usergroups.list. */
export function createNames(client: WebClient, people: Pick<People, 'person'>, clock: Clock): Names {
  let groups: { readonly at: number; readonly handles: Promise<ReadonlyMap<string, string>> } | null = null;

  /** A failure is remembered too: a workspace without user groups has none the next minute either. */
  function groupHandles(): Promise<ReadonlyMap<string, string>> {
    const now = clock.now();
    if (groups === null || Math.abs(now - groups.at) > rememberedMs)
      groups = { at: now, handles: readGroups(client).catch(() => new Map()) };
    return groups.handles;
  }

  async function nameOf(id: string): Promise<string | null> {
    if (id.startsWith('S')) return (await groupHandles()).get(id) ?? null;
    return (await people.person(id).catch(() => null))?.name ?? null;
  }

  return {
    async of(ids) {
      const known = new Map<string, string>();
      if (ids.length === 0) return known;
      const enough = new AbortController();
      const asked = Promise.all(
        ids.map(async (id) => {
          const name = await nameOf(id);
          if (name !== null) known.set(id, name);
        }),
      );
      await Promise.race([asked, clock.sleep(patienceMs, enough.signal)]);
      enough.abort();
      // What comes later must not change a card that is being drawn.
      return new Map(known);
    },
  };
}

async function readGroups(client: WebClient): Promise<ReadonlyMap<string, string>> {
  const { usergroups = [] } = await client.usergroups.list({ include_users: false });
  return new Map(
    usergroups.flatMap(({ id, handle, name }) => (id ? [[id, handle || name || id] as const] : [])),
  );
}
