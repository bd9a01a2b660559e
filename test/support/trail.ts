import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

/** Records of CloudTrail made by us, and how they reach a queue. */
export const trailBucket = 'example-trail-logs';
const trailAccount = '111122223333';

export interface RecordOptions {
  readonly id: string;
  readonly name?: string;
  readonly at?: number;
  readonly user?: string;
  readonly sharedId?: string;
  readonly errorCode?: string;
}

export function trailRecord({
  id,
  name = 'GetUser',
  at = Date.now(),
  user = 'mallory',
  ...more
}: RecordOptions) {
  return {
    eventVersion: '1.09',
    userIdentity: {
      type: 'AssumedRole',
      principalId: `AROAEXAMPLE:${user}`,
      arn: `arn:aws:sts::${trailAccount}:assumed-role/deploy/${user}`,
      accountId: trailAccount,
      sessionContext: {
        sessionIssuer: {
          type: 'Role',
          arn: `arn:aws:iam::${trailAccount}:role/deploy-${user}`,
          accountId: trailAccount,
          userName: 'deploy',
        },
      },
    },
    eventTime: new Date(at).toISOString(),
    eventSource: 'cloudtrail.amazonaws.com',
    eventName: name,
    awsRegion: 'ap-northeast-1',
    sourceIPAddress: '198.51.100.7',
    userAgent: 'aws-cli/2.17.0',
    ...(more.errorCode !== undefined && { errorCode: more.errorCode }),
    requestParameters: { name: 'main-trail' },
    responseElements: null,
    eventID: id,
    readOnly: false,
    eventType: 'AwsApiCall',
    managementEvent: true,
    recipientAccountId: trailAccount,
    ...(more.sharedId !== undefined && { sharedEventID: more.sharedId }),
  };
}

export function trailKey(name: string, account = trailAccount): string {
  return `AWSLogs/${account}/CloudTrail/ap-northeast-1/2026/11/22/${name}.json.gz`;
}

export function trailFile(records: readonly object[]): Buffer {
  return gzipSync(JSON.stringify({ Records: records }));
}

/** S3's own notification, as it reaches a queue. */
export function s3Notice(key: string, bucket = trailBucket): string {
  return JSON.stringify({
    Records: [
      {
        eventVersion: '2.1',
        eventSource: 'aws:s3',
        awsRegion: 'us-east-1',
        eventName: 'ObjectCreated:Put',
        s3: { bucket: { name: bucket }, object: { key: encodeURIComponent(key).replaceAll('%2F', '/') } },
      },
    ],
  });
}

/** CloudTrail's own notice, through SNS. */
export function trailNotice(keys: readonly string[], bucket = trailBucket): string {
  return JSON.stringify({
    Type: 'Notification',
    MessageId: 'a-notification',
    TopicArn: `arn:aws:sns:us-east-1:${trailAccount}:trail`,
    Message: JSON.stringify({ s3Bucket: bucket, s3ObjectKey: keys }),
  });
}

/** A record as EventBridge brings it. */
export function trailEvent(record: object, detailType = 'AWS API Call via CloudTrail'): string {
  return JSON.stringify({
    version: '0',
    id: '0d0e0f00-0000-4000-8000-000000000001',
    'detail-type': detailType,
    source: 'aws.cloudtrail',
    account: trailAccount,
    time: new Date().toISOString(),
    region: 'ap-northeast-1',
    resources: [],
    detail: record,
  });
}

export const stopLoggingRule = `
title: CloudTrail was switched off
id: 0f1e2d3c-0001-4000-8000-000000000001
level: high
logsource: {product: aws, service: cloudtrail}
detection:
  stop: {eventSource: cloudtrail.amazonaws.com, eventName: StopLogging}
  condition: stop
yagura:
  text:
    en: {says: '{userIdentity.arn} switched off the trail {requestParameters.name}.', first: 'switch it on again, then ask why.'}
    ja: {says: '{userIdentity.arn} が証跡 {requestParameters.name} を停止しました。', first: 'まず記録を再開し、理由を確かめてください。'}
`;

export const manyFailuresRule = `
title: Many refused calls
id: 0f1e2d3c-0002-4000-8000-000000000002
level: medium
logsource: {product: aws, service: cloudtrail}
detection:
  denied: {errorCode: AccessDenied}
  condition: denied
yagura: {threshold: 3, window: 10m}
`;

/** A folder with these rules; what the configuration says to use them alone. */
export function rulesIn(folder: string, texts: readonly string[]) {
  const path = join(folder, 'rules');
  mkdirSync(path, { recursive: true });
  for (const [at, text] of texts.entries()) writeFileSync(join(path, `rule-${at}.yml`), text);
  return { shipped: false, directories: [path] };
}
