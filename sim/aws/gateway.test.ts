import { CloudTrailClient, ListTrailsCommand, LookupEventsCommand } from '@aws-sdk/client-cloudtrail';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { describe, expect, it } from 'vitest';
import type { PolicyDocument } from './policies.ts';
import { memberAccount, memberRole, ownAccount, testAws } from './testing.ts';

type World = Awaited<ReturnType<typeof testAws>>;

const trailsOf = ({ settings }: World, over: Parameters<World['settings']>[0] = {}) =>
  new CloudTrailClient(settings(over)).send(new ListTrailsCommand({}));

describe('a fault', () => {
  it.each([
    ['throttled', 'ThrottlingException'],
    ['error', 'InternalFailure'],
    ['expired-token', 'ExpiredTokenException'],
    ['access-denied', 'AccessDeniedException'],
  ] as const)('%s is told in the words of the service', async (kind, name) => {
    const world = await testAws();
    world.aws.fault({ kind, service: 'cloudtrail', count: 1 });
    await expect(trailsOf(world)).rejects.toMatchObject({ name });
    expect(await trailsOf(world)).toHaveProperty('Trails');
    expect(world.aws.calls().map(({ error }) => error)).toEqual([name, null]);
  });

  it('strikes only what it is meant for, until it is switched off', async () => {
    const world = await testAws();
    const end = world.aws.fault({ kind: 'throttled', action: 'ListTrails', region: 'eu-west-1' });
    expect(await trailsOf(world)).toHaveProperty('Trails');
    await expect(trailsOf(world, { region: 'eu-west-1' })).rejects.toThrow();
    end();
    expect(await trailsOf(world, { region: 'eu-west-1' })).toHaveProperty('Trails');
  });

  it('strikes by chance', async () => {
    const draws = [0.5, 0.1];
    const world = await testAws({ random: () => draws.shift() ?? 1 });
    world.aws.fault({ kind: 'throttled', probability: 0.2 });
    expect(await trailsOf(world)).toHaveProperty('Trails');
    await expect(trailsOf(world)).rejects.toThrow();
  });

  it.each(['timeout', 'cut'] as const)('%s leaves the caller without an answer', async (kind) => {
    const world = await testAws();
    world.aws.fault({ kind, count: 1 });
    const requestHandler = { requestTimeout: 50, throwOnRequestTimeout: true };
    const client = new CloudTrailClient({ ...world.settings(), requestHandler });
    await expect(client.send(new ListTrailsCommand({}))).rejects.toThrow();
    expect(await trailsOf(world)).toHaveProperty('Trails');
  });
});

describe('a policy', () => {
  const withPolicy = async (...policies: PolicyDocument[]) => {
    const world = await testAws({ roles: [{ arn: memberRole, trusts: [ownAccount], policies }] });
    const credentials = await world.take();
    return (region = 'us-east-1') => trailsOf(world, { credentials, region });
  };
  const allow = { Effect: 'Allow', Action: 'cloudtrail:List*', Resource: '*' };

  it('allows what it names', async () => {
    expect(await (await withPolicy({ Statement: allow }))()).toHaveProperty('Trails');
  });

  it.each<[string, PolicyDocument]>([
    ['another action', { Statement: { ...allow, Action: ['cloudtrail:LookupEvents', 'sts:*'] } }],
    ['another resource', { Statement: { ...allow, Resource: 'arn:aws:s3:::logs' } }],
    ['a denial', { Statement: [allow, { ...allow, Effect: 'Deny', Action: '*' }] }],
    [
      'another Region',
      { Statement: { ...allow, Condition: { StringEquals: { 'aws:RequestedRegion': 'eu-west-1' } } } },
    ],
  ])('refuses %s', async (_name, policy) => {
    const list = await withPolicy(policy);
    await expect(list()).rejects.toMatchObject({ name: 'AccessDeniedException' });
  });

  it('can ask for a Region', async () => {
    const Condition = { StringLike: { 'aws:RequestedRegion': ['eu-*', 'ap-*'] } };
    const list = await withPolicy({ Statement: { ...allow, Condition } });
    expect(await list('eu-west-1')).toHaveProperty('Trails');
  });

  it.each([
    [{ ...allow, Condition: { StringEquals: { 'aws:SourceVpc': 'vpc-1' } } }, 'aws:SourceVpc'],
    [{ ...allow, Condition: { DateLessThan: { 'aws:RequestedRegion': 'x' } } }, 'DateLessThan'],
    [{ ...allow, NotAction: 'iam:*' }, 'NotAction'],
  ])('is no policy when a part of it is not understood', async (Statement, part) => {
    await expect(withPolicy({ Statement })).rejects.toThrow(part);
  });
});

it('tells of each call: who, where, what', async () => {
  const world = await testAws();
  const credentials = await world.take(memberRole, { SourceIdentity: 'carol' });
  const phases: string[] = [];
  world.aws.onCall(({ service, action, region, account, phase }) => {
    phases.push(`${service}:${action} ${region} ${account} ${phase}`);
  });
  await trailsOf(world, { credentials, region: 'eu-west-1' });
  const call = `cloudtrail:ListTrails eu-west-1 ${memberAccount}`;
  expect(phases).toEqual([`${call} before`, `${call} after`]);
  expect(world.aws.calls().at(-1)).toMatchObject({
    ...{ n: 2, service: 'cloudtrail', action: 'ListTrails', mutating: false, input: {} },
    ...{ account: memberAccount, region: 'eu-west-1', time: world.now() },
    caller: { roleArn: memberRole, sourceIdentity: 'carol' },
  });
});

it('throttles by account and Region, on its own clock', async () => {
  const world = await testAws();
  const lookUp = (region: string) =>
    new CloudTrailClient(world.settings({ region })).send(new LookupEventsCommand({}));
  await lookUp('us-east-1');
  await lookUp('us-east-1');
  await expect(lookUp('us-east-1')).rejects.toMatchObject({ name: 'ThrottlingException' });
  await lookUp('eu-west-1');
  world.pass(499);
  await expect(lookUp('us-east-1')).rejects.toMatchObject({ name: 'ThrottlingException' });
  world.pass(1);
  await lookUp('us-east-1');
});

it('says so of a call without a signature and of one that is not served', async () => {
  const world = await testAws();
  const target = 'com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101';
  const client = new CloudTrailClient(world.settings());
  client.middlewareStack.add(
    (next) => (args) => {
      (args.request as { headers: Record<string, string> }).headers['x-amz-target'] = `${target}.DeleteTrail`;
      return next(args);
    },
    { step: 'build' },
  );
  await expect(client.send(new ListTrailsCommand({}))).rejects.toMatchObject({
    name: 'UnknownOperationException',
  });
  expect(world.aws.calls()).toMatchObject([{ action: 'DeleteTrail', mutating: true }]);
  const unsigned = await fetch(`${world.aws.url}/`, { method: 'POST', body: 'Action=GetCallerIdentity' });
  expect(unsigned.status).toBeGreaterThanOrEqual(400);
  const whoAmI = new STSClient(world.settings()).send(new GetCallerIdentityCommand({}));
  expect(await whoAmI).toMatchObject({ Account: ownAccount });
});
