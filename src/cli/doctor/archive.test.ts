import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { ownAccount, testAws } from '../../../sim/aws/testing.ts';
import type { Config } from '../../config/config.ts';
import { openStore } from '../../store/open.ts';
import { checkArchive } from './archive.ts';

const folder = mkdtempSync(join(tmpdir(), 'yagura-doctor-'));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const bucket: Config['audit']['bucket'] = {
  ...{ name: 'example-audit', prefix: 'yagura/', region: 'us-east-1', owner: null, role: null },
  ...{ mode: 'GOVERNANCE', retention: 86_400_000 },
};
const place = 's3://example-audit/yagura/';

test('the bucket of the anchors is looked at, tried out, and nothing is written', async () => {
  const { aws, settings } = await testAws();
  const database = `sqlite:${join(folder, 'yagura.db')}`;
  const check = (audit: Config['audit'] = { bucket }) => {
    const { endpoint, credentials } = settings();
    return checkArchive({ audit, database }, { endpoint, credentials });
  };
  const what = `audit anchors in ${place}`;
  expect(await check({ bucket: null })).toEqual([]);
  expect(await check()).toMatchObject([
    { state: 'bad', what, todo: expect.stringMatching(/^.*does not exist\. Check audit\.bucket/) },
  ]);

  const buckets = aws.world.s3(ownAccount);
  buckets.putBucket({ name: 'example-audit' });
  expect(await check()).toMatchObject([{ state: 'bad', todo: expect.stringContaining('no Object Lock') }]);

  buckets.putBucket({ name: 'example-audit', objectLock: true });
  expect(await check()).toEqual([{ state: 'good', what: `${what}: 0 kept, 0 to come` }]);

  const store = await openStore(database);
  await store.audit.add({
    ...{ at: 0, actor: null, role: null, surface: 'clock', act: 'a', outcome: 'done', target: null },
    ...{ before: null, after: null, reason: null },
  });
  await store.audit.anchor(0);
  await store.anchorCopies.failed(place, 1, { problem: 'SlowDown', nextAt: 0 });
  await store.close();
  expect(await check()).toMatchObject([{ state: 'warning', what: `${what}: 0 kept, 1 are not` }]);

  aws.fault({ service: 's3', action: 'PutObject', kind: 'access-denied' });
  expect(await check()).toMatchObject([{ state: 'bad', what }]);
  expect(buckets.versions('example-audit')).toEqual([]);
});
