import { text } from 'node:stream/consumers';
import {
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { afterEach, describe, expect, it } from 'vitest';
import { type SimulatedAws, startAws } from './aws.ts';

const running: SimulatedAws[] = [];
afterEach(async () => {
  for (const aws of running.splice(0)) await aws.stop();
});

const theirs = '444455556666';
const roleArn = `arn:aws:iam::${theirs}:role/logs/yagura-reader`;
const anybody = { accessKeyId: 'any', secretAccessKey: 'any' };

async function start() {
  const aws = await startAws({
    port: 0,
    queues: [],
    buckets: [
      { name: 'ours' },
      { name: 'theirs', owner: theirs },
      { name: 'shared', owner: theirs, readers: ['000000000000'] },
    ],
    roles: [{ arn: roleArn, trusts: ['000000000000'], externalId: 'example-id' }],
  });
  running.push(aws);
  const settings = { region: aws.region, endpoint: aws.url, maxAttempts: 1 };
  const s3As = (credentials: typeof anybody & { sessionToken?: string }) =>
    new S3Client({ ...settings, credentials });
  const sts = new STSClient({ ...settings, credentials: anybody });
  return { aws, sts, s3: s3As(anybody), s3As };
}

type World = Awaited<ReturnType<typeof start>>;
const read = async (s3: S3Client, Bucket: string, Key: string) => {
  const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key }));
  return text(Body as AsyncIterable<Buffer>);
};

describe('objects', () => {
  it('are put and read, whatever their key', async () => {
    const { aws, s3 } = await start();
    const key = 'all trails/櫓/a+b%20c.json.gz';
    await s3.send(new PutObjectCommand({ Bucket: 'ours', Key: key, Body: 'one' }));
    await aws.putObject('ours', `${key}2`, 'two');
    expect(await read(s3, 'ours', key)).toBe('one');
    expect(await read(s3, 'ours', `${key}2`)).toBe('two');
    const { Contents } = await s3.send(new ListObjectsV2Command({ Bucket: 'ours', Prefix: 'all trails/' }));
    expect(Contents?.map(({ Key }) => Key)).toEqual([key, `${key}2`]);
    expect(await s3.send(new HeadObjectCommand({ Bucket: 'ours', Key: key }))).toMatchObject({
      ContentLength: 3,
    });
  });

  it('that are not there, or in no bucket', async () => {
    const { s3 } = await start();
    await expect(read(s3, 'ours', 'nothing')).rejects.toMatchObject({ name: 'NoSuchKey' });
    await expect(read(s3, 'nowhere', 'nothing')).rejects.toMatchObject({ name: 'NoSuchBucket' });
  });

  it("of another account are nobody else's, unless the bucket says so", async () => {
    const { aws, s3 } = await start();
    await aws.putObject('theirs', 'k', 'x');
    await aws.putObject('shared', 'k', 'x');
    await expect(read(s3, 'theirs', 'k')).rejects.toMatchObject({ name: 'AccessDenied' });
    expect(await read(s3, 'shared', 'k')).toBe('x');
    const put = s3.send(new PutObjectCommand({ Bucket: 'shared', Key: 'k', Body: 'y' }));
    await expect(put).rejects.toMatchObject({ name: 'AccessDenied' });
  });

  it('are refused when the bucket belongs to somebody else than was meant', async () => {
    const { aws, s3 } = await start();
    await aws.putObject('shared', 'k', 'x');
    const get = (ExpectedBucketOwner: string) =>
      s3.send(new GetObjectCommand({ Bucket: 'shared', Key: 'k', ExpectedBucketOwner }));
    await expect(get('777788889999')).rejects.toMatchObject({ name: 'AccessDenied' });
    expect((await get(theirs)).ContentLength).toBe(1);
  });
});

describe('a role', () => {
  const take = ({ sts }: World, input: Partial<ConstructorParameters<typeof AssumeRoleCommand>[0]> = {}) =>
    sts.send(
      new AssumeRoleCommand({
        RoleArn: roleArn,
        RoleSessionName: 'yagura',
        ExternalId: 'example-id',
        ...input,
      }),
    );

  it('reads what its account owns', async () => {
    const world = await start();
    await world.aws.putObject('theirs', 'k', 'x');
    const { Credentials: { AccessKeyId = '', SecretAccessKey = '', SessionToken = '' } = {} } =
      await take(world);
    const keys = { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey };
    expect(await read(world.s3As({ ...keys, sessionToken: SessionToken }), 'theirs', 'k')).toBe('x');
    const without = read(world.s3As({ ...keys, sessionToken: 'made up' }), 'theirs', 'k');
    await expect(without).rejects.toMatchObject({ name: 'InvalidToken' });
  });

  it.each([
    ['another external id', { ExternalId: 'guessed' }],
    ['no external id', { ExternalId: undefined }],
    ['a role that is not there', { RoleArn: `arn:aws:iam::${theirs}:role/other` }],
  ])('is refused for %s', async (_name, input) => {
    await expect(take(await start(), input)).rejects.toMatchObject({ name: 'AccessDenied' });
  });

  it.each([
    ['a session without a name that STS takes', { RoleSessionName: 'two words' }],
    ['a role that is no ARN', { RoleArn: 'yagura-reader-of-logs' }],
    ['a minute', { DurationSeconds: 60 }],
  ])('is invalid for %s', async (_name, input) => {
    await expect(take(await start(), input)).rejects.toMatchObject({ name: 'ValidationError' });
  });
});

describe('a fault', () => {
  it.each([
    ['denied', 'AccessDenied'],
    ['missing', 'NoSuchKey'],
    ['archived', 'InvalidObjectState'],
    ['throttled', 'SlowDown'],
    ['broken', 'InternalError'],
  ] as const)('%s strikes as often as it is told to', async (kind, name) => {
    const { aws, s3 } = await start();
    await aws.putObject('ours', 'k', 'x');
    aws.objectFault({ kind, key: 'k', count: 1 });
    await expect(read(s3, 'ours', 'k')).rejects.toMatchObject({ name });
    expect(await read(s3, 'ours', 'k')).toBe('x');
  });

  it('cuts the body in its middle', async () => {
    const { aws, s3 } = await start();
    await aws.putObject('ours', 'k', 'x'.repeat(100_000));
    const end = aws.objectFault({ kind: 'cut' });
    await expect(read(s3, 'ours', 'k')).rejects.toThrow();
    end();
    expect(await read(s3, 'ours', 'k')).toHaveLength(100_000);
  });

  it('lets the body drip', async () => {
    const { aws, s3 } = await start();
    await aws.putObject('ours', 'k', 'x'.repeat(3_000));
    aws.objectFault({ kind: 'slow', bytesPerSecond: 20_000 });
    expect(await read(s3, 'ours', 'k')).toHaveLength(3_000);
  });
});

it('tells its calls too', async () => {
  const { aws, s3, sts } = await start();
  const calls: string[] = [];
  aws.onCall(({ action, phase }) => {
    calls.push(`${action} ${phase}`);
  });
  await s3.send(new PutObjectCommand({ Bucket: 'ours', Key: 'k', Body: 'x' }));
  await read(s3, 'ours', 'k');
  await sts.send(
    new AssumeRoleCommand({ RoleArn: roleArn, RoleSessionName: 'yagura', ExternalId: 'example-id' }),
  );
  expect(calls).toEqual(
    ['PutObject', 'GetObject', 'AssumeRole'].flatMap((one) => [`${one} before`, `${one} after`]),
  );
});
