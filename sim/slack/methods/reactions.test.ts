import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { act, clientOf, refusalOf } from '../testing.ts';
import { type SlackWorkspace, startSlackWorkspace } from '../workspace.ts';

let workspace: SlackWorkspace;
let timestamp: string;
const channel = 'C0SECALERTS';
beforeAll(async () => {
  workspace = await startSlackWorkspace({
    port: 0,
    rateLimits: false,
    channels: [{ name: 'sec-alerts' }, { name: 'elsewhere', botIsMember: false }],
  });
});
afterAll(() => workspace.stop());
beforeEach(async () => {
  const posted = await clientOf(workspace).chat.postMessage({ channel, text: 'card' });
  timestamp = String(posted.ts);
});

const bot = () => clientOf(workspace).reactions;
const reactionsOf = async () => (await bot().get({ channel, timestamp })).message?.reactions;

describe('reactions', () => {
  it('are counted by emoji, with who reacted, and taken back by who made them', async () => {
    await bot().add({ channel, timestamp, name: 'eyes' });
    await act(workspace, 'reactions', { user: 'bob', channel, ts: timestamp, name: 'eyes' });
    await act(workspace, 'reactions', { user: 'bob', channel, ts: timestamp, name: 'lock' });
    expect(await reactionsOf()).toEqual([
      { name: 'eyes', users: ['U0YAGURA', 'U0BOB'], count: 2 },
      { name: 'lock', users: ['U0BOB'], count: 1 },
    ]);
    await bot().remove({ channel, timestamp, name: 'eyes' });
    await act(workspace, 'reactions', { user: 'bob', channel, ts: timestamp, name: 'lock', remove: true });
    expect(await reactionsOf()).toEqual([{ name: 'eyes', users: ['U0BOB'], count: 1 }]);
    const history = await clientOf(workspace).conversations.history({ channel, limit: 1 });
    expect(history.messages?.[0]?.reactions).toHaveLength(1);
    expect(history.messages?.[0]).not.toHaveProperty('edited');
  });

  it.each<[string, 'add' | 'remove', Record<string, unknown>]>([
    ['invalid_name', 'add', { name: 'no_such_emoji' }],
    ['invalid_name', 'add', { name: '' }],
    ['no_reaction', 'remove', { name: 'lock' }],
    ['no_item_specified', 'add', { channel: '' }],
    ['no_item_specified', 'add', { timestamp: '' }],
    ['bad_timestamp', 'add', { timestamp: 'now' }],
    ['channel_not_found', 'add', { channel: 'C0NOWHERE' }],
    ['not_in_channel', 'add', { channel: 'C0ELSEWHERE' }],
    ['message_not_found', 'remove', { timestamp: '1600000000.000001' }],
  ])('answer %s', async (error, verb, wrong) => {
    const call = clientOf(workspace).apiCall(`reactions.${verb}`, {
      channel,
      timestamp,
      name: 'eyes',
      ...wrong,
    });
    expect(await refusalOf(call)).toMatchObject({ error });
  });

  it('are made once', async () => {
    await bot().add({ channel, timestamp, name: 'eyes' });
    expect(await refusalOf(bot().add({ channel, timestamp, name: 'eyes' }))).toMatchObject({
      error: 'already_reacted',
    });
    await bot().remove({ channel, timestamp, name: 'eyes' });
    expect(await refusalOf(bot().remove({ channel, timestamp, name: 'eyes' }))).toMatchObject({
      error: 'no_reaction',
    });
    expect(await reactionsOf()).toBeUndefined();
  });

  it('are refused to people as well', async () => {
    const wrong = { user: 'bob', channel, ts: timestamp, name: 'no_such_emoji' };
    expect((await act(workspace, 'reactions', wrong)).error).toMatch(/invalid_name/);
  });
});
