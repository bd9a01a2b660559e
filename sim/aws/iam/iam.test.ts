import { CloudTrailClient, LookupEventsCommand } from '@aws-sdk/client-cloudtrail';
import { DescribeVpcsCommand, EC2Client } from '@aws-sdk/client-ec2';
import { GuardDutyClient, ListDetectorsCommand } from '@aws-sdk/client-guardduty';
import {
  DeleteRolePolicyCommand,
  GetAccessKeyLastUsedCommand,
  GetRoleCommand,
  GetRolePolicyCommand,
  GetUserCommand,
  IAMClient,
  ListAccessKeysCommand,
  ListAccountAliasesCommand,
  ListAttachedRolePoliciesCommand,
  ListMFADevicesCommand,
  PutRolePolicyCommand,
  UpdateAccessKeyCommand,
} from '@aws-sdk/client-iam';
import { GetBucketAclCommand, S3Client } from '@aws-sdk/client-s3';
import { GetQueueUrlCommand, SQSClient } from '@aws-sdk/client-sqs';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { describe, expect, it } from 'vitest';
import { type ClientSettings, memberAccount, ownAccount, testAws } from '../testing.ts';

const noSuchEntity = { name: 'NoSuchEntityException', $metadata: { httpStatusCode: 404 } };

async function start() {
  const world = await testAws();
  return { world, iam: new IAMClient(world.settings()), own: world.aws.world.iam(ownAccount) };
}

describe('a user', () => {
  it('has devices and keys, a page at a time', async () => {
    const { iam, own, world } = await start();
    const mfa = ['arn:aws:iam::000000000000:mfa/bob'];
    const lastUsed = { at: world.now(), service: 's3', region: 'us-east-1' };
    const used = { id: 'AKIAEXAMPLEUSEDKEY01', lastUsed };
    own.putUser({ name: 'bob', mfa, keys: [used, { id: 'AKIAEXAMPLEIDLEKEY01', active: false }] });
    const UserName = 'bob';
    expect((await iam.send(new GetUserCommand({ UserName }))).User).toMatchObject({
      ...{ Arn: 'arn:aws:iam::000000000000:user/bob', CreateDate: new Date(world.now()) },
    });
    const { MFADevices } = await iam.send(new ListMFADevicesCommand({ UserName }));
    expect(MFADevices?.map(({ SerialNumber }) => SerialNumber)).toEqual(mfa);
    const first = await iam.send(new ListAccessKeysCommand({ UserName, MaxItems: 1 }));
    const second = await iam.send(new ListAccessKeysCommand({ UserName, Marker: first.Marker }));
    const states = [first, second].flatMap(({ AccessKeyMetadata }) => AccessKeyMetadata?.[0]?.Status);
    expect([...states, first.IsTruncated, second.IsTruncated]).toEqual(['Active', 'Inactive', true, false]);
    const last = async (AccessKeyId: string) =>
      (await iam.send(new GetAccessKeyLastUsedCommand({ AccessKeyId }))).AccessKeyLastUsed;
    expect(await last(used.id)).toMatchObject({ ServiceName: 's3', LastUsedDate: new Date(world.now()) });
    expect(await last('AKIAEXAMPLEIDLEKEY01')).toEqual({ ServiceName: 'N/A', Region: 'N/A' });
    await expect(last('AKIAEXAMPLEOTHERKEY1')).rejects.toMatchObject({ name: 'AccessDenied' });
  });

  it('loses a key for a while', async () => {
    const { iam, own } = await start();
    own.putUser({ name: 'bob', keys: [{ id: 'AKIAEXAMPLEUSEDKEY01' }] });
    const key = { UserName: 'bob', AccessKeyId: 'AKIAEXAMPLEUSEDKEY01' };
    await iam.send(new UpdateAccessKeyCommand({ ...key, Status: 'Inactive' }));
    expect(own.user('bob')?.keys).toEqual([{ id: key.AccessKeyId, active: false }]);
    const other = new UpdateAccessKeyCommand({
      ...key,
      AccessKeyId: 'AKIAEXAMPLEOTHERKEY1',
      Status: 'Active',
    });
    await expect(iam.send(other)).rejects.toMatchObject(noSuchEntity);
  });

  it.each<[string, string, (key: ClientSettings) => Promise<unknown>]>([
    ['query', 'InvalidClientTokenId', (key) => new STSClient(key).send(new GetCallerIdentityCommand({}))],
    [
      'JSON',
      'UnrecognizedClientException',
      (key) => new CloudTrailClient(key).send(new LookupEventsCommand({})),
    ],
    [
      'REST and JSON',
      'UnrecognizedClientException',
      (key) => new GuardDutyClient(key).send(new ListDetectorsCommand({})),
    ],
    ['EC2', 'AuthFailure', (key) => new EC2Client(key).send(new DescribeVpcsCommand({}))],
    ['S3', 'InvalidAccessKeyId', (key) => new S3Client(key).send(new GetBucketAclCommand({ Bucket: 'own' }))],
    [
      'SQS',
      'UnrecognizedClientException',
      (key) => new SQSClient(key).send(new GetQueueUrlCommand({ QueueName: 'q' })),
    ],
  ])('is refused by %s with a key that is off: %s', async (_protocol, name, call) => {
    const world = await testAws({ queues: [{ name: 'q' }] });
    world.aws.world.s3(ownAccount).putBucket({ name: 'own' });
    const iam = new IAMClient(world.settings());
    const id = 'AKIAEXAMPLEUSEDKEY01';
    world.aws.world.iam(ownAccount).putUser({ name: 'bob', keys: [{ id }] });
    const settings = world.settings({ credentials: { accessKeyId: id, secretAccessKey: 'any' } });
    const turn = (Status: 'Active' | 'Inactive') =>
      iam.send(new UpdateAccessKeyCommand({ UserName: 'bob', AccessKeyId: id, Status }));
    await call(settings);
    await turn('Inactive');
    await expect(call(settings)).rejects.toMatchObject({ name });
    await turn('Active');
    await call(settings);
  });

  it('calls by its own name', async () => {
    const { world } = await start();
    world.aws.world.iam(memberAccount).putUser({ name: 'bob', keys: [{ id: 'AKIAEXAMPLEUSEDKEY01' }] });
    const credentials = { accessKeyId: 'AKIAEXAMPLEUSEDKEY01', secretAccessKey: 'any' };
    const sts = new STSClient(world.settings({ credentials }));
    expect(await sts.send(new GetCallerIdentityCommand({}))).toMatchObject({
      ...{ Account: memberAccount, Arn: 'arn:aws:iam::111122223333:user/bob' },
    });
  });

  it('of another account is not there', async () => {
    const { world, iam } = await start();
    world.aws.world.iam(memberAccount).putUser({ name: 'bob' });
    await expect(iam.send(new GetUserCommand({ UserName: 'bob' }))).rejects.toMatchObject(noSuchEntity);
    const there = new IAMClient(world.settings({ credentials: await world.take() }));
    expect((await there.send(new GetUserCommand({ UserName: 'bob' }))).User?.UserName).toBe('bob');
  });
});

