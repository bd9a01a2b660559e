// What happens in the workspace beside messages and presses, and what the app hears of it:
// docs.slack.dev/reference/events.
import type { ActContext } from './acts.ts';
import { ActRefused, SlackError } from './errors.ts';
import { tellApp } from './events.ts';
import type { Json } from './json.ts';
import { presentPerson } from './methods/users.ts';
import type { Channel, Message, Person, PersonSeed } from './model.ts';
import { react, unreact } from './reactions.ts';
import type { UserGroup, UserGroupSeed } from './user-groups.ts';

/** A person's emoji under a message, or off it again. */
export async function reactTo(
  context: ActContext,
  person: Person,
  channel: Channel,
  message: Message,
  { name, remove }: { name: string; remove: boolean },
): Promise<void> {
  const { state } = context;
  if (!channel.members.has(person.id)) {
    throw new ActRefused(403, `${person.name} is not in #${channel.name || channel.id}.`);
  }
  try {
    (remove ? unreact : react)(state, message, person.id, name);
  } catch (error) {
    if (!(error instanceof SlackError)) throw error;
    throw new ActRefused(400, `Slack refuses the reaction: ${error.code}.`);
  }
  if (!channel.botIsMember) return;
  await tellApp(context, {
    type: remove ? 'reaction_removed' : 'reaction_added',
    user: person.id,
    reaction: name,
    item: { type: 'message', channel: channel.id, ts: message.ts },
    item_user: message.user,
    event_ts: state.mintTs(),
  });
}

/** Somebody new, or somebody who became a guest, left, or came back. */
export async function changePerson(context: ActContext, seed: PersonSeed): Promise<Person> {
  const { state } = context;
  const known = state.person(seed.id ?? seed.name);
  const person = known ? Object.assign(known, seed) : state.addPerson(seed);
  state.changed({ kind: 'people', how: 'updated', person });
  const type = known ? 'user_change' : 'team_join';
  await tellApp(context, { type, user: presentPerson(person, state, true), event_ts: state.mintTs() });
  return person;
}

/** A user group that comes up or changes its people. */
export async function changeUserGroup(context: ActContext, seed: UserGroupSeed): Promise<UserGroup> {
  const { state } = context;
  const known = state.userGroups.find(seed.id ?? seed.handle);
  const [before, since] = [known?.users ?? [], known?.updatedAt ?? 0];
  const group = state.putUserGroup(seed);
  await tellApp(context, { ...membersChanged(group, before, since), event_ts: state.mintTs() });
  return group;
}

function membersChanged(group: UserGroup, before: readonly string[], since: number): Json {
  const added = group.users.filter((user) => !before.includes(user));
  const removed = before.filter((user) => !group.users.includes(user));
  return {
    type: 'subteam_members_changed',
    subteam_id: group.id,
    date_previous_update: since,
    date_update: group.updatedAt,
    added_users: added,
    added_users_count: added.length,
    removed_users: removed,
    removed_users_count: removed.length,
  };
}
