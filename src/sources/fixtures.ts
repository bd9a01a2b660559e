import type { Finding } from '../finding/finding.ts';
import type { InnerEvent, Normalised } from '../finding/inner-event.ts';

/*
 * Events in the shapes that the services' guides document, with example accounts and addresses. For tests only. One file
 * though it is long: the same finding stands in the words of each service, one after the other.
 */

export const now = Date.UTC(2026, 10, 22, 5, 0, 0);

/** The value as it comes out of a message: bare, or from an EventBridge envelope where `detailType` is given. */
export function eventOf(value: unknown, eventBridge?: { source: string; detailType: string }): InnerEvent {
  return {
    path: '',
    value: structuredClone(value),
    eventBridge: eventBridge
      ? { ...eventBridge, account: '111122223333', region: 'eu-west-1', time: '2026-11-22T04:59:00Z' }
      : null,
  };
}

/** The finding in a result; fails the test where there is none. */
export function findingIn(normalised: Normalised): Finding {
  if (normalised.kind === 'finding') return normalised.finding;
  throw new Error(`no finding but ${normalised.kind} ${JSON.stringify(normalised.reason)}`);
}

const guardDutyArn =
  'arn:aws:guardduty:eu-west-1:111122223333:detector/d1/finding/0123456789abcdef0123456789abcdef';

export const guardDutyFinding = {
  schemaVersion: '2.0',
  accountId: '111122223333',
  region: 'eu-west-1',
  partition: 'aws',
  id: '0123456789abcdef0123456789abcdef',
  arn: guardDutyArn,
  type: 'CryptoCurrency:EC2/BitcoinTool.B!DNS',
  resource: {
    resourceType: 'Instance',
    instanceDetails: {
      instanceId: 'i-0abc1234567890def',
      instanceType: 't3.large',
      tags: [{ key: 'Name', value: 'web-7' }],
      networkInterfaces: [],
    },
  },
  service: {
    serviceName: 'guardduty',
    detectorId: 'd1',
    action: {
      actionType: 'DNS_REQUEST',
      dnsRequestAction: { domain: 'pool.example.net', protocol: 'UDP', blocked: false },
    },
    resourceRole: 'ACTOR',
    additionalInfo: { value: '{}', type: 'default' },
    eventFirstSeen: '2026-11-22T03:00:00.000Z',
    eventLastSeen: '2026-11-22T04:31:00.000Z',
    archived: false,
    count: 12,
  },
  severity: 8,
  createdAt: '2026-11-22T03:05:00.000Z',
  updatedAt: '2026-11-22T04:35:00.000Z',
  title: 'Bitcoin-related domain name queried by EC2 instance i-0abc1234567890def.',
  description: 'EC2 instance i-0abc1234567890def is querying a domain name of a Bitcoin-related activity.',
};

/** The same finding, as Security Hub keeps it. */
export const guardDutyInAsff = {
  SchemaVersion: '2018-10-08',
  Id: guardDutyArn,
  ProductArn: 'arn:aws:securityhub:eu-west-1::product/aws/guardduty',
  ProductName: 'GuardDuty',
  CompanyName: 'Amazon',
  Region: 'eu-west-1',
  GeneratorId: 'arn:aws:guardduty:eu-west-1:111122223333:detector/d1',
  AwsAccountId: '111122223333',
  AwsAccountName: 'payments-prod',
  Types: ['TTPs/Command and Control/CryptoCurrency:EC2-BitcoinTool.B!DNS'],
  FirstObservedAt: '2026-11-22T03:00:00.000Z',
  LastObservedAt: '2026-11-22T04:31:00.000Z',
  CreatedAt: '2026-11-22T03:05:00.000Z',
  UpdatedAt: '2026-11-22T04:35:00.000Z',
  Severity: { Product: 8, Label: 'HIGH', Normalized: 70 },
  Title: guardDutyFinding.title,
  Description: guardDutyFinding.description,
  SourceUrl:
    'https://eu-west-1.console.aws.amazon.com/guardduty/home?region=eu-west-1#/findings?macros=current&fId=0123456789abcdef0123456789abcdef',
  ProductFields: {
    'aws/guardduty/service/action/actionType': 'DNS_REQUEST',
    'aws/guardduty/service/action/dnsRequestAction/domain': 'pool.example.net',
    'aws/guardduty/service/action/dnsRequestAction/protocol': 'UDP',
    'aws/guardduty/service/archived': 'false',
    'aws/guardduty/service/count': '12',
    'aws/guardduty/service/eventFirstSeen': '2026-11-22T03:00:00.000Z',
    'aws/guardduty/service/eventLastSeen': '2026-11-22T04:31:00.000Z',
    'aws/securityhub/ProductName': 'GuardDuty',
  },
  Resources: [
    {
      Type: 'AwsEc2Instance',
      Id: 'arn:aws:ec2:eu-west-1:111122223333:instance/i-0abc1234567890def',
      Partition: 'aws',
      Region: 'eu-west-1',
      Tags: { Name: 'web-7' },
    },
  ],
  WorkflowState: 'NEW',
  Workflow: { Status: 'NEW' },
  RecordState: 'ACTIVE',
};

