import { expect, it } from 'vitest';
import { alertChannelsOf } from './channels.ts';
import { parseConfig } from './config.ts';

/** A file of the least that is needed, and these parts. */
function configOf({ slack = {}, ...parts }: { slack?: object; [part: string]: unknown }) {
  const queues = [{ url: 'https://sqs.ap-northeast-1.amazonaws.com/111122223333/q' }];
  return parseConfig(
    JSON.stringify({ queues, slack: { channel: '#sec-alerts', ...slack }, ...parts }),
    'y.yaml',
  );
}

it("a channel's language, time zone and hours are said out, each from wherever it is said", () => {
  const { slack } = configOf({
    slack: {
      language: 'en',
      timeZone: 'Europe/Berlin',
      workingHours: { to: '17:00' },
      channels: [{ name: 'sec-tokyo', timeZone: 'Asia/Tokyo', workingHours: { holidays: 'japan' } }],
    },
    accounts: [
      { id: '111122223333', name: 'a', channel: '#sec-tokyo', language: 'ja' },
      { id: '444455556666', name: 'b', channel: '#sec-osaka', language: 'ja' },
      { id: '777788889999', name: 'c', channel: '#sec-else' },
    ],
  });
  expect(slack.workingHours).toMatchObject({ from: '09:00', to: '17:00', timeZone: 'Europe/Berlin' });
  expect(slack.channels).toMatchObject([
    {
      name: 'sec-tokyo',
      language: 'ja',
      timeZone: 'Asia/Tokyo',
      workingHours: { from: '09:00', to: '17:00', holidays: 'japan', timeZone: 'Asia/Tokyo' },
    },
    {
      name: 'sec-osaka',
      language: 'ja',
      timeZone: 'Europe/Berlin',
      workingHours: { to: '17:00', holidays: 'none', timeZone: 'Europe/Berlin' },
    },
  ]);
});

it('an account is whole: what nobody said is null', () => {
  const { accounts } = configOf({ accounts: [{ id: '111122223333', name: 'a', owner: 'S0PAYMENTS' }] });
  expect(accounts).toEqual([
    { id: '111122223333', name: 'a', environment: null, owner: 'S0PAYMENTS', channel: null, tags: {} },
  ]);
});

it('who is on call', () => {
  expect(configOf({ onCall: { group: 'S0ONCALL' } }).onCall).toEqual({ kind: 'group', group: 'S0ONCALL' });
  const rotation = { people: ['U0CAROL'], start: '2026-11-23' };
  const { onCall } = configOf({ slack: { timeZone: 'Asia/Tokyo' }, onCall: { rotation } });
  expect(onCall).toEqual({
    kind: 'rotation',
    ...rotation,
    handover: { day: 'mon', time: '10:00' },
    timeZone: 'Asia/Tokyo',
  });
});

it('the pager is one of two, or none', () => {
  const topicArn = 'arn:aws-cn:sns:cn-north-1:111122223333:pager';
  expect(configOf({ pager: { sns: { topicArn } } }).pager).toEqual({ kind: 'sns', topicArn });
  const url = 'http://127.0.0.1:8123/pages';
  expect(configOf({ pager: { webhook: { url } } }).pager).toEqual({ kind: 'webhook', url });
});

it('the bucket of the anchors belongs to whose role it is', () => {
  const bucketOf = (bucket?: object) => configOf({ audit: { ...(bucket && { bucket }) } }).audit.bucket;
  expect(bucketOf()).toBeNull();
  const name = 'example-audit';
  const defaults = { name, prefix: 'yagura/', mode: 'GOVERNANCE', retention: 400 * 86_400_000 };
  expect(bucketOf({ name })).toEqual({ ...defaults, region: 'us-east-1', owner: null, role: null });
  const roleArn = 'arn:aws:iam::222233334444:role/yagura-audit';
  expect(bucketOf({ name, roleArn, externalId: 'an id', region: 'eu-west-1' })).toEqual({
    ...{ ...defaults, region: 'eu-west-1', owner: '222233334444' },
    role: { roleArn, externalId: 'an id' },
  });
  for (const wrong of [{ name: 'No' }, { name, retention: '1h' }, { name, prefix: '?' }, { name, mode: 'x' }])
    expect(() => bucketOf(wrong)).toThrow(/audit\.bucket/);
});

it('every channel that a card may be in', () => {
  const config = configOf({
    slack: { criticalChannel: '#sec-critical' },
    accounts: [{ id: '111122223333', name: 'a', channel: '#sec-alerts' }],
    policies: [{ match: {}, then: 'track', channel: '#sec-storage' }],
  });
  expect(alertChannelsOf(config)).toEqual(['sec-alerts', 'sec-critical', 'sec-storage']);
});

it('roles are said by purpose, and the Regions are at least our own', () => {
  const { aws, accounts } = configOf({
    aws: { region: 'eu-west-1', roles: { read: { name: 'r' }, writeBack: { name: 'w', externalId: 'ab' } } },
    accounts: [{ id: '111122223333', name: 'a', roles: { response: { name: 'security/own' } } }],
  });
  expect(aws).toMatchObject({ partition: 'aws', administrator: null, regions: ['eu-west-1'] });
  expect(aws.roles).toEqual({ read: { name: 'r' }, 'write-back': { name: 'w', externalId: 'ab' } });
  expect(accounts[0]?.roles).toEqual({ response: { name: 'security/own' } });
});

it.each(['/leading', 'arn:aws:iam::111122223333:role/x', ''])('“%s” is no name of a role', (name) => {
  expect(() => configOf({ aws: { roles: { read: { name } } } })).toThrow('aws.roles.read.name');
});
