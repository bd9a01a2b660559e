/** Bodies in AWS's documented shapes, made by us. Times are ISO strings made from `at` (epoch milliseconds). */
const account = '111122223333';
const region = 'ap-northeast-1';
const detector = '0123456789abcdef0123456789abcdef';

export interface ThreatOptions {
  readonly id: string;
  readonly at: number;
  readonly severity?: number;
  readonly type?: string;
  readonly archived?: boolean;
  readonly count?: number;
  readonly title?: string;
  readonly instance?: string;
  /** Ids of the findings that an attack sequence is made of. */
  readonly signals?: readonly string[];
  /** Name of a role's session, whose key it is about instead of an instance. */
  readonly session?: string;
}

function eventBridge(source: string, detailType: string, at: number, detail: object): string {
  return JSON.stringify({
    version: '0',
    id: '0d0e0f00-0000-4000-8000-000000000000',
    'detail-type': detailType,
    source,
    account,
    time: new Date(at).toISOString(),
    region,
    resources: [],
    detail,
  });
}

const arnOf = (id: string) => `arn:aws:guardduty:${region}:${account}:detector/${detector}/finding/${id}`;
const labelOf = (severity: number) =>
  severity >= 9 ? 'CRITICAL' : severity >= 7 ? 'HIGH' : severity >= 4 ? 'MEDIUM' : 'LOW';

/** A GuardDuty finding by its own door. */
export function guardDuty(options: ThreatOptions): string {
  const { id, at, severity = 8, archived = false, count = 1, instance = 'i-0aaaabbbbccccdddd' } = options;
  const { type = 'CryptoCurrency:EC2/BitcoinTool.B!DNS' } = options;
  const time = new Date(at).toISOString();
  return eventBridge('aws.guardduty', 'GuardDuty Finding', at, {
    schemaVersion: '2.0',
    accountId: account,
    region,
    partition: 'aws',
    id,
    arn: arnOf(id),
    type,
    severity,
    createdAt: time,
    updatedAt: time,
    title: options.title ?? `Something happened on ${instance}`,
    description: 'A description.',
    resource: options.session
      ? { resourceType: 'AccessKey', accessKeyDetails: sessionOf(options.session) }
      : {
          resourceType: 'Instance',
          instanceDetails: { instanceId: instance, instanceType: 't3.micro' },
        },
    service: {
      ...{ serviceName: 'guardduty', archived, count, eventFirstSeen: time, eventLastSeen: time },
      ...(options.signals && { detection: { sequence: sequenceOf(options.signals) } }),
    },
  });
}

/** The key of a role that somebody took. */
function sessionOf(name: string): object {
  return {
    ...{ accessKeyId: 'ASIAEXAMPLEEXAMPLE01', principalId: `AROAEXAMPLEEXAMPLE01:${name}` },
    ...{ userType: 'AssumedRole', userName: 'Admin' },
  };
}

function sequenceOf(signals: readonly string[]): object {
  return { uid: 'sequence', signals: signals.map((id) => ({ uid: arnOf(id), type: 'FINDING', name: id })) };
}

/** The same finding as Security Hub copies it. */
export function guardDutyAsAsff(options: ThreatOptions): string {
  const { id, at, severity = 8, archived = false, instance = 'i-0aaaabbbbccccdddd' } = options;
  const { type = 'CryptoCurrency:EC2/BitcoinTool.B!DNS' } = options;
  const time = new Date(at).toISOString();
  const finding = {
    SchemaVersion: '2018-10-08',
    Id: arnOf(id),
    ProductArn: `arn:aws:securityhub:${region}::product/aws/guardduty`,
    ProductName: 'GuardDuty',
    CompanyName: 'Amazon',
    Region: region,
    GeneratorId: arnOf(id).split('/finding')[0],
    AwsAccountId: account,
    Types: [`TTPs/${type.replace('/', '-')}`],
    FirstObservedAt: time,
    LastObservedAt: time,
    CreatedAt: time,
    UpdatedAt: time,
    Severity: { Product: severity, Label: labelOf(severity) },
    Title: options.title ?? `Something happened on ${instance}`,
    Description: 'A description.',
    Resources: [
      { Type: 'AwsEc2Instance', Id: `arn:aws:ec2:${region}:${account}:instance/${instance}`, Region: region },
    ],
    Workflow: { Status: 'NEW' },
    RecordState: archived ? 'ARCHIVED' : 'ACTIVE',
  };
  return eventBridge('aws.securityhub', 'Security Hub Findings - Imported', at, { findings: [finding] });
}

