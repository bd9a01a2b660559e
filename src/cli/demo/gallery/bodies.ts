import type { CaseView } from '../../../finding/view.ts';
import { interpret } from '../../../reading.ts';
import { casesOf } from '../../preview.ts';
import { minute, now } from './views.ts';

/** What products other than GuardDuty and the controls send; the gallery reads it as the bot would. */

const region = 'ap-northeast-1';
const account = '777788889999';
const iso = (at: number) => new Date(at).toISOString();

interface Statement {
  readonly product: string;
  readonly name: string;
  readonly company?: string;
  readonly id: string;
  readonly types: readonly string[];
  readonly severity: string;
  readonly title: string;
  readonly description: string;
  readonly resource: { readonly Type: string; readonly Id: string; readonly Details?: object };
  readonly more?: object;
}

/** One finding in ASFF, as Security Hub puts it on the bus. */
function asff(one: Statement): string {
  return JSON.stringify({
    SchemaVersion: '2018-10-08',
    Id: one.id,
    ProductArn: `arn:aws:securityhub:${region}::product/${one.product}`,
    ProductName: one.name,
    CompanyName: one.company ?? 'Amazon',
    Region: region,
    GeneratorId: one.name,
    AwsAccountId: account,
    AwsAccountName: 'dev-sandbox',
    Types: one.types,
    FirstObservedAt: iso(now - 180 * minute),
    LastObservedAt: iso(now),
    CreatedAt: iso(now - 180 * minute),
    UpdatedAt: iso(now),
    Severity: { Label: one.severity },
    Title: one.title,
    Description: one.description,
    Resources: [{ Partition: 'aws', Region: region, ...one.resource }],
    Workflow: { Status: 'NEW' },
    RecordState: 'ACTIVE',
    ...one.more,
  });
}

const vulnerability = {
  Id: 'CVE-2026-12345',
  VulnerablePackages: [{ Name: 'openssl', Version: '3.0.1', FixedInVersion: '3.0.16', PackageManager: 'OS' }],
  FixAvailable: 'YES',
  ExploitAvailable: 'YES',
  Vendor: { Name: 'NVD', Url: 'https://nvd.nist.gov/vuln/detail/CVE-2026-12345', VendorSeverity: 'CRITICAL' },
};

const inspector = {
  product: 'aws/inspector',
  name: 'Inspector',
  types: ['Software and Configuration Checks/Vulnerabilities/CVE'],
  severity: 'CRITICAL',
  title: 'CVE-2026-12345 - openssl',
  description: 'A buffer overflow in the parser of certificates lets a remote server run code.',
} as const;

const custom = {
  schema: 'yagura.custom.v1',
  source: 'doors',
  id: 'door-7/2026-11-22T05:20',
  title: 'Door 7 was forced',
  description: 'The sensor of door 7 reports an opening without a badge.',
  severity: 'medium',
  time: iso(now - 11 * minute),
  resource: { type: 'door', id: 'door-7', name: 'server room' },
  url: 'https://doors.example.com/events/7',
};

