import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { act, clientOf, look } from './testing.ts';
import { type SlackWorkspace, startSlackWorkspace } from './workspace.ts';

let workspace: SlackWorkspace;
beforeAll(async () => {
  workspace = await startSlackWorkspace({
    port: 0,
    page: (incoming, response) => {
      if (incoming.url !== '/') return false;
      response.end('the page');
      return true;
    },
  });
});
afterAll(() => workspace.stop());

/** The status of a request with these headers; fetch would not let a test choose its Host. */
function statusWith(headers: Record<string, string>, path = '/api/state'): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    request(`${workspace.url}${path}`, { headers }, (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .on('error', reject)
      .end();
  });
}

describe('the control API', () => {
  it('tells messages in order with what belongs to them, replies nested', async () => {
    const client = clientOf(workspace);
    const metadata = { event_type: 'card', event_payload: { key: 'case:1' } };
    const parent = await client.chat.postMessage({ channel: '#sec-alerts', text: 'card', metadata });
    await client.chat.postMessage({ channel: '#sec-alerts', text: 'story', thread_ts: String(parent.ts) });
    await client.chat.postMessage({ channel: '#sec-alerts', text: 'next <!here>' });
    expect(await look(workspace, 'messages?channel=%23sec-alerts')).toMatchObject({
      messages: [
        { text: 'card', metadata, replies: [{ text: 'story' }] },
        { text: 'next <!here>', notifies: ['<!here>'], replies: [] },
      ],
    });
    expect(await look(workspace, 'calls')).toMatchObject({
      calls: [1, 2, 3].map((n) => ({ n, method: 'chat.postMessage', channel: 'sec-alerts', status: 200 })),
    });
  });

  it('tells who and what is here', async () => {
    const state = await look(workspace, 'state');
    expect(state).toMatchObject({
      people: [{ name: 'alice' }, { name: 'bob' }, { name: 'carol' }, { name: 'dave' }],
      channels: [{ name: 'sec-alerts' }, { name: 'sec-critical' }],
    });
  });

  it('streams a line for each change', async () => {
    const stop = new AbortController();
    const response = await fetch(`${workspace.url}/api/events`, { signal: stop.signal });
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    expect((await reader?.read())?.value).toContain('"kind":"hello"');
    await clientOf(workspace).chat.postEphemeral({ channel: 'C0SECALERTS', user: 'U0BOB', text: 'x' });
    const line = (await reader?.read())?.value ?? '';
    expect(line).toMatch(/^data: \{.*\}\n\n$/);
    expect(JSON.parse(line.slice(6))).toMatchObject({
      kind: 'ephemeral',
      channel: 'C0SECALERTS',
      user: 'U0BOB',
    });
    stop.abort();
  });

  it.each<[string, string, Record<string, unknown>, RegExp]>([
    [
      'an unknown person',
      'commands',
      { user: 'eve', channel: 'sec-alerts', text: '/x' },
      /nobody called eve/,
    ],
    [
      'an unknown channel',
      'commands',
      { user: 'bob', channel: 'nowhere', text: '/x' },
      /no channel called nowhere/,
    ],
    ['no command', 'commands', { user: 'bob', channel: 'sec-alerts', text: 'x' }, /begins with a slash/],
    ['a missing field', 'commands', { user: 'bob', channel: 'sec-alerts' }, /field text is missing/],
    [
      'a command in a thread',
      'commands',
      { user: 'bob', channel: 'sec-alerts', text: '/x', thread_ts: '1' },
      /do not work in threads/,
    ],
    [
      'an unknown message',
      'clicks',
      { user: 'bob', channel: 'sec-alerts', ts: '1', action_id: 'a' },
      /no message 1/,
    ],
    ['an unknown view', 'submits', { user: 'bob', view_id: 'V1', values: {} }, /no view V1/],
  ])('answers a sentence to %s', async (_what, kind, body, sentence) => {
    expect((await act(workspace, kind, body)).error).toMatch(sentence);
  });

  it('does not find elements that are not there, nor choices that are not offered', async () => {
    const select = {
      type: 'static_select' as const,
      action_id: 'choose',
      options: [{ text: { type: 'plain_text' as const, text: 'One' }, value: '1' }],
    };
    const { ts } = await clientOf(workspace).chat.postMessage({
      channel: '#sec-critical',
      text: 'x',
      blocks: [{ type: 'actions', elements: [select] }],
    });
    const click = (extra: object) =>
      act(workspace, 'clicks', { user: 'bob', channel: 'sec-critical', ts, action_id: 'choose', ...extra });
    expect((await click({ action_id: 'other' })).error).toMatch(/no element with action_id other/);
    expect((await click({ selected: '2' })).error).toMatch(/2 cannot be chosen/);
    // Nobody is connected: the press itself is sound, and fails where Slack would fail it.
    expect((await click({ selected: '1' })).responses).toMatchObject([{ error: 'dispatch_failed' }]);
  });

  it('listens to this machine and its own page only', async () => {
    const { host } = new URL(workspace.url);
    expect(await statusWith({})).toBe(200);
    expect(await statusWith({ host: host.replace('127.0.0.1', 'localhost') })).toBe(200);
    expect(await statusWith({ host: 'rebound.example' })).toBe(403);
    expect(await statusWith({ host, origin: 'https://elsewhere.example' })).toBe(403);
    expect(await statusWith({ host, origin: `http://${host}` })).toBe(200);
    expect(await statusWith({ host: 'rebound.example' }, '/')).toBe(403);
  });

  it('gives other addresses to the page', async () => {
    expect(await (await fetch(workspace.url)).text()).toBe('the page');
    expect((await fetch(`${workspace.url}/nothing`)).status).toBe(404);
  });
});
