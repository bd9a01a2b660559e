import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { compileRules, loadRules } from '../../src/detect/detect.ts';
import { slowMatch } from '../../src/detect/testing/slow.ts';
import { realBodies, sayThatItIsAbsent, there } from './data.ts';

/* SigmaHQ's rules for AWS on real CloudTrail records: both by others, neither made for us. */

const folder = join(process.env['YAGURA_DATA'] ?? '../shared/data', 'sigma');

function sigmaHq() {
  const names = readdirSync(folder).filter((name) => name.endsWith('.yml'));
  return loadRules(names.map((name) => ({ name, text: readFileSync(join(folder, name), 'utf8') })));
}

function records(): { line: number; event: Readonly<Record<string, unknown>> }[] {
  return realBodies()
    .filter(({ file }) => file === 'cloudtrail.ndjson')
    .map(({ line, event }) => ({ line, event: event as Readonly<Record<string, unknown>> }));
}

sayThatItIsAbsent();

describe.runIf(there)('SigmaHQ on real records', () => {
  let given: ReturnType<typeof records> = [];
  let loaded: ReturnType<typeof sigmaHq> = { rules: [], problems: [] };
  beforeAll(() => {
    given = records();
    loaded = sigmaHq();
  });

  test('every rule compiles', () => {
    const { rules, problems } = loaded;
    const ruleset = compileRules(rules);
    expect([...problems, ...ruleset.problems]).toEqual([]);
    expect(ruleset.rules).toHaveLength(57);
  });

  test('the engine says what the slow evaluator says, rule by rule and record by record', () => {
    const { rules } = loaded;
    const ruleset = compileRules(rules);
    const detections = rules.filter((rule) => rule.kind === 'detection');
    for (const { line, event } of given) {
      const says = ruleset.match(event, 'cloudtrail').map(({ title }) => title);
      const wanted = detections
        .filter(({ detection }) => slowMatch(detection, event))
        .map(({ title }) => title);
      expect([line, says]).toEqual([line, wanted]);
    }
  });

  /** Frozen on 2026-11-22, after the twenty below were checked by hand. */
  test('matches by rule', () => {
    const ruleset = compileRules(loaded.rules);
    const counts: Record<string, number> = {};
    for (const { event } of given)
      for (const { title } of ruleset.match(event, 'cloudtrail')) counts[title] = (counts[title] ?? 0) + 1;
    expect(counts).toEqual({
      'AWS Bucket Deleted': 7,
      'AWS CloudTrail Important Change': 17,
      'AWS Config Disabling Channel/Recorder': 2,
      'AWS EFS Fileshare Modified or Deleted': 1,
      'AWS EFS Fileshare Mount Modified or Deleted': 1,
      'AWS Glue Development Endpoint Activity': 2,
      'AWS GuardDuty Important Change': 1,
      'AWS IAM Backdoor Users Keys': 10,
      'AWS New Lambda Layer Attached': 1,
      'AWS RDS Master Password Change': 1,
      'AWS Root Credentials': 11,
      'AWS STS AssumeRole Misuse': 296,
      'AWS STS GetSessionToken Misuse': 1,
      'AWS Snapshot Backup Exfiltration': 6,
      'AWS Successful Console Login Without MFA': 5,
      'AWS Suspicious SAML Activity': 1,
      'AWS User Login Profile Was Modified': 2,
      'AWS VPC Flow Logs Deleted': 2,
      'Ingress/Egress Security Group Modification': 17,
      'Modification or Deletion of an AWS RDS Cluster': 1,
      'New AWS Lambda Function URL Configuration Created': 1,
      'New Network ACL Entry Added': 1,
      'New Network Route Added': 7,
      'Potential Bucket Enumeration on AWS': 7,
      'Potential Malicious Usage of CloudTrail System Manager': 4,
      'RDS Database Security Group Modification': 2,
      'SES Identity Has Been Deleted': 1,
    });
  });

  /*
   * Read record beside rule, by hand: the eventID, all rules that must match it, and why. "Why not" names the rule that
   * looks near.
   */
  test.each<[eventId: string, titles: string[], why: string]>([
    [
      '10163ed2-2253-469d-a5ee-cbc6651f8934',
      ['AWS CloudTrail Important Change'],
      'StopLogging of cloudtrail.amazonaws.com',
    ],
    [
      'f6e10706-705c-47f2-94d4-112a9527ab8b',
      ['AWS CloudTrail Important Change'],
      'StopLogging that failed: the rule does not ask for success',
    ],
    [
      '865d9377-9c6b-4fd7-8aad-725e95f6a140',
      ['AWS Successful Console Login Without MFA'],
      "MFAUsed is 'No', the rule says 'NO': case does not count",
    ],
    [
      'f4a5b6c7-7777-8888-9999-445566778899',
      ['AWS Root Credentials', 'AWS Successful Console Login Without MFA'],
      'Root, AwsConsoleSignIn, no MFA, Success',
    ],
    [
      'da929d96-8e20-475c-a810-973addd64769',
      ['AWS New Lambda Layer Attached'],
      'the name has a version behind it (startswith), layers is a list of one ARN',
    ],
    [
      '2a5178c8-b4c7-44ba-b066-1ecc79b7087c',
      ['Potential Malicious Usage of CloudTrail System Manager'],
      'SendCommand, no errorCode: null holds',
    ],
    [
      'xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx',
      ['AWS RDS Master Password Change', 'AWS STS AssumeRole Misuse'],
      'pendingModifiedValues.masterUserPassword holds something (contains *)',
    ],
    ['y003bbbb-0003-0003-0003-yy0000000003', ['AWS Bucket Deleted'], 'DeleteBucket, no errorCode'],
    [
      '8750c8bf-356a-4bda-bb78-1265a90b32a7',
      ['AWS STS AssumeRole Misuse', 'AWS Suspicious SAML Activity'],
      'UpdateSAMLProvider of iam, second of 1 of selection_*',
    ],
    [
      'd121bef5-9ddc-4aed-aed8-861a375beacc',
      ['New Network Route Added'],
      'CreateRoute of ec2, though denied',
    ],

    [
      'fd0ec3d3-7af7-4189-b9b6-22c062675e35',
      [],
      'AWS Bucket Deleted: errorCode is NoSuchBucket, neither Success nor null',
    ],
    ['eb3f2f5d-0ed1-4d44-9180-2261bfc6925a', [], 'SendCommand of System Manager: AccessDenied'],
    ['8feee4c2-5e27-4857-8475-bfa7e7b6d791', [], 'Console Login Without MFA: MFAUsed is Yes'],
    [
      '44444444-bbbb-cccc-dddd-444444444444',
      ['AWS STS AssumeRole Misuse'],
      'Bucket Enumeration: not for an AssumedRole (the filter)',
    ],
    [
      'd8e9f0a1-bbbb-cccc-dddd-889900112233',
      [],
      'AssumeRole Misuse: its sessionIssuer is of type EC2Instance; and the filter again',
    ],
    [
      'f634894e-d625-4b7b-b1c1-50354cc1100e',
      [],
      'Startup script change: requestParameters has userData, but no attribute that says so',
    ],
    ['a97b0d3f-71ef-4db3-9d79-8d1f690e36ce', [], 'Lambda Layer: denied, so requestParameters has no layers'],
    ['471bf9d1-494d-407b-8655-615d248be156', [], 'GuardDuty Detector Deleted: AccessDenied'],
    ['w4x5y6z7-a8b9-c0d1-e2f3-g4h5i6j7k8l9', [], 'Master Password Change: no pendingModifiedValues'],
    [
      '039a0915-d0ec-4c88-8a26-480d27382e5d',
      [],
      'S3Browser LoginProfile: GetLoginProfile, but another userAgent',
    ],
  ])('%s → %j', (eventId, titles, why) => {
    const ruleset = compileRules(loaded.rules);
    const found = given.filter(({ event }) => event['eventID'] === eventId);
    expect(found.length, why).toBeGreaterThan(0);
    for (const { event } of found)
      expect(
        ruleset
          .match(event, 'cloudtrail')
          .map(({ title }) => title)
          .sort(),
        why,
      ).toEqual(titles);
  });
});
