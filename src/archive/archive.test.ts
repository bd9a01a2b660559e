import { DeleteObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { afterEach, expect, test, vi } from 'vitest';
import { ownAccount, testAws } from '../../sim/aws/testing.ts';
import type { AuditDraft } from '../finding/audit.ts';
import type { Engine } from '../reconcile/engine.ts';
import { FakeClock } from '../shared/clock.ts';
import { silentLogger } from '../shared/logger.ts';
import { openStore } from '../store/open.ts';
import type { Store } from '../store/store.ts';
import { anchorBucket } from './anchor-bucket.ts';
import { createArchive } from './archive.ts';

const bucketName = 'example-audit';
const [place, other] = ['s3://example-audit/yagura/', 's3://example-other/yagura/'];
const day = 86_400_000;
const draft: AuditDraft = {
  ...{ at: 0, actor: null, role: null, surface: 'clock', act: 'a', outcome: 'done', target: null },
  ...{ before: null, after: null, reason: null },
};

let store: Store;
let engine: Engine | null = null;
afterEach(async () => {
  await engine?.stop();
  engine = null;
  await store.close();
});

async function setUp({ objectLock = true } = {}) {
  const world = await testAws();
  const clock = new FakeClock(world.now());
  store = await openStore('sqlite::memory:');
  const s3 = new S3Client(world.settings());
  const buckets = world.aws.world.s3(ownAccount);
  buckets.putBucket({ name: bucketName, objectLock });
  const bucket = anchorBucket(s3, {
    ...{ name: bucketName, prefix: 'yagura/', owner: ownAccount, mode: 'COMPLIANCE', retention: day },
  });
  const start = () => {
    engine = createArchive({ store, bucket, place, clock, logger: silentLogger, owner: 'a' });
    engine.start();
  };
  const anchored = async () => {
    await store.audit.add(draft);
    const anchor = await store.audit.anchor(clock.now());
    if (anchor === null) throw new Error('there is a row');
    return anchor;
  };
  /** Lets the engine look once more, and answers with what it came to. */
  const settled = (expected: object) =>
    vi.waitFor(async () => {
      await clock.advance(60_000);
      expect(await store.anchorCopies.state(place)).toEqual(expected);
    });
  const versions = () => buckets.versions(bucketName);
  return { ...world, clock, s3, buckets, bucket, start, anchored, settled, versions };
}

test('every anchor is kept once, locked, also what was anchored before there was a bucket', async () => {
  const { clock, bucket, start, anchored, settled, versions } = await setUp();
  const first = await anchored();
  await clock.advance(day);
  const second = await anchored();
  start();
  await settled({ kept: 2, waiting: 0, problem: null });
  expect(versions().map(({ key, retention }) => [key, retention?.mode])).toEqual([
    ['yagura/2026-03-01-1.json', 'COMPLIANCE'],
    ['yagura/2026-03-02-2.json', 'COMPLIANCE'],
  ]);
  const { anchors, others } = await bucket.read();
  expect(anchors).toMatchObject([first, second]);
  expect(others).toBe(0);
  expect((await store.audit.verify(anchors)).whole).toBe(true);
  // Another bucket has none of them.
  expect(await store.anchorCopies.state(other)).toEqual({ kept: 0, waiting: 2, problem: null });
});

test('a process that ended before it noted what it wrote finds its own object', async () => {
  const { bucket, start, anchored, clock, settled, versions } = await setUp();
  const anchor = { ...(await anchored()), at: clock.now() };
  await bucket.keep(anchor, clock.now(), new AbortController().signal);
  start();
  await settled({ kept: 1, waiting: 0, problem: null });
  expect(versions()).toHaveLength(1);
});

test('what AWS does not take waits, says why, and is kept once it may be', async () => {
  const { aws, buckets, start, anchored, settled } = await setUp({ objectLock: false });
  await anchored();
  start();
  await settled({ kept: 0, waiting: 1, problem: 'InvalidRequest' });
  const denied = aws.fault({ service: 's3', action: 'PutObject', kind: 'access-denied' });
  buckets.putBucket({ name: bucketName, objectLock: true });
  await settled({ kept: 0, waiting: 1, problem: 'AccessDenied' });
  denied();
  await settled({ kept: 1, waiting: 0, problem: null });
});

test('another object in its place is no anchor, and is said', async () => {
  const { s3, start, anchored, settled, bucket } = await setUp();
  const Key = 'yagura/2026-03-01-1.json';
  await s3.send(new PutObjectCommand({ Bucket: bucketName, Key, Body: 'mine' }));
  await anchored();
  start();
  await settled({ kept: 0, waiting: 1, problem: 'PermanentError' });
  expect(await bucket.read()).toEqual({ anchors: [], others: 1 });
});

test('a log written anew is found by the bucket, whatever was put over the anchor there', async () => {
  const { s3, clock, bucket, start, anchored, settled } = await setUp();
  const { hash } = await anchored();
  start();
  await settled({ kept: 1, waiting: 0, problem: null });
  const Key = 'yagura/2026-03-01-1.json';
  const forged = await openStore('sqlite::memory:');
  await forged.audit.add({ ...draft, actor: 'U0BOB' });
  const made = await forged.audit.anchor(clock.now());
  const Body = JSON.stringify(made);
  await s3.send(new PutObjectCommand({ Bucket: bucketName, Key, Body }));
  await s3.send(new DeleteObjectCommand({ Bucket: bucketName, Key }));

  const { anchors } = await bucket.read();
  expect(anchors.map((one) => one.hash)).toEqual([made?.hash, hash]);
  expect(await forged.audit.verify(made ? [made] : [])).toMatchObject({ whole: true });
  expect(await forged.audit.verify(anchors)).toEqual({ whole: false, seq: 1, flaw: 'rewritten' });
  await forged.close();
});

test('is tried out without writing anything', async () => {
  const { aws, clock, bucket, buckets, versions } = await setUp();
  expect(await bucket.isLocking()).toBe(true);
  await bucket.tryWriting(clock.now());
  aws.fault({ service: 's3', action: 'PutObject', kind: 'access-denied', count: 1 });
  await expect(bucket.tryWriting(clock.now())).rejects.toMatchObject({ name: 'AccessDenied' });
  buckets.putBucket({ name: bucketName });
  expect(await bucket.isLocking()).toBe(false);
  expect(versions()).toEqual([]);
});
