import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clientOf, look, ManualClock, refusalOf } from './testing.ts';
import { type SlackWorkspace, startSlackWorkspace } from './workspace.ts';

const clock = new ManualClock();
let workspace: SlackWorkspace;
beforeAll(async () => {
  workspace = await startSlackWorkspace({
    port: 0,
    clock,
    rateLimits: false,
    people: [
      { name: 'alice', locale: 'ja-JP' },
      { name: 'bob' },
      { name: 'gus', guest: 'restricted' },
      { name: 'stan', stranger: true },
      { name: 'left', deleted: true },
    ],
    channels: [
      { name: 'sec-alerts' },
      { name: 'elsewhere', botIsMember: false },
      { name: 'old', archived: true },
      { name: 'secret', private: true, members: ['alice'] },
    ],
  });
});
afterAll(() => workspace.stop());

const bot = () => clientOf(workspace);
const channel = 'C0SECALERTS';
const mrkdwn = (text: string) => ({ type: 'section' as const, text: { type: 'mrkdwn' as const, text } });
async function posted(text: string, extra = {}): Promise<string> {
  const { ts } = await bot().chat.postMessage({ channel, text, ...extra });
  return String(ts);
}
async function stands(ts: string) {
  return workspace.state.findMessage(channel, ts);
}

describe('who may call', () => {
  it('knows its tokens', async () => {
    expect(await bot().auth.test()).toMatchObject({ ok: true, user_id: 'U0YAGURA', team_id: 'T0YAGURA' });
    expect(await refusalOf(clientOf(workspace, 'xoxb-other').auth.test())).toMatchObject({
      error: 'invalid_auth',
    });
    expect(await refusalOf(clientOf(workspace, 'xapp-demo').auth.test())).toMatchObject({
      error: 'not_allowed_token_type',
    });
    expect(await refusalOf(bot().apps.connections.open())).toMatchObject({ error: 'not_allowed_token_type' });
    const naked = await fetch(`${workspace.apiUrl}auth.test`, { method: 'POST' });
    expect(await naked.json()).toEqual({ ok: false, error: 'not_authed' });
    expect(await refusalOf(bot().apiCall('chat.shout'))).toMatchObject({ error: 'unknown_method' });
  });

  it('takes JSON bodies as well as forms', async () => {
    const response = await fetch(`${workspace.apiUrl}chat.postMessage`, {
      method: 'POST',
      headers: { 'content-type': 'application/json; charset=utf-8', authorization: 'Bearer xoxb-demo' },
      body: JSON.stringify({ channel, text: 'as json', blocks: [mrkdwn('x')] }),
    });
    expect(await response.json()).toMatchObject({ ok: true, channel, message: { text: 'as json' } });
  });
});

