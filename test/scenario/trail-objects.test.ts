import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { type AwsOptions, type SimulatedAws, startAws } from '../../sim/aws/aws.ts';
import { type BucketSettings, type Buckets, openBuckets } from '../../src/aws/buckets.ts';
import { FakeClock, systemClock } from '../../src/shared/clock.ts';
import { type ReadOptions, readObject } from '../../src/trail/read-object.ts';

// The real SDK against a simulated S3 and STS, over HTTP.

const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

const clock = systemClock();
const credentials = { accessKeyId: 'any', secretAccessKey: 'any' };
const theirs = '444455556666';
const roleArn = `arn:aws:iam::${theirs}:role/logs/yagura-reader`;

async function start(options: Partial<AwsOptions> = {}) {
  const aws = await startAws({
    port: 0,
    queues: [],
    buckets: [{ name: 'logs' }, { name: 'their-logs', owner: theirs, readers: [] }],
    roles: [{ arn: roleArn, trusts: ['000000000000'], externalId: 'example-id' }],
    ...options,
  });
  closers.push(() => aws.stop());
  return aws;
}

function open(aws: SimulatedAws, settings: Partial<BucketSettings> = {}, time = clock): Buckets {
  const buckets = openBuckets({ region: aws.region, endpoint: aws.url, credentials, ...settings }, time);
  closers.push(() => buckets.destroy());
  return buckets;
}

const key = 'all trails/AWSLogs/111122223333/CloudTrail/eu-west-1/2026/11/22/櫓+1.json.gz';
const fileOf = (count: number) =>
  gzipSync(
    JSON.stringify({
      Records: Array.from({ length: count }, (_, id) => ({
        eventVersion: '1.09',
        eventSource: 's3.amazonaws.com',
        eventName: 'GetObject',
        eventID: `${id}-${Math.sin(id)}`,
      })),
    }),
  );

async function read(buckets: Buckets, bucket: string, options: Partial<ReadOptions> = {}, account?: string) {
  const ids: string[] = [];
  const client = buckets.client(account === undefined ? {} : { account });
  const reading = await readObject(
    client,
    { bucket, key, ...(account !== undefined && { bucketOwner: account }) },
    (record) => ids.push(String(record['eventID'])),
    { clock, ...options },
  );
  return { ...reading, ids };
}

describe('an object', () => {
  it('is read as it arrives, by its own key', async () => {
    const aws = await start();
    await aws.putObject('logs', key, fileOf(5_000));
    const reading = await read(open(aws), 'logs');
    expect(reading).toMatchObject({ problem: null, records: 5_000, packedBytes: fileOf(5_000).length });
    expect(new Set(reading.ids).size).toBe(5_000);
  });

  it('that is not there goes back to the queue; it may have been announced too early', async () => {
    expect((await read(open(await start()), 'logs')).problem).toMatchObject({ kind: 'missing', retry: true });
    expect((await read(open(await start()), 'no-such-bucket')).problem).toMatchObject({ kind: 'missing' });
  });

  it.each([
    ['denied', { kind: 'access-denied', retry: true }],
    ['archived', { kind: 'archived', retry: false }],
    ['throttled', { kind: 'throttled', retry: true }],
    ['broken', { kind: 'away', retry: true }],
  ] as const)('%s', async (kind, problem) => {
    const aws = await start();
    await aws.putObject('logs', key, fileOf(5));
    aws.objectFault({ kind });
    const { problem: found, records } = await read(open(aws), 'logs');
    expect(found).toMatchObject(problem);
    expect(records).toBe(0);
  });

  it('is asked for again when S3 has hiccups', async () => {
    const aws = await start();
    await aws.putObject('logs', key, fileOf(5));
    aws.objectFault({ kind: 'broken', count: 2 });
    expect(await read(open(aws), 'logs')).toMatchObject({ problem: null, records: 5 });
  });

  it('larger than a log file can be is not even fetched', async () => {
    const aws = await start();
    await aws.putObject('logs', key, fileOf(5_000));
    const limits = { packedBytes: 1_000, unpackedBytes: 1e9 };
    const reading = await read(open(aws), 'logs', { limits });
    expect(reading).toMatchObject({ problem: { kind: 'too-large', retry: false }, packedBytes: 0 });
  });

  it('whose connection breaks: what came is seen, and the rest from there on, nothing twice', async () => {
    const aws = await start();
    await aws.putObject('logs', key, fileOf(50_000));
    aws.objectFault({ kind: 'cut', count: 1 });
    const buckets = open(aws);
    const first = await read(buckets, 'logs');
    expect(first.problem).toMatchObject({ kind: 'away', retry: true });
    expect(first.records).toBeGreaterThan(15_000);
    const second = await read(buckets, 'logs', { from: first.next });
    expect(second).toMatchObject({ problem: null, next: 50_000 });
    expect(new Set([...first.ids, ...second.ids]).size).toBe(50_000);
    expect(first.records + second.records).toBe(50_000);
  });

  it('that stands still is given up', async () => {
    const aws = await start();
    await aws.putObject('logs', key, fileOf(50_000));
    aws.objectFault({ kind: 'silent' });
    const time = new FakeClock();
    const reading = read(open(aws), 'logs', { clock: time, silenceMs: 1_000 });
    let done = false;
    void reading.then(() => {
      done = true;
    });
    while (!done) {
      await new Promise((resolve) => setImmediate(resolve));
      await time.advance(100);
    }
    expect((await reading).problem).toMatchObject({ kind: 'away', retry: true });
  });

  it('is let go when we are told to stop, before and while it comes', async () => {
    const aws = await start();
    await aws.putObject('logs', key, fileOf(50_000));
    const buckets = open(aws);
    expect((await read(buckets, 'logs', { signal: AbortSignal.abort() })).problem).toMatchObject({
      kind: 'stopped',
    });
    aws.objectFault({ kind: 'silent' });
    const stopping = new AbortController();
    const reading = readObject(buckets.client({}), { bucket: 'logs', key }, () => stopping.abort(), {
      clock,
      signal: stopping.signal,
    });
    expect((await reading).problem).toMatchObject({ kind: 'stopped', retry: true });
  });
});

