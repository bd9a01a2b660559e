import { request } from 'node:http';
import { WebClient } from '@slack/web-api';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CallPhase } from './faults.ts';
import { clientOf, refusalOf } from './testing.ts';
import { type SlackWorkspace, startSlackWorkspace } from './workspace.ts';

let workspace: SlackWorkspace;
beforeEach(async () => {
  workspace = await startSlackWorkspace({ port: 0, rateLimits: false });
});
afterEach(() => workspace.stop());

const post = (text = 'x', client = clientOf(workspace)) =>
  client.chat.postMessage({ channel: 'C0SECALERTS', text });
const texts = () => workspace.state.channelById('C0SECALERTS').messages.map((message) => message.text);

describe('faults', () => {
  it('answer 429, 500 and fatal_error without applying anything', async () => {
    workspace.faults.add({ kind: 'ratelimited', method: '*', count: 1, retryAfter: 7 });
    workspace.faults.add({ kind: 'http500', method: 'chat.postMessage', count: 1 });
    workspace.faults.add({ kind: 'platformError', method: 'chat.postMessage', count: 1 });
    await expect(post()).rejects.toMatchObject({ retryAfter: 7 });
    await expect(post()).rejects.toMatchObject({ statusCode: 500 });
    expect(await refusalOf(post())).toMatchObject({ error: 'fatal_error' });
    expect(texts()).toEqual([]);
    await post('after the storm');
    expect(texts()).toEqual(['after the storm']);
    expect(workspace.state.calls.map(({ status }) => status)).toEqual([429, 500, 200, 200]);
  });

  it('never answer', async () => {
    workspace.faults.add({ kind: 'timeout', method: 'chat.postMessage' });
    const impatient = new WebClient('xoxb-demo', {
      slackApiUrl: workspace.apiUrl,
      retryConfig: { retries: 0 },
      timeout: 100,
    });
    await expect(post('x', impatient)).rejects.toThrow();
    expect(texts()).toEqual([]);
  });

  it('put Slack out of reach', async () => {
    workspace.faults.add({ kind: 'unreachable', method: '*', count: 2 });
    await expect(post()).rejects.toThrow();
    await expect(clientOf(workspace).auth.test()).rejects.toThrow();
    expect(texts()).toEqual([]);
    expect(await clientOf(workspace).auth.test()).toMatchObject({ ok: true });
  });

  it('apply and lose the answer', async () => {
    workspace.faults.add({ kind: 'appliedButLost', method: 'chat.postMessage', count: 1 });
    await expect(post('there it is')).rejects.toThrow();
    expect(texts()).toEqual(['there it is']);
    expect(workspace.state.calls).toMatchObject([{ n: 1, status: 0 }]);
  });

  it('strike by chance, the same way for the same seed', async () => {
    const run = async () => {
      workspace.faults.clear();
      workspace.faults.seed(42);
      workspace.faults.add({ kind: 'http500', method: '*', probability: 0.5 });
      const outcomes: boolean[] = [];
      for (let count = 0; count < 12; count += 1)
        outcomes.push(
          await post().then(
            () => true,
            () => false,
          ),
        );
      return outcomes;
    };
    const first = await run();
    expect(first).toContain(true);
    expect(first).toContain(false);
    expect(await run()).toEqual(first);
  });

  it('can be switched off', async () => {
    const off = workspace.faults.add({ kind: 'http500', method: '*' });
    await expect(post()).rejects.toThrow();
    off();
    expect(await post()).toMatchObject({ ok: true });
  });
});

describe('call listeners', () => {
  it('see every call before and after, and hold it up', async () => {
    const seen: string[] = [];
    const stop = workspace.faults.onCall(async ({ n, method, phase }: CallPhase) => {
      seen.push(`${n} ${method} ${phase} ${texts().length}`);
      await Promise.resolve();
    });
    await post();
    await clientOf(workspace).auth.test();
    stop();
    await post();
    expect(seen).toEqual([
      '1 chat.postMessage before 0',
      '1 chat.postMessage after 1',
      '2 auth.test before 1',
      '2 auth.test after 1',
    ]);
  });

  it.each([
    ['before', []],
    ['after', ['cut']],
  ] as const)('cut the connection %s it is applied', async (phase, left) => {
    workspace.faults.onCall((call) => (call.phase === phase ? 'drop' : undefined));
    await expect(post('cut')).rejects.toThrow();
    expect(texts()).toEqual(left);
  });

  it('apply nothing for a caller that died meanwhile', async () => {
    const call = request(`${workspace.apiUrl}chat.postMessage`, {
      method: 'POST',
      headers: { authorization: 'Bearer xoxb-demo', 'content-type': 'application/json' },
    });
    const gone = new Promise((resolve) => call.on('close', resolve));
    workspace.faults.onCall(async ({ phase }) => {
      if (phase !== 'before') return;
      call.destroy();
      await gone;
    });
    call.on('error', () => undefined);
    call.end(JSON.stringify({ channel: 'C0SECALERTS', text: 'from the grave' }));
    await gone;
    await clientOf(workspace).auth.test();
    expect(workspace.state.calls.map(({ status }) => status)).toEqual([0, 200]);
    expect(texts()).toEqual([]);
  });
});
