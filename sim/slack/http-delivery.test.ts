import { App, HTTPReceiver, LogLevel } from '@slack/bolt';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { act } from './testing.ts';
import { type SlackWorkspace, startSlackWorkspace } from './workspace.ts';

let workspace: SlackWorkspace;
beforeAll(async () => {
  workspace = await startSlackWorkspace({ port: 0 });
});
afterAll(() => workspace.stop());

/** A real Bolt app over HTTP, which checks signatures with this secret. */
async function listen(signingSecret: string): Promise<void> {
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
  workspace.deliverTo(`http://127.0.0.1:${address.port}/slack/events`);
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