/** The same finding, as Security Hub V2 keeps it. */
export const guardDutyInOcsf = {
  activity_id: 2,
  category_uid: 2,
  class_name: 'Detection Finding',
  class_uid: 2004,
  type_uid: 200402,
  cloud: { account: { uid: '111122223333', name: 'payments-prod' }, provider: 'AWS', region: 'eu-west-1' },
  count: 12,
  evidences: [{ query: { hostname: 'pool.example.net' } }],
  finding_info: {
    created_time_dt: '2026-11-22T03:05:00.000Z',
    desc: guardDutyFinding.description,
    first_seen_time: Date.UTC(2026, 10, 22, 3, 0, 0),
    last_seen_time_dt: '2026-11-22T04:31:00.000Z',
    modified_time_dt: '2026-11-22T04:35:00.000Z',
    title: guardDutyFinding.title,
    types: ['Threats', 'CryptoCurrency:EC2/BitcoinTool.B!DNS'],
    uid: guardDutyArn,
  },
  metadata: {
    product: {
      name: 'GuardDuty',
      uid: 'arn:aws:securityhub:eu-west-1::productv2/aws/guardduty',
      vendor_name: 'AWS',
    },
    uid: 'c0ffee',
    version: '1.8.0',
  },
  resources: [
    {
      type: 'AWS::EC2::Instance',
      uid: 'i-0abc1234567890def',
      uid_alt: 'arn:aws:ec2:eu-west-1:111122223333:instance/i-0abc1234567890def',
      name: 'web-7',
      region: 'eu-west-1',
      tags: [{ name: 'Name', value: 'web-7' }],
    },
  ],
  severity: 'High',
  severity_id: 4,
  status: 'New',
  status_id: 1,
  time_dt: '2026-11-22T04:35:00.000Z',
};

const detector = 'arn:aws:guardduty:eu-west-1:111122223333:detector/d1/finding';
const sequenceArn = `${detector}/5e95e95e95e95e95e95e95e95e95e95e`;

/** Stolen credentials, in several steps; two of its signals are findings of their own, the third is a call. */
export const attackSequence = {
  ...guardDutyFinding,
  id: '5e95e95e95e95e95e95e95e95e95e95e',
  arn: sequenceArn,
  type: 'AttackSequence:IAM/CompromisedCredentials',
  resource: { resourceType: 'AttackSequence' },
  service: {
    ...guardDutyFinding.service,
    action: undefined,
    detection: {
      sequence: {
        uid: 'sequence-1',
        description: 'Credentials were used in an unusual order of calls.',
        actors: [
          {
            id: 'USER#1',
            user: { name: 'carol', uid: 'AIDAEXAMPLE', credentialUid: 'AKIAEXAMPLE000000001' },
          },
        ],
        endpoints: [{ id: 'IP#1', ip: '198.51.100.7', location: { country: 'Iceland' } }],
        resources: [
          {
            uid: 'arn:aws:s3:::invoices',
            name: 'invoices',
            resourceType: 'S3_BUCKET',
            tags: [{ key: 'team', value: 'billing' }],
          },
        ],
        signals: [
          { uid: `${detector}/bbbb`, type: 'FINDING', name: 'Discovery:IAMUser/AnomalousBehavior' },
          { uid: 'aaaa', type: 'FINDING', name: 'Exfiltration:S3/AnomalousBehavior' },
          { uid: 'cccc', type: 'CLOUD_TRAIL', name: 'DeleteTrail' },
        ],
      },
    },
  },
  severity: 9.1,
  title: 'Potential credential compromise indicated by a sequence of actions.',
};

