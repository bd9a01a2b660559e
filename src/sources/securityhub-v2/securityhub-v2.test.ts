import { describe, expect, test } from 'vitest';
import { controlInOcsf, eventOf, findingIn, guardDutyInOcsf, now } from '../fixtures.ts';
import { securityhubV2 } from './securityhub-v2.ts';

const normalise = (value: unknown) => securityhubV2.normalise(eventOf(value), now);
const control = (changes: object) => findingIn(normalise({ ...controlInOcsf, ...changes }));

test('a control finding in the normal form', () => {
  expect(normalise(controlInOcsf)).toMatchInlineSnapshot(`
    {
      "finding": {
        "account": {
          "id": "111122223333",
        },
        "count": 1,
        "description": "This control checks whether a security group allows ingress from anywhere to port 22.",
        "facts": {
          "control": "EC2.13",
        },
        "firstSeen": 1793664000000,
        "id": "arn:aws:securityhub:eu-west-1:111122223333:security-control/EC2.13/finding/f-3",
        "identity": "control:111122223333:eu-west-1:EC2.13:arn:aws:ec2:eu-west-1:111122223333:security-group/sg-0aaa1111bbb22222c",
        "kind": "control",
        "lastSeen": 1795320000000,
        "links": [
          {
            "kind": "console",
            "url": "https://eu-west-1.console.aws.amazon.com/securityhub/v2/home?region=eu-west-1#/findings?search=finding_info.uid%3D%255Coperator%255C%253AEQUALS%255C%253Aarn%3Aaws%3Asecurityhub%3Aeu-west-1%3A111122223333%3Asecurity-control%2FEC2.13%2Ffinding%2Ff-3",
          },
          {
            "kind": "remediation",
            "url": "https://docs.aws.amazon.com/console/securityhub/EC2.13/remediation",
          },
        ],
        "product": "Security Hub",
        "recordKey": "securityhub-v2:arn:aws:securityhub:eu-west-1::productv2/aws/securityhub|arn:aws:securityhub:eu-west-1:111122223333:security-control/EC2.13/finding/f-3",
        "region": "eu-west-1",
        "resources": [
          {
            "arn": "arn:aws:ec2:eu-west-1:111122223333:security-group/sg-0aaa1111bbb22222c",
            "id": "sg-0aaa1111bbb22222c",
            "type": "AWS::EC2::SecurityGroup",
          },
        ],
        "sample": false,
        "severity": "High",
        "source": "securityhub-v2",
        "standards": [
          "FSBP",
        ],
        "status": {
          "archived": false,
          "compliance": "failed",
          "workflow": "new",
        },
        "title": "Security groups should not allow ingress from 0.0.0.0/0 to port 22",
        "type": "EC2.13",
        "updatedAt": 1795320001000,
      },
      "kind": "finding",
    }
  `);
});

test.each([
  [{ status_id: 1 }, { archived: false, compliance: 'failed', workflow: 'new' }],
  [
    { status_id: 3, activity_id: 3 },
    { archived: false, compliance: 'failed', workflow: 'suppressed' },
  ],
  [
    { status_id: 4, compliance: { status_id: 1 }, activity_id: 3 },
    { archived: false, compliance: 'passed', workflow: 'resolved' },
  ],
  [
    { status_id: 1, activity_id: 3 },
    { archived: true, compliance: 'failed', workflow: 'new' },
  ],
  [{ status_id: 5 }, { archived: true, compliance: 'failed', workflow: null }],
  [
    { status_id: 99, status: 'Archived' },
    { archived: true, compliance: 'failed', workflow: null },
  ],
  [
    { status_id: undefined, status: 'In Progress', compliance: { status: 'WARNING' } },
    { archived: false, compliance: 'warning', workflow: 'notified' },
  ],
  [
    { status_id: undefined, state_id: 4, compliance: { status: 'PASSED' } },
    { archived: false, compliance: 'passed', workflow: 'resolved' },
  ],
  [{ unmapped: { RecordState: 'ARCHIVED' } }, { archived: true, compliance: 'failed', workflow: 'new' }],
])('status of %j', (changes, expected) => {
  expect(control(changes).status).toEqual(expected);
});

test.each([
  [1, 'Informational'],
  [5, 'Critical'],
  [6, 'Critical'],
  ['3', 'Medium'],
  [0, 'Medium'],
  [99, 'Medium'],
])('severity_id %j is %s', (severity_id, expected) => {
  expect(control({ severity_id }).severity).toBe(expected);
});

