import { afterAll, beforeAll, expect, test } from 'vitest';
import { type SlackWorkspace, startSlackWorkspace } from '../../sim/slack/workspace.ts';
import type { Finding } from '../../src/finding/finding.ts';
import type { Severity } from '../../src/finding/severity.ts';
import { systemClock } from '../../src/shared/clock.ts';
import { silentLogger } from '../../src/shared/logger.ts';
import { createSlackApp, type SlackApp } from '../../src/slack/app.ts';
import { createChannelDirectory } from '../../src/slack/outbox/channels.ts';
import { openStore } from '../../src/store/open.ts';
import type { Store } from '../../src/store/store.ts';
import { plainSettings } from '../../src/triage/plain-settings.ts';
import { actLimits } from '../support/acts.ts';
import { take } from '../support/store-fixtures.ts';

let slack: SlackWorkspace;
let store: Store;
let app: SlackApp;

beforeAll(async () => {
  slack = await startSlackWorkspace({
    port: 0,
    people: [
      { name: 'alice' },
      { name: 'carol' },
      { name: 'dave' },
      { name: 'hana', locale: 'ja-JP' },
      { name: 'gus', guest: 'restricted' },
      { name: 'olga' },
    ],
    channels: [
      { name: 'sec-alerts', members: ['alice', 'carol', 'dave', 'hana', 'gus'] },
      { name: 'random', members: ['alice', 'carol', 'dave', 'hana', 'gus', 'olga'] },
    ],
  });
  store = await openStore('sqlite::memory:');
  await seed(store);
  app = createSlackApp(
    { mode: 'socket', botToken: slack.tokens.bot, appToken: slack.tokens.app, slackApiUrl: slack.apiUrl },
    {
      store,
      clock: systemClock(),
      logger: silentLogger,
      roles: () => ({
        viewer: 'channel-members',
        responder: [idOf('carol')],
        approver: [],
        admin: [idOf('alice')],
      }),
      alertChannels: () => ['sec-alerts'],
      channels: { idOf: (name) => directory().idOf(name) },
      styleOf: () => ({ language: 'en', timeZone: 'Asia/Tokyo' }),
      act: () => Promise.reject(new Error('nobody acts here')),
      previewSuppression: () => Promise.reject(new Error('nobody asks here')),
      settings: () => plainSettings,
      writeBack: () => ({ mode: 'off', suppress: 'off' }),
      isSamePerson: (a, b) => a === b,
      rules: async () => ({ rules: [], problems: [] }),
      check: async () => null,
      historyOf: () => Promise.reject(new Error('not asked here')),
      leases: null,
      limits: () => actLimits,
      redraw: async () => undefined,
      rawEvent: async (id) => (id === 1 ? { detail: { id: 'f-1', evil: '<!channel> \u202e' } } : null),
    },
  );
  await app.start();
});

afterAll(async () => {
  await app.stop();
  await slack.stop();
  await store.close();
});

const directory = () => createChannelDirectory(app.client, systemClock());
const idOf = (name: string) => slack.people.find((one) => one.name === name)?.id ?? '';

test('a list begins with its result, and its pages turn in place', async () => {
  const [list] = await type('dave', '/secfind');
  expect(textOf(list)).toMatch(/^25 open, 5 Critical · page 1 of 3\n🔴 Critical Y\d+ · /);
  expect(buttonsOf(list)).toEqual(['secfind_page', 'secfind_share', 'bulk']);

  const [second] = await click('dave', list, 'secfind_page');
  expect(textOf(second)).toContain('page 2 of 3');
  expect(second?.['ts']).toBe(list?.['ts']);
  expect(buttonsOf(second)).toEqual(['secfind_page:previous', 'secfind_page', 'secfind_share', 'bulk']);
});

test('a shared list is seen by everybody, in the alert channel alone', async () => {
  const [list] = await type('dave', '/secfind severity:critical');
  expect(textOf(list)).toMatch(/^5 open\n/);
  await click('dave', list, 'secfind_share');
  const posted = await messagesIn('sec-alerts');
  expect(posted.map(textOf).at(-1)).toContain('/secfind severity:critical');

  const [elsewhere] = await type('dave', '/secfind', 'random');
  const answers = await click('dave', elsewhere, 'secfind_share', 'random');
  expect(answers.map(textOf).join('\n')).toContain('Nothing was posted');
  expect(await messagesIn('random')).toEqual([]);
});

test('the answer comes in the language of whoever asks', async () => {
  const [list] = await type('hana', '/secfind severity:high');
  expect(textOf(list)).toMatch(/^未解決 5件\n🟠 高 Y\d+ · /);
});

test('who is no full member of the alert channel gets a refusal', async () => {
  const [guest] = await type('gus', '/secfind');
  expect(textOf(guest)).toContain('Guests do not get answers here.');
  const [outsider] = await type('olga', '/secfind', 'random');
  expect(textOf(outsider)).toContain('You are not in an alert channel.');
});

