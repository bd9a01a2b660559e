import { describe, expect, it } from 'vitest';
import type { InnerEvent } from '../finding/inner-event.ts';
import { unwrap } from '../intake/unwrap.ts';
import { pointersOf } from './pointers.ts';

/** Every object that a whole message points to, by all doors that it may have come through. */
function pointersIn(body: unknown) {
  return unwrap(JSON.stringify(body)).map((event) =>
    'problem' in event ? event.problem : pointersOf(event),
  );
}

const notification = (key: string, eventName = 'ObjectCreated:Put') => ({
  eventVersion: '2.1',
  eventSource: 'aws:s3',
  awsRegion: 'eu-west-1',
  eventName,
  s3: { bucket: { name: 'logs' }, object: { key, size: 812, eTag: 'e1', sequencer: '0A' } },
});
const found = (key: string) => ({ bucket: 'logs', key, region: 'eu-west-1', size: 812, etag: 'e1' });

describe('a notification of S3', () => {
  it('names objects by form-encoded keys', () => {
    const keys = ['AWSLogs/a.json.gz', 'all+trails/a%2Bb.json.gz', '%E6%AB%93/100%25'];
    expect(pointersIn({ Records: keys.map((key) => notification(key)) })).toEqual([
      [found('AWSLogs/a.json.gz')],
      [found('all trails/a+b.json.gz')],
      [found('櫓/100%')],
    ]);
  });

  it('comes through SNS too', () => {
    const Message = JSON.stringify({ Records: [notification('a+b')] });
    expect(pointersIn({ Type: 'Notification', Message })).toEqual([[found('a b')]]);
  });

  it('with a key that cannot be decoded takes it as it is', () => {
    expect(pointersIn({ Records: [notification('100%+x')] })).toEqual([[found('100%+x')]]);
  });

  it('of a deleted object points to nothing', () => {
    expect(pointersIn({ Records: [notification('a', 'ObjectRemoved:Delete')] })).toEqual([[]]);
  });
});

describe('the same through EventBridge', () => {
  const event = (detailType: string, key: string) => ({
    'detail-type': detailType,
    source: 'aws.s3',
    account: '111122223333',
    region: 'eu-west-1',
    time: '2026-11-22T05:00:00Z',
    detail: { bucket: { name: 'logs' }, object: { key, size: 812, etag: 'e1', sequencer: '0A' } },
  });

  it('names the object by its own key, and the owner of the bucket', () => {
    expect(pointersIn(event('Object Created', 'all trails/a+b%20c'))).toEqual([
      [{ ...found('all trails/a+b%20c'), bucketOwner: '111122223333' }],
    ]);
  });

  it('of a deleted object points to nothing', () => {
    expect(pointersIn(event('Object Deleted', 'a'))).toEqual([[]]);
  });
});

it("CloudTrail's own notice names many objects, each once", () => {
  const notice = {
    s3Bucket: 'logs',
    s3ObjectKey: ['AWSLogs/a b.json.gz', 'AWSLogs/c+d', 'AWSLogs/c+d', 7, ''],
  };
  expect(pointersIn({ Type: 'Notification', Message: JSON.stringify(notice) })).toEqual([
    [
      { bucket: 'logs', key: 'AWSLogs/a b.json.gz' },
      { bucket: 'logs', key: 'AWSLogs/c+d' },
    ],
  ]);
});

it.each<[string, unknown]>([
  ['a finding', { id: 'f1', type: 'Recon:EC2/Portscan' }],
  ['a record of CloudTrail', { eventSource: 's3.amazonaws.com', eventName: 'PutObject' }],
  ['a notification without an object', { eventSource: 'aws:s3', s3: { bucket: { name: 'logs' } } }],
  ['one with a bucket that has no name', { eventSource: 'aws:s3', s3: { bucket: {}, object: { key: 'a' } } }],
  ['keys that are no list', { s3Bucket: 'logs', s3ObjectKey: 'a' }],
  ['a word', 'hello'],
  ['nothing', null],
  ['a list', [1]],
])('%s points to nothing', (_name, value) => {
  const event: InnerEvent = { path: '', eventBridge: null, value };
  expect(pointersOf(event)).toBeNull();
});