/** The same, as Security Hub keeps it. */
export const attackSequenceInAsff = {
  ...guardDutyInAsff,
  Id: sequenceArn,
  Types: ['TTPs/AttackSequence:IAM/CompromisedCredentials'],
  Severity: { Label: 'CRITICAL' },
  Title: attackSequence.title,
  ProductFields: { 'aws/guardduty/service/count': '12' },
  Detection: {
    Sequence: {
      Uid: 'sequence-1',
      Actors: [
        { Id: 'USER#1', User: { Name: 'carol', Uid: 'AIDAEXAMPLE', CredentialUid: 'AKIAEXAMPLE000000001' } },
      ],
      Endpoints: [{ Id: 'IP#1', Ip: '198.51.100.7', Location: { Country: 'Iceland' } }],
      Signals: [
        { Id: `${detector}/bbbb`, Type: 'FINDING', Name: 'Discovery:IAMUser/AnomalousBehavior' },
        { Id: `${detector}/aaaa`, Type: 'FINDING', Name: 'Exfiltration:S3/AnomalousBehavior' },
        { Id: 'cccc', Type: 'CLOUD_TRAIL', Name: 'DeleteTrail' },
      ],
    },
  },
  Resources: [{ Type: 'AwsS3Bucket', Id: 'arn:aws:s3:::invoices', Tags: { team: 'billing' } }],
};

/** The same in OCSF, whose place for findings behind a finding is `related_events`. */
export const attackSequenceInOcsf = {
  ...guardDutyInOcsf,
  actor: { user: { name: 'carol', uid: 'AIDAEXAMPLE', credential_uid: 'AKIAEXAMPLE000000001' } },
  evidences: [{ src_endpoint: { ip: '198.51.100.7', location: { country: 'Iceland' } } }],
  finding_info: {
    ...guardDutyInOcsf.finding_info,
    related_events: [{ uid: `${detector}/aaaa` }, { uid: `${detector}/bbbb` }, { uid: 'cccc' }],
    title: attackSequence.title,
    types: ['Threats', 'AttackSequence:IAM/CompromisedCredentials'],
    uid: sequenceArn,
  },
  resources: [
    {
      type: 'AWS::S3::Bucket',
      uid: 'invoices',
      uid_alt: 'arn:aws:s3:::invoices',
      labels: ['team=billing'],
    },
  ],
  severity_id: 5,
};

const securityGroup = 'arn:aws:ec2:eu-west-1:111122223333:security-group/sg-0aaa1111bbb22222c';