describe('chat.postMessage', () => {
  it('takes a name or an id, echoes the message and gives every block an id', async () => {
    const answer = await bot().chat.postMessage({
      channel: '#sec-alerts',
      text: 'hello',
      blocks: [mrkdwn('hi')],
    });
    expect(answer).toMatchObject({
      channel,
      message: { text: 'hello', bot_id: 'B0YAGURA', user: 'U0YAGURA' },
    });
    expect(answer.message?.blocks?.[0]?.block_id).toMatch(/^b/);
    expect(answer.ts).toMatch(/^\d{10}\.\d{6}$/);
  });

  it('gives ever higher ts though the clock stands still', async () => {
    const all = [await posted('1'), await posted('2'), await posted('3')];
    expect(all).toEqual([...new Set(all)].sort());
  });

  it.each<[string, Record<string, unknown>]>([
    ['channel_not_found', { channel: 'C0NOWHERE' }],
    ['not_in_channel', { channel: 'C0ELSEWHERE' }],
    ['is_archived', { channel: 'C0OLD' }],
    ['no_text', { text: '' }],
    ['invalid_blocks_format', { blocks: 'not json' }],
    ['invalid_blocks', { blocks: [{ type: 'carpet' }] }],
    ['invalid_attachments', { attachments: [{ color: 'reddish', text: 'x' }] }],
    ['msg_blocks_too_long', { blocks: Array.from({ length: 5 }, () => mrkdwn('x'.repeat(3000))) }],
    ['invalid_metadata_format', { metadata: { event_type: 'x' } }],
    ['metadata_too_large', { metadata: { event_type: 'x', event_payload: { key: 'x'.repeat(9000) } } }],
    ['thread_not_found', { thread_ts: '1600000000.000001' }],
    ['invalid_thread_ts', { thread_ts: 'yesterday' }],
    ['markdown_text_conflict', { markdown_text: '# x' }],
  ])('answers %s', async (error, wrong) => {
    const call = bot().apiCall('chat.postMessage', { channel, text: 'x', ...wrong });
    expect(await refusalOf(call)).toMatchObject({ error });
  });

  it('says where a block is wrong', async () => {
    const blocks = [mrkdwn('fine'), { type: 'header', text: { type: 'plain_text', text: 'x'.repeat(151) } }];
    const { messages } = await refusalOf(bot().apiCall('chat.postMessage', { channel, text: 'x', blocks }));
    expect(messages).toEqual(['[ERROR] must be less than 151 characters [json-pointer:/blocks/1/text/text]']);
  });

  it('cuts a text above 40,000 characters', async () => {
    const ts = await posted('x'.repeat(40_001));
    expect((await stands(ts))?.text).toHaveLength(40_000);
  });

  it('remembers whom a message would ring up', async () => {
    const ts = await posted('<!channel>', { blocks: [mrkdwn('@here and <@U0BOB>')] });
    expect((await stands(ts))?.notifies).toEqual(['<!channel>', '<@U0BOB>', '@here']);
  });

  it('writes to a person by a direct message', async () => {
    const answer = await bot().chat.postMessage({ channel: 'U0ALICE', text: 'psst' });
    expect(answer.channel).toBe('D0ALICE');
    const opened = await bot().conversations.open({ users: 'U0ALICE' });
    expect(opened.channel?.id).toBe('D0ALICE');
  });
});

describe('chat.update and chat.delete', () => {
  const attachments = [{ color: '#cc0000', fallback: 'x', blocks: [mrkdwn('rest')] }];
  const metadata = { event_type: 'card', event_payload: { key: 'case:1' } };

  it('takes the blocks away when only text is sent, and keeps attachments and metadata', async () => {
    const ts = await posted('one', { blocks: [mrkdwn('head')], attachments, metadata });
    await bot().chat.update({ channel, ts, text: 'two' });
    const message = await stands(ts);
    expect(message).toMatchObject({ text: 'two', attachments: [{ color: '#cc0000' }], metadata });
    expect(message?.blocks).toBeUndefined();
    expect(message?.edited?.user).toBe('U0YAGURA');
  });

  it('keeps blocks when only attachments are sent, and empties what is sent empty', async () => {
    const ts = await posted('one', { blocks: [mrkdwn('head')], attachments, metadata });
    await bot().apiCall('chat.update', { channel, ts, attachments: [] });
    expect(await stands(ts)).toMatchObject({ text: 'one', blocks: [{ type: 'section' }] });
    expect((await stands(ts))?.attachments).toBeUndefined();
  });

  it('refuses what it cannot edit', async () => {
    const own = await posted('mine');
    const person = workspace.state.mintTs();
    workspace.state.addMessage({
      type: 'message',
      ts: person,
      channel,
      user: 'U0BOB',
      team: 'T0YAGURA',
      text: 'his',
      notifies: [],
    });
    const edit = (ts: string, extra = {}) =>
      refusalOf(bot().apiCall('chat.update', { channel, ts, text: 'x', ...extra }));
    expect(await edit('1600000000.000001')).toMatchObject({ error: 'message_not_found' });
    expect(await edit(person)).toMatchObject({ error: 'cant_update_message' });
    expect(await edit(own, { text: 'x'.repeat(4001) })).toMatchObject({ error: 'msg_too_long' });
    expect(await edit(own, { text: '' })).toMatchObject({ error: 'no_text' });
    expect(await edit(own, { channel: 'sec-alerts' })).toMatchObject({ error: 'channel_not_found' });
    expect(await refusalOf(bot().chat.delete({ channel, ts: person }))).toMatchObject({
      error: 'cant_delete_message',
    });
  });

  it('deletes, and leaves a tombstone where there are replies', async () => {
    const alone = await posted('alone');
    await bot().chat.delete({ channel, ts: alone });
    expect(await stands(alone)).toBeUndefined();
    const parent = await posted('parent');
    await posted('reply', { thread_ts: parent });
    await bot().chat.delete({ channel, ts: parent });
    expect(await stands(parent)).toMatchObject({ subtype: 'tombstone' });
  });
});

