import { SlackError } from '../errors.ts';
import { botMessage, contentOf, presentMessage, requireSomething, shownParts } from '../messages.ts';
import type { Channel, Message } from '../model.ts';
import { app, type WorkspaceState } from '../state.ts';
import { isEmpty, maxUpdateText } from '../validate/message.ts';
import { type Arguments, type Method, TooManyRequests } from './method.ts';

/** docs.slack.dev/reference/methods/chat.postMessage: a channel's id or name, or a person's id for a direct message. */
const postMessage: Method = {
  name: 'chat.postMessage',
  tier: 'post',
  run(call, { state, limits }) {
    const channel = postable(state, call.required('channel', 'channel_not_found'));
    const wait = limits.takePost(channel.id);
    if (wait > 0) throw new TooManyRequests(wait);
    const content = contentOf(call.fields);
    requireSomething(content);
    const message = botMessage(state, channel.id, content);
    placeInThread(message, channel, call);
    state.addMessage(message);
    return { channel: channel.id, ts: message.ts, message: presentMessage(message, true) };
  },
};

/** docs.slack.dev/reference/methods/chat.update: what is left out is kept, but text alone takes the blocks away. */
const update: Method = {
  name: 'chat.update',
  tier: 3,
  run(call, { state }) {
    const message = ownMessage(call, state, 'cant_update_message');
    const content = contentOf(call.fields);
    const { text, blocks, attachments, metadata } = content;
    if ((text ?? '').length > maxUpdateText) throw new SlackError('msg_too_long');
    if (!text && blocks === undefined && attachments === undefined) throw new SlackError('no_text');
    const parts = shownParts(state, content);
    const edit = {
      ...(text && { text }),
      // Text alone takes the blocks away; attachments alone leave them.
      ...((blocks !== undefined || text) && { blocks: parts.blocks }),
      ...(attachments !== undefined && { attachments: parts.attachments }),
      ...(metadata !== undefined && { metadata: parts.metadata }),
      notifies: content.notifies,
    };
    if (isEmpty({ ...message, ...edit })) throw new SlackError('no_text');
    state.rewrite(message, edit);
    return {
      channel: message.channel,
      ts: message.ts,
      text: message.text,
      message: presentMessage(message, true),
    };
  },
};

/** docs.slack.dev/reference/methods/chat.delete: own messages only. */
const remove: Method = {
  name: 'chat.delete',
  tier: 3,
  run(call, { state }) {
    const message = ownMessage(call, state, 'cant_delete_message');
    state.removeMessage(message);
    return { channel: message.channel, ts: message.ts };
  },
};

/** docs.slack.dev/reference/methods/chat.postEphemeral: seen by one member of the channel, gone when they reload. */
const postEphemeral: Method = {
  name: 'chat.postEphemeral',
  tier: 4,
  run(call, { state }) {
    const channel = postable(state, call.required('channel', 'channel_not_found'));
    const user = call.required('user', 'user_not_found');
    if (!state.people.has(user)) throw new SlackError('user_not_found');
    if (!channel.members.has(user)) throw new SlackError('user_not_in_channel');
    const content = contentOf(call.fields);
    requireSomething(content);
    const message = botMessage(state, channel.id, content);
    placeInThread(message, channel, call);
    message.visibleTo = user;
    state.addEphemeral(message);
    return { message_ts: message.ts };
  },
};

/** A channel that the bot may write to, with Slack's word where it may not. */
export function postable(state: WorkspaceState, which: string): Channel {
  const channel = state.people.has(which) ? state.directMessage(which) : state.channel(which);
  if (!channel) throw new SlackError('channel_not_found');
  if (channel.isArchived) throw new SlackError('is_archived');
  if (!channel.botIsMember) throw new SlackError('not_in_channel');
  return channel;
}

/** `reply_broadcast` shows the reply in the channel too. */
function placeInThread(message: Message, channel: Channel, call: Arguments): void {
  const threadTs = parentTs(channel, call);
  if (threadTs === undefined) return;
  message.thread_ts = threadTs;
  if (call.flag('reply_broadcast')) message.subtype = 'thread_broadcast';
}

/** `thread_ts` must be a parent's. */
export function parentTs(channel: Channel, call: Arguments): string | undefined {
  const threadTs = call.ts('thread_ts', 'invalid_thread_ts');
  if (threadTs === undefined) return undefined;
  const parent = channel.messages.find((each) => each.ts === threadTs);
  if (!parent) throw new SlackError('thread_not_found');
  if (parent.thread_ts !== undefined && parent.thread_ts !== parent.ts) {
    throw new SlackError('cannot_reply_to_message');
  }
  return threadTs;
}

function ownMessage(call: Arguments, state: WorkspaceState, refusal: string): Message {
  const channel = state.channelById(call.required('channel', 'channel_not_found'));
  const message = state.findMessage(channel.id, call.required('ts', 'message_not_found'));
  if (!message) throw new SlackError('message_not_found');
  if (channel.isArchived) throw new SlackError('is_archived');
  if (message.user !== app.botUser) throw new SlackError(refusal);
  return message;
}

export const chatMethods: readonly Method[] = [postMessage, update, remove, postEphemeral];
