import { createHmac } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test, vi } from 'vitest';
import { type SlackWorkspace, startSlackWorkspace } from '../../sim/slack/workspace.ts';
import { systemClock } from '../../src/shared/clock.ts';
import { silentLogger } from '../../src/shared/logger.ts';
import { createSlackApp, type SlackApp, type SlackSettings } from '../../src/slack/app.ts';
import { createChannelDirectory } from '../../src/slack/outbox/channels.ts';
import { textOf, toolsOf } from '../support/tools.ts';

const endings: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end();
});

async function startSlack(port = 0): Promise<SlackWorkspace> {
  const slack = await startSlackWorkspace({ port });
  endings.push(() => slack.stop());
  return slack;
}

function appFor(settings: SlackSettings): SlackApp {
  const app = createSlackApp(settings, {
    ...toolsOf({}),
    clock: systemClock(),
    logger: silentLogger,
    roles: () => ({ viewer: 'channel-members', responder: [], approver: [], admin: [] }),
    alertChannels: () => ['sec-alerts'],
    channels: { idOf: (name) => createChannelDirectory(app.client, systemClock()).idOf(name) },
    styleOf: () => ({ language: 'en', timeZone: 'UTC' }),
  });
  endings.push(() => app.stop());
  return app;
}

const socket = (slackApiUrl: string, appToken = 'xapp-demo'): SlackSettings => ({
  mode: 'socket',
  botToken: 'xoxb-demo',
  appToken,
  slackApiUrl,
});

async function type(slack: SlackWorkspace, text: string): Promise<string> {
  const response = await fetch(`${slack.url}/api/commands`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ user: 'dave', channel: 'sec-alerts', text }),
  });
  const { responses } = (await response.json()) as { responses: unknown[] };
  return textOf(responses);
}

const nothingOpen = 'There is no open case.\nA wider question: /secfind state:all\n';

test.each(['dropped', 'refresh_requested'] as const)('a connection that is %s comes back', async (how) => {
  const slack = await startSlack();
  const app = appFor(socket(slack.apiUrl));
  await app.start();
  expect(await type(slack, '/secfind')).toBe(nothingOpen);
  slack.faults.disconnect(how);
  await vi.waitFor(async () => expect(await type(slack, '/secfind')).toBe(nothingOpen), { timeout: 20_000 });
});

test('Slack that is away at the start is met as soon as it is there', async () => {
  const first = await startSlackWorkspace({ port: 0 });
  const { port } = new URL(first.url);
  await first.stop();
  const app = appFor(socket(first.apiUrl));
  await app.start();
  const slack = await startSlack(Number(port));
  await vi.waitFor(async () => expect(await type(slack, '/secfind')).toBe(nothingOpen), { timeout: 20_000 });
});

test('wrong tokens end the start with a word on which one it is', async () => {
  const slack = await startSlack();
  await expect(appFor(socket(slack.apiUrl, 'xapp-wrong')).start()).rejects.toThrow(/app-level token/);
  await expect(appFor({ ...socket(slack.apiUrl), botToken: 'xoxb-wrong' }).start()).rejects.toThrow(
    /bot token/,
  );
});

test('an answer finds its way when the response_url fails', async () => {
  const slack = await startSlack();
  await appFor(socket(slack.apiUrl)).start();
  slack.faults.add({ kind: 'http500', method: 'response_url' });
  expect(await type(slack, '/secfind')).toBe(nothingOpen);
});

test('when Slack does not say who somebody is, the answer is a refusal', async () => {
  const slack = await startSlack();
  await appFor(socket(slack.apiUrl)).start();
  slack.faults.add({ kind: 'http500', method: 'users.info' });
  expect(await type(slack, '/secfind')).toContain('Slack did not say who you are, so nothing was done.');
});

async function startHttp(slack: SlackWorkspace): Promise<{ url: string; app: SlackApp }> {
  const app = appFor({
    mode: 'http',
    botToken: 'xoxb-demo',
    signingSecret: slack.signingSecret,
    slackApiUrl: slack.apiUrl,
  });
  const server: Server = createServer((request, response) => {
    if (!app.http?.(request, response)) response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  endings.push(async () => {
    server.closeAllConnections();
    server.close();
  });
  await app.start();
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/slack/events`, app };
}

test('signed HTTP is answered as Socket Mode is', async () => {
  const slack = await startSlack();
  const { url } = await startHttp(slack);
  slack.deliverTo(url);
  expect(await type(slack, '/secfind')).toBe(nothingOpen);
  expect((await fetch(url.replace('/slack/events', '/else'))).status).toBe(404);
});

test.each([
  ['now', 0, true, 200],
  ['four minutes ago', -240, true, 200],
  ['six minutes ago', -360, true, 401],
  ['in four minutes', 240, true, 200],
  ['in six minutes', 360, true, 401],
  ['now, by somebody else', 0, false, 401],
])('a request signed %s', async (_name, offset, ours, status) => {
  const slack = await startSlack();
  const { url } = await startHttp(slack);
  const seconds = Math.floor(Date.now() / 1_000) + offset;
  const body = new URLSearchParams({
    command: '/secfind',
    text: '',
    user_id: 'U0DAVE',
    team_id: 'T0OTHER',
    channel_id: 'C0',
  }).toString();
  const secret = ours ? slack.signingSecret : 'guessed';
  const signature = `v0=${createHmac('sha256', secret).update(`v0:${seconds}:${body}`).digest('hex')}`;
  const response = await fetch(url, {
    method: 'POST',
    body,
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'x-slack-request-timestamp': String(seconds),
      'x-slack-signature': signature,
    },
  });
  expect(response.status).toBe(status);
});
