import type { CaseView } from '../../../finding/view.ts';
import { interpret } from '../../../reading.ts';
import { casesOf } from '../../preview.ts';
import type { Text } from './entries.ts';
import { minute, now } from './views.ts';

/** What products other than GuardDuty and the controls send; the gallery reads it as the bot would. */

const region = 'ap-northeast-1';
const account = '777788889999';
const iso = (at: number) => new Date(at).toISOString();

interface Statement {
  readonly product: string;
  readonly name: string;
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
    CompanyName: one.product.startsWith('aws/') ? 'Amazon' : 'Example Corp',
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

const practices = 'Software and Configuration Checks/AWS Security Best Practices';
const instance = {
  Type: 'AwsEc2Instance',
  Id: `arn:aws:ec2:${region}:${account}:instance/i-0dev0000000000003`,
};
const bucket = { Type: 'AwsS3Bucket', Id: 'arn:aws:s3:::customer-exports' };
const role = { Type: 'AwsIamRole', Id: `arn:aws:iam::${account}:role/partner-sync` };
const image = {
  Type: 'AwsEcrContainerImage',
  Id: `arn:aws:ecr:${region}:${account}:repository/checkout/sha256:${'0a1b2c3d'.repeat(8)}`,
  Details: { AwsEcrContainerImage: { RepositoryName: 'checkout', ImageTags: ['1.8.2'] } },
};
const loadBalancer = {
  Type: 'AwsElbv2LoadBalancer',
  Id: `arn:aws:elasticloadbalancing:${region}:${account}:loadbalancer/app/shop/0a1b2c3d`,
};
const leakedKey = { Type: 'Other', Id: 'ASIAEXAMPLE123456789' };

type Row = readonly [
  what: Text,
  from: readonly [product: string, name: string],
  type: string,
  title: string,
  resource: Statement['resource'],
  description?: string,
  advice?: string,
];

const macie = ['aws/macie', 'Macie'] as const;
const analyzer = ['aws/access-analyzer', 'IAM Access Analyzer'] as const;
const health = ['aws/health', 'Health'] as const;
const checks = 'Software and Configuration Checks';

const rows: readonly Row[] = [
  [
    { en: 'Inspector: a port', ja: 'Inspector: ポート' },
    ['aws/inspector', 'Inspector'],
    `${practices}/Network Reachability`,
    'Port 22 is reachable from an Internet Gateway - TCP',
    instance,
  ],
  [
    { en: 'Macie: sensitive data', ja: 'Macie: 機密データ' },
    macie,
    'Sensitive Data Identifications/PII/SensitiveData:S3Object-Personal',
    'The S3 object contains personal information.',
    bucket,
  ],
  [
    { en: 'Macie: a public bucket', ja: 'Macie: 公開バケット' },
    macie,
    `${practices}/Policy:IAMUser-S3BucketPublic`,
    'The S3 bucket is publicly accessible.',
    bucket,
  ],
  [
    { en: 'Macie: a shared bucket', ja: 'Macie: 共有バケット' },
    macie,
    `${practices}/Policy:IAMUser-S3BucketSharedExternally`,
    'The S3 bucket is shared externally.',
    bucket,
  ],
  [
    { en: 'Macie: a bucket without its guard', ja: 'Macie: 保護のないバケット' },
    macie,
    `${practices}/Policy:IAMUser-S3BlockPublicAccessDisabled`,
    'Block public access settings are disabled.',
    bucket,
  ],
  [
    { en: 'Macie: another encryption', ja: 'Macie: 暗号化の変更' },
    macie,
    `${practices}/Policy:IAMUser-S3BucketEncryptionDisabled`,
    'Default encryption was reset.',
    bucket,
  ],
  [
    { en: 'IAM Access Analyzer: open to everyone', ja: 'IAM Access Analyzer: 全員に公開' },
    analyzer,
    'Effects/Data Exposure/External Access Granted',
    'AwsS3Bucket/customer-exports/ allows public access',
    bucket,
  ],
  [
    { en: 'IAM Access Analyzer: open to somebody', ja: 'IAM Access Analyzer: 外部に公開' },
    analyzer,
    `${practices}/External Access Granted`,
    'AwsIamRole/partner-sync/ allows cross-account access',
    role,
    'AWS::IAM::Role/partner-sync allows cross-account access from AWS account 123456789012',
  ],
  [
    { en: 'IAM Access Analyzer: unused', ja: 'IAM Access Analyzer: 未使用' },
    analyzer,
    `${practices}/Unused Permission`,
    'AwsIamRole/partner-sync/ has unused permissions',
    role,
  ],
  [
    { en: 'Config: a rule of your own', ja: 'Config: 独自のルール' },
    ['aws/config', 'Config'],
    checks,
    'required-tags',
    loadBalancer,
  ],
  [
    { en: 'Patch Manager', ja: 'Patch Manager: パッチ' },
    ['aws/ssm-patch-manager', 'Systems Manager Patch Manager'],
    checks,
    'Patches are missing',
    instance,
  ],
  [
    { en: 'Health: a leaked key', ja: 'Health: 流出したキー' },
    health,
    checks,
    'AWS Health - AWS_RISK_CREDENTIALS_EXPOSED',
    leakedKey,
    'Your credentials were found in a public repository.',
  ],
  [
    { en: 'Health: a complaint', ja: 'Health: 苦情' },
    health,
    checks,
    'AWS Health - AWS_ABUSE_PORT_SCANNING_REPORT',
    instance,
    'We received a report of port scanning.',
  ],
  [
    { en: 'Health: any other notice', ja: 'Health: その他のお知らせ' },
    health,
    checks,
    'AWS Health - AWS_EC2_PERSISTENT_INSTANCE_RETIREMENT_SCHEDULED',
    instance,
    'The instance will be retired on 6 December.',
  ],
  [
    { en: 'A product of AWS that we have no words for', ja: '独自の文がない AWS の製品' },
    ['aws/firewall-manager', 'Firewall Manager'],
    practices,
    'Resource is out of compliance with policy shop-waf',
    loadBalancer,
    'The load balancer has no web ACL that the policy asks for.',
    'Associate the web ACL with the load balancer.',
  ],
  [
    { en: 'A product of somebody else', ja: '他社の製品' },
    ['example-corp/scanner', 'Example Scanner'],
    'Unusual Behaviors/Process',
    'A process listens on an unusual port',
    instance,
    'nc listens on port 4444.',
  ],
];

const products: readonly { readonly title: Text; readonly body: string }[] = [
  {
    title: { en: 'Inspector: a vulnerability of a machine', ja: 'Inspector: マシンの脆弱性' },
    body: vulnerable(instance),
  },
  {
    title: {
      en: 'Inspector: a vulnerability of a container image',
      ja: 'Inspector: コンテナイメージの脆弱性',
    },
    body: vulnerable(image),
  },
  ...rows.map(([what, [product, name], type, title, resource, description = title, advice]) => ({
    title: what,
    body: asff({
      product,
      name,
      types: [type],
      severity: 'MEDIUM',
      id: `finding/${what.en}`,
      title,
      description,
      resource,
      ...(advice === undefined ? {} : { more: { Remediation: { Recommendation: { Text: advice } } } }),
    }),
  })),
  { title: { en: 'An event of your own', ja: '独自のイベント' }, body: JSON.stringify(custom) },
];

function vulnerable(resource: Statement['resource']): string {
  return asff({
    product: 'aws/inspector',
    name: 'Inspector',
    id: `arn:aws:inspector2:${region}:${account}:finding/${resource.Type}`,
    types: ['Software and Configuration Checks/Vulnerabilities/CVE'],
    severity: 'CRITICAL',
    title: 'CVE-2026-12345 - openssl',
    description: 'A buffer overflow in the parser of certificates lets a remote server run code.',
    resource,
    more: { Vulnerabilities: [vulnerability] },
  });
}

/** The case that each of them opens. */
export function productCases(): (readonly [title: Text, view: CaseView])[] {
  return products.flatMap(({ title, body }, at) => {
    const arrived = interpret(body, now).flatMap(({ path, finding }) =>
      finding ? [{ finding, messageId: title.en, path }] : [],
    );
    return casesOf(arrived, now).map(
      (view) => [title, { ...view, case: { ...view.case, id: 1_060 + at } }] as const,
    );
  });
}
