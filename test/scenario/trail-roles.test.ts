import { STSClient } from '@aws-sdk/client-sts';
import { afterEach, expect, it } from 'vitest';
import { type SimulatedAws, startAws } from '../../sim/aws/aws.ts';
import { assumedRole } from '../../src/aws/assumed-role.ts';
import { FakeClock } from '../../src/shared/clock.ts';

const roleArn = 'arn:aws:iam::444455556666:role/yagura-reader';
let aws: SimulatedAws | null = null;
afterEach(() => aws?.stop());

it('credentials are shared until six minutes before their end, and then taken anew', async () => {
  aws = await startAws({ port: 0, queues: [], roles: [{ arn: roleArn, trusts: ['000000000000'] }] });
  const clock = new FakeClock(Date.now());
  const sts = new STSClient({
    region: aws.region,
    endpoint: aws.url,
    credentials: { accessKeyId: 'any', secretAccessKey: 'any' },
  });
  const take = assumedRole(sts, { roleArn }, clock).credentials;
  const [first, second] = await Promise.all([take(), take()]);
  expect(first.accessKeyId).toMatch(/^ASIA/);
  expect(first.expiration.getTime()).toBeGreaterThan(clock.now() + 59 * 60_000);
  expect(second).toEqual(first);
  await clock.advance(53 * 60_000);
  expect(await take()).toEqual(first);
  await clock.advance(2 * 60_000);
  const [third, fourth] = await Promise.all([take(), take()]);
  expect(third.accessKeyId).not.toBe(first.accessKeyId);
  expect(fourth).toEqual(third);
});
