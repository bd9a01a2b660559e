import { expect, test, vi } from 'vitest';
import { testAws } from '../sim/aws/testing.ts';
import { parseConfig } from './config/config.ts';
import { openArchive } from './open-archive.ts';
import { FakeClock } from './shared/clock.ts';
import { silentLogger } from './shared/logger.ts';
import { openStore } from './store/open.ts';

const others = '222233334444';
const roleArn = `arn:aws:iam::${others}:role/yagura-audit`;

function configOf(audit: object) {
  const queues = [{ url: 'https://sqs.us-east-1.amazonaws.com/111122223333/alerts' }];
  return parseConfig(JSON.stringify({ queues, slack: { channel: 'sec-alerts' }, audit }), 'test');
}

test('anchors go into a bucket of somebody else’s, by the role that may no more than the published policy', async () => {
  const object = (action: string) => ({
    ...{ Effect: 'Allow', Action: `s3:${action}`, Resource: 'arn:aws:s3:::example-audit/yagura/*' },
  });
  const Statement = ['GetObject', 'PutObject', 'PutObjectRetention'].map(object);
  const { aws, settings, now } = await testAws({
    roles: [
      {
        arn: roleArn,
        trusts: ['000000000000'],
        externalId: 'example-external-id',
        policies: [{ Statement }],
      },
    ],
  });
  const bucket = { name: 'example-audit', roleArn, externalId: 'example-external-id', mode: 'COMPLIANCE' };
  aws.world.s3(others).putBucket({ name: bucket.name, objectLock: true });
  const clock = new FakeClock(now());
  const store = await openStore('sqlite::memory:');
  await store.audit.add({
    ...{ at: 0, actor: null, role: null, surface: 'clock', act: 'a', outcome: 'done', target: null },
    ...{ before: null, after: null, reason: null },
  });
  await store.audit.anchor(clock.now());
  const { endpoint, credentials } = settings();
  const common = { s3: { endpoint, credentials }, store, clock, logger: silentLogger, owner: 'a' };
  expect(await openArchive({ ...common, config: configOf({}) })).toBeNull();

  const archive = await openArchive({ ...common, config: configOf({ bucket }) });
  await vi.waitFor(async () => {
    await clock.advance(1_000);
    const versions = aws.world.s3(others).versions(bucket.name);
    expect(versions).toMatchObject([{ key: 'yagura/2026-03-01-1.json', retention: { mode: 'COMPLIANCE' } }]);
  });
  await archive?.stop();
  await store.close();
});
