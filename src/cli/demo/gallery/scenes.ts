import type { Resource } from '../../../finding/finding.ts';
import type { FindingView } from '../../../finding/view.ts';

export const region = 'ap-northeast-1';

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

type Fitting = readonly (readonly [fits: RegExp, value: string])[];
const ports: Fitting = [
  [/RDP/, '3389'],
  [/WinRM/, '5985'],
  [/SSH|Port/, '22'],
];
const calls: Fitting = [
  [/^Policy:S3|Permission/, 'PutBucketPolicy'],
  [/^Impact:.*(Delete|IAMUser)/, 'DeleteObject'],
  [/:S3\/.*Write/, 'PutObject'],
  [/^CredentialAccess:IAMUser/, 'GetSecretValue'],
  [/^DefenseEvasion:IAMUser/, 'DeleteFlowLogs'],
  [/^Exfiltration:IAMUser/, 'CreateSnapshot'],
  [/^Persistence:IAMUser/, 'CreateAccessKey'],
  [/^PrivilegeEscalation:IAMUser/, 'PutRolePolicy'],
  [/RootCredential/, 'PutBucketPolicy'],
];
const fittingOf = (of: Fitting, type: string) => of.find(([fits]) => fits.test(type))?.[1];

/** Who, what and where, by the middle word of the type; domains, ports and files only where its kind has one. */
export function sceneOf(type: string): Scene {
  const about = /:(\w+)\//.exec(type)?.[1] ?? '';
  const scene = scenes[about] ?? ec2;
  if (type.startsWith('AttackSequence:'))
    return {
      resources: [...new Set([...scene.resources, bucket, key, instance])],
      facts: {},
      principal: 'batch-worker',
      ...stranger,
    };
  const port = fittingOf(ports, type);
  const api = fittingOf(calls, type);
  const asks = /DNS|Domain|Bitcoin|Crypto|DriveBy/.test(type);
  const scanned = /MaliciousFile|SuspiciousFile/.test(type);
  const { resources } = scene;
  return {
    // Of a name that was asked for, a file that was found, or a sweep, nobody at the other end is known.
    ...(asks || scanned || /PortSweep/.test(type) ? { resources } : scene),
    ...(/RootCredential/.test(type) ? root : {}),
    facts: {
      ...scene.facts,
      ...(port === undefined ? {} : { port }),
      ...(api === undefined ? {} : { api }),
      ...(asks ? { domain: 'pool.example.net' } : {}),
      ...(scanned ? { file: '/tmp/.x/run' } : {}),
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

/** Something that a control is about. */
export function controlled(id: string): Resource {
  const fitting = controlledBy.find(([fits]) => fits.test(id));
  return fitting?.[1] ?? { type: 'AwsResource', id: 'shop' };
}
