import { gzipSync } from 'node:zlib';
import { billing, iso, minute, region } from './envelope.ts';

/** Where the demo's account keeps its log files. */
export const trailBucket = 'example-billing-trail';

interface Call {
  readonly service: string;
  readonly name: string;
  /** Minutes before the file was written. */
  readonly ago: number;
  readonly parameters?: object;
  readonly response?: object;
  readonly more?: object;
}

const intruder = {
  type: 'IAMUser',
  principalId: 'AIDAEXAMPLEFRANK0000',
  arn: `arn:aws:iam::${billing}:user/frank`,
  accountId: billing,
  userName: 'frank',
};
const nightJob = {
  type: 'AssumedRole',
  principalId: 'AROAEXAMPLEREPORTS00:nightly',
  arn: `arn:aws:sts::${billing}:assumed-role/reports/nightly`,
  accountId: billing,
  sessionContext: {
    sessionIssuer: { type: 'Role', arn: `arn:aws:iam::${billing}:role/reports`, userName: 'reports' },
  },
};

/** Frank's password was guessed; what follows is not Frank. */
const attack: readonly Call[] = [
  {
    ...{ service: 'signin', name: 'ConsoleLogin', ago: 9 },
    response: { ConsoleLogin: 'Success' },
    more: { eventType: 'AwsConsoleSignIn', additionalEventData: { MFAUsed: 'No', MobileVersion: 'No' } },
  },
  {
    ...{ service: 'iam', name: 'CreateAccessKey', ago: 6 },
    parameters: { userName: 'backup-agent' },
    response: {
      accessKey: { userName: 'backup-agent', accessKeyId: 'AKIAEXAMPLEBACKUP000', status: 'Active' },
    },
  },
  {
    ...{ service: 'iam', name: 'AttachUserPolicy', ago: 5 },
    parameters: { userName: 'backup-agent', policyArn: 'arn:aws:iam::aws:policy/AdministratorAccess' },
  },
  { service: 'cloudtrail', name: 'StopLogging', ago: 4, parameters: { name: 'billing-trail' } },
];

const everyday: readonly Omit<Call, 'ago'>[] = [
  { service: 's3', name: 'GetObject', parameters: { bucketName: 'example-invoices', key: '2026/11.csv' } },
  { service: 'sts', name: 'GetCallerIdentity' },
  { service: 'athena', name: 'StartQueryExecution' },
  { service: 'kms', name: 'Decrypt' },
];

/** A log file as CloudTrail writes one: many calls of a job that runs every night, and four that are something else. */
export function trailFile(now: number): { readonly key: string; readonly body: Buffer } {
  const calm = Array.from({ length: 600 }, (_, at) => {
    const call = everyday[at % everyday.length];
    return call ? [record({ ...call, ago: 10 - at / 60 }, nightJob, '192.0.2.40', now, at)] : [];
  }).flat();
  const bad = attack.map((call, at) => record(call, intruder, '203.0.113.66', now, 1_000 + at));
  const Records = [...calm, ...bad].sort((a, b) => (a.eventTime < b.eventTime ? -1 : 1));
  const day = iso(now).slice(0, 10).replaceAll('-', '/');
  const key = `AWSLogs/${billing}/CloudTrail/${region}/${day}/${billing}_CloudTrail_${region}_${now}.json.gz`;
  return { key, body: gzipSync(JSON.stringify({ Records })) };
}

/** CloudTrail's own word that a file is there, as its topic sends it. */
export function trailNotice(key: string): string {
  return JSON.stringify({
    Type: 'Notification',
    MessageId: '4e5a1f0e-0000-4000-8000-000000000007',
    TopicArn: `arn:aws:sns:${region}:${billing}:trail-files`,
    Message: JSON.stringify({ s3Bucket: trailBucket, s3ObjectKey: [key] }),
  });
}

function record(call: Call, userIdentity: object, address: string, now: number, number: number) {
  return {
    eventVersion: '1.11',
    userIdentity,
    eventTime: `${iso(now - call.ago * minute).slice(0, 19)}Z`,
    eventSource: `${call.service}.amazonaws.com`,
    eventName: call.name,
    awsRegion: region,
    sourceIPAddress: address,
    userAgent: 'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0',
    requestParameters: call.parameters ?? null,
    responseElements: call.response ?? null,
    eventID: `7b1c0000-0000-4000-8000-${String(now).slice(-6)}${String(number).padStart(6, '0')}`,
    eventType: 'AwsApiCall',
    managementEvent: true,
    recipientAccountId: billing,
    ...call.more,
  };
}
