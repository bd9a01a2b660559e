import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { App } from '@slack/bolt';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pageWith } from '../../sim/slack/page/handler.ts';
import { call, clientOf, startBot } from '../../sim/slack/testing.ts';
import { type SlackWorkspace, startSlackWorkspace } from '../../sim/slack/workspace.ts';
import { openBrowser } from '../support/demo.ts';

const folder = process.env['YAGURA_SCREENSHOTS'];
const channel = 'C0SECALERTS';
const plain = (text: string) => ({ type: 'plain_text' as const, text });
const mrkdwn = (text: string) => ({
  type: 'section' as const,
  text: { type: 'mrkdwn' as const, text, verbatim: true },
});
const button = (text: string, actionId: string, style?: 'primary' | 'danger') => ({
  type: 'button' as const,
  action_id: actionId,
  text: plain(text),
  value: 'Y1',
  ...(style && { style }),
});
const option = (text: string, value: string) => ({ text: plain(text), value });

const card = [
  mrkdwn(
    ':red_circle: *Critical · web-7 is mining cryptocurrency*\npayments-prod · Tokyo · GuardDuty · 14:02–14:31',
  ),
  {
    type: 'actions' as const,
    elements: [
      button('Acknowledge', 'ack', 'primary'),
      button('Request access…', 'ask'),
      {
        type: 'overflow' as const,
        action_id: 'more',
        options: [option('Timeline', 'timeline'), option('Copy ids', 'ids')],
      },
    ],
  },
];

const request = {
  type: 'modal' as const,
  callback_id: 'request',
  title: plain('Request access'),
  submit: plain('Ask'),
  close: plain('Cancel'),
  blocks: [
    input('port', 'Which port?', {
      type: 'radio_buttons',
      options: [option('PostgreSQL, 5432', '5432'), option('SSH, 22', '22')],
    }),
    input('who', 'Who approves?', { type: 'users_select', placeholder: plain('Choose somebody') }),
    input('day', 'Until', { type: 'datepicker', initial_date: '2026-12-01' }),
    input('hosts', 'Hosts', {
      type: 'multi_static_select',
      options: [option('db-1', 'db-1'), option('db-2', 'db-2')],
    }),
    input(
      'notes',
      'Tell also',
      { type: 'checkboxes', options: [option('The owner', 'owner'), option('On call', 'oncall')] },
      true,
    ),
    input('why', 'Why?', { type: 'plain_text_input', multiline: true }),
  ],
};

function input(id: string, label: string, element: object, optional = false) {
  return {
    type: 'input' as const,
    block_id: id,
    label: plain(label),
    optional,
    element: { action_id: id, ...element },
  };
}

/** What the simulated AWS tells; a lease is attached while the test runs. */
let attached = false;

function world() {
  const db = attached ? ['sg-0db', 'sg-0lease'] : ['sg-0db'];
  const webAndDb = [
    group('web', { team: 'payments' }, [permission('tcp', 443, { ipRanges: [{ cidrIp: '0.0.0.0/0' }] })]),
    group('db', {}, [permission('tcp', 5432, { groups: [{ groupId: 'sg-0web' }] })]),
  ];
  const tags = { 'yagura:lease': 'L7', 'yagura:until': '2026-11-28T16:00Z' };
  const range = { cidrIp: '198.51.100.7/32', description: 'carol' };
  const lease = group('lease', tags, [permission('tcp', 5432, { ipRanges: [range] })]);
  return [
    {
      account: '111122223333',
      region: 'ap-northeast-1',
      instances: [
        { id: 'i-0web7', name: 'web-7', state: 'running' },
        { id: 'i-0db2', name: 'db-2', state: 'running' },
        { id: 'i-0old', name: null, state: 'stopped' },
      ],
      interfaces: [
        networkInterface('web7', ['192.0.2.10'], ['sg-0web']),
        networkInterface('db2', ['192.0.2.20'], db),
      ],
      groups: attached ? [...webAndDb, lease] : webAndDb,
    },
    { account: '444455556666', region: 'us-east-1', instances: [], interfaces: [], groups: [] },
  ];
}

function networkInterface(name: string, addresses: string[], groupIds: string[]) {
  return { id: `eni-0${name}`, instanceId: `i-0${name}`, addresses, groupIds };
}

function group(name: string, tags: Record<string, string>, ingress: object[]) {
  return { id: `sg-0${name}`, name, vpcId: 'vpc-1', tags, ingress, egress: [] };
}

function permission(ipProtocol: string, port: number, peers: object) {
  const none = { groups: [], ipRanges: [], ipv6Ranges: [], prefixListIds: [] };
  return { ipProtocol, fromPort: port, toPort: port, ...none, ...peers };
}

let workspace: SlackWorkspace;
let bot: App;
let aws: Server;
let browser: Browser;
/** What the bot was told. */
const heard: string[] = [];

