import { afterEach, expect, it } from 'vitest';
import { type AwsOptions, type SimulatedAws, startAws } from '../../sim/aws/aws.ts';
import { openAccess } from '../../src/aws/access.ts';
import { createChecks } from '../../src/checks/checks.ts';
import { systemClock } from '../../src/shared/clock.ts';
import { caseOf, findingView, viewOf } from '../support/tools.ts';

const account = '111122223333';
const region = 'eu-west-1';
const clock = systemClock();
const name = 'example-invoices';
const everybody = {
  Statement: [
    { Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: `arn:aws:s3:::${name}/*` },
  ],
};

const running: (() => unknown)[] = [];
afterEach(async () => {
  for (const stop of running.splice(0)) await stop();
});

/** A bucket of a member account, and the question whether what a finding says of it still holds. */
async function start(role: Partial<NonNullable<AwsOptions['roles']>[number]> = {}) {
  const arn = `arn:aws:iam::${account}:role/yagura-read`;
  const aws: SimulatedAws = await startAws({
    ...{ port: 0, region, queues: [], roles: [{ arn, trusts: ['000000000000'], ...role }] },
  });
  const access = openAccess(
    {
      ...{ region, partition: 'aws', endpoint: aws.url, isOurs: (id) => id === account },
      credentials: { accessKeyId: 'any', secretAccessKey: 'any' },
      roleFor: () => ({ name: 'yagura-read' }),
    },
    clock,
  );
  running.push(() => access.destroy(), aws.stop);
  const checks = createChecks(access, clock);
  const ask = (type: string) => {
    const finding = findingView({
      ...{ kind: 'control' as const, type, account: { id: account }, region, facts: {} },
      resources: [{ type: 'AwsS3Bucket', id: `arn:aws:s3:::${name}` }],
    });
    return checks.check(viewOf(caseOf(7), [finding]), AbortSignal.timeout(10_000));
  };
  return { aws, ask, s3: aws.world.s3(account) };
}

it('holds once the bucket is closed, by its policy or by what stands before it', async () => {
  const { ask, s3, aws } = await start();
  s3.putBucket({ name, region, block: null, policy: everybody });
  expect(await ask('S3.2')).toMatchObject({ holds: false, readings: [{ facts: { byPolicy: true } }] });
  s3.putBucket({ name, region, block: null });
  expect(await ask('S3.2')).toMatchObject({ holds: true });
  s3.putBucket({ name, region, policy: everybody });
  expect(await ask('S3.2')).toMatchObject({ holds: true, readings: [{ facts: { blocked: true } }] });
  expect(aws.calls().filter(({ mutating, service }) => mutating && service !== 'sts')).toEqual([]);
});

it('holds where the whole account is closed, which is asked of what is open by itself alone', async () => {
  const { ask, s3, aws } = await start();
  const block = { BlockPublicAcls: true, IgnorePublicAcls: true, BlockPublicPolicy: true };
  const asked = () => aws.calls().filter(({ action }) => action === 'GetAccountPublicAccessBlock').length;
  s3.putBucket({ name, region, block: null });
  await ask('S3.2');
  expect(asked()).toBe(0);
  s3.putBucket({ name, region, block: null, policy: everybody });
  // What closes access lists closes no policy.
  s3.blockAccount({ ...block, RestrictPublicBuckets: false });
  expect(await ask('S3.2')).toMatchObject({ holds: false, readings: [{ facts: { byPolicy: true } }] });
  s3.blockAccount({ ...block, RestrictPublicBuckets: true });
  expect(await ask('S3.2')).toMatchObject({ holds: true, readings: [{ facts: { byAccount: true } }] });
  // What is asked of the bucket's own block is answered by that.
  expect(await ask('S3.8')).toMatchObject({ holds: false });
  aws.fault({ kind: 'access-denied', service: 's3', action: 'GetAccountPublicAccessBlock' });
  expect(await ask('S3.2')).toMatchObject({ holds: null, readings: [{ trouble: 'denied' }] });
});

it('sees what is open by its access list', async () => {
  const { ask, s3 } = await start();
  s3.putBucket({
    ...{ name, region, block: null },
    grants: [{ to: 'AuthenticatedUsers', permission: 'READ' }],
  });
  expect(await ask('S3.2')).toMatchObject({ holds: false, readings: [{ facts: { byList: true } }] });
});

it('asks of a bucket that could be opened whether it still can be', async () => {
  const { ask, s3 } = await start();
  s3.putBucket({ name, region, block: null });
  expect(await ask('S3.8')).toMatchObject({ holds: false });
  s3.putBucket({ name, region });
  expect(await ask('S3.8')).toMatchObject({ holds: true });
});

it('holds for a bucket that is gone', async () => {
  const { ask } = await start();
  expect(await ask('S3.2')).toMatchObject({ holds: true, readings: [{ facts: { gone: true } }] });
});

it('says nothing of what it may not read, or what answers wrongly', async () => {
  const mayNot = { Effect: 'Allow', Action: 's3:GetBucketPublicAccessBlock', Resource: '*' };
  const { ask, s3 } = await start({ policies: [{ Statement: mayNot }] });
  s3.putBucket({ name, region, block: null });
  expect(await ask('S3.2')).toMatchObject({ holds: null, readings: [{ trouble: 'denied' }] });
  const other = await start();
  other.s3.putBucket({ name, region, block: null, policy: everybody });
  other.aws.fault({ kind: 'error', service: 's3', action: 'GetBucketPolicyStatus' });
  expect(await other.ask('S3.2')).toMatchObject({ holds: null, readings: [{ trouble: 'away' }] });
});