test.each([
  ['compliance.control', {}, 'EC2.13', 'EC2.13'],
  [
    'the finding id',
    {
      compliance: {},
      finding_info: { uid: 'arn:aws:securityhub:eu-west-1:111122223333:security-control/Lambda.1/finding/x' },
    },
    'Lambda.1',
    'Lambda.1',
  ],
  [
    'the id of an old finding',
    {
      compliance: {},
      finding_info: {
        uid: 'arn:aws:securityhub:eu-west-1:111122223333:subscription/pci-dss/v/3.2.1/PCI.S3.1/finding/x',
      },
    },
    'PCI.S3.1',
    'S3.3',
  ],
])('the control comes from %s', (_name, changes, type, shared) => {
  expect(control(changes)).toMatchObject({ type, facts: { control: shared } });
});

test('an exposure of the hub is no control', () => {
  const exposure = {
    ...guardDutyInOcsf,
    metadata: {
      product: {
        name: 'Security Hub Exposure Detection',
        uid: 'arn:aws:securityhub:eu-west-1::productv2/aws/securityhub-exposure',
      },
    },
    finding_info: { uid: 'x-1', title: 'Exposed', types: ['Exposure/Potential'] },
  };
  expect(findingIn(normalise(exposure))).toMatchObject({
    type: 'Exposure/Potential',
    kind: 'threat',
    id: 'x-1',
  });
});

describe('dialects', () => {
  const scanner = {
    class_uid: 2004,
    metadata: { event_code: 'bucket_public', product: { name: 'Scanner', uid: 'scanner' } },
    status_code: 'FAIL',
    status_id: 1,
    severity_id: 4,
    finding_info: {
      uid: 'scanner-aws-1',
      title: 'Bucket is public',
      types: ['Data Protection'],
      created_time: 1_795_316_400,
    },
    cloud: { account: { uid: '111122223333', name: 'test' }, region: 'eu-west-1', provider: 'aws' },
    resources: [{ uid: 'arn:aws:s3:::b', name: 'b', type: 'AwsS3Bucket' }],
    remediation: {
      desc: 'Block it.',
      references: ['aws s3api put-public-access-block', 'https://scanner.example/how'],
    },
    time_dt: '2026-11-22T04:00:00.123456',
  };

  test("a scanner's verdict is a control finding of its check", () => {
    expect(findingIn(normalise(scanner))).toMatchObject({
      identity: 'ocsf:scanner|scanner-aws-1',
      product: 'Scanner',
      kind: 'control',
      type: 'bucket_public',
      account: { id: '111122223333', name: 'test' },
      status: { archived: false, compliance: 'failed', workflow: 'new' },
      firstSeen: 1_795_316_400_000,
      updatedAt: Date.UTC(2026, 10, 22, 4, 0, 0, 123),
      remediation: 'Block it.',
      links: [{ kind: 'remediation', url: 'https://scanner.example/how' }],
    });
  });

  test('outside of any cloud it has no account and no region', () => {
    const { cloud: _, ...rest } = scanner;
    expect(findingIn(normalise(rest))).toMatchObject({ account: { id: 'none' }, region: 'none' });
  });

  test('a scanner cannot call itself GuardDuty', () => {
    const forged = { ...scanner, metadata: { product: { name: 'GuardDuty', uid: 'guardduty' } } };
    expect(findingIn(normalise(forged))).toMatchObject({
      product: 'Custom',
      identity: 'ocsf:guardduty|scanner-aws-1',
    });
  });

  test('Security Finding of OCSF 1.0 and a single `resource`', () => {
    const old = {
      class_uid: 2001,
      metadata: {
        product: {
          uid: 'arn:aws:securityhub:eu-west-1::product/aws/securityhub',
          feature: { uid: 'aws-foundational-security-best-practices/v/1.0.0/EC2.19' },
        },
      },
      finding: { uid: 'old', title: 'EC2.19 …', modified_time: 1_795_316_400_000 },
      cloud: { account_uid: '111122223333', region: 'eu-west-1' },
      compliance: { status: 'FAILED' },
      state_id: 1,
      severity_id: 4,
      resource: {
        type: 'AwsEc2SecurityGroup',
        uid: 'arn:aws:ec2:eu-west-1:111122223333:security-group/sg-1',
      },
    };
    expect(findingIn(normalise(old))).toMatchObject({
      identity:
        'control:111122223333:eu-west-1:EC2.19:arn:aws:ec2:eu-west-1:111122223333:security-group/sg-1',
      type: 'EC2.19',
      kind: 'control',
    });
  });

  test('a log in OCSF is an event', () => {
    expect(normalise({ class_uid: 4003, class_name: 'DNS Activity', metadata: {} })).toEqual({
      kind: 'event',
      reason: { code: 'no-finding', detail: 'DNS Activity' },
      source: 'securityhub-v2',
    });
  });

  test('a finding without any id is refused', () => {
    expect(normalise({ ...controlInOcsf, finding_info: {}, metadata: {} })).toMatchObject({
      kind: 'quarantined',
      reason: { code: 'invalid-field', detail: '/finding_info/uid: expected a finding id' },
    });
  });
});
