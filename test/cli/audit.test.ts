import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startAws } from '../../sim/aws/aws.ts';
import { anchorBucket } from '../../src/archive/anchor-bucket.ts';
import type { AuditAnchor, AuditEntry } from '../../src/finding/audit.ts';
import { openStore } from '../../src/store/open.ts';
import { jsonLines, yagura } from './yagura.ts';

const folder = mkdtempSync(join(tmpdir(), 'yagura-audit-'));
const file = join(folder, 'yagura.db');
const config = join(folder, 'yagura.json');
const settings = {
  database: `sqlite:${file}`,
  queues: [{ url: 'http://127.0.0.1:9/000000000000/alerts' }],
  slack: { channel: 'x' },
};
const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
const now = Date.now();
const hour = 3_600_000;
let told: AuditAnchor | null = null;

beforeAll(async () => {
  writeFileSync(config, JSON.stringify(settings));
  const store = await openStore(`sqlite:${file}`);
  const draft = {
    actor: 'U0CAROL',
    role: 'responder',
    surface: 'button',
    act: 'note',
    outcome: 'done',
  } as const;
  const rest = { target: 'Y1', before: null, after: { a: 1 } };
  await store.audit.add({
    ...draft,
    ...rest,
    at: now - 48 * hour,
    reason: '=HYPERLINK("https://example.com")',
  });
  await store.audit.add({ ...draft, ...rest, at: now - hour, reason: 'two\nlines' });
  told = await store.audit.anchor(now);
  await store.audit.add({ ...draft, ...rest, at: now, reason: null });
  await store.close();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const run = (...args: string[]) => yagura(['audit', ...args, '-c', config]);

test('a whole log is said to be whole, and how far that was told outside', async () => {
  const { code, stdout } = await run('verify', '--anchor', `${told?.seq}:${told?.hash}`);
  expect(stdout).toMatch(
    /^Whole: 3 rows, the last one is 3:[0-9a-f]{64}\.\nWhat was told outside reaches up to row 2;/,
  );
  expect(code).toBe(0);
});

test('an anchor that the log does not bear out is named, and one that is none is refused', async () => {
  const wrong = await run('verify', '--anchor', `3:${'0'.repeat(64)}`);
  expect(wrong).toMatchObject({ code: 1, stdout: '' });
  expect(wrong.stderr).toContain('Row 3 or one before it was written anew');
  const missing = await run('verify', '--anchor', `7:${'0'.repeat(64)}`);
  expect(missing.stderr).toContain('Row 4 was removed.');
  expect((await run('verify', '--anchor', 'yesterday')).stderr).toContain('64 hexadecimal digits');
});

test('is held against what a bucket kept, unless that is left out', async () => {
  const aws = await startAws({ port: 0, queues: [] });
  const name = 'example-audit';
  aws.world.s3(aws.accountId).putBucket({ name, objectLock: true });
  const s3 = new S3Client({ region: aws.region, endpoint: aws.url, credentials });
  const place = { name, prefix: 'yagura/', owner: null, mode: 'GOVERNANCE', retention: 24 * hour } as const;
  const bucket = anchorBucket(s3, place);
  const { signal } = new AbortController();
  const bucketConfig = join(folder, 'bucket.json');
  writeFileSync(bucketConfig, JSON.stringify({ ...settings, audit: { bucket: { name } } }));
  const env = { AWS_ENDPOINT_URL: aws.url, AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test' };
  const verify = (...args: string[]) => yagura(['audit', 'verify', '-c', bucketConfig, ...args], { env });

  if (told === null) throw new Error('it was told');
  await bucket.keep({ ...told, at: now }, now, signal);
  const whole = await verify();
  expect(whole.stdout).toContain('In s3://example-audit/yagura/: 1 of them, up to row 2.\n');
  expect(whole.code).toBe(0);

  await bucket.keep({ seq: 3, hash: '0'.repeat(64), at: now }, now, signal);
  const rewritten = await verify();
  expect(rewritten).toMatchObject({ code: 1, stdout: '' });
  expect(rewritten.stderr).toMatch(
    /^Row 3 or one before it was written anew.*\ns3:\/\/example-audit\/yagura\/\S+-3\.json \(version \S+\) says 3:0{64}\.$/m,
  );
  expect((await verify('--no-bucket')).code).toBe(0);
  s3.destroy();
  await aws.stop();
});

test('is written out as lines of JSON, or as a table that no spreadsheet runs', async () => {
  const json = await run('export');
  expect(jsonLines<AuditEntry>(json.stdout).map((one) => [one.seq, one.reason])).toEqual([
    [1, '=HYPERLINK("https://example.com")'],
    [2, 'two\nlines'],
    [3, null],
  ]);
  const csv = await run('export', '--format', 'csv', '--since', '72h');
  expect(csv.stdout).toContain(`,note,done,Y1,,"{""a"":1}","'=HYPERLINK(""https://example.com"")",`);
  const late = await run('export', '--since', '24h');
  expect(jsonLines<AuditEntry>(late.stdout).map((one) => one.seq)).toEqual([2, 3]);
});

test('what was tampered with is named', async () => {
  const db = new DatabaseSync(file);
  db.exec(`drop trigger audit_update; update audit set actor = 'U0BOB' where seq = 2`);
  db.close();
  const { code, stderr } = await run('verify');
  expect(stderr).toContain('Row 2 was changed: it is not what its hash');
  expect(code).toBe(1);
});
