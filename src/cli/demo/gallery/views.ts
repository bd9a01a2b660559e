import type { Case } from '../../../finding/case.ts';
import type { FindingKind, Link, Resource } from '../../../finding/finding.ts';
import type { CaseView, FindingView } from '../../../finding/view.ts';

/** When somebody looks at the gallery: 22 November 2026, 14:31 in Tokyo. */
export const now = Date.UTC(2026, 10, 22, 5, 31);
export const minute = 60_000;
const region = 'ap-northeast-1';
const day = 24 * 60 * minute;

const base: Omit<FindingView, 'identity' | 'kind' | 'type' | 'title' | 'product' | 'sources'> = {
  description: '',
  severity: 'High',
  account: { id: '111122223333', name: 'payments-prod' },
  region,
  resources: [],
  firstSeen: now - 29 * minute,
  lastSeen: now,
  count: 12,
  sample: false,
  standards: [],
  links: [],
  facts: {},
  state: 'active',
  unverifiable: false,
};

const link = (kind: Link['kind'], url: string): Link => ({ kind, url });
const guardDutyConsole = link('console', `https://${region}.console.aws.amazon.com/guardduty/home`);

/** A finding of GuardDuty, set in a scene that fits its type. */
export function threat(type: string, changes: Partial<FindingView> = {}): FindingView {
  return {
    ...base,
    identity: `guardduty:${type}`,
    kind: 'threat',
    type,
    title: type,
    product: 'GuardDuty',
    sources: ['guardduty'],
    links: [guardDutyConsole],
    ...sceneOf(type),
    ...changes,
  };
}

/** A failed control of Security Hub on the kind of thing that it is about. */
export function control(id: string, changes: Partial<FindingView> = {}): FindingView {
  return {
    ...base,
    identity: `control:111122223333:${region}:${id}`,
    kind: 'control',
    type: id,
    title: id,
    account: { id: '444455556666', name: 'billing-prod' },
    resources: [controlled(id)],
    firstSeen: now - 19 * day,
    count: 1,
    standards: ['CIS 1.4.0', 'FSBP'],
    product: 'Security Hub',
    sources: ['securityhub', 'securityhub-v2'],
    links: [
      link('console', `https://${region}.console.aws.amazon.com/securityhub/home`),
      link('remediation', `https://docs.aws.amazon.com/console/securityhub/${id}/remediation`),
    ],
    ...changes,
  };
}

/** A case about some findings, of which the first is the worst. */
export function caseOf(
  findings: FindingView | readonly [FindingView, ...FindingView[]],
  changes: Partial<Case> = {},
): CaseView {
  const all = 'identity' in findings ? ([findings] as const) : findings;
  const [{ identity, severity, kind }] = all;
  const opened: Record<FindingKind, number> = {
    threat: 1042,
    control: 1050,
    vulnerability: 1061,
    data: 1070,
    other: 1083,
  };
  return {
    case: {
      id: opened[kind],
      key: identity,
      state: 'open',
      resolution: null,
      unverifiable: false,
      severity,
      openedAt: now - 29 * minute,
      closedAt: null,
      reopened: 0,
      channel: 'sec-alerts',
      assignee: null,
      dueAt: null,
      ...changes,
    },
    findings: all,
  };
}

/** A type that a pattern of the catalogue stands for: `Trojan:EC2/Example` for `Trojan:*`. */
export function typeLike(pattern: string): string {
  const [purpose = '', rest = pattern] = pattern.includes(':') ? pattern.split(':') : ['*', pattern];
  const [service = '', name = '*'] = rest.includes('/') ? rest.split('/') : ['*', rest];
  const filled = (text: string, whole: string) => (text === '*' ? whole : text.replaceAll('*', ''));
  const anywhere = /Container|^MaliciousFile$/.test(name) ? 'Kubernetes' : 'EC2';
  return `${filled(purpose, 'Discovery')}:${filled(service, anywhere)}/${filled(name, 'Example')}`;
}

type Scene = Pick<FindingView, 'resources' | 'facts'> & {
  readonly principal?: string;
  readonly remoteAddress?: string;
};

const instance: Resource = { type: 'Instance', id: 'i-0abc123def4567890', name: 'web-7' };
const cluster: Resource = {
  type: 'EKSCluster',
  id: 'shop',
  arn: `arn:aws:eks:${region}:111122223333:cluster/shop`,
};
const key: Resource = { type: 'AccessKey', id: 'ASIAEXAMPLE123456789', name: 'batch-worker' };
const bucket: Resource = { type: 'S3Bucket', id: 'customer-exports' };
const stranger = { remoteAddress: '203.0.113.77' };
const country = 'Nowhereland';

