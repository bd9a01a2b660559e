import { describe, expect, test } from 'vitest';
import {
  s3Notice,
  trailBucket,
  trailEvent,
  trailKey,
  trailNotice,
  trailRecord,
} from '../../test/support/trail.ts';
import { admitFile, filesIn } from './log-files.ts';

const message = (body: string) => ({ messageId: 'm-1', body, queue: 'q', sentAt: 0, receiveCount: 1 });
const open = { sources: ['*'], accounts: ['*'] };
const object = { bucket: trailBucket, key: trailKey('a') };
const file = (over: object = {}) => ({ path: '/Records/0', object: { ...object, ...over } });

describe('which files a message points to', () => {
  test('a notification of S3: its own path', () => {
    expect(filesIn(message(s3Notice(trailKey('a'))))).toEqual({
      mixed: false,
      files: [{ path: '/Records/0', object: { ...object, region: 'us-east-1' } }],
    });
  });

  test('a notice of CloudTrail: a path for each key', () => {
    const { files = [] } = filesIn(message(trailNotice([trailKey('a'), trailKey('b')]))) ?? {};
    expect(files.map(({ path }) => path)).toEqual(['/Message/s3ObjectKey/0', '/Message/s3ObjectKey/1']);
  });

  test('with something else beside it', () => {
    const body = JSON.stringify([
      JSON.parse(s3Notice(trailKey('a'))),
      JSON.parse(trailEvent(trailRecord({ id: '1' }))),
    ]);
    expect(filesIn(message(body))).toMatchObject({ mixed: true, files: [{ path: '/0/Records/0' }] });
  });

  test.each([
    ['a single record', trailEvent(trailRecord({ id: '1' }))],
    ['no JSON', 's3ObjectKey'],
    [
      'an object that was deleted',
      s3Notice(trailKey('a')).replace('ObjectCreated:Put', 'ObjectRemoved:Delete'),
    ],
  ])('none: %s', (_what, body) => {
    expect(filesIn(message(body))).toBeNull();
  });
});

describe('which files are read', () => {
  test('those of a bucket in the configuration, as the account that stands there', () => {
    const notice = file({ bucketOwner: '999900001111' });
    expect(admitFile(notice, [{ name: trailBucket, account: '444455556666' }], open)).toEqual({
      account: '111122223333',
      object: { ...object, bucketOwner: '444455556666' },
      bucketAccount: '444455556666',
    });
    expect(admitFile(notice, [{ name: trailBucket }], open)).toEqual({
      account: '111122223333',
      object,
      bucketAccount: null,
    });
  });

  test.each([
    ['another bucket', file({ bucket: 'other' }), open, 'quarantined', 'bucket-not-allowed'],
    [
      'a digest',
      file({ key: trailKey('a').replace('/CloudTrail/', '/CloudTrail-Digest/') }),
      open,
      'dropped',
      'no-log-file',
    ],
    ['no log', file({ key: 'photos/cat.jpg' }), open, 'dropped', 'no-log-file'],
    [
      'a queue without CloudTrail',
      file(),
      { ...open, sources: ['guardduty'] },
      'quarantined',
      'source-not-allowed',
    ],
    [
      'a queue of others',
      file(),
      { ...open, accounts: ['444455556666'] },
      'quarantined',
      'account-not-allowed',
    ],
  ])('not: %s', (_what, given, queue, outcome, code) => {
    expect(admitFile(given, [{ name: trailBucket }], queue)).toMatchObject({ outcome, reason: { code } });
  });
});