describe('conversations', () => {
  it('tells the newest first, page by page, without replies and with only the type of metadata', async () => {
    const { channel: made } = { channel: workspace.state.addChannel({ name: 'pages' }) };
    const post = async (text: string, extra = {}) =>
      String((await bot().chat.postMessage({ channel: made.id, text, ...extra })).ts);
    const metadata = { event_type: 'card', event_payload: { key: 'case:7' } };
    const first = await post('first', { metadata });
    const second = await post('second');
    await post('reply', { thread_ts: first });
    const loud = await post('loud reply', { thread_ts: first, reply_broadcast: true });
    const history = (extra = {}) => bot().conversations.history({ channel: made.id, ...extra });

    const all = await history();
    expect(all.messages?.map((message) => message.text)).toEqual(['loud reply', 'second', 'first']);
    expect(all.messages?.[0]?.subtype).toBe('thread_broadcast');
    expect(all.messages?.[2]).toMatchObject({
      reply_count: 2,
      latest_reply: loud,
      metadata: { event_type: 'card' },
    });
    expect(all.messages?.[2]?.metadata?.event_payload).toBeUndefined();
    const whole = await history({ include_all_metadata: true });
    expect(whole.messages?.[2]?.metadata).toEqual(metadata);

    const page = await history({ limit: 2 });
    expect(page.has_more).toBe(true);
    const rest = await history({ limit: 2, cursor: page.response_metadata?.next_cursor });
    expect(rest.messages?.map((message) => message.ts)).toEqual([first]);

    const between = await history({ oldest: first, latest: loud });
    expect(between.messages?.map((message) => message.ts)).toEqual([second]);
    const bounds = await history({ oldest: first, latest: second, inclusive: true });
    expect(bounds.messages?.map((message) => message.ts)).toEqual([second, first]);

    const thread = await bot().conversations.replies({ channel: made.id, ts: first });
    expect(thread.messages?.map((message) => message.text)).toEqual(['first', 'reply', 'loud reply']);
    const reply = String(thread.messages?.[1]?.ts);
    const nested = bot().chat.postMessage({ channel: made.id, text: 'x', thread_ts: reply });
    expect(await refusalOf(nested)).toMatchObject({ error: 'cannot_reply_to_message' });
  });

  it.each<[string, string, Record<string, unknown>]>([
    ['channel_not_found', 'conversations.history', { channel: 'C0NOWHERE' }],
    ['not_in_channel', 'conversations.history', { channel: 'C0ELSEWHERE' }],
    ['invalid_limit', 'conversations.history', { channel, limit: 1000 }],
    ['invalid_cursor', 'conversations.history', { channel, cursor: 'xyz' }],
    ['invalid_ts_oldest', 'conversations.history', { channel, oldest: 'monday' }],
    ['thread_not_found', 'conversations.replies', { channel, ts: '1600000000.000001' }],
    ['channel_not_found', 'conversations.info', { channel: 'sec-alerts' }],
    ['is_archived', 'conversations.join', { channel: 'C0OLD' }],
    ['user_not_found', 'conversations.open', { users: 'U0NOBODY' }],
  ])('answers %s to a wrong %s', async (error, method, wrong) => {
    expect(await refusalOf(bot().apiCall(method, wrong))).toMatchObject({ error });
  });

  it('tells channels and members, the bot among them', async () => {
    const info = await bot().conversations.info({ channel, include_num_members: true });
    expect(info.channel).toMatchObject({ name: 'sec-alerts', is_member: true, num_members: 6 });
    const members = await bot().conversations.members({ channel, limit: 4 });
    expect(members.members).toHaveLength(4);
    const rest = await bot().conversations.members({
      channel,
      cursor: members.response_metadata?.next_cursor ?? '',
    });
    expect(rest.members).toEqual(['U0LEFT', 'U0YAGURA']);
    const listed = await bot().conversations.list({
      types: 'public_channel,private_channel',
      exclude_archived: true,
    });
    expect(listed.channels?.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['sec-alerts', 'secret']),
    );
    expect(listed.channels?.map(({ name }) => name)).not.toContain('old');
  });

  it('lets the bot join a public channel', async () => {
    workspace.state.addChannel({ name: 'open-door', botIsMember: false });
    await bot().conversations.join({ channel: 'C0OPENDOOR' });
    expect(await bot().chat.postMessage({ channel: 'C0OPENDOOR', text: 'in' })).toMatchObject({ ok: true });
  });
});

