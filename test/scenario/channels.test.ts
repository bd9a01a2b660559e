import { WebClient } from '@slack/web-api';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type SlackWorkspace, startSlackWorkspace } from '../../sim/slack/workspace.ts';
import { FakeClock, systemClock } from '../../src/shared/clock.ts';
import { RetryableError } from '../../src/shared/errors.ts';
import { createChannelDirectory } from '../../src/slack/outbox/channels.ts';

let slack: SlackWorkspace;
let client: WebClient;
beforeEach(async () => {
  slack = await startSlackWorkspace({ port: 0 });
  client = new WebClient(slack.tokens.bot, { slackApiUrl: slack.apiUrl, retryConfig: { retries: 0 } });
});
afterEach(() => slack.stop());

const asked = () => slack.state.calls.filter((call) => call.method === 'conversations.list').length;

test('a name is asked for once, an id never', async () => {
  const channels = createChannelDirectory(client, systemClock());
  const both = await Promise.all([channels.idOf('sec-alerts'), channels.idOf('sec-alerts')]);
  expect(both).toEqual(['C0SECALERTS', 'C0SECALERTS']);
  expect(await channels.idOf('C0123456789')).toBe('C0123456789');
  expect(asked()).toBe(1);
});

test('a channel that is missing is asked for again after a while, and found once it is there', async () => {
  const clock = new FakeClock();
  const channels = createChannelDirectory(client, clock);
  for (let card = 0; card < 5; card += 1)
    await expect(channels.idOf('sec-new')).rejects.toBeInstanceOf(RetryableError);
  expect(asked()).toBe(1);
  slack.state.addChannel({ name: 'sec-new' });
  await clock.advance(31_000);
  expect(await channels.idOf('sec-new')).toMatch(/^C/);
});

test('a reading that failed is tried again at once', async () => {
  const channels = createChannelDirectory(client, new FakeClock());
  slack.faults.add({ kind: 'http500', method: 'conversations.list', count: 1 });
  await expect(channels.idOf('sec-alerts')).rejects.toThrow();
  expect(await channels.idOf('sec-alerts')).toBe('C0SECALERTS');
});