/** … and as the new Security Hub sends it. */
export function guardDutyAsOcsf(options: ThreatOptions): string {
  const { id, at, severity = 8, instance = 'i-0aaaabbbbccccdddd' } = options;
  const { type = 'CryptoCurrency:EC2/BitcoinTool.B!DNS' } = options;
  const time = new Date(at).toISOString();
  const finding = {
    activity_id: 1,
    class_uid: 2004,
    category_uid: 2,
    severity_id: severity >= 9 ? 5 : severity >= 7 ? 4 : severity >= 4 ? 3 : 2,
    status_id: 1,
    time: at,
    cloud: { provider: 'AWS', region, account: { uid: account } },
    metadata: {
      version: '1.5.0',
      uid: arnOf(id),
      product: {
        name: 'GuardDuty',
        uid: `arn:aws:securityhub:${region}::productv2/aws/guardduty`,
        vendor_name: 'AWS',
      },
    },
    finding_info: {
      uid: arnOf(id),
      title: options.title ?? `Something happened on ${instance}`,
      desc: 'A description.',
      types: [`TTPs/${type}`],
      created_time_dt: time,
      modified_time_dt: time,
      first_seen_time_dt: time,
      last_seen_time_dt: time,
    },
    resources: [
      { type: 'AWS::EC2::Instance', uid: `arn:aws:ec2:${region}:${account}:instance/${instance}`, region },
    ],
  };
  return eventBridge('aws.securityhub', 'Findings Imported V2', at, { findings: [finding] });
}

export interface ControlOptions {
  readonly at: number;
  readonly resource: string;
  readonly control?: string;
  readonly standard?: 'fsbp' | 'cis' | 'pci';
  readonly status?: 'FAILED' | 'PASSED' | 'WARNING' | 'NOT_AVAILABLE';
  readonly workflow?: 'NEW' | 'NOTIFIED' | 'SUPPRESSED' | 'RESOLVED';
  readonly archived?: boolean;
  readonly severity?: 'LOW' | 'MEDIUM' | 'HIGH' | 'CRITICAL';
}

const standards = {
  fsbp: 'aws-foundational-security-best-practices/v/1.0.0',
  cis: 'cis-aws-foundations-benchmark/v/1.4.0',
  pci: 'pci-dss/v/3.2.1',
} as const;

/** A Security Hub control finding of one standard, in the old form: one copy a standard. */
export function control(options: ControlOptions): string {
  const {
    at,
    resource,
    control: id = 'EC2.19',
    standard = 'fsbp',
    status = 'FAILED',
    workflow = 'NEW',
  } = options;
  const time = new Date(at).toISOString();
  const finding = {
    SchemaVersion: '2018-10-08',
    Id: `arn:aws:securityhub:${region}:${account}:subscription/${standards[standard]}/${id}/finding/${resource}`,
    ProductArn: `arn:aws:securityhub:${region}::product/aws/securityhub`,
    ProductName: 'Security Hub',
    Region: region,
    GeneratorId: `security-control/${id}`,
    AwsAccountId: account,
    Types: ['Software and Configuration Checks/Industry and Regulatory Standards'],
    FirstObservedAt: time,
    CreatedAt: time,
    UpdatedAt: time,
    Severity: { Label: options.severity ?? 'HIGH' },
    Title: 'Security groups should not allow unrestricted access to ports with high risk',
    Description: 'A description.',
    Resources: [
      {
        Type: 'AwsEc2SecurityGroup',
        Id: `arn:aws:ec2:${region}:${account}:security-group/${resource}`,
        Region: region,
      },
    ],
    Compliance: {
      Status: status,
      SecurityControlId: id,
      AssociatedStandards: [{ StandardsId: `standards/${standards[standard]}` }],
    },
    Workflow: { Status: workflow },
    RecordState: options.archived ? 'ARCHIVED' : 'ACTIVE',
  };
  return eventBridge('aws.securityhub', 'Security Hub Findings - Imported', at, { findings: [finding] });
}

export interface VulnerabilityOptions {
  readonly at: number;
  /** The repository of a container image. */
  readonly image: string;
  readonly cve: string;
  readonly severity: 'LOW' | 'MEDIUM' | 'HIGH' | 'CRITICAL';
}

/** A known flaw in a container image, as Inspector tells Security Hub. */
export function vulnerability({ at, image, cve, severity }: VulnerabilityOptions): string {
  const time = new Date(at).toISOString();
  const finding = {
    SchemaVersion: '2018-10-08',
    Id: `arn:aws:inspector2:${region}:${account}:finding/${image}-${cve}`,
    ProductArn: `arn:aws:securityhub:${region}::product/aws/inspector`,
    ProductName: 'Inspector',
    Region: region,
    GeneratorId: 'AWSInspector',
    AwsAccountId: account,
    Types: ['Software and Configuration Checks/Vulnerabilities/CVE'],
    FirstObservedAt: time,
    CreatedAt: time,
    UpdatedAt: time,
    Severity: { Label: severity },
    Title: `${cve} - openssl`,
    Description: 'A description.',
    Resources: [
      {
        Type: 'AwsEcrContainerImage',
        Id: `arn:aws:ecr:${region}:${account}:repository/${image}/sha256:0123456789abcdef`,
        Region: region,
      },
    ],
    Workflow: { Status: 'NEW' },
    RecordState: 'ACTIVE',
  };
  return eventBridge('aws.securityhub', 'Security Hub Findings - Imported', at, { findings: [finding] });
}
