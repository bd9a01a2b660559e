/** What a failing control is about; policies are written for classes as well as for single controls. */
export const controlClasses = [
  'required-service',
  'availability',
  'logging',
  'encryption-in-transit',
  'encryption-at-rest',
  'unused',
  'other',
] as const;
export type ControlClass = (typeof controlClasses)[number];

type Numbers = Readonly<Record<string, readonly number[]>>;

/**
 * Security Hub's controls by class: all of FSBP and the common ones of CIS, PCI DSS and NIST, each under the
 * service in its id. Titles and categories: "Control reference" in the Security Hub user guide. The title decides;
 * where it leaves two ways open, the control's category does. A bucket of logs that is public is about the public.
 */
export const controlTable: Readonly<Record<ControlClass, Numbers>> = {
  /** The service or its feature has to be on, or nobody watches. */
  'required-service': {
    CloudTrail: [1, 3],
    Config: [1],
    GuardDuty: [1, 5, 6, 7, 8, 9, 10, 11, 12, 13],
    IAM: [28],
    Inspector: [1, 2, 3, 4],
    Macie: [1, 2],
  },
  /** Several zones, backups, recovery, protection from deletion, health checks, room to grow. */
  availability: {
    AutoScaling: [1, 2, 6],
    CloudFront: [4],
    DMS: [13],
    DocumentDB: [2, 5],
    DynamoDB: [1, 2, 4, 6],
    EC2: [20, 28],
    EFS: [2, 7],
    ElastiCache: [1, 3],
    ELB: [6, 7, 9, 10, 13],
    ES: [6, 7],
    FSx: [3, 4, 5],
    Kinesis: [3],
    KMS: [3],
    Lambda: [5],
    MQ: [5, 6],
    Neptune: [4, 5, 9],
    NetworkFirewall: [1, 9, 10],
    Opensearch: [6, 11],
    RDS: [5, 7, 8, 11, 14, 15, 26],
    Redshift: [3, 18],
    S3: [7, 14, 15, 20],
    SageMaker: [4],
  },
  /** What happens is written down, measured and told: logs, traces, metrics, alarms, notifications. */
  logging: {
    APIGateway: [1, 3, 9],
    AppSync: [2],
    Athena: [4],
    CloudFormation: [1],
    CloudFront: [5],
    CloudTrail: [4, 5, 7],
    CloudWatch: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17],
    CodeBuild: [4],
    Connect: [2],
    DataSync: [1],
    DMS: [7, 8],
    DocumentDB: [4],
    EC2: [6, 51, 171],
    ECS: [9, 12],
    EKS: [8],
    ElasticBeanstalk: [1, 3],
    ELB: [5],
    ES: [4, 5],
    Lambda: [7],
    MQ: [2],
    MSK: [2, 5],
    Neptune: [2],
    NetworkFirewall: [2],
    Opensearch: [4, 5],
    RDS: [6, 9, 19, 20, 21, 22, 34, 36, 37, 40, 42, 45],
    Redshift: [4],
    RedshiftServerless: [6],
    Route53: [2],
    S3: [9, 11, 22, 23],
    SNS: [2],
    SSM: [6],
    StepFunctions: [1],
    Transfer: [3],
    WAF: [1, 11, 12],
  },
  'encryption-in-transit': {
    ACM: [1],
    APIGateway: [2],
    AppSync: [6],
    CloudFront: [3, 7, 9, 10, 15],
    DMS: [9, 12],
    DocumentDB: [6],
    DynamoDB: [7],
    ElastiCache: [5],
    ELB: [1, 2, 3, 8, 17, 18],
    EMR: [4],
    ES: [3, 8],
    MSK: [1, 3],
    Opensearch: [3, 8],
    RDS: [38, 39, 41, 43, 44],
    Redshift: [2],
    RedshiftServerless: [2],
    S3: [5],
    Transfer: [2],
  },
  'encryption-at-rest': {
    APIGateway: [5],
    AppSync: [1],
    Backup: [1],
    CloudTrail: [2],
    CodeBuild: [3, 7],
    DataFirehose: [1],
    DocumentDB: [1],
    DynamoDB: [3],
    EC2: [3, 7, 173, 181],
    ECR: [5],
    EFS: [1, 8],
    EKS: [3],
    ElastiCache: [4],
    EMR: [3],
    ES: [1],
    Glue: [3],
    Kinesis: [1],
    KMS: [4],
    Neptune: [1, 6],
    Opensearch: [1],
    RDS: [3, 4, 27],
    Redshift: [10],
    RedshiftServerless: [4],
    S3: [4, 17],
    SNS: [1],
    SQS: [1],
    WorkSpaces: [1, 2],
  },
  /** To be removed, since nobody uses it or it no longer can be used. */
  unused: {
    EC2: [4, 12, 16, 22],
    IAM: [8, 22, 26],
    SecretsManager: [3],
  },
  /** The rest: public exposure, rights, credentials, patches, settings. */
  other: {
    Account: [1, 2],
    ACM: [2],
    APIGateway: [4, 8],
    AppSync: [5],
    AutoScaling: [3, 4, 5, 9],
    CloudFront: [1, 2, 6, 8, 12, 13, 16],
    CloudTrail: [6],
    CodeBuild: [1, 2, 5],
    Cognito: [2, 3],
    DMS: [1, 6, 10, 11],
    DocumentDB: [3],
    EC2: [1, 2, 8, 9, 10, 13, 14, 15, 17, 18, 19, 21, 23, 24, 25, 53, 54, 55, 56, 57, 58, 60, 170, 172, 180],
    ECR: [1, 2, 3],
    ECS: [1, 2, 3, 4, 5, 8, 10, 16],
    EFS: [3, 4, 6],
    EKS: [1, 2],
    ElastiCache: [2, 6, 7],
    ElasticBeanstalk: [2],
    ELB: [4, 12, 14, 16],
    EMR: [1, 2],
    ES: [2],
    EventBridge: [3],
    FSx: [1, 2],
    Glue: [4],
    IAM: [1, 2, 3, 4, 5, 6, 7, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 21, 27],
    KMS: [1, 2, 5],
    Lambda: [1, 2, 3],
    MQ: [3],
    MSK: [4, 6],
    Neptune: [3, 7, 8],
    NetworkFirewall: [3, 4, 5, 6],
    Opensearch: [2, 7, 10],
    PCA: [1],
    RDS: [1, 2, 10, 12, 13, 16, 17, 18, 23, 24, 25, 35, 46, 47, 48],
    Redshift: [1, 6, 7, 8, 9, 15],
    RedshiftServerless: [1, 3, 5],
    S3: [1, 2, 3, 6, 8, 10, 12, 13, 19, 24, 25],
    SageMaker: [1, 2, 3, 5, 8],
    SecretsManager: [1, 2, 4],
    ServiceCatalog: [1],
    SNS: [4],
    SQS: [3],
    SSM: [1, 2, 3, 4, 7],
    WAF: [2, 3, 4, 6, 7, 8, 10],
  },
};

/** Lower case: AWS itself writes `AutoScaling.3` and `Autoscaling.5`. */
const classes: ReadonlyMap<string, ControlClass> = new Map(
  controlClasses.flatMap((name) =>
    Object.entries(controlTable[name]).flatMap(([service, numbers]) =>
      numbers.map((number): [string, ControlClass] => [`${service}.${number}`.toLowerCase(), name]),
    ),
  ),
);

/** What a control is about; `control` is the security control's id (see `securityControlId`). `other`: unknown too. */
export function controlClassOf(control: string): ControlClass {
  return classes.get(control.toLowerCase()) ?? 'other';
}

/** The security control behind a finding, whatever a standard calls it: CIS's `2.5` and PCI's `PCI.Config.1` are `Config.1`. */
export function securityControlOf({
  type,
  facts,
}: {
  readonly type: string;
  readonly facts: Readonly<Record<string, string>>;
}): string {
  return facts['control'] ?? type;
}
