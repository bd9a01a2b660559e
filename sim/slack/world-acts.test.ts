import type { App } from '@slack/bolt';
import { afterAll, afterEach, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { Json } from './json.ts';
import { act, clientOf, look, startBot } from './testing.ts';
import { type SlackWorkspace, startSlackWorkspace } from './workspace.ts';

let workspace: SlackWorkspace;
let bot: App;
const heard: Json[] = [];
const channel = 'shared';

beforeAll(async () => {
  workspace = await startSlackWorkspace({
    port: 0,
    rateLimits: false,
    people: [{ name: 'alice' }, { name: 'bob' }, { name: 'stan', stranger: true }],
    channels: [
      { name: 'shared', external: true },
      { name: 'inside', members: ['alice'] },
    ],
    userGroups: [{ handle: 'oncall', users: ['alice'] }],
  });
  bot = await startBot(workspace, (app) => {
    app.use(async ({ body, next }) => {
      heard.push({ ...body });
      await next();
    });
    app.event('app_mention', ({ event, say }) =>
      say({ text: `heard ${event.text}`, thread_ts: event.thread_ts ?? event.ts }).then(() => undefined),
    );
    app.message('hello', async ({ say, message }) => {
      if (message.channel_type === 'im') await say('hello yourself');
    });
  });
});
afterAll(async () => {
  await bot.stop();
  await workspace.stop();
});
afterEach(() => {
  heard.length = 0;
});

const events = () => heard.map(({ event }) => event);

describe('mentions', () => {
  it('are told with their thread, and answered in it', async () => {
    const { ts } = await clientOf(workspace).chat.postMessage({ channel: 'C0SHARED', text: 'card' });
    const seen = await act(workspace, 'mentions', { user: 'bob', channel, thread_ts: ts, text: 'ack' });
    expect(events()).toMatchObject([
      { type: 'message', channel_type: 'channel', thread_ts: ts },
      { type: 'app_mention', user: 'U0BOB', thread_ts: ts, text: '<@U0YAGURA> ack' },
    ]);
    expect(seen.responses).toMatchObject([{ thread_ts: ts, text: 'heard <@U0YAGURA> ack' }]);
  });

  it('begin a thread of their own elsewhere, whatever their case', async () => {
    const seen = await act(workspace, 'posts', { user: 'bob', channel, text: '@Yagura help' });
    const own = workspace.state.channelById('C0SHARED').messages.findLast(({ user }) => user === 'U0BOB');
    expect(seen.responses).toMatchObject([{ thread_ts: own?.ts, text: 'heard <@U0YAGURA> help' }]);
  });

  it('are plain messages in a direct message', async () => {
    await clientOf(workspace).conversations.open({ users: 'U0BOB' });
    const seen = await act(workspace, 'posts', { user: 'bob', channel: 'D0BOB', text: '@yagura hello' });
    expect(events()).toMatchObject([{ type: 'message', channel_type: 'im' }]);
    expect(seen.responses).toMatchObject([{ text: 'hello yourself' }]);
  });

  it('say who comes from elsewhere, and where that is', async () => {
    await act(workspace, 'mentions', { user: 'stan', channel, text: 'ack' });
    expect(heard[1]).toMatchObject({
      team_id: 'T0YAGURA',
      is_ext_shared_channel: true,
      event: { team: 'T0STRANGER', user_team: 'T0STRANGER', source_team: 'T0STRANGER' },
    });
    await act(workspace, 'posts', { user: 'alice', channel: 'inside', text: 'x' });
    expect(heard.at(-1)).toMatchObject({ is_ext_shared_channel: false, event: { team: 'T0YAGURA' } });
  });
});

describe('reactions', () => {
  it('of people are told', async () => {
    const { ts } = await clientOf(workspace).chat.postMessage({ channel: 'C0SHARED', text: 'card' });
    const reaction = { user: 'bob', channel, ts, name: 'eyes' };
    await act(workspace, 'reactions', reaction);
    await act(workspace, 'reactions', { ...reaction, remove: true });
    const about = { user: 'U0BOB', reaction: 'eyes', item: { channel: 'C0SHARED', ts } };
    expect(events()).toMatchObject([
      { type: 'reaction_added', ...about },
      { type: 'reaction_removed', ...about },
    ]);
  });
});

describe('people', () => {
  const userInfo = async (user: string) => (await clientOf(workspace).users.info({ user })).user;

  it('become guests, leave and come back while everything runs', async () => {
    await act(workspace, 'people', { name: 'bob', guest: 'ultra_restricted', deleted: true });
    expect(await userInfo('U0BOB')).toMatchObject({
      is_restricted: true,
      is_ultra_restricted: true,
      deleted: true,
    });
    await act(workspace, 'people', { name: 'bob', guest: null, deleted: false });
    expect(await userInfo('U0BOB')).toMatchObject({ is_restricted: false, deleted: false });
    expect(events()).toMatchObject([
      { type: 'user_change', user: { id: 'U0BOB', deleted: true } },
      { type: 'user_change', user: { id: 'U0BOB', deleted: false } },
    ]);
  });

  it('come into a shared channel from elsewhere, or are another app', async () => {
    await act(workspace, 'people', { name: 'sue', stranger: true, channels: ['shared'] });
    expect(await userInfo('U0SUE')).toMatchObject({ is_stranger: true, team_id: 'T0STRANGER' });
    await act(workspace, 'people', { name: 'robo', bot: true, channels: ['shared'] });
    expect(await userInfo('U0ROBO')).toMatchObject({ is_bot: true });
    heard.length = 0;
    await act(workspace, 'posts', { user: 'robo', channel, text: 'beep' });
    expect(events()).toMatchObject([{ user: 'U0ROBO', bot_id: 'B0ROBO' }]);
  });

  it.each<[string, string, Json]>([
    ['a guest of no known kind', 'people', { name: 'bob', guest: 'honoured' }],
    ['a fault of no known kind', 'faults', { kind: 'gremlins', method: '*' }],
    ['a group of strangers to the workspace', 'usergroups', { handle: 'oncall', users: ['nobody'] }],
  ])('refuses %s', async (_what, kind, body) => {
    expect((await act(workspace, kind, body)).error).toMatch(/is one of|nobody called/);
  });
});

describe('user groups', () => {
  it('change their people, and the app hears who', async () => {
    await act(workspace, 'usergroups', { handle: 'oncall', users: ['bob'] });
    expect(events()).toMatchObject([
      {
        type: 'subteam_members_changed',
        subteam_id: 'S0ONCALL',
        added_users: ['U0BOB'],
        removed_users: ['U0ALICE'],
      },
    ]);
    expect(await look(workspace, 'usergroups')).toMatchObject({
      paid: true,
      usergroups: [{ handle: 'oncall', users: ['U0BOB'] }],
    });
  });
});

describe('deliveries', () => {
  it('are kept, and can be sent again or forged', async () => {
    await act(workspace, 'posts', { user: 'alice', channel: 'inside', text: 'again' });
    const { deliveries } = await look(workspace, 'deliveries');
    const last = Array.isArray(deliveries) ? deliveries.at(-1) : undefined;
    expect(last).toMatchObject({ kind: 'events_api', payload: { event: { text: 'again' } } });
    heard.length = 0;
    const forged = { ...last, payload: { ...last.payload, team_id: 'T0ELSEWHERE' } };
    expect(await act(workspace, 'deliveries', forged)).toEqual({ ack: {} });
    expect(heard).toMatchObject([{ team_id: 'T0ELSEWHERE', event: { text: 'again' } }]);
  });
});

it('tells an app no more than its manifest asks for', async () => {
  const own = await startSlackWorkspace({ port: 0, events: ['app_mention', 'message.im'] });
  onTestFinished(() => own.stop());
  await act(own, 'mentions', { user: 'bob', channel: 'sec-alerts', text: 'ack' });
  const { deliveries } = await look(own, 'deliveries');
  expect(deliveries).toMatchObject([{ payload: { event: { type: 'app_mention' } } }]);
});
