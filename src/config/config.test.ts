import { describe, expect, it } from 'vitest';
import { UsageError } from '../shared/errors.ts';
import { loadConfig, parseConfig, parseMatch } from './config.ts';
import { loadSecrets } from './secrets.ts';

const smallest = `
queues:
  - url: https://sqs.ap-northeast-1.amazonaws.com/111122223333/yagura-alerts
slack:
  channel: "#sec-alerts"
`;

/** The sentence that a wrong file ends with. */
function complaint(text: string): string {
  try {
    parseConfig(text, 'yagura.yaml');
  } catch (error) {
    expect(error).toBeInstanceOf(UsageError);
    return (error as Error).message;
  }
  throw new Error('the file was accepted');
}

describe('the configuration file', () => {
  it('needs only a queue and a channel', () => {
    const config = parseConfig(smallest, 'yagura.yaml');
    expect(config).toMatchObject({
      database: 'sqlite:./data/yagura.db',
      slack: { mode: 'socket', channel: 'sec-alerts', language: 'en', timeZone: 'UTC' },
      queues: [{ sources: ['*'], accounts: ['*'], loops: 20 }],
      roles: { viewer: 'channel-members', responder: [], approver: [], admin: [] },
      retention: { bodies: 30 * 86_400_000 },
      onCall: { kind: 'none' },
      pager: null,
      urgent: ['Critical'],
    });
    expect(Object.isFrozen(config)).toBe(true);
  });

  it('knows accounts by their names where a role holds only in some', () => {
    const parts = `accounts: [{id: "111122223333", name: payments, environment: prod}]
roles:
  responder: [U0CAROL, {who: S0PAYMENTS, accounts: [payments, "444455556666"]}]
  approver: [{who: U0BOB, environments: [prod]}]
`;
    expect(parseConfig(`${smallest}${parts}`, 'yagura.yaml').roles).toMatchObject({
      responder: [
        'U0CAROL',
        { who: 'S0PAYMENTS', accounts: ['111122223333', '444455556666'], environments: null },
      ],
      approver: [{ who: 'U0BOB', accounts: null, environments: ['prod'] }],
    });
  });

  it('hashes what it says, not how it is written', () => {
    const hash = parseConfig(smallest, 'a').hash;
    expect(parseConfig(`# a remark\n${smallest}`, 'b').hash).toBe(hash);
    expect(parseConfig(smallest.replace('sec-alerts', 'other'), 'a').hash).not.toBe(hash);
  });

  it.each([
    ['slack:\n  channel: x\n', 'yagura.yaml line 1: the key queues is missing.'],
    [
      `${smallest}colour: red\n`,
      'yagura.yaml line 6: the key colour is not known; possible here: database, aws,',
    ],
    [
      `${smallest}  timeZone: Mars/Base\n`,
      'yagura.yaml line 6: the value of slack.timeZone is wrong: is a time zone',
    ],
    [`${smallest}retention:\n  bodies: 30\n`, 'yagura.yaml line 7: the value of retention.bodies is wrong:'],
    [`${smallest}retention:\n  bodies: a while\n`, 'is a duration such as 90s, 15m, 4h, 30d or 2w'],
    [
      `${smallest}accounts:\n  - {id: "123", name: x}\n`,
      'the value of accounts.0.id is wrong: is an AWS account id',
    ],
    [`${smallest}roles:\n  admin: [alice]\n`, 'the value of roles.admin.0 is wrong: is a Slack user id'],
    [
      `${smallest}roles:\n  approver: [{who: U0BOB, accounts: [payments]}]\n`,
      'line 7: the value of roles.approver.0.accounts is wrong: holds nowhere: no account is called payments',
    ],
    [
      `${smallest}roles:\n  admin: [{who: U0BOB, environments: [prod]}]\n`,
      'the value of roles.admin.0.environments is wrong: holds nowhere: no account is prod',
    ],
    [
      `${smallest}people: [{slack: [U0BOB]}, {slack: [U0BOB, U0BOB2]}]\n`,
      'the value of people is wrong: names U0BOB twice',
    ],
    [`${smallest}slack: {}\n`, 'yagura.yaml line 6 is not valid YAML:'],
    ...['(?=a)', '(a)\\\\1', '('].map((pattern) => [
      `${smallest}leases: {runbooks: [{name: x, document: Contain, parameters: [{name: y, pattern: "${pattern}"}]}]}\n`,
      'parameters.0.pattern is wrong: is a regular expression without look-around and back references (',
    ]),
    [
      smallest.replace('channel', 'chanel'),
      'yagura.yaml line 5: the key slack.chanel is not known; possible here: mode, channel,',
    ],
    [
      smallest.replace(
        'slack:',
        '  - url: https://sqs.us-east-1.amazonaws.com/444455556666/yagura-alerts\nslack:',
      ),
      'yagura.yaml line 2: the value of queues is wrong: names two queues alike',
    ],
    [
      smallest.replace('slack:', '    visibilityTimeout: 0s\nslack:'),
      'the value of queues.0.visibilityTimeout is wrong: is from 1s to 12h',
    ],
    ['- a\n- b\n', 'yagura.yaml'],
    ['', 'yagura.yaml: the key queues is missing.'],
  ])('%j is refused with one sentence', (text, words) => {
    const sentence = complaint(text);
    expect(sentence).toContain(words);
    expect(sentence.split('\n')).toHaveLength(1);
  });

  it('a missing file says what to copy', () => {
    expect(() => loadConfig('/nowhere/yagura.yaml', {})).toThrow(
      /is not there; copy deploy\/yagura.example.yaml/,
    );
  });

  it('takes a database URL with a password from the environment', () => {
    const config = parseConfig(smallest, 'yagura.yaml', {
      YAGURA_DATABASE_URL: 'postgres://u:p@127.0.0.1/x',
    });
    expect(config.database).toBe('postgres://u:p@127.0.0.1/x');
  });
});

