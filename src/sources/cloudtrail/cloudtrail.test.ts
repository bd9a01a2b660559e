import { expect, test } from 'vitest';
import { cloudTrailRecord, eventOf, now } from '../fixtures.ts';
import { cloudtrail } from './cloudtrail.ts';

test('a record is an event for rules, named by its call', () => {
  expect(cloudtrail.accepts(eventOf(cloudTrailRecord))).toBe(true);
  expect(cloudtrail.normalise(eventOf(cloudTrailRecord), now)).toEqual({
    kind: 'event',
    reason: { code: 'no-finding', detail: 'StopLogging' },
    source: 'cloudtrail',
  });
});

test('an insight has no call of its own', () => {
  const insight = eventOf({ eventVersion: '1.07', eventType: 'AwsCloudTrailInsight', insightDetails: {} });
  expect(cloudtrail.accepts(insight)).toBe(true);
  expect(cloudtrail.normalise(insight, now)).toMatchObject({ reason: { code: 'no-finding' } });
});

test.each([
  ['who called', { userIdentity: { type: 'AssumedRole' } }],
  ['where', { awsRegion: 'eu-west-1' }],
])('a record without a version is known by %s', (_name, rest) => {
  const value = { eventSource: 'sts.amazonaws.com', eventName: 'AssumeRole', ...rest };
  expect(cloudtrail.accepts(eventOf(value))).toBe(true);
});

test.each([
  ['a notification of S3', { eventVersion: '2.1', eventSource: 'aws:s3', eventName: 'ObjectCreated:Put' }],
  ['a record of another service', { eventSource: 'aws:sqs', eventName: 'x', awsRegion: 'eu-west-1' }],
  [
    'something without version, caller and region',
    { eventSource: 'iam.amazonaws.com', eventName: 'CreateUser' },
  ],
])('%s is no record', (_name, value) => {
  expect(cloudtrail.accepts(eventOf(value))).toBe(false);
});
