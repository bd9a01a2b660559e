import { describe, expect, test } from 'vitest';
import { actOf } from './act.ts';

const now = Date.UTC(2026, 10, 22, 5);
const record = {
  eventTime: '2026-11-22T04:59:00Z',
  eventSource: 'iam.amazonaws.com',
  eventName: 'CreateUser',
  awsRegion: 'us-east-1',
  sourceIPAddress: '198.51.100.7',
  userAgent: 'aws-cli/2.31.4',
  requestParameters: { userName: 'backup' },
  recipientAccountId: '111122223333',
  eventID: 'e-1',
};
const who = (userIdentity: object) => actOf({ ...record, userIdentity }, now);
const session = { sessionIssuer: { userName: 'deploy', arn: 'arn:aws:iam::111122223333:role/deploy' } };
const arn = 'arn:aws:sts::111122223333:assumed-role/deploy/carol';

describe('who did it', () => {
  test.each([
    ['behind a role, the name of the session', { arn, sessionContext: session }, 'carol (deploy)'],
    [
      'whoever took the role, where that is told',
      { arn, sessionContext: { ...session, sourceIdentity: 'dave' } },
      'dave (deploy)',
    ],
    ['a user', { type: 'IAMUser', userName: 'frank' }, 'frank'],
    ['root', { type: 'Root', arn: 'arn:aws:iam::111122223333:root' }, 'root'],
    [
      'a service',
      { type: 'AWSService', invokedBy: 'autoscaling.amazonaws.com' },
      'autoscaling.amazonaws.com',
    ],
    ['an account', { type: 'AWSAccount', principalId: 'AIDAEXAMPLE' }, 'AIDAEXAMPLE'],
  ])('%s', (_what, identity, name) => {
    expect(who(identity).facts['who']).toBe(name);
  });
});

test('what was done, to what, from where', () => {
  expect(who({ type: 'IAMUser', userName: 'frank', arn: 'arn:aws:iam::111122223333:user/frank' })).toEqual({
    account: '111122223333',
    region: 'us-east-1',
    at: Date.UTC(2026, 10, 22, 4, 59),
    principal: 'arn:aws:iam::111122223333:user/frank',
    remoteAddress: '198.51.100.7',
    resources: [{ type: 'AwsIamUser', id: 'backup' }],
    facts: {
      ...{ api: 'CreateUser', service: 'iam', who: 'frank', userType: 'IAMUser', agent: 'aws-cli/2.31.4' },
      eventId: 'e-1',
    },
  });
});

test('a service that calls has no address; what CloudTrail lists comes before what we guess', () => {
  const bucket = 'arn:aws:s3:::example-invoices';
  const resources = [{ ARN: bucket, type: 'AWS::S3::Bucket' }];
  const act = actOf({ ...record, sourceIPAddress: 'config.amazonaws.com', resources }, now);
  expect(act).toMatchObject({
    remoteAddress: undefined,
    resources: [{ type: 'AWS::S3::Bucket', id: bucket, arn: bucket }],
    facts: { calledBy: 'config.amazonaws.com' },
  });
});

test.each([[null], ['text'], [{}], [{ userIdentity: 7, resources: 'x', eventTime: 'never' }]])(
  'whatever stands there, it is no error: %j',
  (value) => {
    expect(actOf(value, now)).toMatchObject({ account: 'none', region: 'none', at: now, resources: [] });
  },
);
