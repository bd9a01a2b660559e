import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DeleteQueueCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type SimulatedAws, startAws } from '../../sim/aws/aws.ts';
import { type SlackWorkspace, startSlackWorkspace } from '../../sim/slack/workspace.ts';
import { createSqs } from '../../src/aws/clients.ts';
import { botScopes } from '../../src/slack/manifest.ts';
import { type Ended, yagura } from './yagura.ts';

const folder = mkdtempSync(join(tmpdir(), 'yagura-doctor-'));
const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
let slack: SlackWorkspace;
let aws: SimulatedAws;

/** What may be taken: the one to read, with its external id, in one of two accounts. */
const roles = [
  {
    arn: 'arn:aws:iam::111122223333:role/yagura-read',
    trusts: ['000000000000'],
    externalId: 'example-external-id',
  },
];

beforeAll(async () => {
  slack = await startSlackWorkspace({
    port: 0,
    channels: [{ name: 'sec-alerts' }, { name: 'sec-critical' }, { name: 'elsewhere', botIsMember: false }],
    scopes: Object.keys(botScopes).filter((scope) => scope !== 'groups:history'),
  });
  const dead = (name: string) => ({ name, deadLetter: { name: `${name}-dead`, maxReceiveCount: 10 } });
  aws = await startAws({
    port: 0,
    queues: [dead('good'), dead('full'), dead('halved'), { name: 'bare' }],
    roles,
  });
  const sqs = createSqs({ region: aws.region, endpoint: aws.url, credentials, maxSockets: 2 });
  await sqs.send(new SendMessageCommand({ QueueUrl: urlOf('full-dead'), MessageBody: '{}' }));
  await sqs.send(new DeleteQueueCommand({ QueueUrl: urlOf('halved-dead') }));
  sqs.destroy();
});
afterAll(async () => {
  await Promise.all([slack.stop(), aws.stop()]);
  rmSync(folder, { recursive: true });
});

const urlOf = (queue: string) => aws.queueUrls.get(queue) ?? `${aws.url}/000000000000/${queue}`;

/** The doctor's answer about a deployment: good, but for what is said. */
function examine(over: {
  readonly queues?: readonly string[];
  readonly slack?: object;
  readonly database?: string;
  readonly roles?: object;
  readonly aws?: object;
  /** Who is called, and whose the accounts are. */
  readonly people?: object;
  readonly env?: Readonly<Record<string, string>>;
  readonly slackApiUrl?: string;
}): Promise<Ended> {
  const file = join(folder, `${Object.keys(over).join('-')}.json`);
  writeFileSync(
    file,
    JSON.stringify({
      database: over.database ?? `sqlite:${join(folder, 'good.db')}`,
      queues: (over.queues ?? ['good']).map((name) => ({ url: urlOf(name) })),
      slack: { channel: '#sec-alerts', criticalChannel: 'sec-critical', ...over.slack },
      ...(over.aws && { aws: over.aws }),
      roles: over.roles ?? { responder: ['U0CAROL'], approver: ['U0BOB'] },
      ...(over.people ?? {
        onCall: { group: 'S0ONCALL' },
        pager: { webhook: { url: 'https://pager.example.net/' } },
        accounts: [{ id: '111122223333', name: 'payments-prod', owner: 'S0PAYMENTS' }],
      }),
    }),
  );
  return yagura(['doctor', '-c', file], {
    env: {
      AWS_ENDPOINT_URL: aws.url,
      AWS_ACCESS_KEY_ID: 'test',
      AWS_SECRET_ACCESS_KEY: 'test',
      YAGURA_SLACK_API_URL: over.slackApiUrl ?? slack.apiUrl,
      SLACK_BOT_TOKEN: slack.tokens.bot,
      SLACK_APP_TOKEN: slack.tokens.app,
      YAGURA_PAGER_SECRET: 'secret',
      ...over.env,
    },
  });
}

/** Every `✗` and `!` with the line below it, which says what to do. */
function troubles({ stdout }: Ended): string[] {
  return [...stdout.matchAll(/^([✗!] .*)\n {4}(.*)$/gm)].map(([, what, todo]) => `${what} → ${todo}`);
}

const retention =
  '! message retention of the channels cannot be read by a bot → Set it to at least 90 days: a card that Slack deleted is posted anew at the next material change only.';

/** Reading findings back is off until the configuration asks for it, and the doctor says what that costs. */
const unread = '! findings are not read back → Set sync: on, or what EventBridge misses stays unknown.';

test('a sound deployment: nothing is bad, and nothing was posted', async () => {
  const whole = await startSlackWorkspace({ port: 0 });
  const ended = await examine({ slackApiUrl: whole.apiUrl });
  const methods = [...new Set(whole.state.calls.map((call) => call.method))];
  await whole.stop();
  expect({ ...ended, stdout: troubles(ended) }).toEqual({ code: 0, stdout: [unread, retention], stderr: '' });
  expect(ended.stdout.match(/^✓ .*$/gm)?.slice(1)).toEqual([
    expect.stringMatching(
      /^✓ \d+ policies: \d+ track, \d+ notify, 1 accept; `yagura policy check` lists them$/,
    ),
    '✓ on call: the user group S0ONCALL',
    '✓ pager by webhook',
    '✓ 1 account, with an owner',
    expect.stringMatching(/^✓ \d+ rules run$/),
    `✓ database sqlite:${join(folder, 'good.db')}`,
    '✓ write-back is off: nothing is told to AWS',
    '✓ queue good, 0 waiting',
    '✓ queue good: its dead letter queue is empty',
    '✓ Slack workspace Yagura demo, as yagura',
    `✓ all ${Object.keys(botScopes).length} bot scopes`,
    '✓ Slack app-level token',
    '✓ channel #sec-alerts',
    '✓ channel #sec-critical',
  ]);
  expect(methods.sort()).toEqual(['apps.connections.open', 'auth.test', 'conversations.list']);
});