describe('in the bucket of another account', () => {
  const roles = { [theirs]: { roleArn, externalId: 'example-id' } };

  it('is read by the role that lets us, which is taken once', async () => {
    const aws = await start();
    await aws.putObject('their-logs', key, fileOf(5));
    let taken = 0;
    aws.onCall(({ action, phase }) => {
      if (action === 'AssumeRole' && phase === 'before') taken += 1;
    });
    const buckets = open(aws, { roles });
    const readings = [1, 2, 3].map(() => read(buckets, 'their-logs', {}, theirs));
    for (const reading of await Promise.all(readings))
      expect(reading).toMatchObject({ problem: null, records: 5 });
    expect(await read(buckets, 'their-logs', {}, theirs)).toMatchObject({ problem: null });
    expect(taken).toBe(1);
  });

  it('is not read as ourselves', async () => {
    const aws = await start();
    await aws.putObject('their-logs', key, fileOf(5));
    expect((await read(open(aws), 'their-logs')).problem).toMatchObject({ kind: 'access-denied' });
  });

  it.each([
    ['another external id', { roleArn, externalId: 'guessed' }],
    ['no external id', { roleArn }],
    ['a role that is not there', { roleArn: `arn:aws:iam::${theirs}:role/other`, externalId: 'example-id' }],
    ['what is no role', { roleArn: 'arn:aws:iam::444455556666:user/somebody' }],
  ])('%s: they must let us, and the next try asks again', async (_name, role) => {
    const aws = await start();
    await aws.putObject('their-logs', key, fileOf(5));
    const buckets = open(aws, { roles: { [theirs]: role } });
    const problem = (await read(buckets, 'their-logs', {}, theirs)).problem;
    expect(problem).toMatchObject({ kind: 'access-denied', retry: true });
    expect(problem?.detail).toContain(role.roleArn);
    let asked = 0;
    aws.onCall(({ action, phase }) => {
      if (action === 'AssumeRole' && phase === 'before') asked += 1;
    });
    expect((await read(buckets, 'their-logs', {}, theirs)).problem).toMatchObject({ kind: 'access-denied' });
    expect(asked).toBe(1);
  });

  it('STS away is no refusal', async () => {
    const aws = await start();
    const gone = await startAws({ port: 0, queues: [] });
    await gone.stop();
    const buckets = open(aws, { endpoint: gone.url, roles });
    expect((await read(buckets, 'their-logs', {}, theirs)).problem).toMatchObject({
      kind: 'away',
      retry: true,
    });
  });
});
