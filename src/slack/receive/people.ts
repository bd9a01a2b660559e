import type { WebClient } from '@slack/web-api';
import type { People, Person } from '../../operations/authorise.ts';
import type { Clock } from '../../shared/clock.ts';
import { isPlatformError } from './slack-errors.ts';
import type { Unfitness } from './tools.ts';

/** Why somebody cannot be given work in the workspace `teamId`; null: they are a full, active member of it. */
export function unfitnessOf(person: Person | null, teamId: string): Unfitness | null {
  if (person === null) return 'unknown';
  if (person.deactivated) return 'deactivated';
  if (person.stranger || person.teamId !== teamId) return 'stranger';
  if (person.bot) return 'bot';
  return person.guest ? 'guest' : null;
}

/** Somebody who loses a role keeps it no longer than this. */
export const rememberedMs = 60_000;
/** Many people at once, and no more memory than that. */
const mostRemembered = 5_000;

/** Reads users.info, conversations.members and usergroups.users.list. */
export function createSlackPeople(client: WebClient, clock: Clock): People {
  return {
    person: remembered(clock, (userId) => readPerson(client, userId)),
    channelMembers: remembered(clock, (channelId) => readMembers(client, channelId)),
    groupMembers: remembered(clock, async (groupId) => {
      const answer = await client.usergroups.users.list({ usergroup: groupId });
      return new Set(answer.users ?? []);
    }),
  };
}

async function readPerson(client: WebClient, userId: string): Promise<Person | null> {
  try {
    const { user } = await client.users.info({ user: userId, include_locale: true });
    if (!user) return null;
    return {
      teamId: user.team_id ?? '',
      name: user.profile?.display_name || user.real_name || user.name || userId,
      deactivated: user.deleted === true,
      guest: user.is_restricted === true || user.is_ultra_restricted === true,
      stranger: user.is_stranger === true,
      bot: user.is_bot === true,
      locale: user.locale ?? null,
      timeZone: user.tz ?? null,
    };
  } catch (error) {
    if (isPlatformError(error, ['user_not_found', 'user_not_visible'])) return null;
    throw error;
  }
}

async function readMembers(client: WebClient, channelId: string): Promise<ReadonlySet<string>> {
  const members = new Set<string>();
  let cursor: string | undefined;
  do {
    const answer = await client.conversations.members({
      channel: channelId,
      limit: 999,
      ...(cursor ? { cursor } : {}),
    });
    for (const member of answer.members ?? []) members.add(member);
    cursor = answer.response_metadata?.next_cursor;
  } while (cursor);
  return members;
}

/** Asks once for many who want to know at the same time; a failure is not remembered. */
function remembered<T>(clock: Clock, read: (id: string) => Promise<T>): (id: string) => Promise<T> {
  const known = new Map<string, { readonly at: number; readonly answer: Promise<T> }>();
  return (id) => {
    const kept = known.get(id);
    if (kept && clock.now() - kept.at < rememberedMs) return kept.answer;
    const answer = read(id);
    if (known.size >= mostRemembered) known.clear();
    known.set(id, { at: clock.now(), answer });
    answer.catch(() => {
      if (known.get(id)?.answer === answer) known.delete(id);
    });
    return answer;
  };
}
