import { SlackError } from '../errors.ts';
import { presentMessage } from '../messages.ts';
import type { Message } from '../model.ts';
import { react, unreact } from '../reactions.ts';
import { app, type WorkspaceState } from '../state.ts';
import type { Arguments, Method } from './method.ts';

/** docs.slack.dev/reference/methods/reactions.add: once a person and emoji. */
const add: Method = {
  name: 'reactions.add',
  tier: 3,
  run(call, { state }) {
    const name = call.required('name', 'invalid_name');
    react(state, reactable(call, state), app.botUser, name);
    return {};
  },
};

/** docs.slack.dev/reference/methods/reactions.remove: one's own only. */
const remove: Method = {
  name: 'reactions.remove',
  tier: 2,
  run(call, { state }) {
    const name = call.required('name', 'invalid_name');
    unreact(state, reactable(call, state), app.botUser, name);
    return {};
  },
};

/** docs.slack.dev/reference/methods/reactions.get */
const get: Method = {
  name: 'reactions.get',
  tier: 3,
  run(call, { state }) {
    const message = reactable(call, state);
    return { type: 'message', channel: message.channel, message: presentMessage(message, false) };
  },
};

/** The message that is meant, in a channel of the bot's; files and their comments are not reacted to here. */
function reactable(call: Arguments, state: WorkspaceState): Message {
  const channelId = call.required('channel', 'no_item_specified');
  const ts = call.ts('timestamp', 'bad_timestamp');
  if (ts === undefined) throw new SlackError('no_item_specified');
  const channel = state.channelById(channelId);
  if (!channel.botIsMember) throw new SlackError(channel.isPrivate ? 'channel_not_found' : 'not_in_channel');
  const message = state.findMessage(channelId, ts);
  if (!message) throw new SlackError('message_not_found');
  if (channel.isArchived) throw new SlackError('is_archived');
  return message;
}

export const reactionMethods: readonly Method[] = [add, get, remove];
