import { readdirSync } from 'node:fs';
import { expect, it } from 'vitest';
import { checkNames, holdsInAll } from '../finding/check.ts';
import type { CheckedFinding } from './check.ts';
import { checks } from './registry.ts';

const account = '111122223333';
const region = 'ap-northeast-1';

function finding(over: Partial<CheckedFinding>): CheckedFinding {
  return {
    ...{ kind: 'control', type: 'EC2.13', product: 'Security Hub', account: { id: account }, region },
    ...{ resources: [], facts: {} },
    ...over,
  };
}

const resource = (type: string, id: string) => ({ resources: [{ type, id }] });
const group = resource('AwsEc2SecurityGroup', `arn:aws:ec2:${region}:${account}:security-group/sg-0abc`);
const bucket = resource('AwsS3Bucket', 'arn:aws:s3:::invoices');
const user = resource('AwsIamUser', `arn:aws:iam::${account}:user/team/carol`);
const role = resource('AwsIamRole', `arn:aws:iam::${account}:role/deploy`);
const wholeAccount = resource('AwsAccount', `AWS::::Account:${account}`);
const threat = { kind: 'threat' as const, product: 'GuardDuty' };
const called = (api: string) => ({
  ...threat,
  product: 'CloudTrail',
  type: 'r',
  facts: { api, service: 'x' },
});

/** The first check that says something, and what it would look at. */
function asked(over: Partial<CheckedFinding>): string | null {
  for (const check of checks) {
    const subject = check.appliesTo(finding(over), 'us-east-1');
    if (subject === null) continue;
    const { id, detail, region: place } = subject;
    return [check.name, id, ...(detail === undefined ? [] : [`(${detail})`]), place].join(' ');
  }
  return null;
}

it.each([
  [{ type: 'EC2.13', ...group }, `open-port sg-0abc (22) ${region}`],
  [{ type: 'EC2.14', ...group }, `open-port sg-0abc (3389) ${region}`],
  [{ type: 'EC2.18', ...group }, `open-port sg-0abc (all but 80, 443) ${region}`],
  [{ type: 'EC2.19', ...group }, `open-port sg-0abc (high risk) ${region}`],
  [{ ...called('AuthorizeSecurityGroupIngress'), ...group }, `open-port sg-0abc (high risk) ${region}`],
  [{ type: 'EC2.2', ...group }, null],
  [{ type: 'S3.2', ...bucket }, `public-bucket invoices (open) ${region}`],
  [{ type: 'S3.3', ...bucket }, `public-bucket invoices (open) ${region}`],
  [{ type: 'S3.8', ...bucket }, `public-bucket invoices (openable) ${region}`],
  [{ type: 'S3.1', ...wholeAccount }, null],
  [{ type: 'CloudTrail.6', ...bucket }, `public-bucket invoices (open) ${region}`],
  [
    { ...threat, type: 'Policy:S3/BucketAnonymousAccessGranted', ...resource('S3Bucket', 'invoices') },
    `public-bucket invoices (open) ${region}`,
  ],
  [{ type: 'IAM.4', ...wholeAccount }, 'access-key root us-east-1'],
  [
    { ...threat, type: 'Recon:IAMUser/MaliciousIPCaller', facts: { accessKeyId: 'AKIAIOSFODNN7EXAMPLE' } },
    'access-key AKIAIOSFODNN7EXAMPLE us-east-1',
  ],
  [
    { ...threat, type: 'Recon:IAMUser/MaliciousIPCaller', facts: { accessKeyId: 'ASIAIOSFODNN7EXAMPLE' } },
    null,
  ],
  [{ type: 'IAM.5', ...user }, 'user-mfa carol (password) us-east-1'],
  [{ type: 'IAM.19', ...user }, 'user-mfa carol (always) us-east-1'],
  [{ ...called('DeactivateMFADevice'), ...user }, 'user-mfa carol (always) us-east-1'],
  [{ type: 'IAM.3', ...user }, null],
  [{ type: 'CloudTrail.1', ...wholeAccount }, `trail-logging ${account} ${region}`],
  [{ ...threat, type: 'Stealth:IAMUser/CloudTrailLoggingDisabled' }, `trail-logging ${account} ${region}`],
  [{ type: 'EC2.1', ...wholeAccount }, `shared-snapshot ${account} ${region}`],
  [
    { kind: 'other', product: 'IAM Access Analyzer', type: 't', ...resource('AwsEc2Snapshot', 'snap-0abc') },
    `shared-snapshot snap-0abc ${region}`,
  ],
  [
    {
      kind: 'other',
      product: 'IAM Access Analyzer',
      type: 't',
      ...role,
      facts: { sharedWith: '444455556666' },
    },
    'role-trust deploy (444455556666) us-east-1',
  ],
  [{ ...called('UpdateAssumeRolePolicy'), ...role }, 'role-trust deploy us-east-1'],
  [
    { type: 'EC2.3', ...resource('AwsEc2Volume', `arn:aws:ec2:${region}:${account}:volume/vol-0abc`) },
    `volume-encryption vol-0abc ${region}`,
  ],
  [{ type: 'EC2.7', ...wholeAccount }, `volume-encryption ${account} ${region}`],
  [{ type: 'EC2.13', resources: [...group.resources, { type: 'AwsEc2SecurityGroup', id: 'sg-0def' }] }, null],
] as const)('%j asks %s', (over, expected) => {
  expect(asked(over as Partial<CheckedFinding>)).toBe(expected);
});

it('every check has a file, a name and a place in the registry', () => {
  expect(checks.map(({ name }) => name)).toEqual([...checkNames]);
  const files = readdirSync(new URL('.', import.meta.url)).map((file) => file.replace(/\.ts$/, ''));
  for (const name of checkNames) expect(files).toContain(name);
});

it.each([
  [[true, true], 0, true],
  [[true, false, null], 0, false],
  [[true, null], 0, null],
  [[true], 3, null],
  [[false], 3, false],
  [[], 0, null],
])('%j and %i that nobody asked about: %s', (holds, unasked, expected) => {
  expect(
    holdsInAll(
      holds.map((one) => ({ holds: one })),
      unasked,
    ),
  ).toBe(expected);
});