const products: readonly { readonly title: string; readonly body: string }[] = [
  {
    title: 'Inspector: a vulnerability of an instance',
    body: asff({
      ...inspector,
      id: `arn:aws:inspector2:${region}:${account}:finding/0a1b2c3d0000`,
      resource: {
        Type: 'AwsEc2Instance',
        Id: `arn:aws:ec2:${region}:${account}:instance/i-0dev0000000000003`,
      },
      more: { Vulnerabilities: [vulnerability] },
    }),
  },
  {
    title: 'Inspector: a vulnerability of a container image',
    body: asff({
      ...inspector,
      id: `arn:aws:inspector2:${region}:${account}:finding/0a1b2c3d0001`,
      resource: {
        Type: 'AwsEcrContainerImage',
        Id: `arn:aws:ecr:${region}:${account}:repository/checkout/sha256:${'0a1b2c3d'.repeat(8)}`,
        Details: { AwsEcrContainerImage: { RepositoryName: 'checkout', ImageTags: ['1.8.2'] } },
      },
      more: { Vulnerabilities: [vulnerability] },
    }),
  },
  {
    title: 'Macie: sensitive data',
    body: asff({
      product: 'aws/macie',
      name: 'Macie',
      id: `arn:aws:macie2:${region}:${account}:finding/0a1b2c3d0002`,
      types: ['Sensitive Data Identifications/PII/SensitiveData:S3Object-Personal'],
      severity: 'HIGH',
      title: 'The S3 object contains personal information.',
      description: 'The object contains personal information such as names and addresses.',
      resource: { Type: 'AwsS3Bucket', Id: 'arn:aws:s3:::customer-exports' },
    }),
  },
  {
    title: 'Macie: a bucket’s policy',
    body: asff({
      product: 'aws/macie',
      name: 'Macie',
      id: `arn:aws:macie2:${region}:${account}:finding/0a1b2c3d0003`,
      types: ['Software and Configuration Checks/AWS Security Best Practices/Policy:IAMUser-S3BucketPublic'],
      severity: 'HIGH',
      title: 'Block Public Access settings are disabled for the S3 bucket',
      description: 'All block public access settings for the S3 bucket are disabled.',
      resource: { Type: 'AwsS3Bucket', Id: 'arn:aws:s3:::customer-exports' },
    }),
  },
  {
    title: 'IAM Access Analyzer: access from outside',
    body: asff({
      product: 'aws/access-analyzer',
      name: 'IAM Access Analyzer',
      id: `arn:aws:access-analyzer:${region}:${account}:analyzer/org/arn:aws:iam::${account}:role/partner-sync`,
      types: ['Software and Configuration Checks/AWS Security Best Practices/External Access Granted'],
      severity: 'MEDIUM',
      title: 'AwsIamRole/partner-sync/ allows cross-account access',
      description: 'AWS::IAM::Role/partner-sync allows cross-account access from AWS account 123456789012',
      resource: { Type: 'AwsIamRole', Id: `arn:aws:iam::${account}:role/partner-sync` },
    }),
  },
  {
    title: 'Health: an event of AWS',
    body: asff({
      product: 'aws/health',
      name: 'Health',
      id: `arn:aws:health:${region}::event/RISK/AWS_RISK_CREDENTIALS_EXPOSED/0a1b2c3d`,
      types: ['Software and Configuration Checks'],
      severity: 'HIGH',
      title: 'AWS_RISK_CREDENTIALS_EXPOSED',
      description: 'An access key of your account was found in a public place.',
      resource: { Type: 'Other', Id: 'ASIAEXAMPLE123456789' },
    }),
  },
  {
    title: 'A product of AWS that we have no words for',
    body: asff({
      product: 'aws/firewall-manager',
      name: 'Firewall Manager',
      id: `arn:aws:fms:${region}:${account}:policy/0a1b2c3d`,
      types: ['Software and Configuration Checks/AWS Security Best Practices'],
      severity: 'MEDIUM',
      title: 'Resource is out of compliance with policy shop-waf',
      description: 'The load balancer has no web ACL that the policy asks for.',
      resource: {
        Type: 'AwsElbv2LoadBalancer',
        Id: `arn:aws:elasticloadbalancing:${region}:${account}:loadbalancer/app/shop/0a1b2c3d`,
      },
      more: { Remediation: { Recommendation: { Text: 'Associate the web ACL with the load balancer.' } } },
    }),
  },
  {
    title: 'A product of somebody else',
    body: asff({
      product: 'example-corp/scanner',
      name: 'Example Scanner',
      company: 'Example Corp',
      id: 'scan-4711',
      types: ['Unusual Behaviors/Process'],
      severity: 'LOW',
      title: 'A process listens on an unusual port',
      description: 'nc listens on port 4444.',
      resource: {
        Type: 'AwsEc2Instance',
        Id: `arn:aws:ec2:${region}:${account}:instance/i-0dev0000000000003`,
      },
    }),
  },
  { title: 'An event of your own', body: JSON.stringify(custom) },
];

/** The case that each of them opens. */
export function productCases(): (readonly [title: string, view: CaseView])[] {
  return products.flatMap(({ title, body }, at) => {
    const arrived = interpret(body, now).flatMap(({ path, finding }) =>
      finding ? [{ finding, messageId: title, path }] : [],
    );
    return casesOf(arrived, now).map(
      (view) => [title, { ...view, case: { ...view.case, id: 1_060 + at } }] as const,
    );
  });
}
