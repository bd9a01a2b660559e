import type { RoleSeed } from '../../../sim/aws/roles.ts';
import type { Seeds } from '../../../sim/aws/world.ts';
import { billing, iso, minute, payments, region } from './story/envelope.ts';
import { openBuckets } from './story/security-hub.ts';
import { daveSession } from './story/threats.ts';

/** The role that looks and changes nothing, as the demo's configuration names it. */
export const readRole = 'yagura-read';
/** The role by which people mend things in their account. */
export const operatorRole = 'operator';

const trusts = ['000000000000'];
export const lookedAtBy: readonly RoleSeed[] = [
  { arn: `arn:aws:iam::${payments}:role/${readRole}`, trusts },
  { arn: `arn:aws:iam::${billing}:role/${readRole}`, trusts },
  { arn: `arn:aws:iam::${billing}:role/${operatorRole}`, trusts },
];

type Accounts = Pick<Seeds, 's3' | 'cloudTrail'>;

/** What the story speaks of can be looked at: buckets that are open, and what was done with dave's session. */
export function leaveEvidence(world: Accounts, now: number): void {
  const everybodyReads = (name: string) => ({
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: `arn:aws:s3:::${name}/*` },
    ],
  });
  for (const name of openBuckets)
    world.s3(billing).putBucket({ name, region, block: null, policy: everybodyReads(name) });
  for (const { service, name, ago, ...more } of doneWithSession) {
    const place = service === 'iam' ? 'us-east-1' : region;
    world.cloudTrail(payments, place).record({
      ...{ eventSource: `${service}.amazonaws.com`, eventName: name },
      eventTime: `${iso(now - ago * minute).slice(0, 19)}Z`,
      sourceIPAddress: '203.0.113.80',
      userAgent: 'aws-cli/2.31.0',
      userIdentity: {
        type: 'AssumedRole',
        arn: `arn:aws:sts::${payments}:assumed-role/${daveSession.role}/${daveSession.name}`,
        accessKeyId: daveSession.key,
      },
      ...more,
    });
  }
}

export function closeBucket(world: Pick<Seeds, 's3'>, name: string): void {
  world.s3(billing).putBucket({ name, region });
}

interface Done {
  readonly service: string;
  readonly name: string;
  /** Minutes before the demo began. */
  readonly ago: number;
  readonly resources?: readonly { readonly ARN: string; readonly type: string }[];
  readonly errorCode?: string;
}

const user = [{ ARN: 'backup-agent', type: 'AWS::IAM::User' }];
const doneWithSession: readonly Done[] = [
  { service: 'sts', name: 'GetCallerIdentity', ago: 31 },
  { service: 'iam', name: 'ListUsers', ago: 29 },
  { service: 'iam', name: 'ListRoles', ago: 28 },
  { service: 's3', name: 'ListBuckets', ago: 26 },
  { service: 'secretsmanager', name: 'GetSecretValue', ago: 22, errorCode: 'AccessDenied' },
  { service: 'iam', name: 'CreateUser', ago: 15, resources: user },
  { service: 'iam', name: 'CreateAccessKey', ago: 14, resources: user },
  { service: 'iam', name: 'AttachUserPolicy', ago: 13, resources: user },
  { service: 'cloudtrail', name: 'StopLogging', ago: 8, errorCode: 'AccessDenied' },
];