const ec2: Scene = { resources: [instance], facts: { instanceType: 't3.large', country }, ...stranger };
const scenes: Readonly<Record<string, Scene>> = {
  EC2: ec2,
  Runtime: {
    resources: [instance],
    facts: { instanceType: 't3.large', file: '/tmp/.x/run', process: 'run' },
  },
  IAMUser: {
    resources: [key],
    facts: { api: 'ListBuckets', country },
    principal: 'batch-worker',
    ...stranger,
  },
  S3: {
    resources: [bucket],
    facts: { api: 'GetObject', bucket: bucket.id, country },
    principal: 'batch-worker',
    ...stranger,
  },
  Object: { resources: [{ type: 'S3Object', id: 'uploads/invoice.pdf.exe' }], facts: { bucket: bucket.id } },
  RDS: {
    resources: [{ type: 'RDSDBInstance', id: 'orders-db' }],
    facts: { country },
    principal: 'admin',
    ...stranger,
  },
  Lambda: { resources: [{ type: 'Lambda', id: 'resize-images' }], facts: { country }, ...stranger },
  Kubernetes: {
    resources: [cluster],
    facts: { api: 'list', country },
    principal: 'system:anonymous',
    ...stranger,
  },
  EKS: { resources: [cluster], facts: {} },
  ECS: { resources: [{ type: 'ECSCluster', id: 'batch' }], facts: {} },
  Container: { resources: [{ type: 'Container', id: '4f5e6d7c8b9a', name: 'checkout' }], facts: {} },
};
const root = { principal: 'Root', resources: [{ ...key, name: 'Root' }] };

const ports: readonly (readonly [RegExp, string])[] = [
  [/RDP/, '3389'],
  [/WinRM/, '5985'],
  [/SSH|Port/, '22'],
];

/** Who, what and where, by the middle word of the type; domains, ports and files only where its kind has one. */
function sceneOf(type: string): Scene {
  const about = /:(\w+)\//.exec(type)?.[1] ?? '';
  const scene = scenes[about] ?? ec2;
  if (type.startsWith('AttackSequence:'))
    return {
      resources: [...new Set([...scene.resources, bucket, key, instance])],
      facts: {},
      principal: 'batch-worker',
      ...stranger,
    };
  const port = ports.find(([fits]) => fits.test(type))?.[1];
  const asks = /DNS|Domain|Bitcoin|Crypto|DriveBy/.test(type);
  const { remoteAddress: _, ...withoutAddress } = scene;
  return {
    // Nothing but the name of a domain is known of what was asked.
    ...(asks ? withoutAddress : scene),
    ...(/RootCredential/.test(type) ? root : {}),
    facts: {
      ...scene.facts,
      ...(port === undefined ? {} : { port }),
      ...(asks ? { domain: 'pool.example.net' } : {}),
      ...(/Malicious(File)|SuspiciousFile/.test(type) ? { file: '/tmp/.x/run' } : {}),
    },
  };
}

const controlledBy: readonly (readonly [RegExp, Resource])[] = [
  [
    /^S3\.1$|^(Account|Config|CloudTrail|GuardDuty|IAM\.(4|6|7|9|1[0-9]))|^EC2\.7$|^(CloudWatch|SSM\.7|Macie|Inspector)/,
    { type: 'AwsAccount', id: 'AWS::::Account:444455556666' },
  ],
  [/^S3\./, { type: 'AwsS3Bucket', id: 'arn:aws:s3:::invoices-archive' }],
  [
    /^EC2\.(2|13|14|18|19|21)$/,
    { type: 'AwsEc2SecurityGroup', id: `arn:aws:ec2:${region}:444455556666:security-group/sg-0a1b2c3d` },
  ],
  [/^EC2\.(3|28)$/, { type: 'AwsEc2Volume', id: `arn:aws:ec2:${region}:444455556666:volume/vol-0a1b2c3d` }],
  [
    /^(EC2|SSM)\./,
    { type: 'AwsEc2Instance', id: `arn:aws:ec2:${region}:444455556666:instance/i-0fedcba98765` },
  ],
  [/^IAM\.1$/, { type: 'AwsIamPolicy', id: 'arn:aws:iam::444455556666:policy/deploy-all' }],
  [/^IAM\./, { type: 'AwsIamUser', id: 'arn:aws:iam::444455556666:user/ci-deployer' }],
  [/^RDS\./, { type: 'AwsRdsDbInstance', id: `arn:aws:rds:${region}:444455556666:db:orders-db` }],
  [
    /^Lambda\./,
    { type: 'AwsLambdaFunction', id: `arn:aws:lambda:${region}:444455556666:function:resize-images` },
  ],
  [/^ECR\./, { type: 'AwsEcrRepository', id: `arn:aws:ecr:${region}:444455556666:repository/checkout` }],
  [
    /^ELB\./,
    {
      type: 'AwsElbv2LoadBalancer',
      id: `arn:aws:elasticloadbalancing:${region}:444455556666:loadbalancer/app/shop/0a1b2c3d`,
    },
  ],
  [
    /^KMS\./,
    { type: 'AwsKmsKey', id: `arn:aws:kms:${region}:444455556666:key/0a1b2c3d-0000-4000-8000-000000000001` },
  ],
  [/^EKS\./, { type: 'AwsEksCluster', id: `arn:aws:eks:${region}:444455556666:cluster/shop` }],
];

function controlled(id: string): Resource {
  const fitting = controlledBy.find(([fits]) => fits.test(id));
  return fitting?.[1] ?? { type: 'AwsResource', id: 'shop' };
}
