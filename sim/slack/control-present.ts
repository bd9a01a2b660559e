// What the control API tells: the workspace as its people see it.
import type { ActContext } from './acts.ts';
import type { Json } from './json.ts';
import { presentMessage } from './messages.ts';
import { isInChannel, threadsOf } from './methods/conversations.ts';
import type { Channel, Message, View } from './model.ts';
import { app } from './state.ts';
import { presentView } from './views.ts';

export function presentState({ state }: ActContext): Json {
  return {
    version: state.version,
    team: state.team,
    bot: { id: app.botUser, name: app.botName },
    people: [...state.people.values()],
    channels: [...state.channels.values()].map((channel) => ({
      id: channel.id,
      name: channel.name,
      is_private: channel.isPrivate,
      is_archived: channel.isArchived,
      direct_with: channel.directWith ?? null,
      members: [...channel.members],
      messages: channel.messages.length,
      latest: channel.messages.at(-1)?.ts ?? null,
    })),
  };
}

/** What stands in a channel, in ts order, each parent with its replies. */
export function messagesIn(channel: Channel): Json[] {
  const threads = threadsOf(channel);
  return channel.messages.filter(isInChannel).map((message) => ({
    ...presentToPeople(message),
    replies: (threads.get(message.ts) ?? []).map(presentToPeople),
  }));
}

/** Everything about a message, with whom it rings up; `type` says who sees it and whether Slack itself speaks. */
export function presentToPeople(message: Message): Json {
  const { visibleTo, error, channel, notifies } = message;
  return {
    ...presentMessage(message, true),
    type: error !== undefined ? 'error' : visibleTo !== undefined ? 'ephemeral' : 'message',
    channel,
    notifies,
    ...(visibleTo !== undefined && { is_ephemeral: true, visible_to: visibleTo }),
    ...(error !== undefined && { error }),
  };
}

export function presentOpen(view: View, { state }: ActContext): Json {
  return { ...presentView(state, view), user: view.user, errors: view.errors };
}
