import { expect, test } from 'vitest';
import { recognise } from './recognise.ts';
import { unwrap } from './unwrap.ts';

const inEventBridge = (source: string, detail: unknown) => ({
  'detail-type': 'Object Created',
  source,
  detail,
});
const place = { bucket: { name: 'logs' }, object: { key: 'AWSLogs/a.json.gz' } };

test.each<[string, unknown, unknown]>([
  [
    'S3 to SQS',
    { Records: [{ eventSource: 'aws:s3', s3: place }] },
    { kind: 'event', reason: { code: 'pointer', detail: 's3://logs/AWSLogs/a.json.gz' } },
  ],
  [
    'S3 to EventBridge',
    inEventBridge('aws.s3', place),
    { kind: 'event', reason: { code: 'pointer', detail: 's3://logs/AWSLogs/a.json.gz' } },
  ],
  [
    'CloudTrail to SNS',
    { Type: 'Notification', Message: '{"s3Bucket":"logs","s3ObjectKey":["a","b"]}' },
    { kind: 'event', reason: { code: 'pointer', detail: 's3://logs/a b' } },
  ],
  [
    "S3's test",
    { Service: 'Amazon S3', Event: 's3:TestEvent', Bucket: 'logs' },
    { kind: 'ignored', reason: { code: 'test-message', detail: 's3:TestEvent' } },
  ],
  [
    'a subscription',
    { Type: 'SubscriptionConfirmation', TopicArn: 'arn:aws:sns:x', Token: 't' },
    { kind: 'ignored', reason: { code: 'test-message', detail: 'SubscriptionConfirmation' } },
  ],
  [
    'the end of a subscription',
    { Type: 'UnsubscribeConfirmation', TopicArn: 'arn:aws:sns:x', Token: 't' },
    { kind: 'ignored', reason: { code: 'test-message', detail: 'UnsubscribeConfirmation' } },
  ],
  [
    'an empty file',
    { Records: [] },
    { kind: 'ignored', reason: { code: 'no-finding', detail: 'an empty list' } },
  ],
  ['a finding in EventBridge', inEventBridge('aws.guardduty', place), null],
  ['a pointer to nothing', { Records: [{ eventSource: 'aws:s3', s3: {} }] }, null],
  ['a finding', { id: 'f1', type: 'Recon:EC2/Portscan' }, null],
  ['a list of numbers', [1, 2], null],
  ['a word', 'hello', null],
])('%s', (_name, body, expected) => {
  const [first] = unwrap(JSON.stringify(body));
  if (first === undefined || 'problem' in first) throw new Error('no event');
  expect(recognise(first)).toEqual(expected);
});

test('a long key is cut, and brings no control characters', () => {
  const s3 = { bucket: { name: 'b\u0000' }, object: { key: 'k'.repeat(1000) } };
  const reason = recognise({ path: '', eventBridge: null, value: { eventSource: 'aws:s3', s3 } })?.reason;
  expect(reason?.detail).toMatch(/^s3:\/\/b \/k+…$/);
  expect(reason?.detail).toHaveLength(300);
});