/** One open port, as the FSBP standard reports it by itself. */
export const controlFinding = {
  SchemaVersion: '2018-10-08',
  Id: 'arn:aws:securityhub:eu-west-1:111122223333:subscription/aws-foundational-security-best-practices/v/1.0.0/EC2.13/finding/f-1',
  ProductArn: 'arn:aws:securityhub:eu-west-1::product/aws/securityhub',
  ProductName: 'Security Hub',
  CompanyName: 'AWS',
  Region: 'eu-west-1',
  GeneratorId: 'aws-foundational-security-best-practices/v/1.0.0/EC2.13',
  AwsAccountId: '111122223333',
  Types: [
    'Software and Configuration Checks/Industry and Regulatory Standards/AWS-Foundational-Security-Best-Practices',
  ],
  FirstObservedAt: '2026-11-03T00:00:00.000Z',
  LastObservedAt: '2026-11-22T04:00:00.000Z',
  CreatedAt: '2026-11-03T00:00:00.000Z',
  UpdatedAt: '2026-11-22T04:00:01.000Z',
  Severity: { Label: 'HIGH', Normalized: 70, Original: 'HIGH' },
  Title: 'EC2.13 Security groups should not allow ingress from 0.0.0.0/0 to port 22',
  Description: 'This control checks whether a security group allows ingress from anywhere to port 22.',
  Remediation: {
    Recommendation: {
      Text: 'For directions on how to fix this issue, consult the documentation.',
      Url: 'https://docs.aws.amazon.com/console/securityhub/EC2.13/remediation',
    },
  },
  ProductFields: {
    StandardsArn: 'arn:aws:securityhub:::standards/aws-foundational-security-best-practices/v/1.0.0',
    ControlId: 'EC2.13',
    'aws/securityhub/ProductName': 'Security Hub',
  },
  Resources: [{ Type: 'AwsEc2SecurityGroup', Id: securityGroup, Partition: 'aws', Region: 'eu-west-1' }],
  Compliance: { Status: 'FAILED' },
  WorkflowState: 'NEW',
  Workflow: { Status: 'NEW' },
  RecordState: 'ACTIVE',
};

/** The same port, as CIS 1.2.0 names it. */
export const controlFindingOfCis = {
  ...controlFinding,
  Id: 'arn:aws:securityhub:eu-west-1:111122223333:subscription/cis-aws-foundations-benchmark/v/1.2.0/4.1/finding/f-2',
  GeneratorId: 'arn:aws:securityhub:::ruleset/cis-aws-foundations-benchmark/v/1.2.0/rule/4.1',
  Title: '4.1 Ensure no security groups allow ingress from 0.0.0.0/0 to port 22',
  ProductFields: {
    StandardsGuideArn: 'arn:aws:securityhub:::ruleset/cis-aws-foundations-benchmark/v/1.2.0',
    RuleId: '4.1',
  },
};

/** The same port, with consolidated control findings on. */
export const consolidatedFinding = {
  ...controlFinding,
  Id: 'arn:aws:securityhub:eu-west-1:111122223333:security-control/EC2.13/finding/f-3',
  GeneratorId: 'security-control/EC2.13',
  ProductFields: {},
  Compliance: {
    Status: 'FAILED',
    SecurityControlId: 'EC2.13',
    AssociatedStandards: [
      { StandardsId: 'standards/aws-foundational-security-best-practices/v/1.0.0' },
      { StandardsId: 'ruleset/cis-aws-foundations-benchmark/v/1.2.0' },
    ],
  },
};

/** The same port, through Security Hub V2. */
export const controlInOcsf = {
  activity_id: 1,
  category_uid: 2,
  class_name: 'Compliance Finding',
  class_uid: 2003,
  cloud: { account: { uid: '111122223333' }, provider: 'AWS', region: 'eu-west-1' },
  compliance: {
    control: 'EC2.13',
    standards: ['standards/aws-foundational-security-best-practices/v/1.0.0'],
    status: 'Fail',
    status_id: 3,
  },
  finding_info: {
    desc: controlFinding.Description,
    first_seen_time_dt: '2026-11-03T00:00:00.000Z',
    last_seen_time_dt: '2026-11-22T04:00:00.000Z',
    modified_time_dt: '2026-11-22T04:00:01.000Z',
    title: 'Security groups should not allow ingress from 0.0.0.0/0 to port 22',
    types: ['Posture Management'],
    uid: 'arn:aws:securityhub:eu-west-1:111122223333:security-control/EC2.13/finding/f-3',
  },
  metadata: {
    product: { name: 'Security Hub', uid: 'arn:aws:securityhub:eu-west-1::productv2/aws/securityhub' },
    uid: 'deadbeef',
    version: '1.8.0',
  },
  remediation: { references: ['https://docs.aws.amazon.com/console/securityhub/EC2.13/remediation'] },
  resources: [{ type: 'AWS::EC2::SecurityGroup', uid: 'sg-0aaa1111bbb22222c', uid_alt: securityGroup }],
  severity_id: 4,
  status_id: 1,
};

