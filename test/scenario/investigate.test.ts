import { afterEach, expect, it } from 'vitest';
import { type SimulatedAws, startAws } from '../../sim/aws/aws.ts';
import { openAccess } from '../../src/aws/access.ts';
import type { Search } from '../../src/finding/investigation.ts';
import { createInvestigator } from '../../src/investigate/gather.ts';
import { systemClock } from '../../src/shared/clock.ts';

const member = '111122223333';
const region = 'ap-northeast-1';
const roleArn = `arn:aws:iam::${member}:role/yagura-read`;
const clock = systemClock(20);
const never = new AbortController().signal;
const minute = 60_000;
const sessionKey = 'ASIAEXAMPLE000000002';
const firstKey = 'ASIAEXAMPLE000000001';

let aws: SimulatedAws | null = null;
afterEach(() => aws?.stop());

async function start(externalId = 'an-id') {
  aws = await startAws({
    port: 0,
    queues: [],
    now: () => clock.now(),
    roles: [{ arn: roleArn, trusts: ['000000000000'], externalId: 'an-id' }],
  });
  const access = openAccess(
    {
      ...{ region, partition: 'aws', endpoint: aws.url, isOurs: () => true },
      credentials: { accessKeyId: 'any', secretAccessKey: 'any' },
      roleFor: () => ({ name: 'yagura-read', externalId }),
    },
    clock,
  );
  const at = (where = region) => (aws as SimulatedAws).world.cloudTrail(member, where);
  return { aws, at, investigator: createInvestigator(access, clock, region) };
}

const ago = (minutes: number) => new Date(clock.now() - minutes * minute).toISOString();
const session = (accessKeyId: string, name: string, role = 'deploy') => ({
  type: 'AssumedRole',
  arn: `arn:aws:sts::${member}:assumed-role/${role}/${name}`,
  accessKeyId,
  sessionContext: { sessionIssuer: { userName: role } },
});

function searchFor(value: string, kind: Search['suspects'][number]['kind'] = 'access-key'): Search {
  const now = clock.now();
  return { account: member, region, suspects: [{ kind, value }], from: now - 120 * minute, to: now };
}

it('tells what a session did, in its Region and with global services, writes and denials apart from reads', async () => {
  const { aws: world, at, investigator } = await start();
  const userIdentity = session(sessionKey, 'i-0abc');
  const common = { userIdentity, sourceIPAddress: '203.0.113.9', userAgent: 'aws-cli/2.15.1 md/x' };
  for (let n = 60; n > 0; n -= 1)
    at().record({
      ...common,
      eventSource: 'ec2.amazonaws.com',
      eventName: 'DescribeInstances',
      eventTime: ago(n),
    });
  at().record({
    ...common,
    ...{ eventSource: 'ec2.amazonaws.com', eventName: 'GetPasswordData', eventTime: ago(30) },
    errorCode: 'Client.UnauthorizedOperation',
  });
  at('us-east-1').record({
    ...common,
    ...{ eventSource: 'iam.amazonaws.com', eventName: 'CreateUser', eventTime: ago(20) },
    requestParameters: { userName: 'backdoor' },
  });
  at().record({ eventSource: 'ec2.amazonaws.com', eventName: 'StopInstances', eventTime: ago(10) });

  const timeline = await investigator.gather(searchFor(sessionKey), { by: 'U0CAROL', signal: never });
  expect(timeline.notable.map(({ api, errorCode, resource }) => [api, errorCode, resource])).toEqual([
    ['GetPasswordData', 'Client.UnauthorizedOperation', null],
    ['CreateUser', null, 'backdoor'],
  ]);
  expect(timeline).toMatchObject({ total: 62, notableTotal: 2, denied: 1, cut: false, troubles: [] });
  expect(timeline.reads).toMatchObject([{ name: 'ec2', count: 60 }]);
  expect(timeline.addresses).toMatchObject([{ name: '203.0.113.9', count: 62 }]);
  expect(timeline.agents).toMatchObject([{ name: 'aws-cli/2.15.1', count: 62 }]);
  expect(timeline.askedAt - timeline.completeUntil).toBe(15 * minute);
  const sum = (counts: readonly number[]) => counts.reduce((all, one) => all + one, 0);
  const { writes, denied, reads } = timeline.activity;
  expect([writes, denied, reads].map(sum)).toEqual([1, 1, 60]);
  // As the one who asked, and never faster than AWS allows.
  const calls = world.calls().filter(({ service }) => service === 'cloudtrail');
  expect(calls.filter(({ error }) => error !== null)).toEqual([]);
  const taken = world.calls().find(({ action }) => action === 'AssumeRole');
  expect(taken?.input).toMatchObject({ SourceIdentity: 'U0CAROL', ExternalId: 'an-id' });
});

it('follows a session back through the roles that were taken, to the human', async () => {
  const { at, investigator } = await start();
  at().record({
    ...{ eventSource: 's3.amazonaws.com', eventName: 'PutBucketPolicy', eventTime: ago(10) },
    userIdentity: session(sessionKey, 'ci'),
  });
  at().record({
    ...{ eventSource: 'sts.amazonaws.com', eventName: 'AssumeRole', eventTime: ago(20) },
    userIdentity: session(firstKey, 'carol@example.com', 'engineer'),
    requestParameters: { roleArn: `arn:aws:iam::${member}:role/deploy`, roleSessionName: 'ci' },
    resources: [{ ARN: sessionKey, type: 'AWS::IAM::AccessKey' }],
  });
  at('us-east-1').record({
    ...{ eventSource: 'sts.amazonaws.com', eventName: 'AssumeRoleWithSAML', eventTime: ago(30) },
    userIdentity: { type: 'SAMLUser', userName: 'carol@example.com' },
    requestParameters: {
      ...{ roleArn: `arn:aws:iam::${member}:role/engineer`, roleSessionName: 'carol@example.com' },
      sourceIdentity: 'carol',
    },
    resources: [{ ARN: firstKey, type: 'AWS::IAM::AccessKey' }],
  });
  const { chain } = await investigator.gather(searchFor(sessionKey), { by: null, signal: never });
  expect(chain).toMatchObject([
    { role: 'deploy', session: 'ci', who: 'carol@example.com (engineer)', sourceIdentity: null },
    { role: 'engineer', session: 'carol@example.com', who: 'carol@example.com', sourceIdentity: 'carol' },
  ]);
});

it('a Region that refuses is told, and the other one tells what it knows', async () => {
  const { aws: world, at, investigator } = await start();
  at('us-east-1').record({
    ...{ eventSource: 'iam.amazonaws.com', eventName: 'CreateUser', eventTime: ago(5) },
    userIdentity: { type: 'IAMUser', userName: 'bob' },
  });
  world.fault({ kind: 'access-denied', service: 'cloudtrail', region });
  const timeline = await investigator.gather(searchFor('bob', 'user'), { by: null, signal: never });
  expect(timeline.notable.map(({ api }) => api)).toEqual(['CreateUser']);
  expect(timeline).toMatchObject({ cut: true, troubles: [{ region, why: 'denied' }] });
});

it('without a way into the account nothing is told as if it were all', async () => {
  const { investigator } = await start('another-id');
  const timeline = await investigator.gather(searchFor('bob', 'user'), { by: null, signal: never });
  expect(timeline).toMatchObject({ total: 0, cut: true });
  expect(timeline.troubles.map(({ why }) => why)).toEqual(['no-way-in', 'no-way-in']);
});
