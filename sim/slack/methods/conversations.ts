import { SlackError } from '../errors.ts';
import type { Json } from '../json.ts';
import { presentMessage, threadSummary } from '../messages.ts';
import type { Channel, Message } from '../model.ts';
import { app, directId, type WorkspaceState } from '../state.ts';
import { type Arguments, type Method, pageOf } from './method.ts';

/** docs.slack.dev/reference/methods/conversations.history: newest first, replies left out unless broadcast. */
const history: Method = {
  name: 'conversations.history',
  tier: 3,
  run(call, { state }) {
    const channel = readable(state, call);
    const shown = channel.messages.filter(isInChannel).filter(within(call)).reverse();
    const { page, cursor } = pageOf(shown, call, call.limit(100, 999));
    const all = call.flag('include_all_metadata');
    const threads = threadsOf(channel);
    return {
      messages: page.map((message) => ({
        ...presentMessage(message, all),
        ...threadSummary(threads.get(message.ts)),
      })),
      has_more: cursor !== '',
      pin_count: 0,
      response_metadata: { next_cursor: cursor },
    };
  },
};

/** docs.slack.dev/reference/methods/conversations.replies: the parent first, then its replies, oldest first. */
const replies: Method = {
  name: 'conversations.replies',
  tier: 3,
  run(call, { state }) {
    const channel = readable(state, call);
    const ts = call.ts('ts', 'invalid_ts');
    const parent = channel.messages.find((message) => message.ts === ts);
    if (!parent) throw new SlackError('thread_not_found');
    const answers = threadsOf(channel).get(parent.ts) ?? [];
    const { page, cursor } = pageOf([parent, ...answers.filter(within(call))], call, call.limit(100, 999));
    const all = call.flag('include_all_metadata');
    return {
      messages: page.map((message) => ({
        ...presentMessage(message, all),
        ...(message === parent && threadSummary(answers)),
      })),
      has_more: cursor !== '',
      response_metadata: { next_cursor: cursor },
    };
  },
};

const info: Method = {
  name: 'conversations.info',
  tier: 3,
  run(call, { state }) {
    const channel = state.channelById(call.required('channel', 'channel_not_found'));
    const members = call.flag('include_num_members') && { num_members: channel.members.size + 1 };
    const locale = call.flag('include_locale') && { locale: 'en-US' };
    return { channel: { ...presentChannel(channel), ...members, ...locale } };
  },
};

const list: Method = {
  name: 'conversations.list',
  tier: 2,
  run(call, { state }) {
    const kinds = (call.text('types') ?? 'public_channel').split(',').map((kind) => kind.trim());
    const kindOf = (channel: Channel) =>
      channel.directWith ? 'im' : channel.isPrivate ? 'private_channel' : 'public_channel';
    const shown = [...state.channels.values()].filter(
      (channel) =>
        kinds.includes(kindOf(channel)) &&
        !(channel.isArchived && call.flag('exclude_archived')) &&
        (channel.botIsMember || !channel.isPrivate),
    );
    const { page, cursor } = pageOf(shown, call, call.limit(100, 1000));
    return { channels: page.map(presentChannel), response_metadata: { next_cursor: cursor } };
  },
};

const members: Method = {
  name: 'conversations.members',
  tier: 4,
  run(call, { state }) {
    const channel = state.channelById(call.required('channel', 'channel_not_found'));
    if (channel.isPrivate && !channel.botIsMember) throw new SlackError('channel_not_found');
    const everyone = [...channel.members, ...(channel.botIsMember ? [app.botUser] : [])];
    const { page, cursor } = pageOf(everyone, call, call.limit(100, 1000));
    return { members: page, response_metadata: { next_cursor: cursor } };
  },
};

/** docs.slack.dev/reference/methods/conversations.open: the talk with one person, new or known. */
const open: Method = {
  name: 'conversations.open',
  tier: 3,
  run(call, { state }) {
    const users = call.required('users', 'users_list_not_supplied').split(',');
    const [user = ''] = users.map((each) => each.trim());
    // Group direct messages are no use to an app that answers one person.
    if (users.length > 1) throw new SlackError('too_many_users');
    if (state.people.get(user)?.deleted) throw new SlackError('user_disabled');
    const known = state.channels.has(directId(user));
    const channel = state.directMessage(user);
    const before = known && { no_op: true, already_open: true };
    return { ...before, channel: call.flag('return_im') ? presentChannel(channel) : { id: channel.id } };
  },
};

const join: Method = {
  name: 'conversations.join',
  tier: 3,
  run(call, { state }) {
    const channel = state.channelById(call.required('channel', 'channel_not_found'));
    if (channel.isArchived) throw new SlackError('is_archived');
    if (channel.isPrivate) throw new SlackError('method_not_supported_for_channel_type');
    channel.botIsMember = true;
    return { channel: presentChannel(channel) };
  },
};

/** A channel whose messages the bot may read: it must be in it. */
function readable(state: WorkspaceState, call: Arguments): Channel {
  const channel = state.channelById(call.required('channel', 'channel_not_found'));
  if (!channel.botIsMember) throw new SlackError(channel.isPrivate ? 'channel_not_found' : 'not_in_channel');
  return channel;
}

/** True for what stands in the channel itself: parents, lone messages and broadcast replies. */
export function isInChannel(message: Message): boolean {
  const isReply = message.thread_ts !== undefined && message.thread_ts !== message.ts;
  return !isReply || message.subtype === 'thread_broadcast';
}

/** The replies of every thread of a channel, oldest first, by the parent's ts. */
export function threadsOf(channel: Channel): ReadonlyMap<string | undefined, Message[]> {
  const replies = channel.messages.filter((message) => message.thread_ts !== message.ts);
  return Map.groupBy(replies, (reply) => reply.thread_ts);
}

/** `oldest` and `latest` are left out of the answer unless `inclusive`. */
function within(call: Arguments): (message: Message) => boolean {
  const oldest = call.ts('oldest', 'invalid_ts_oldest') ?? '0';
  const latest = call.ts('latest', 'invalid_ts_latest');
  const inclusive = call.flag('inclusive');
  return ({ ts }) => {
    const afterOldest = Number(ts) > Number(oldest) || (inclusive && ts === oldest);
    const beforeLatest = latest === undefined || Number(ts) < Number(latest) || (inclusive && ts === latest);
    return afterOldest && beforeLatest;
  };
}

function presentChannel(channel: Channel): Json {
  if (channel.directWith) {
    return { id: channel.id, is_im: true, user: channel.directWith, is_archived: channel.isArchived };
  }
  return {
    id: channel.id,
    name: channel.name,
    name_normalized: channel.name,
    is_channel: !channel.isPrivate,
    is_group: channel.isPrivate,
    is_im: false,
    is_mpim: false,
    is_private: channel.isPrivate,
    is_archived: channel.isArchived,
    is_member: channel.botIsMember,
    is_shared: channel.isExternal,
    is_ext_shared: channel.isExternal,
    is_org_shared: false,
  };
}

export const conversationMethods: readonly Method[] = [history, replies, info, list, members, open, join];