describe('a role', () => {
  const RoleName = 'app';
  const trust = { Statement: [{ Effect: 'Allow', Principal: '*', Action: 'sts:AssumeRole' }] };

  it('tells its trust policy URL-encoded, and its managed policies', async () => {
    const { iam, own } = await start();
    own.putRole({
      name: RoleName,
      path: '/web/',
      trust,
      attached: ['arn:aws:iam::aws:policy/ReadOnlyAccess'],
    });
    const { Role } = await iam.send(new GetRoleCommand({ RoleName }));
    expect(Role?.Arn).toBe('arn:aws:iam::000000000000:role/web/app');
    expect(Role?.AssumeRolePolicyDocument).toContain('%22Principal%22%3A%22%2A%22');
    expect(JSON.parse(decodeURIComponent(Role?.AssumeRolePolicyDocument ?? ''))).toEqual(trust);
    const attached = await iam.send(new ListAttachedRolePoliciesCommand({ RoleName }));
    expect(attached.AttachedPolicies).toMatchObject([{ PolicyName: 'ReadOnlyAccess' }]);
  });

  it('takes and loses a policy of its own', async () => {
    const { iam, own } = await start();
    own.putRole({ name: RoleName, trust });
    const named = { RoleName, PolicyName: 'deny' };
    const text = '{"Statement":[{"Effect":"Deny","Action":"*","Resource":"*"}]}';
    await iam.send(new PutRolePolicyCommand({ ...named, PolicyDocument: text }));
    const { PolicyDocument = '' } = await iam.send(new GetRolePolicyCommand(named));
    expect(decodeURIComponent(PolicyDocument)).toBe(text);
    await iam.send(new DeleteRolePolicyCommand(named));
    await expect(iam.send(new GetRolePolicyCommand(named))).rejects.toMatchObject(noSuchEntity);
    await expect(iam.send(new DeleteRolePolicyCommand(named))).rejects.toMatchObject(noSuchEntity);
    const put = (PolicyDocument: string) => iam.send(new PutRolePolicyCommand({ ...named, PolicyDocument }));
    await expect(put('{}')).rejects.toMatchObject({ name: 'MalformedPolicyDocumentException' });
    const long = JSON.stringify({ Statement: [{ Action: 'x'.repeat(10_240) }] });
    await expect(put(long)).rejects.toMatchObject({ name: 'LimitExceededException' });
  });
});

it('knows the account’s alias', async () => {
  const { iam, own } = await start();
  own.alias('example');
  expect((await iam.send(new ListAccountAliasesCommand({}))).AccountAliases).toEqual(['example']);
});