test('one case, why it is here, and what has no case', async () => {
  const [one] = await type('dave', '/secfind y1');
  expect(JSON.stringify(one)).toContain('Y1');
  const [why] = await type('dave', '/secfind why Y1');
  expect(textOf(why)).toContain('posted: nobody had seen it before, so a case was opened');
  const [nothing] = await type('dave', '/secfind why i-nowhere');
  expect(textOf(nothing)).toContain('Nothing in the ledger is known as “i-nowhere”.');
  const [counts] = await type('dave', '/secfind why');
  expect(textOf(counts)).toContain('Last 24 hours: 25 in = 25 posted');
});

test('a wrong word shows the nearest right one', async () => {
  const [answer] = await type('dave', '/secfind sevrity:high');
  expect(textOf(answer)).toContain('“sevrity:” is no word here.\nDid you mean severity:high?');
});

test('the raw event opens in a window, for responders and up', async () => {
  const [card] = await type('carol', '/secfind Y1');
  const seen = await openRaw('carol', card);
  expect(textOf(seen.views.at(-1))).toContain('\\u202e');

  const [same] = await type('dave', '/secfind Y1');
  const refused = await openRaw('dave', same);
  expect(textOf(refused.views.at(-1))).toContain('This needs the role “responder”.');
  expect(JSON.stringify(refused.views.at(-1))).toContain(idOf('carol'));
});

test('no call met a rate limit, and nobody was rung up', async () => {
  const { calls } = await get<{ calls: { method: string; status: number }[] }>('/api/calls');
  expect(calls.filter((one) => one.status === 429)).toEqual([]);
  expect((await messagesIn('sec-alerts')).flatMap((one) => one['notifies'] ?? [])).toEqual([]);
});

// ---- the person's side ------------------------------------------------------------------------------------

type Seen = Record<string, unknown>;

async function type(user: string, text: string, channel = 'sec-alerts'): Promise<Seen[]> {
  return (await post('/api/commands', { user, channel, text })).responses;
}

async function click(user: string, on: Seen | undefined, action: string, channel = 'sec-alerts') {
  return (await press(user, on, action, channel)).responses;
}

function press(user: string, on: Seen | undefined, action_id: string, channel = 'sec-alerts') {
  return post('/api/clicks', { user, channel, ts: on?.['ts'], action_id });
}

/** Two taps away: behind the last entry of a card's menu. */
async function openRaw(user: string, on: Seen | undefined) {
  const menu = { channel: 'sec-alerts', ts: on?.['ts'], action_id: 'menu', selected: 'more:1' };
  const { views } = await post('/api/clicks', { user, ...menu });
  return post('/api/clicks', { user, view_id: views.at(-1)?.['id'], action_id: 'raw_event' });
}

async function messagesIn(channel: string): Promise<Seen[]> {
  return (await get<{ messages: Seen[] }>(`/api/messages?channel=${channel}`)).messages;
}

async function post(path: string, body: object): Promise<{ responses: Seen[]; views: Seen[] }> {
  const response = await fetch(slack.url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const answer = (await response.json()) as { responses: Seen[]; views: Seen[]; error?: string };
  expect(answer.error).toBeUndefined();
  return answer;
}

async function get<T>(path: string): Promise<T> {
  return (await (await fetch(slack.url + path)).json()) as T;
}

/** All text of the blocks, as a person reads it. */
function textOf(seen: unknown): string {
  const texts: string[] = [];
  const walk = (one: unknown): void => {
    if (Array.isArray(one)) for (const inner of one) walk(inner);
    else if (typeof one === 'object' && one !== null) {
      const { text, elements, blocks, fields } = one as Seen;
      if (typeof text === 'string' && blocks === undefined) texts.push(text);
      walk([blocks, typeof text === 'object' ? text : null, fields, elements].filter(Boolean));
    }
  };
  walk(seen);
  return texts.join('');
}

function buttonsOf(seen: Seen | undefined): string[] {
  return [...JSON.stringify(seen).matchAll(/"action_id":"([^"]+)"/g)].map((match) => match[1] ?? '');
}

// ---- the world --------------------------------------------------------------------------------------------

const severities: readonly Severity[] = ['Critical', 'High', 'Medium', 'Low', 'Informational'];

async function seed(into: Store): Promise<void> {
  const now = Date.now();
  for (let at = 0; at < 25; at += 1)
    await take(into, finding(at + 1, now - at * 60_000), {
      arrivedAt: now,
      decided: { channel: 'sec-alerts', openedAt: now },
    });
}

function finding(number: number, at: number): Finding {
  return {
    identity: `guardduty:f-${number}`,
    recordKey: `guardduty:f-${number}`,
    source: 'guardduty',
    product: 'GuardDuty',
    id: `f-${number}`,
    kind: 'threat',
    type: 'CryptoCurrency:EC2/BitcoinTool.B!DNS',
    title: `Instance ${number} <!channel> asked for a mining pool`,
    description: 'It asked.',
    severity: severities[number % 5] ?? 'Low',
    account: { id: '111122223333', name: 'payments-prod' },
    region: 'ap-northeast-1',
    resources: [{ type: 'Instance', id: `i-0abc${number}`, name: `web-${number}` }],
    firstSeen: at,
    lastSeen: at,
    updatedAt: at,
    count: 1,
    sample: false,
    status: { archived: false, compliance: null, workflow: null },
    standards: [],
    links: [],
    facts: { domain: 'pool.example.net' },
  };
}
