import type { App } from '@slack/bolt';
import { afterAll, afterEach, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { WebSocket } from 'ws';
import { type Json, objectOf } from './json.ts';
import { act, call, clientOf, look, refusalOf, startBot } from './testing.ts';
import { type SlackWorkspace, startSlackWorkspace } from './workspace.ts';

const channel = 'sec-alerts';
const plain = (text: string) => ({ type: 'plain_text' as const, text });
const button = (actionId: string, value = 'v') => ({
  type: 'button' as const,
  action_id: actionId,
  value,
  text: plain(actionId),
});
const actions = (...ids: string[]) => ({ type: 'actions' as const, elements: ids.map((id) => button(id)) });
const modal = (extra: object = {}) => ({
  type: 'modal' as const,
  callback_id: 'ask',
  title: plain('Ask'),
  submit: plain('Go'),
  blocks: [
    {
      type: 'input' as const,
      block_id: 'why',
      label: plain('Why'),
      element: { type: 'plain_text_input' as const, action_id: 'text' },
    },
  ],
  ...extra,
});

let workspace: SlackWorkspace;
let bot: App;
/** What the bot was told, newest last. */
const heard: Json[] = [];
/** How the bot answers the next submission. */
let submission: Parameters<Parameters<Parameters<App['view']>[1]>[0]['ack']>[0];

function register(app: App): void {
  app.command('/echo', async ({ ack, command }) => {
    heard.push({ ...command });
    await ack({ text: command.text, blocks: [actions('press', 'replace', 'delete')] });
  });
  app.command('/shout', ({ ack, command }) => ack({ response_type: 'in_channel', text: command.text }));
  app.command('/broken', ({ ack }) => ack({ blocks: [{ type: 'carpet' }] }));
  app.command('/late', async ({ ack, respond }) => {
    await ack();
    for (const text of ['1', '2', '3', '4', '5']) await respond(text);
    await respond('6').catch((error: { statusCode?: number }) => heard.push({ refused: error.statusCode }));
  });
  app.action('press', async ({ ack, body, respond }) => {
    await ack();
    heard.push({ ...body });
    await respond({ replace_original: false, text: 'pressed' });
  });
  app.action(/^(more|pick|picks|ticks|radio|who|day)$/, async ({ ack, body }) => {
    await ack();
    heard.push({ ...body });
  });
  app.action('replace', async ({ ack, respond }) => {
    await ack();
    await respond({ replace_original: true, response_type: 'in_channel', text: 'replaced' });
  });
  app.action('delete', async ({ ack, respond }) => {
    await ack();
    await respond({ delete_original: true });
  });
  app.action('open', async ({ ack, body, client }) => {
    await ack();
    heard.push({ ...body });
    if ('trigger_id' in body) await client.views.open({ trigger_id: body.trigger_id, view: modal() });
  });
  app.view('ask', async ({ ack, body }) => {
    heard.push({ ...body });
    if (submission) await ack(submission);
    else await ack();
  });
  app.view({ callback_id: 'ask', type: 'view_closed' }, async ({ ack, body }) => {
    await ack();
    heard.push({ ...body });
  });
  app.shortcut('why', async ({ ack, body, client }) => {
    await ack();
    heard.push({ ...body });
    await client.views.open({ trigger_id: body.trigger_id, view: modal() });
  });
  app.event('app_home_opened', ({ event, client }) =>
    client.views
      .publish({
        user_id: event.user,
        view: { type: 'home', blocks: [{ type: 'header', text: plain('Hi') }] },
      })
      .then(() => undefined),
  );
  app.event('app_mention', ({ event, say }) =>
    say({ text: 'you called?', thread_ts: event.ts }).then(() => undefined),
  );
  app.message('', async ({ message }) => {
    heard.push({ ...message });
  });
}

beforeAll(async () => {
  workspace = await startSlackWorkspace({ port: 0, rateLimits: false });
  bot = await startBot(workspace, register);
});
afterAll(async () => {
  await bot.stop();
  await workspace.stop();
});
afterEach(() => {
  heard.length = 0;
  submission = undefined;
});

const command = (text: string, user = 'carol') => act(workspace, 'commands', { user, channel, text });
const card = async (...ids: string[]) =>
  String(
    (
      await clientOf(workspace).chat.postMessage({
        channel,
        text: 'card',
        attachments: [{ color: '#cc0000', blocks: [actions(...ids)] }],
      })
    ).ts,
  );
const click = (ts: unknown, actionId: string, user = 'carol') =>
  act(workspace, 'clicks', { user, channel, ts, action_id: actionId });
/** A message of this person's with a modal open on it. */
const opened = async () => (await click(await card('open'), 'open')).views[0] ?? {};

describe('slash commands', () => {
  it('answer in the ack, names turned into ids', async () => {
    const seen = await command('/echo ask @bob in #sec-critical <now>');
    expect(seen.responses).toMatchObject([
      {
        type: 'ephemeral',
        text: 'ask <@U0BOB|bob> in <#C0SECCRITICAL|sec-critical> &lt;now&gt;',
        visible_to: 'U0CAROL',
      },
    ]);
    expect(heard).toMatchObject([
      { command: '/echo', user_id: 'U0CAROL', channel_name: channel, team_id: 'T0YAGURA' },
    ]);
  });

  it('show the command to everybody when the answer is for everybody', async () => {
    const seen = await command('/shout fire');
    expect(seen.responses).toMatchObject([{ type: 'message', text: 'fire' }]);
    const messages = workspace.state.channelById('C0SECALERTS').messages.slice(-2);
    expect(messages.map(({ user, text }) => [user, text])).toEqual([
      ['U0CAROL', '/shout fire'],
      ['U0YAGURA', 'fire'],
    ]);
  });

  it('fail visibly when the answer is not sound', async () => {
    const seen = await command('/broken');
    expect(seen.responses).toMatchObject([{ type: 'error', error: 'invalid_command_response' }]);
  });

  it('may answer five times through the response_url', async () => {
    const seen = await command('/late');
    expect(seen.responses.map(({ text }) => text)).toEqual(['1', '2', '3', '4', '5']);
    expect(heard).toEqual([{ refused: 404 }]);
  });

  it('show operation_timeout when nobody acks in three seconds', async () => {
    const seen = await command('/nobody-listens');
    expect(seen.responses).toMatchObject([{ type: 'error', error: 'operation_timeout' }]);
  });
});

describe('presses on messages', () => {
  it('tell the app the message, where in it, and who', async () => {
    const seen = await click(await card('press'), 'press');
    expect(seen.responses).toMatchObject([{ type: 'ephemeral', text: 'pressed' }]);
    expect(heard).toMatchObject([
      {
        type: 'block_actions',
        user: { id: 'U0CAROL', team_id: 'T0YAGURA' },
        container: { type: 'message_attachment', attachment_id: 1, is_ephemeral: false },
        message: { text: 'card' },
        actions: [{ action_id: 'press', type: 'button', value: 'v' }],
      },
    ]);
  });

  it('work on ephemeral answers, whose content is not told back', async () => {
    const [answer] = (await command('/echo x')).responses;
    heard.length = 0;
    await click(answer?.['ts'], 'press');
    expect(heard).toMatchObject([{ container: { type: 'message', is_ephemeral: true } }]);
    expect(heard[0]?.['message']).toBeUndefined();
    const stranger = await click(answer?.['ts'], 'press', 'dave');
    expect(stranger.error).toMatch(/no message/);
  });

  it('replace an ephemeral answer, which stays ephemeral, and delete it', async () => {
    const [answer] = (await command('/echo x')).responses;
    const replaced = await click(answer?.['ts'], 'replace');
    expect(replaced.responses).toMatchObject([{ ts: answer?.['ts'], type: 'ephemeral', text: 'replaced' }]);
    const [other] = (await command('/echo y')).responses;
    await click(other?.['ts'], 'delete');
    const inbox = await look(workspace, `inbox?user=carol&channel=${channel}`);
    expect(JSON.stringify(inbox)).not.toContain(String(other?.['ts']));
  });
});

describe('modals', () => {
  it('open from a press, are filled in and close', async () => {
    const view = await opened();
    expect(view).toMatchObject({ callback_id: 'ask', state: { values: { why: { text: { value: null } } } } });
    const values = { why: { text: { type: 'plain_text_input', value: 'because' } } };
    const seen = await act(workspace, 'submits', { user: 'carol', view_id: view['id'], values });
    expect(seen.views).toEqual([]);
    expect(heard.at(-1)).toMatchObject({ type: 'view_submission', view: { state: { values } } });
  });

  it('stay open with errors, from Slack for an empty input and from the app for a wrong one', async () => {
    const { id } = await opened();
    const submit = (value: string) =>
      act(workspace, 'submits', { user: 'carol', view_id: id, values: { why: { text: { value } } } });
    expect((await submit('')).views).toMatchObject([
      { errors: { why: 'Please complete this required field.' } },
    ]);
    expect(heard.some(({ type }) => type === 'view_submission')).toBe(false);
    submission = { response_action: 'errors', errors: { why: 'Say more.' } };
    expect((await submit('no')).views).toMatchObject([{ id, errors: { why: 'Say more.' } }]);
    submission = { response_action: 'update', view: modal({ title: plain('Thanks') }) };
    expect((await submit('yes')).views).toMatchObject([{ id, title: { text: 'Thanks' }, errors: {} }]);
    submission = { response_action: 'push', view: modal({ title: plain('More') }) };
    expect((await submit('yes')).views).toMatchObject([
      { id },
      { title: { text: 'More' }, previous_view_id: id },
    ]);
    submission = { response_action: 'clear' };
    expect((await submit('yes')).views).toEqual([]);
  });

  it('stand on each other three deep, each pushed from the one below', async () => {
    const first = await opened();
    const push = async (under: unknown) => {
      const button = {
        type: 'actions',
        elements: [{ type: 'button', action_id: 'more', text: plain('P') }],
      };
      await call(workspace, 'views.update', { view_id: under, view: modal({ blocks: [button] }) });
      await act(workspace, 'clicks', { user: 'carol', view_id: under, action_id: 'more' });
      const trigger = heard.at(-1)?.['trigger_id'];
      return call(workspace, 'views.push', { trigger_id: trigger, view: modal() });
    };
    const second = objectOf((await push(first['id']))['view']);
    expect(second).toMatchObject({ previous_view_id: first['id'], root_view_id: first['id'] });
    const third = objectOf((await push(second['id']))['view']);
    expect(await refusalOf(push(third['id']))).toMatchObject({ error: 'push_limit_reached' });
    const outside = call(workspace, 'views.push', { trigger_id: heard[0]?.['trigger_id'], view: modal() });
    expect(await refusalOf(outside)).toMatchObject({ error: 'exchanged_trigger_id' });
    await act(workspace, 'clicks', { user: 'carol', channel, ts: await card('press'), action_id: 'press' });
    const fromMessage = { trigger_id: heard.at(-1)?.['trigger_id'], view: modal() };
    expect(await refusalOf(call(workspace, 'views.push', fromMessage))).toMatchObject({ error: 'not_found' });
  });

  it('tell the app of their end only when they asked for it', async () => {
    const view = await opened();
    await act(workspace, 'closes', { user: 'carol', view_id: view['id'] });
    expect(heard.some(({ type }) => type === 'view_closed')).toBe(false);
    const { id } = await opened();
    const client = clientOf(workspace);
    await client.views.update({ view_id: String(id), view: modal({ notify_on_close: true }) });
    await act(workspace, 'closes', { user: 'carol', view_id: id });
    expect(heard.at(-1)).toMatchObject({ type: 'view_closed', is_cleared: false });
  });

  it('guard against races and used triggers', async () => {
    const view = await opened();
    const client = clientOf(workspace);
    const update = (extra: object) =>
      client.views.update({ view_id: String(view['id']), view: modal(), ...extra });
    expect(await refusalOf(update({ hash: 'old' }))).toMatchObject({ error: 'hash_conflict' });
    expect((await update({ hash: view['hash'] })).view?.hash).not.toBe(view['hash']);
    expect(await refusalOf(update({ view_id: 'V0' }))).toMatchObject({ error: 'not_found' });
    const trigger = String(heard[0]?.['trigger_id']);
    const open = (triggerId: string, extra = {}) =>
      refusalOf(client.views.open({ trigger_id: triggerId, view: modal(extra) }));
    expect(await open(trigger)).toMatchObject({ error: 'exchanged_trigger_id' });
    expect(await open('1.2.3')).toMatchObject({ error: 'invalid_trigger_id' });
    const long = workspace.state.viewsOf('U0CAROL').length;
    expect(long).toBe(1);
  });

  it('open from a message shortcut', async () => {
    const seen = await act(workspace, 'shortcuts', {
      user: 'bob',
      channel,
      ts: await card('press'),
      callback_id: 'why',
    });
    expect(seen.views).toMatchObject([{ callback_id: 'ask', user: 'U0BOB' }]);
    expect(heard).toMatchObject([{ type: 'message_action', message: { text: 'card' } }]);
  });
});

describe('choices', () => {
  const option = (value: string) => ({ text: plain(value), value });
  const options = [option('one'), option('two')];
  const elements = [
    { type: 'overflow', action_id: 'more', options },
    { type: 'static_select', action_id: 'pick', options },
    { type: 'multi_static_select', action_id: 'picks', options },
    { type: 'checkboxes', action_id: 'ticks', options },
    { type: 'radio_buttons', action_id: 'radio', options },
    { type: 'users_select', action_id: 'who' },
    { type: 'datepicker', action_id: 'day' },
  ];
  const blocks = [{ type: 'actions', block_id: 'all', elements }];
  const cases: [string, unknown, Json][] = [
    ['more', 'two', { type: 'overflow', selected_option: option('two') }],
    ['pick', 'one', { type: 'static_select', selected_option: option('one') }],
    ['picks', ['one', 'two'], { type: 'multi_static_select', selected_options: options }],
    ['ticks', ['two'], { type: 'checkboxes', selected_options: [option('two')] }],
    ['radio', 'two', { type: 'radio_buttons', selected_option: option('two') }],
    ['who', 'U0BOB', { type: 'users_select', selected_user: 'U0BOB' }],
    ['day', '2026-12-01', { type: 'datepicker', selected_date: '2026-12-01' }],
  ];
  const answerIn = (payload: Json | undefined, id: string) => {
    const { values } = objectOf(payload?.['state']);
    return objectOf(objectOf(values)['all'])[id];
  };

  it.each(cases)('in a message reach the app: %s', async (actionId, selected, answer) => {
    const { ts } = await call(workspace, 'chat.postMessage', { channel, text: 'x', blocks });
    await act(workspace, 'clicks', { user: 'bob', channel, ts, action_id: actionId, selected });
    expect(heard.at(-1)).toMatchObject({
      channel: { id: 'C0SECALERTS' },
      actions: [{ ...answer, action_id: actionId, block_id: 'all' }],
    });
    expect(heard.at(-1)).toHaveProperty('response_url');
    if (actionId !== 'more') expect(answerIn(heard.at(-1), actionId)).toEqual(answer);
  });

  it.each(cases)(
    'on the Home tab reach the app, without a channel: %s',
    async (actionId, selected, answer) => {
      const published = await call(workspace, 'views.publish', {
        user_id: 'U0BOB',
        view: { type: 'home', blocks },
      });
      const viewId = objectOf(published['view'])['id'];
      await act(workspace, 'clicks', { user: 'bob', view_id: viewId, action_id: actionId, selected });
      expect(heard.at(-1)).toMatchObject({
        container: { type: 'view', view_id: viewId },
        view: { type: 'home', id: viewId },
        actions: [{ ...answer, action_id: actionId }],
      });
      for (const absent of ['channel', 'message', 'response_url']) {
        expect(heard.at(-1)).not.toHaveProperty(absent);
      }
    },
  );
});

describe('Home tabs', () => {
  const publish = (view: object, extra = {}) =>
    call(workspace, 'views.publish', { user_id: 'U0ALICE', view, ...extra });
  const home = (blocks: number) => ({
    type: 'home',
    blocks: Array.from({ length: blocks }, () => ({ type: 'divider' })),
  });

  it('guard against races by their hash', async () => {
    const { hash } = objectOf((await publish(home(1)))['view']);
    const next = objectOf((await publish(home(2), { hash }))['view']);
    expect(next['hash']).not.toBe(hash);
    expect(await refusalOf(publish(home(3), { hash }))).toMatchObject({ error: 'hash_conflict' });
    expect(await publish(home(3))).toMatchObject({ ok: true });
  });

  it('hold a hundred blocks, belong to people, and are no modals', async () => {
    expect(await publish(home(100))).toMatchObject({ ok: true });
    expect(await refusalOf(publish(home(101)))).toMatchObject({ error: 'invalid_arguments' });
    expect(await refusalOf(publish(home(1), { user_id: 'U0NOBODY' }))).toMatchObject({
      error: 'user_not_found',
    });
    expect(await refusalOf(publish(modal()))).toMatchObject({ error: 'invalid_arguments' });
  });
});

describe('shortcuts', () => {
  it('of the whole workspace open a modal, and belong to no channel', async () => {
    const seen = await act(workspace, 'shortcuts', { user: 'bob', callback_id: 'why' });
    expect(seen.views).toMatchObject([{ callback_id: 'ask', user: 'U0BOB' }]);
    expect(heard).toMatchObject([{ type: 'shortcut', callback_id: 'why', user: { id: 'U0BOB' } }]);
    for (const absent of ['channel', 'message', 'response_url']) {
      expect(heard[0]).not.toHaveProperty(absent);
    }
    await act(workspace, 'closes', { user: 'bob', view_id: seen.views[0]?.['id'] });
  });

  it('of a message say which, in which thread, and where to answer', async () => {
    const parent = await card('press');
    const { ts } = await clientOf(workspace).chat.postMessage({
      channel: 'C0SECALERTS',
      text: 'reply',
      thread_ts: parent,
    });
    const seen = await act(workspace, 'shortcuts', { user: 'bob', channel, ts, callback_id: 'why' });
    expect(heard[0]).toMatchObject({
      type: 'message_action',
      callback_id: 'why',
      message_ts: ts,
      message: { ts, thread_ts: parent, text: 'reply' },
      channel: { id: 'C0SECALERTS', name: channel },
    });
    expect(heard[0]).toHaveProperty('response_url');
    await act(workspace, 'closes', { user: 'bob', view_id: seen.views[0]?.['id'] });
  });

  it('are not offered on a private answer', async () => {
    const client = clientOf(workspace);
    const { message_ts: ts } = await client.chat.postEphemeral({
      channel: 'C0SECALERTS',
      user: 'U0BOB',
      text: 'x',
    });
    const seen = await act(workspace, 'shortcuts', { user: 'bob', channel, ts, callback_id: 'why' });
    expect(seen.error).toMatch(/no menu/);
  });
});

describe('events', () => {
  it('tell of posts and mentions', async () => {
    const seen = await act(workspace, 'posts', { user: 'bob', channel, text: 'hello @dave' });
    expect(heard).toMatchObject([{ type: 'message', text: 'hello <@U0DAVE>', user: 'U0BOB' }]);
    expect(seen.responses).toEqual([]);
    await act(workspace, 'posts', { user: 'bob', channel, text: 'here @here @yagura' });
    const [call, answer] = workspace.state.channelById('C0SECALERTS').messages.slice(-2);
    expect(call).toMatchObject({ text: 'here <!here> <@U0YAGURA>', notifies: ['<!here>', '<@U0YAGURA>'] });
    expect(answer).toMatchObject({ text: 'you called?', thread_ts: call?.ts });
  });

  it('publish a Home tab when it is opened', async () => {
    const home = await look(workspace, 'home?user=dave');
    expect(home).toMatchObject({ user: 'U0DAVE', view: { type: 'home', blocks: [{ type: 'header' }] } });
    const told = workspace.state.deliveries.length;
    expect(await look(workspace, 'home?user=dave&peek=true')).toEqual(home);
    expect(workspace.state.deliveries).toHaveLength(told);
  });
});

describe('connections', () => {
  /** A bare client, which acks only when the test says so. */
  async function connect(own: SlackWorkspace): Promise<{ socket: WebSocket; next: () => Promise<Json> }> {
    const { url = '' } = await clientOf(own, own.tokens.app).apps.connections.open();
    const socket = new WebSocket(url);
    const messages: Json[] = [];
    const waiting: ((message: Json) => void)[] = [];
    socket.on('message', (data) => {
      const message = JSON.parse(String(data)) as Json;
      const waiter = waiting.shift();
      if (waiter) waiter(message);
      else messages.push(message);
    });
    const next = () => {
      const message = messages.shift();
      return message ? Promise.resolve(message) : new Promise<Json>((resolve) => waiting.push(resolve));
    };
    return { socket, next };
  }
  async function ownWorkspace(): Promise<SlackWorkspace> {
    const own = await startSlackWorkspace({ port: 0, rateLimits: false });
    onTestFinished(() => own.stop());
    return own;
  }

  it('send again over another connection what a lost one did not ack', async () => {
    const own = await ownWorkspace();
    const first = await connect(own);
    expect(await first.next()).toMatchObject({ type: 'hello', num_connections: 1 });
    const seen = act(own, 'commands', { user: 'alice', channel, text: '/echo x' });
    const envelope = await first.next();
    expect(envelope).toMatchObject({ type: 'slash_commands', accepts_response_payload: true });
    first.socket.terminate();
    const second = await connect(own);
    await second.next();
    const again = await second.next();
    expect(again['envelope_id']).toBe(envelope['envelope_id']);
    second.socket.send(
      JSON.stringify({ envelope_id: again['envelope_id'], payload: { text: 'late but there' } }),
    );
    expect((await seen).responses).toMatchObject([{ text: 'late but there' }]);
  });

  it('announce a disconnect and send nothing more over it', async () => {
    const own = await ownWorkspace();
    const { next } = await connect(own);
    await next();
    own.faults.disconnect('warning');
    expect(await next()).toMatchObject({ type: 'disconnect', reason: 'warning' });
    const seen = await act(own, 'commands', { user: 'alice', channel, text: '/echo x' });
    expect(seen.responses).toMatchObject([{ type: 'error', error: 'dispatch_failed' }]);
  });

  it('are ten at most, and an address opens one', async () => {
    const own = await ownWorkspace();
    for (let count = 0; count < 10; count += 1) await (await connect(own)).next();
    expect(own.connections).toBe(10);
    const last = await connect(own);
    expect(await last.next()).toMatchObject({ type: 'disconnect', reason: 'too_many_websockets' });
    const used = new WebSocket(last.socket.url);
    await expect(new Promise((_resolve, reject) => used.on('error', reject))).rejects.toThrow('401');
  });
});
