import { App, HTTPReceiver, LogLevel } from '@slack/bolt';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { type Seal, signedPost } from './http-delivery.ts';
import { act } from './testing.ts';
import { type SlackWorkspace, startSlackWorkspace } from './workspace.ts';

let workspace: SlackWorkspace;
beforeAll(async () => {
  workspace = await startSlackWorkspace({ port: 0 });
});
afterAll(() => workspace.stop());

/** A real Bolt app over HTTP, which checks signatures with this secret. */
async function listen(signingSecret: string): Promise<string> {
  const receiver = new HTTPReceiver({ signingSecret, logLevel: LogLevel.ERROR });
  const bot = new App({
    token: workspace.tokens.bot,
    receiver,
    clientOptions: { slackApiUrl: workspace.apiUrl },
    logLevel: LogLevel.ERROR,
  });
  bot.command('/echo', ({ ack, command }) => ack(`heard ${command.text}`));
  bot.action('press', async ({ ack, respond }) => {
    await ack();
    await respond({ text: 'pressed', replace_original: false });
  });
  bot.message('ping', ({ say }) => say('pong').then(() => undefined));
  const server = await bot.start({ port: 0, host: '127.0.0.1' });
  onTestFinished(async () => {
    await bot.stop();
    workspace.deliverTo(undefined);
  });
  const address = server && 'address' in server ? server.address() : null;
  if (typeof address !== 'object' || address === null) throw new Error('the bot listens nowhere');
  const door = `http://127.0.0.1:${address.port}/slack/events`;
  workspace.deliverTo(door);
  return door;
}

const person = { user: 'alice', channel: 'sec-alerts' };

it('delivers signed commands, presses and events, and shows what comes back', async () => {
  await listen(workspace.signingSecret);
  const seen = await act(workspace, 'commands', { ...person, text: '/echo one two' });
  expect(seen.responses).toMatchObject([{ type: 'ephemeral', text: 'heard one two' }]);

  const message = workspace.state.channelById('C0SECALERTS');
  await act(workspace, 'posts', { ...person, text: 'ping' });
  expect(message.messages.at(-1)).toMatchObject({ text: 'pong', user: workspace.app.botUser });
});

it('shows dispatch_failed when the app refuses the signature', async () => {
  await listen('another-secret');
  const seen = await act(workspace, 'commands', { ...person, text: '/echo x' });
  expect(seen.responses).toMatchObject([{ type: 'error', error: 'dispatch_failed' }]);
});

it('shows dispatch_failed when nobody listens', async () => {
  workspace.deliverTo('http://127.0.0.1:9/slack/events');
  onTestFinished(() => workspace.deliverTo(undefined));
  const seen = await act(workspace, 'commands', { ...person, text: '/echo x' });
  expect(seen.responses).toMatchObject([{ type: 'error', error: 'dispatch_failed' }]);
});

const now = () => Math.floor(Date.now() / 1000);

it.each<[number, string, Partial<Seal>]>([
  [200, 'an honest one', {}],
  [401, 'another secret', { secret: 'guessed' }],
  [401, 'a made-up signature', { signature: `v0=${'0'.repeat(64)}` }],
  [401, 'a stamp of six minutes ago', { at: now() - 360 }],
  // Bolt looks at the past only (facts of Bolt 5.1.0): an app that minds the future must look itself.
  [200, 'a stamp of the next hour', { at: now() + 3600 }],
])('lets a test forge requests: %i for %s', async (status, _what, seal) => {
  const door = await listen(workspace.signingSecret);
  await act(workspace, 'posts', { ...person, text: 'to be sent again' });
  const sent = workspace.state.deliveries.at(-1);
  if (!sent) throw new Error('nothing was delivered');
  const post = signedPost(sent.kind, sent.payload, { secret: workspace.signingSecret, ...seal });
  expect((await fetch(door, post)).status).toBe(status);
});
