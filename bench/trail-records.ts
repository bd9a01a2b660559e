import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const calls = [
  ['ec2.amazonaws.com', 'DescribeInstances', true],
  ['s3.amazonaws.com', 'GetObject', true],
  ['sts.amazonaws.com', 'AssumeRole', true],
  ['kms.amazonaws.com', 'Decrypt', true],
  ['dynamodb.amazonaws.com', 'GetItem', true],
  ['iam.amazonaws.com', 'ListRoles', true],
  ['logs.amazonaws.com', 'CreateLogStream', false],
  ['lambda.amazonaws.com', 'UpdateFunctionCode20150331v2', false],
  ['ec2.amazonaws.com', 'AuthorizeSecurityGroupIngress', false],
  ['cloudtrail.amazonaws.com', 'StopLogging', false],
] as const;

/** What CloudTrail writes for one call by a role, some 1.2 KB; no two are alike. */
function recordText(index: number): string {
  const [eventSource, eventName, readOnly] = calls[index % 997 === 0 ? 9 : index % 9] ?? calls[0];
  const account = '111122223333';
  // Callers come in runs, and only the event's own id is new each time: a gigabyte packs to what CloudTrail writes.
  const caller = Math.floor(index / 25) % 40;
  const role = `service-${caller}`;
  const session = 10_000_000 + caller * 7_919;
  return JSON.stringify({
    eventVersion: '1.11',
    userIdentity: {
      type: 'AssumedRole',
      principalId: `AROAEXAMPLE${caller}:i-0${session}`,
      arn: `arn:aws:sts::${account}:assumed-role/${role}/i-0${session}`,
      accountId: account,
      accessKeyId: `ASIAEXAMPLE${session}`,
      sessionContext: {
        sessionIssuer: {
          type: 'Role',
          principalId: `AROAEXAMPLE${caller}`,
          arn: `arn:aws:iam::${account}:role/${role}`,
          accountId: account,
          userName: role,
        },
        attributes: { creationDate: '2026-11-22T04:12:09Z', mfaAuthenticated: 'false' },
      },
    },
    eventTime: new Date(1_795_000_000_000 + caller * 997).toISOString().replace(/\.\d+Z$/, 'Z'),
    eventSource,
    eventName,
    awsRegion: 'eu-west-1',
    sourceIPAddress: `198.51.100.${caller}`,
    userAgent: 'aws-sdk-go-v2/1.30.3 os/linux lang/go#1.22.5 md/GOOS#linux md/GOARCH#amd64',
    requestParameters: {
      bucketName: `example-${caller}`,
      key: `data/2026/11/22/part-${index % 200}.parquet`,
    },
    responseElements: null,
    requestID: `${session}-5b11-4c4e-9a55-1d7e6c1f2a90`,
    eventID: randomUUID(),
    readOnly,
    eventType: 'AwsApiCall',
    managementEvent: true,
    recipientAccountId: account,
    eventCategory: 'Management',
    tlsDetails: { tlsVersion: 'TLSv1.3', cipherSuite: 'TLS_AES_128_GCM_SHA256' },
  });
}

export function generatedRecords(count: number): string[] {
  return Array.from({ length: count }, (_, index) => recordText(index));
}

/** Those of the shared data, over and over; null where they are not. */
export function realRecords(count: number): string[] | null {
  const file = join(
    process.env['YAGURA_DATA'] ?? join(import.meta.dirname, '../../shared/data'),
    'cloudtrail.ndjson',
  );
  if (!existsSync(file)) return null;
  const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
  const texts = lines.map((line) => JSON.stringify((JSON.parse(line) as { event: unknown }).event));
  return Array.from({ length: count }, (_, index) => texts[index % texts.length] ?? '');
}