test('what is bad says what to do', async () => {
  const ended = await examine({
    queues: ['gone', 'halved', 'bare', 'full'],
    slack: { channel: 'nowhere', criticalChannel: 'elsewhere' },
    database: `sqlite:${join(folder, 'queues-slack-database-roles-env.json')}`,
    roles: {},
    env: { SLACK_APP_TOKEN: slack.tokens.bot },
  });
  expect({ code: ended.code, stderr: ended.stderr }).toEqual({ code: 1, stderr: '' });
  expect(troubles(ended)).toEqual([
    expect.stringMatching(/^! no acting role is bound to anybody → Name people under roles.responder/),
    expect.stringMatching(/^✗ database sqlite:.* → It does not open: .*[^.]\. Check database in the conf/),
    unread,
    expect.stringMatching(
      /^✗ queue gone → It cannot be read: The specified queue does not exist\. Check the/,
    ),
    expect.stringMatching(/^✗ queue halved → It cannot be read: its dead letter queue halved-dead: The spec/),
    expect.stringMatching(/^! queue bare has no dead letter queue → Give it one \(deploy\/README.md\)/),
    expect.stringMatching(/^! queue full: 1 in its dead letter queue → Find out why in the log/),
    expect.stringMatching(/^✗ bot scope groups:history is missing → It is for: .* install it again\.$/),
    expect.stringMatching(/^✗ Slack app-level token → Slack says not_allowed_token_type\. Make one with/),
    '✗ channel #nowhere → There is none that the bot can see: make it, and invite the bot there.',
    '✗ channel #elsewhere → Invite the bot: /invite @Yagura in #elsewhere.',
    retention,
  ]);
});

test('each role is tried in each account', async () => {
  const ended = await examine({
    aws: { roles: { read: { name: 'yagura-read', externalId: 'example-external-id' } } },
    people: {
      onCall: { group: 'S0ONCALL' },
      pager: { webhook: { url: 'https://pager.example.net/' } },
      accounts: [
        { id: '111122223333', name: 'payments-prod', owner: 'S0PAYMENTS' },
        { id: '444455556666', name: 'dev-sandbox', owner: 'S0PAYMENTS' },
      ],
    },
  });
  expect(ended.stdout).toContain('✓ the role to read can be taken in 1 account\n');
  expect(troubles(ended)).toContainEqual(
    expect.stringMatching(
      /^✗ the role to read in dev-sandbox cannot be taken → cannot assume arn:aws:iam::444455556666:role\/yagura-read: .*[^.]\. Check its name, its trust policy/,
    ),
  );
  expect(ended.code).toBe(1);
});

test('whom nobody can call, and what belongs to nobody', async () => {
  const ended = await examine({
    roles: { responder: ['U0CAROL'] },
    slack: { channels: [{ name: 'C0SECALERTS', language: 'ja' }] },
    people: { accounts: ['a', 'b'].map((name, at) => ({ id: `11112222333${at}`, name })) },
  });
  expect(ended.code).toBe(1);
  expect(troubles(ended).slice(0, 5)).toEqual([
    expect.stringMatching(/^! slack\.channels names C0SECALERTS, where no card goes → Write it as it is/),
    expect.stringMatching(/^! nobody is an approver → Name people under roles\.approver/),
    expect.stringMatching(/^! nobody is on call → Set onCall to a user group or a rotation/),
    expect.stringMatching(/^! no pager outside Slack is set → Set pager\.sns or pager\.webhook/),
    expect.stringMatching(/^! accounts without an owner: a, b → Give each an owner/),
  ]);
});

test('a webhook that anybody could call is bad', async () => {
  const ended = await examine({ env: { YAGURA_PAGER_SECRET: '' } });
  expect(ended.code).toBe(1);
  expect(troubles(ended)[0]).toMatch(
    /^✗ pager by webhook → pager\.webhook needs .* YAGURA_PAGER_SECRET, which/,
  );
});

test.each<[string, Parameters<typeof examine>[0], RegExp]>([
  [
    'a wrong bot token',
    { env: { SLACK_BOT_TOKEN: 'xoxb-wrong' } },
    /^✗ Slack bot token → Slack says invalid_auth\. Check SLACK_BOT_TOKEN/,
  ],
  ['no bot token', { env: { SLACK_BOT_TOKEN: '' } }, /^✗ Slack → .* SLACK_BOT_TOKEN is not set/],
  [
    'a Slack that is out of reach',
    { slackApiUrl: 'http://127.0.0.1:9/api/' },
    /^✗ Slack bot token → Slack does not answer \(.*\)\. Look whether this machine reaches/,
  ],
])('%s', async (_what, over, expected) => {
  const ended = await examine(over);
  expect({ code: ended.code, stderr: ended.stderr }).toEqual({ code: 1, stderr: '' });
  expect(troubles(ended)).toEqual([unread, expect.stringMatching(expected)]);
});
