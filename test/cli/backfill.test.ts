import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { startAws } from '../../sim/aws/aws.ts';
import { rulesIn, stopLoggingRule, trailFile, trailKey, trailRecord } from '../support/trail.ts';
import { yagura } from './yagura.ts';

const folder = mkdtempSync(join(tmpdir(), 'yagura-backfill-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const config = join(folder, 'yagura.yaml');
writeFileSync(
  config,
  JSON.stringify({
    queues: [{ url: 'https://sqs.us-east-1.amazonaws.com/111122223333/alerts' }],
    slack: { channel: 'sec-alerts' },
    rules: rulesIn(folder, [stopLoggingRule]),
  }),
);

const day = 86_400_000;
const now = Date.now();
const stop = (id: string, user: string, at = now - day) => trailRecord({ id, name: 'StopLogging', user, at });
const backfill = (...args: string[]) => yagura(['backfill', ...args, '-c', config]);

test('a folder: what would have been posted, each event once, and nothing older', async () => {
  const files = join(folder, 'files');
  mkdirSync(files);
  const calm = Array.from({ length: 20 }, (_, id) => trailRecord({ id: `calm-${id}`, at: now - day }));
  writeFileSync(join(files, 'a.json.gz'), trailFile([...calm, stop('1', 'mallory'), stop('2', 'mallory')]));
  const again = [stop('2', 'mallory'), stop('3', 'oscar'), stop('4', 'old', now - 30 * day)];
  writeFileSync(join(files, 'b.json'), JSON.stringify({ Records: again }));
  writeFileSync(join(files, 'notes.txt'), 'no log');
  const ended = await backfill(files);
  expect(ended.stderr).toBe('');
  expect(ended.stdout).toMatch(/^2 files, 24 records; nothing was stored or sent\.\n/);
  expect(ended.stdout).toContain('4 records matched a rule: 2 cases, 2 posts in Slack.');
  expect(ended.stdout).toContain('CloudTrail was switched off by mallory (deploy) in 111122223333, 2 times');
  expect(ended.code).toBe(0);

  writeFileSync(join(files, 'c.json.gz'), trailFile(calm).subarray(0, 200));
  const broken = await backfill(files, '--json');
  expect(broken.code).toBe(1);
  expect(JSON.parse(broken.stdout)).toMatchObject({
    files: 3,
    posts: 2,
    unread: [expect.stringContaining('c.json.gz')],
  });
});

test('a prefix of a bucket: log files alone', async () => {
  const aws = await startAws({ port: 0, queues: [], buckets: [{ name: 'logs' }] });
  const today = new Date(now).toISOString().slice(0, 10).replaceAll('-', '/');
  const key = trailKey('a').replace('2026/11/22', today);
  await aws.putObject('logs', key, trailFile([stop('1', 'mallory', now)]));
  await aws.putObject(
    'logs',
    key.replace('/CloudTrail/', '/CloudTrail-Digest/'),
    trailFile([stop('2', 'oscar')]),
  );
  await aws.putObject(
    'logs',
    trailKey('old').replace('2026/11/22', '2020/01/01'),
    trailFile([stop('3', 'eve')]),
  );
  const env = { AWS_ENDPOINT_URL: aws.url, AWS_ACCESS_KEY_ID: 'any', AWS_SECRET_ACCESS_KEY: 'any' };
  const ended = await yagura(['backfill', 's3://logs/AWSLogs/', '--json', '-c', config], { env });
  await aws.stop();
  expect(ended.stderr).toBe('');
  expect(JSON.parse(ended.stdout)).toMatchObject({ files: 1, records: 1, posts: 1, unread: [] });
});

test.each([
  ['nowhere', 'cannot be read'],
  ['s3://', 'is no prefix'],
])('%s is refused in a sentence', async (place, why) => {
  const { code, stderr, stdout } = await backfill(place);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toContain(why);
});