export const inspectorFinding = {
  ...controlFinding,
  Id: 'arn:aws:inspector2:eu-west-1:111122223333:finding/0f0f0f',
  ProductArn: 'arn:aws:securityhub:eu-west-1::product/aws/inspector',
  ProductName: 'Inspector',
  GeneratorId: 'AWSInspector',
  Types: ['Software and Configuration Checks/Vulnerabilities/CVE'],
  Title: 'CVE-2026-0001 - openssl',
  ProductFields: { 'aws/inspector/FindingStatus': 'ACTIVE' },
  Compliance: undefined,
  Vulnerabilities: [
    {
      Id: 'CVE-2026-0001',
      ExploitAvailable: 'YES',
      VulnerablePackages: [{ Name: 'openssl', Version: '3.0.8', FixedInVersion: '3.0.9' }],
    },
  ],
};

export const macieFinding = {
  schemaVersion: '1.0',
  id: '5be50fce24526e670df77bc00example',
  accountId: '111122223333',
  partition: 'aws',
  region: 'eu-west-1',
  type: 'SensitiveData:S3Object/Personal',
  title: 'The S3 object contains personal information.',
  description: 'The object contains names or addresses.',
  severity: { score: 3, description: 'High' },
  createdAt: '2026-11-22T03:00:00Z',
  updatedAt: '2026-11-22T04:00:00Z',
  count: 2,
  resourcesAffected: {
    s3Bucket: {
      arn: 'arn:aws:s3:::invoices-archive',
      name: 'invoices-archive',
      tags: [{ key: 'team', value: 'billing' }],
    },
    s3Object: { key: '2026/november.csv', path: 'invoices-archive/2026/november.csv' },
  },
  category: 'CLASSIFICATION',
  sample: false,
  archived: false,
  classificationDetails: { result: { sensitiveData: [{ detections: [{ type: 'NAME', count: 3 }] }] } },
};

export const cloudTrailRecord = {
  eventVersion: '1.09',
  userIdentity: { type: 'IAMUser', arn: 'arn:aws:iam::111122223333:user/carol' },
  eventTime: '2026-11-22T04:00:00Z',
  eventSource: 'cloudtrail.amazonaws.com',
  eventName: 'StopLogging',
  awsRegion: 'eu-west-1',
  sourceIPAddress: '203.0.113.9',
  eventID: '11111111-2222-3333-4444-555555555555',
  eventType: 'AwsApiCall',
  recipientAccountId: '111122223333',
};

export const objectScan = {
  schemaVersion: '1.0',
  scanStatus: 'COMPLETED',
  resourceType: 'S3_OBJECT',
  s3ObjectDetails: { bucketName: 'uploads', objectKey: 'in/eicar.com', eTag: 'e', versionId: 'v7' },
  scanResultDetails: {
    scanResultStatus: 'THREATS_FOUND',
    threats: [{ name: 'EICAR-Test-File (not a virus)' }],
  },
};

export const customEvent = {
  schema: 'yagura.custom.v1',
  source: 'sshd',
  id: 'web-7/2026-11-22T04:58/203.0.113.9',
  title: 'Login as root',
  severity: 'high',
  time: '2026-11-22T04:58:00Z',
  resource: { type: 'host', id: 'web-7' },
  fields: { user: 'root', address: '203.0.113.9', attempts: 3 },
};

/** One well-formed event of each kind. */
export const everyEvent: Readonly<Record<string, unknown>> = {
  guardDutyFinding,
  objectScan,
  guardDutyInAsff,
  attackSequence,
  attackSequenceInAsff,
  attackSequenceInOcsf,
  controlFinding,
  controlFindingOfCis,
  consolidatedFinding,
  inspectorFinding,
  guardDutyInOcsf,
  controlInOcsf,
  macieFinding,
  cloudTrailRecord,
  customEvent,
};
