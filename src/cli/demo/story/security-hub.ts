import { billing, eventBridge, iso, minute, payments, region } from './envelope.ts';
import { detector } from './guardduty.ts';
import { leakedKeyId } from './threats.ts';

/** The copy of the same finding that Security Hub sends. */
export function leakedKeyAsAsff(now: number): string {
  const arn = `arn:aws:guardduty:${region}:${payments}:detector/${detector}/finding/${leakedKeyId}`;
  const finding = {
    SchemaVersion: '2018-10-08',
    Id: arn,
    ProductArn: `arn:aws:securityhub:${region}::product/aws/guardduty`,
    ProductName: 'GuardDuty',
    CompanyName: 'Amazon',
    Region: region,
    GeneratorId: `arn:aws:guardduty:${region}:${payments}:detector/${detector}`,
    AwsAccountId: payments,
    Types: ['TTPs/UnauthorizedAccess:IAMUser-InstanceCredentialExfiltration.OutsideAWS'],
    FirstObservedAt: iso(now - 2 * minute),
    LastObservedAt: iso(now),
    CreatedAt: iso(now - 2 * minute),
    UpdatedAt: iso(now),
    Severity: { Product: 8, Label: 'HIGH', Normalized: 70 },
    Title: 'Credentials for the EC2 instance role batch-worker were used from an external IP address.',
    Description: 'Credentials created for an instance were used from external IP address 203.0.113.77.',
    ProductFields: { 'aws/guardduty/service/count': '3', 'aws/guardduty/service/archived': 'false' },
    Resources: [
      {
        Type: 'AwsIamAccessKey',
        Id: 'AWS::IAM::AccessKey:ASIAEXAMPLE123456789',
        Partition: 'aws',
        Region: region,
      },
    ],
    WorkflowState: 'NEW',
    Workflow: { Status: 'NEW' },
    RecordState: 'ACTIVE',
  };
  return eventBridge('aws.securityhub', 'Security Hub Findings - Imported', payments, now, {
    findings: [finding],
  });
}

export function leakedKeyAsOcsf(now: number): string {
  const arn = `arn:aws:guardduty:${region}:${payments}:detector/${detector}/finding/${leakedKeyId}`;
  const finding = {
    activity_id: 1,
    class_uid: 2004,
    class_name: 'Detection Finding',
    category_uid: 2,
    time: now,
    severity: 'High',
    severity_id: 4,
    status: 'New',
    status_id: 1,
    cloud: { provider: 'AWS', region, account: { uid: payments, type: 'AWS Account', type_id: 10 } },
    metadata: {
      version: '1.5.0',
      uid: arn,
      product: {
        name: 'GuardDuty',
        uid: `arn:aws:securityhub:${region}::productv2/aws/guardduty`,
        vendor_name: 'AWS',
      },
    },
    finding_info: {
      uid: arn,
      title: 'Credentials for the EC2 instance role batch-worker were used from an external IP address.',
      desc: 'Credentials created for an instance were used from external IP address 203.0.113.77.',
      types: ['UnauthorizedAccess:IAMUser/InstanceCredentialExfiltration.OutsideAWS'],
      first_seen_time_dt: iso(now - 2 * minute),
      last_seen_time_dt: iso(now),
      created_time_dt: iso(now - 2 * minute),
      modified_time_dt: iso(now),
    },
    resources: [
      {
        type: 'AWS::IAM::AccessKey',
        uid: 'ASIAEXAMPLE123456789',
        region,
        owner: { account: { uid: payments } },
      },
    ],
  };
  return eventBridge('aws.securityhub', 'Findings Imported V2', payments, now, { findings: [finding] });
}

const standards = {
  fsbp: [
    'aws-foundational-security-best-practices/v/1.0.0',
    'standards/aws-foundational-security-best-practices/v/1.0.0',
  ],
  cis: ['cis-aws-foundations-benchmark/v/3.0.0', 'standards/cis-aws-foundations-benchmark/v/3.0.0'],
} as const;

/** Buckets of the account that everybody can read, until somebody closes them. */
export const openBuckets = ['invoices-archive', 'reports-2019'] as const;
type OpenBucket = (typeof openBuckets)[number];

/** One open bucket, as each standard that contains the control reports it. */
export function publicBucket(
  standard: keyof typeof standards,
  status: 'FAILED' | 'PASSED',
  now: number,
  bucket: OpenBucket = 'invoices-archive',
): string {
  const [, arn] = standards[standard];
  const finding = {
    SchemaVersion: '2018-10-08',
    Id: `arn:aws:securityhub:${region}:${billing}:subscription/${standards[standard][0]}/S3.8/finding/${bucket}-${standard}`,
    ProductArn: `arn:aws:securityhub:${region}::product/aws/securityhub`,
    ProductName: 'Security Hub',
    CompanyName: 'AWS',
    Region: region,
    GeneratorId: 'security-control/S3.8',
    AwsAccountId: billing,
    AwsAccountName: 'billing-prod',
    Types: ['Software and Configuration Checks/Industry and Regulatory Standards'],
    FirstObservedAt: iso(now - 19 * 24 * 60 * minute),
    LastObservedAt: iso(now),
    CreatedAt: iso(now - 19 * 24 * 60 * minute),
    UpdatedAt: iso(now),
    Severity: { Label: 'HIGH', Normalized: 70, Original: 'HIGH' },
    Title: 'S3 general purpose buckets should block public access',
    Description: 'This control checks whether an S3 bucket blocks public access at the bucket level.',
    Remediation: {
      Recommendation: {
        Text: 'For information on how to correct this issue, consult the controls documentation.',
        Url: 'https://docs.aws.amazon.com/console/securityhub/S3.8/remediation',
      },
    },
    Resources: [{ Type: 'AwsS3Bucket', Id: `arn:aws:s3:::${bucket}`, Partition: 'aws', Region: region }],
    Compliance: { Status: status, SecurityControlId: 'S3.8', AssociatedStandards: [{ StandardsId: arn }] },
    Workflow: { Status: status === 'PASSED' ? 'RESOLVED' : 'NEW' },
    WorkflowState: 'NEW',
    RecordState: 'ACTIVE',
  };
  return eventBridge('aws.securityhub', 'Security Hub Findings - Imported', billing, now, {
    findings: [finding],
  });
}