function register(app: App): void {
  app.action('ack', async ({ ack, body, client }) => {
    await ack();
    if (!('message' in body) || body.message === undefined) return;
    const { ts } = body.message;
    await client.chat.postMessage({ channel, thread_ts: ts, text: `<@${body.user.id}> has it now` });
  });
  app.action('ask', async ({ ack, body, client }) => {
    await ack();
    if ('trigger_id' in body)
      await client.views.open({ trigger_id: body.trigger_id, view: request as never });
  });
  app.action('more', async ({ ack, payload, respond }) => {
    await ack();
    if (payload.type === 'overflow')
      await respond({ replace_original: false, text: `You chose ${payload.selected_option.value}.` });
  });
  app.action('mine', async ({ ack, body, client }) => {
    await ack();
    await publish(client, body.user.id, 'You pressed it.');
  });
  app.view('request', async ({ ack, view }) => {
    const why = view.state.values['why']?.['why']?.value ?? '';
    if (why.length < 10) return ack({ response_action: 'errors', errors: { why: 'Say a little more.' } });
    heard.push(JSON.stringify(view.state.values));
    return ack();
  });
  app.shortcut('timeline', async ({ ack, body, client }) => {
    await ack();
    await client.views.open({
      trigger_id: body.trigger_id,
      view: { type: 'modal', title: plain('Timeline'), blocks: [mrkdwn(`From a ${body.type}`)] },
    });
  });
  app.event('app_home_opened', ({ event, client }) => publish(client, event.user, 'Nothing is yours.'));
  app.event('app_mention', async ({ event, client }) => {
    const at = { channel: event.channel, timestamp: event.ts, name: 'eyes' };
    await client.reactions.add(at);
    await client.chat.postMessage({
      channel: event.channel,
      thread_ts: event.thread_ts ?? event.ts,
      text: 'Understood: ack',
    });
  });
}

async function publish(client: App['client'], user: string, words: string): Promise<void> {
  const blocks = [
    { type: 'header' as const, text: plain('On call: bob') },
    mrkdwn(words),
    { type: 'actions' as const, elements: [button('Show mine', 'mine')] },
  ];
  await client.views.publish({ user_id: user, view: { type: 'home', blocks } });
}

beforeAll(async () => {
  aws = createServer((_request, response) => response.end(JSON.stringify(world())));
  await new Promise<void>((listening) => aws.listen(0, '127.0.0.1', listening));
  const { port } = aws.address() as AddressInfo;
  const shortcuts = [
    { name: 'Timeline of this case', callback_id: 'timeline', type: 'message' },
    { name: 'Timeline of everything', callback_id: 'timeline', type: 'global' },
  ];
  workspace = await startSlackWorkspace({
    port: 0,
    page: pageWith({ shortcuts }, undefined, `http://127.0.0.1:${port}/`),
  });
  bot = await startBot(workspace, register);
  browser = await openBrowser();
  await clientOf(workspace).chat.postMessage({
    channel,
    text: 'web-7 is mining cryptocurrency',
    attachments: [{ color: '#c8102e', blocks: card }],
  });
});

afterAll(async () => {
  await browser.close();
  await bot.stop();
  await workspace.stop();
  await new Promise((closed) => aws.close(closed));
});

async function as(person: string, place: string): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 860 }, locale: 'en-GB' });
  await page.goto(`${workspace.url}/?user=${person}#/${place}`);
  return page;
}

async function picture(page: Page, name: string): Promise<void> {
  if (folder !== undefined) await page.screenshot({ path: `${folder}/page-${name}.png` });
}

const theCard = (page: Page) => page.locator('#log').getByTestId('message').filter({ hasText: 'web-7' });

