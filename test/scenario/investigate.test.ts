import { afterEach, describe, expect, it } from 'vitest';
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

type Identity = Readonly<Record<string, unknown>>;

/** STS gave a role to somebody; answers with what the record says. */
const taking = (
  role: string,
  name: string,
  by: Identity,
  minutes: number,
  key = `ASIA${name.toUpperCase()}00000001`,
) => ({
  ...{ eventSource: 'sts.amazonaws.com', eventName: 'AssumeRole', eventTime: ago(minutes), userIdentity: by },
  readOnly: true,
  requestParameters: { roleArn: `arn:aws:iam::${member}:role/${role}`, roleSessionName: name },
  responseElements: { credentials: { accessKeyId: key } },
  resources: [{ ARN: `arn:aws:iam::${member}:role/${role}`, type: 'AWS::IAM::Role' }],
});

describe('a role', () => {
  const write = (eventName: string, userIdentity: Identity, minutes: number, more: object = {}) => ({
    ...{ eventSource: 'ec2.amazonaws.com', eventName, userIdentity, eventTime: ago(minutes), ...more },
  });

  it('is what its sessions did, wherever they were taken, back to the human; and what was done to it', async () => {
    const { aws: world, at, investigator } = await start();
    world.world.iam(member).putRole({ name: 'deploy', path: '/team/', trust: {} });
    const carol = session(firstKey, 'carol@example.com', 'engineer');
    at('us-east-1').record(
      taking(
        'engineer',
        'carol@example.com',
        { type: 'SAMLUser', userName: 'carol@example.com' },
        90,
        firstKey,
      ),
    );
    at().record(taking('team/deploy', 'ci', carol, 60, sessionKey));
    at('us-east-1').record(
      taking('team/deploy', 'nightly', { type: 'AWSService', invokedBy: 'lambda.amazonaws.com' }, 50),
    );
    // Taken before the time that is looked at, and used in it, in another Region.
    at('us-east-1').record(write('RunInstances', session(sessionKey, 'ci'), 30));
    at().record(write('StopInstances', session('ASIANIGHTLY00000001', 'nightly'), 20));
    at('us-east-1').record(
      write('PutRolePolicy', { type: 'IAMUser', userName: 'bob' }, 10, {
        ...{ eventSource: 'iam.amazonaws.com', requestParameters: { roleName: 'deploy' } },
      }),
    );
    // A session of another role that is called alike, and a user of the role's name.
    at().record(write('TerminateInstances', session('ASIAOTHER0000000001', 'ci', 'other'), 20));
    at().record(write('CreateVolume', { type: 'IAMUser', userName: 'deploy' }, 5));

    const byName = await investigator.historyOf('role/deploy', { account: member, region }, 'U0CAROL');
    expect(byName.notable.map(({ api, who }) => `${api} ${who}`)).toEqual([
      'RunInstances ci (deploy)',
      'StopInstances nightly (deploy)',
      'PutRolePolicy bob',
    ]);
    expect(byName.search.suspects).toEqual([
      { kind: 'role', value: `arn:aws:iam::${member}:role/team/deploy` },
    ]);
    expect(byName.chain.map(({ who, role, session: name }) => [who, role, name])).toEqual([
      ['lambda.amazonaws.com', 'deploy', 'nightly'],
      ['carol@example.com (engineer)', 'deploy', 'ci'],
      ['carol@example.com', 'engineer', 'carol@example.com'],
    ]);
    expect(byName).toMatchObject({ cut: false, troubles: [] });

    const bare = await investigator.historyOf('deploy', { account: member, region }, 'U0CAROL');
    expect(bare.notable.map(({ api }) => api)).toEqual([
      ...byName.notable.map(({ api }) => api),
      'CreateVolume',
    ]);
    const calls = world.calls().filter(({ service }) => service === 'cloudtrail');
    expect(calls.filter(({ error }) => error !== null)).toEqual([]);
  });

  it('of a machine is found by the machine, with what was done to it', async () => {
    const { at, investigator } = await start();
    const machine = 'i-0abc1234567890def';
    const web = session('ASIAWEB000000000001', machine, 'web');
    at().record(
      taking(
        'web',
        machine,
        { type: 'AWSService', invokedBy: 'ec2.amazonaws.com' },
        60,
        'ASIAWEB000000000001',
      ),
    );
    at('us-east-1').record(write('RunInstances', web, 30));
    at().record(
      write('ModifyInstanceAttribute', { type: 'IAMUser', userName: 'bob' }, 20, {
        resources: [{ ARN: machine, type: 'AWS::EC2::Instance' }],
      }),
    );
    const timeline = await investigator.historyOf(machine, { account: member, region }, null);
    expect(timeline.notable.map(({ api }) => api)).toEqual(['RunInstances', 'ModifyInstanceAttribute']);
    expect(timeline.chain).toMatchObject([{ who: 'ec2.amazonaws.com', role: 'web', session: machine }]);
  });

  it('that is none leaves the user of that name, and one that was deleted has a history', async () => {
    const { at, investigator } = await start();
    at().record(write('CreateVolume', { type: 'IAMUser', userName: 'bob' }, 5));
    at().record(taking('gone', 'ci', { type: 'IAMUser', userName: 'bob' }, 30));
    at().record(write('StopInstances', session('ASIACI00000001', 'ci', 'gone'), 20));
    const place = { account: member, region };
    const user = await investigator.historyOf('bob', place, null);
    expect(user).toMatchObject({ total: 2, search: { suspects: [{ kind: 'user', value: 'bob' }] } });
    const deleted = await investigator.historyOf('role/gone', place, null);
    expect(deleted.notable.map(({ api }) => api)).toEqual(['StopInstances']);
    expect(deleted.chain).toMatchObject([{ who: 'bob', role: 'gone', session: 'ci' }]);
  });

  it('that very many took is told of its newest sessions, and that there were more', async () => {
    const { at, investigator } = await start();
    for (let n = 1; n <= 12; n += 1) {
      at().record(taking('busy', `s-${n}`, { type: 'AWSService', invokedBy: 'ec2.amazonaws.com' }, 60 - n));
      at().record(write('StopInstances', session(`ASIAS${n}000000000001`, `s-${n}`, 'busy'), 30));
    }
    const timeline = await investigator.historyOf('role/busy', { account: member, region }, null);
    expect(timeline).toMatchObject({ cut: true, notableTotal: 8 });
    expect(timeline.notable.map(({ who }) => who)).toContain('s-12 (busy)');
    expect(timeline.notable.map(({ who }) => who)).not.toContain('s-4 (busy)');
  });
});