describe('users', () => {
  it('tells the language only when asked, and who is a guest, a stranger or gone', async () => {
    const alice = await bot().users.info({ user: 'U0ALICE', include_locale: true });
    expect(alice.user).toMatchObject({ name: 'alice', locale: 'ja-JP', is_restricted: false });
    expect((await bot().users.info({ user: 'U0ALICE' })).user?.locale).toBeUndefined();
    expect((await bot().users.info({ user: 'U0GUS' })).user?.is_restricted).toBe(true);
    expect((await bot().users.info({ user: 'U0STAN' })).user?.team_id).not.toBe('T0YAGURA');
    expect((await bot().users.info({ user: 'U0LEFT' })).user?.deleted).toBe(true);
    expect((await bot().users.info({ user: 'U0YAGURA' })).user?.is_bot).toBe(true);
    expect(await refusalOf(bot().users.info({ user: 'U0NOBODY' }))).toMatchObject({
      error: 'user_not_found',
    });
  });

  it('finds people by mail and lists them', async () => {
    const found = await bot().users.lookupByEmail({ email: 'BOB@example.com' });
    expect(found.user?.id).toBe('U0BOB');
    const nobody = bot().users.lookupByEmail({ email: 'nobody@example.com' });
    expect(await refusalOf(nobody)).toMatchObject({ error: 'users_not_found' });
    expect((await bot().users.list({})).members).toHaveLength(6);
  });
});

describe('files', () => {
  it('takes an upload in three steps and shows it in the channel', async () => {
    const answer = await bot().filesUploadV2({
      channel_id: channel,
      initial_comment: 'the report',
      file: Buffer.from('a,b\n1,2\n'),
      filename: 'report.csv',
      title: 'Report',
    });
    expect(answer.ok).toBe(true);
    const message = workspace.state.channelById(channel).messages.at(-1);
    expect(message).toMatchObject({ text: 'the report', files: [{ name: 'report.csv', size: 8 }] });
  });

  it('refuses what was never uploaded', async () => {
    const { file_id: id = '' } = await bot().files.getUploadURLExternal({ filename: 'x', length: 3 });
    const early = bot().files.completeUploadExternal({ files: [{ id }] });
    expect(await refusalOf(early)).toMatchObject({ error: 'file_not_found' });
  });
});

describe('ephemeral messages', () => {
  it('show themselves to one member only and cannot be edited', async () => {
    const { message_ts: ts = '' } = await bot().chat.postEphemeral({
      channel,
      user: 'U0BOB',
      text: 'for you',
    });
    const inbox = await look(workspace, 'inbox?user=bob&channel=sec-alerts');
    expect(inbox).toMatchObject({ messages: [{ ts, text: 'for you', type: 'ephemeral' }] });
    expect(await look(workspace, 'inbox?user=alice')).toEqual({ messages: [] });
    expect(await refusalOf(bot().chat.update({ channel, ts, text: 'x' }))).toMatchObject({
      error: 'message_not_found',
    });
    const outsider = bot().chat.postEphemeral({ channel: 'C0SECRET', user: 'U0BOB', text: 'x' });
    expect(await refusalOf(outsider)).toMatchObject({ error: 'user_not_in_channel' });
  });
});

it.each([
  ['xoxb-demo', /^chat:write,commands,/],
  ['xapp-demo', /^connections:write$/],
  ['xoxb-wrong', /^none$/],
])('an answer to %s tells the scopes that the token has', async (token, expected) => {
  const answer = await fetch(`${workspace.apiUrl}auth.test`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
  });
  expect(answer.headers.get('x-oauth-scopes') ?? 'none').toMatch(expected);
});