describe('the page, used by people', () => {
  it('runs a press, a thread, a mention in it, and a picture that the app puts there', async () => {
    const page = await as('bob', 'sec-alerts');
    await theCard(page).getByRole('button', { name: 'Acknowledge' }).click();
    await theCard(page).locator('.thread-link').click();
    const thread = page.getByTestId('thread');
    await expect.poll(() => thread.textContent()).toContain('@bob has it now');
    await page.getByTestId('thread-composer').fill('@yagura ack');
    await page.getByTestId('thread-send').click();
    await expect.poll(() => thread.textContent()).toContain('Understood: ack');
    await expect.poll(() => thread.locator('.reaction').textContent()).toContain('1');
    await thread.locator('.reaction').click();
    await expect.poll(() => thread.locator('.reaction-own').textContent()).toContain('2');

    const [parent] = workspace.state.channelById(channel).messages;
    await clientOf(workspace).filesUploadV2({
      channel_id: channel,
      thread_ts: String(parent?.ts),
      initial_comment: 'The last hour',
      file_uploads: [
        { file: await page.screenshot(), filename: 'chart.png', title: 'Bytes out', alt_text: 'It rises' },
        { file: Buffer.from('a,b\n'), filename: 'rows.csv' },
      ],
    });
    const image = thread.getByAltText('It rises');
    await image.waitFor();
    await expect.poll(() => image.evaluate((node) => 'naturalWidth' in node && node.naturalWidth)).toBe(1280);
    await picture(page, 'thread');
    await page.close();
  });

  it('answers an overflow menu privately, and offers the shortcuts of a message', async () => {
    const page = await as('carol', 'sec-alerts');
    await theCard(page).locator('[data-action-id="more"] button').first().click();
    await page.getByRole('menuitem', { name: 'Timeline', exact: true }).click();
    await expect.poll(() => page.getByTestId('ephemeral').textContent()).toContain('You chose timeline.');
    await theCard(page).hover();
    await theCard(page).locator('.toolbar .button-dots').click();
    await picture(page, 'menu');
    await page.getByRole('menuitem', { name: 'Timeline of this case' }).click();
    await expect.poll(() => page.getByTestId('modal').textContent()).toContain('From a message_action');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Timeline of everything' }).click();
    await expect.poll(() => page.getByTestId('modal').textContent()).toContain('From a shortcut');
    await page.keyboard.press('Escape');
    await expect.poll(() => page.getByTestId('modal').isVisible()).toBe(false);
    await page.close();
  });

  it('fills in every kind of input, and shows what is wrong under its own', async () => {
    const page = await as('dave', 'sec-alerts');
    await theCard(page).getByRole('button', { name: 'Request access…' }).click();
    const modal = page.getByTestId('modal');
    await modal.getByLabel('PostgreSQL, 5432').check();
    await modal.getByLabel('Who approves?').selectOption('U0BOB');
    await modal.getByLabel('Until').fill('2026-12-02');
    await modal.getByLabel('db-2').check();
    await modal.getByLabel('On call').check();
    await modal.getByRole('textbox', { name: 'Why?' }).fill('short');
    await modal.getByRole('button', { name: 'Ask' }).click();
    await expect.poll(() => modal.textContent()).toContain('Say a little more.');
    await picture(page, 'modal');
    await modal.getByRole('textbox', { name: 'Why?' }).fill('the restore of yesterday');
    await modal.getByRole('button', { name: 'Ask' }).click();
    await expect.poll(() => modal.isVisible()).toBe(false);
    expect(JSON.parse(heard.at(-1) ?? '{}')).toMatchObject({
      port: { port: { selected_option: { value: '5432' } } },
      who: { who: { selected_user: 'U0BOB' } },
      day: { day: { selected_date: '2026-12-02' } },
      hosts: { hosts: { selected_options: [{ value: 'db-2' }] } },
      notes: { notes: { selected_options: [{ value: 'oncall' }] } },
      why: { why: { value: 'the restore of yesterday' } },
    });
    await page.close();
  });

  it('has a Home tab for each person, with buttons that act', async () => {
    const page = await as('alice', 'home');
    const home = page.getByTestId('home-view');
    await expect.poll(() => home.textContent()).toContain('Nothing is yours.');
    await home.getByRole('button', { name: 'Show mine' }).click();
    await expect.poll(() => home.textContent()).toContain('You pressed it.');
    await picture(page, 'home');
    await page.getByTestId('person-switcher').selectOption('bob');
    await expect.poll(() => home.textContent()).toContain('Nothing is yours.');
    await page.close();
  });

  it('holds a person’s talk with the app, which nobody else sees', async () => {
    const page = await as('carol', 'D0CAROL');
    await page.getByTestId('composer').fill('are you there?');
    await page.getByTestId('send').click();
    await call(workspace, 'chat.postMessage', { channel: 'U0CAROL', text: 'Approve?', blocks: card });
    const log = page.locator('#log');
    await expect.poll(() => log.textContent()).toContain('are you there?');
    await log.getByRole('button', { name: 'Acknowledge' }).waitFor();
    await picture(page, 'talk');
    await page.getByTestId('person-switcher').selectOption('bob');
    await expect.poll(() => page.getByTestId('channel-D0CAROL').count()).toBe(0);
    await page.close();
  });

  it('shows the AWS accounts as they change', async () => {
    const page = await as('alice', 'aws');
    await page.getByTestId('aws-i-0db2').waitFor();
    expect(await page.locator('#log').textContent()).not.toContain('444455556666');
    expect(await page.getByTestId('aws-sg-0lease').count()).toBe(0);
    attached = true;
    const lease = page.getByTestId('aws-sg-0lease');
    await expect.poll(() => lease.textContent(), { timeout: 10_000 }).toContain('Attached to db-2');
    expect(await lease.textContent()).toContain('tcp 5432 · 198.51.100.7/32 · carol');
    expect(await page.getByTestId('aws-i-0db2').textContent()).toMatch(/192\.0\.2\.20.*db.*lease/);
    await picture(page, 'aws');
    await page.close();
  });
});