it('a match by itself is read as in a policy', () => {
  expect(parseMatch('{control: S3.8, severity: [High]}', '--suppress')).toEqual({
    control: ['S3.8'],
    severity: ['High'],
  });
  expect(() => parseMatch('contorl: S3.8', '--suppress')).toThrow(
    /^--suppress line 1: the key contorl is not known; possible here: identity, kind,/,
  );
});

describe('secrets', () => {
  const socket = parseConfig(smallest, 'yagura.yaml');
  const http = parseConfig(`${smallest}  mode: http\n`, 'yagura.yaml');
  const webhook = parseConfig(
    `${smallest}pager: {webhook: {url: "https://events.example.net/"}}\n`,
    'y.yaml',
  );
  const tokens = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1' };

  it('names the variable that is missing', () => {
    expect(() => loadSecrets(socket, { SLACK_BOT_TOKEN: 'xoxb-1' })).toThrow(/SLACK_APP_TOKEN is not set/);
    expect(() => loadSecrets(http, { SLACK_BOT_TOKEN: 'xoxb-1' })).toThrow(/SLACK_SIGNING_SECRET is not set/);
    expect(loadSecrets(socket, tokens)).toEqual({
      botToken: 'xoxb-1',
      appToken: 'xapp-1',
      signingSecret: null,
      pager: null,
    });
  });

  it('a pager by webhook has to prove who calls', () => {
    expect(() => loadSecrets(webhook, tokens)).toThrow(/YAGURA_PAGER_SECRET, .* or YAGURA_PAGER_ROUTING_KEY/);
    expect(loadSecrets(webhook, { ...tokens, YAGURA_PAGER_SECRET: 's' }).pager).toEqual({
      secret: 's',
      routingKey: null,
    });
    expect(loadSecrets(webhook, { ...tokens, YAGURA_PAGER_ROUTING_KEY: 'r' }).pager).toEqual({
      secret: null,
      routingKey: 'r',
    });
  });
});
