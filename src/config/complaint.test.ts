import { expect, it } from 'vitest';
import { UsageError } from '../shared/errors.ts';
import { parseConfig } from './config.ts';

const smallest = `
queues:
  - url: https://sqs.ap-northeast-1.amazonaws.com/111122223333/yagura-alerts
slack:
  channel: "#sec-alerts"
`;

function complaint(text: string): string {
  try {
    parseConfig(`${smallest}${text}\n`, 'yagura.yaml');
  } catch (error) {
    expect(error).toBeInstanceOf(UsageError);
    return (error as Error).message;
  }
  throw new Error('the file was accepted');
}

const policy = (lines: string) => `policies:\n  - ${lines.trim().replaceAll('\n', '\n    ')}`;
const account = (more: string) => `accounts: [{id: "111122223333", name: payments, ${more}}]`;

it.each([
  ['policies:\n  - then: track', 'line 7: the key policies.0.match is missing'],
  [policy('match: {}'), 'line 7: the key policies.0.then is missing'],
  [
    policy('match: {}\nthen: hide'),
    'line 8: the value of policies.0.then is wrong: expected one of "track"|',
  ],
  [
    policy('match: {}\nthen: track\nticket: yes'),
    'line 9: the key policies.0.ticket: tickets cannot be sent yet',
  ],
  [
    policy('match: {contorl: S3.8}\nthen: track'),
    'policies.0.match.contorl is not known; possible here: identity,',
  ],
  [
    policy('match:\n  severity: [Critical,\n    Hgih]\nthen: track'),
    'line 9: the value of policies.0.match.severity.1',
  ],
  [
    policy('match: {severity: Hgih}\nthen: track'),
    'policies.0.match.severity is wrong: expected one of "Informational"',
  ],
  [policy('match: {severity: []}\nthen: track'), 'names at least one, or is left out'],
  [policy('match: {controlClass: backups}\nthen: track'), 'expected one of "required-service"|'],
  [
    policy('match: {control: 1.10}\nthen: track'),
    'policies.0.match.control is wrong: it is read as a number; put it in',
  ],
  [
    policy('match: {control: S3}\nthen: track'),
    'can match no control: its id has a dot (S3.8), or write S3.*',
  ],
  [
    policy('match: {title: "public "}\nthen: track'),
    'is a text of 1 to 512 characters without spaces at its ends',
  ],
  [policy('match: {region: Tokyo!}\nthen: track'), 'is a region such as ap-northeast-1'],
  [policy('match: {environment: prod}\nthen: track'), 'can match nothing: no account is prod'],
  [policy('match: {accountTag: {team: a}}\nthen: track'), 'can match nothing: no account has the tag team'],
  [policy('match: {resourceTag: {"": a}}\nthen: track'), 'the key policies.0.match.resourceTag. is wrong'],
  [
    policy('match: {}\nthen: notify\ndue: 3d'),
    'line 9: the value of policies.0.due is wrong: only goes with then: track',
  ],
  [
    policy('match: {}\nthen: accept\nmention: [owner]'),
    'policies.0.mention is wrong: only goes with then: track',
  ],
  [
    policy('match: {}\nthen: track\ngroupBy: [acount]'),
    'policies.0.groupBy.0 is wrong: is one of account, region,',
  ],
  [policy('match: {}\nthen: track\nowner: payments'), 'policies.0.owner is wrong: is a Slack user id'],
  [policy('name: default.mine\nmatch: {}\nthen: track'), 'may not begin with default.'],
  [
    `${policy('name: policies.1\nmatch: {}\nthen: track')}\n  - match: {}\n    then: accept`,
    'policies.1.name is wrong: is policies.1, as an earlier policy',
  ],
  [
    'escalation:\n  High:\n    steps: [{after: 1h, page: true}]',
    'line 8: the value of escalation.High.steps is wrong: may page',
  ],
  ['escalation:\n  High:\n    steps: [{after: 1h}, {after: 1h}]', 'not each later than the one before'],
  [
    'escalation:\n  Critical:\n    steps:\n      - {afer: 1h}',
    'line 9: the key escalation.Critical.steps.0.afer is not',
  ],
  [
    'mentions: {Critical: ["@here"]}',
    'mentions.Critical.0 is wrong: is owner, on-call, second, a Slack user id',
  ],
  ['acknowledgement: {default: {Low: 0s}}', 'acknowledgement.default.Low is wrong: is longer than nothing'],
  ['onCall: {}', 'the value of onCall is wrong: is either a group or a rotation'],
  ['onCall: {group: U0CAROL}', 'onCall.group is wrong: is a Slack user group id'],
  [
    'onCall: {rotation: {people: [S0ALL], start: 2026-11-23}}',
    'onCall.rotation.people.0 is wrong: is a Slack user id',
  ],
  ['pager: {webhook: {url: "http://pager.example.net/"}}', 'pager.webhook.url is wrong: is an https address'],
  ['pager: {webhook: {url: "https://"}}', 'pager.webhook.url is wrong: Invalid URL'],
  [
    'pager: {webhook: {url: "https://user:pw@pager.example.net/"}}',
    'pager.webhook.url is wrong: bears a user name or a password',
  ],
  ['mentions: {Critical: [UABCDEFGHIJKLMNOPQRSTUVWXYZ]}', 'mentions.Critical.0 is wrong: is owner, on-call'],
  ['pager: {sns: {topicArn: yagura-pager}}', 'pager.sns.topicArn is wrong: is the ARN of an SNS topic'],
  [
    'accounts: [{id: 111122223333, name: payments}]',
    'accounts.0.id is wrong: it is read as a number; put it in quotes',
  ],
  [
    account('language: ja'),
    'accounts.0.language is wrong: is the language of its own channel, and the account names none',
  ],
  [account('channel: sec-alerts, language: ja'), 'is ja, but elsewhere the channel sec-alerts speaks en'],
  [
    'accounts: [{id: "111122223333", name: a}, {id: "111122223333", name: b}]',
    'accounts.1.id is wrong: names the account 111122223333 a second time',
  ],
  [
    'accounts: [{id: "111122223333", name: a, environment: prod}]\nleases: {environments: {"*": {}, prd: {}}}',
    'leases.environments.prd is wrong: holds nowhere: no account is prd',
  ],
  [
    'accounts: [{id: "111122223333", name: a}]\nleases: {accounts: ["111122223333", "444455556666"]}',
    'leases.accounts.1 is wrong: is an account that accounts does not name',
  ],
  ['  workingHours: {from: "18:00"}', 'slack.workingHours is wrong: begins at or after its end'],
  ['  workingHours: {days: mon-fri}', 'slack.workingHours.days is wrong: expected array'],
  [
    '  channels: [{name: a, workingHours: {to: "08:00"}}]',
    'slack.channels.0.workingHours is wrong: begins at or after',
  ],
  [
    '  channels: [{name: a}, {name: "#a"}]',
    'slack.channels.1.name is wrong: names the channel a a second time',
  ],
])('%s', (text, words) => {
  const sentence = complaint(text);
  expect(sentence).toContain(words);
  expect(sentence).toMatch(/^yagura\.yaml line \d+: [^\n]*\.$/);
});

it.each([
  ['accounts: *nobody', 'yagura.yaml: an alias (*) stands for nothing that is said above it.'],
  [`accounts: ${'['.repeat(20_000)}${']'.repeat(20_000)}`, 'line 6 is not valid YAML'],
  ['# '.padEnd(1_048_576, 'x'), 'yagura.yaml is larger than 1 MiB, so it is not read.'],
])('a file that cannot be read at all: %#', (text, words) => {
  expect(complaint(text)).toContain(words);
});

it.each(['- a\n- b', 'hello'])('a file that is no settings: %j', (text) => {
  expect(() => parseConfig(text, 'yagura.yaml')).toThrow(
    'yagura.yaml line 1: it has to hold keys with their values, as deploy/yagura.example.yaml does.',
  );
});

it('no complaint repeats what may be secret', () => {
  expect(complaint('pager: {webhook: {url: "https://user:pw@pager.example.net/"}}')).not.toContain('user:pw');
  expect(() => parseConfig('database: "mysql://root:pw@db/x"', 'yagura.yaml')).toThrow(/^(?!.*root:pw)/);
});
