/** One thing that happens in the demo. `at`: seconds after the start. */
export interface StoryBeat {
  readonly at: number;
  readonly what: string;
  /** SQS bodies, given the time of the beat. */
  readonly bodies: (now: number) => readonly string[];
}

const payments = '111122223333';
const billing = '444455556666';
const sandbox = '777788889999';
const region = 'ap-northeast-1';
const detector = '0123456789abcdef0123456789abcdef';

const iso = (at: number) => new Date(at).toISOString();
const minute = 60_000;

function eventBridge(
  source: string,
  detailType: string,
  account: string,
  now: number,
  detail: object,
): string {
  const id = 'b4f5c0de-0000-4000-8000-000000000001';
  return JSON.stringify({
    version: '0',
    id,
    'detail-type': detailType,
    source,
    account,
    time: iso(now),
    region,
    resources: [],
    detail,
  });
}

/** As it looks when a topic sits between EventBridge and the queue. */
function throughSns(message: string, now: number): string {
  return JSON.stringify({
    Type: 'Notification',
    MessageId: '22b80b92-fdea-4c2c-8f9d-bdfb0c7bf324',
    TopicArn: `arn:aws:sns:${region}:${payments}:security-alerts`,
    Message: message,
    Timestamp: iso(now),
  });
}

interface Threat {
  readonly id: string;
  readonly account: string;
  readonly type: string;
  readonly severity: number;
  readonly title: string;
  readonly description: string;
  readonly firstSeen: number;
  readonly count: number;
  readonly resource: object;
  readonly service?: object;
}

function guardDutyFinding(threat: Threat, now: number): object {
  const { id, account, type, severity, title, description, firstSeen, count, resource, service } = threat;
  return {
    schemaVersion: '2.0',
    accountId: account,
    region,
    partition: 'aws',
    id,
    arn: `arn:aws:guardduty:${region}:${account}:detector/${detector}/finding/${id}`,
    type,
    severity,
    createdAt: iso(firstSeen),
    updatedAt: iso(now),
    title,
    description,
    resource,
    service: {
      serviceName: 'guardduty',
      detectorId: detector,
      archived: false,
      count,
      eventFirstSeen: iso(firstSeen),
      eventLastSeen: iso(now),
      ...service,
    },
  };
}

function guardDuty(threat: Threat, now: number): string {
  return eventBridge(
    'aws.guardduty',
    'GuardDuty Finding',
    threat.account,
    now,
    guardDutyFinding(threat, now),
  );
}

const instance = (id: string, name: string, address: string) => ({
  resourceType: 'Instance',
  instanceDetails: {
    instanceId: id,
    instanceType: 't3.large',
    launchTime: '2026-09-01T00:00:00Z',
    tags: [{ key: 'Name', value: name }],
    networkInterfaces: [
      { networkInterfaceId: 'eni-0a1b2c3d4e5f60718', privateIpAddress: address, vpcId: 'vpc-0a1b2c3d' },
    ],
  },
});

const remote = (address: string, country: string) => ({
  ipAddressV4: address,
  country: { countryName: country },
  organization: { asn: '64500', asnOrg: 'Example Network' },
});

function mining(now: number, count: number, since: number): Threat {
  return {
    id: '1ab92989eaf0e742df4a014d5c171d3a',
    account: payments,
    type: 'CryptoCurrency:EC2/BitcoinTool.B!DNS',
    severity: 8,
    title: 'Bitcoin-related domain name queried by EC2 instance i-0abc123def4567890.',
    description:
      'EC2 instance i-0abc123def4567890 is querying a domain name that is associated with Bitcoin-related activity.',
    firstSeen: now - since,
    count,
    resource: instance('i-0abc123def4567890', 'web-7', '192.0.2.17'),
    service: {
      action: {
        actionType: 'DNS_REQUEST',
        dnsRequestAction: { domain: 'pool.example.net', protocol: 'UDP', blocked: false },
      },
    },
  };
}

const leakedKeyId = '5cc0ffee5cc0ffee5cc0ffee5cc0ffee';

function leakedKey(now: number): Threat {
  return {
    id: leakedKeyId,
    account: payments,
    type: 'UnauthorizedAccess:IAMUser/InstanceCredentialExfiltration.OutsideAWS',
    severity: 8,
    title: 'Credentials for the EC2 instance role batch-worker were used from an external IP address.',
    description:
      'Credentials created exclusively for an EC2 instance using instance role batch-worker have been used from external IP address 203.0.113.77.',
    firstSeen: now - 2 * minute,
    count: 3,
    resource: {
      resourceType: 'AccessKey',
      accessKeyDetails: {
        accessKeyId: 'ASIAEXAMPLE123456789',
        principalId: 'AROAEXAMPLE:i-0fedcba987654321f',
        userType: 'AssumedRole',
        userName: 'batch-worker',
      },
    },
    service: {
      action: {
        actionType: 'AWS_API_CALL',
        awsApiCallAction: {
          api: 'ListBuckets',
          serviceName: 's3.amazonaws.com',
          callerType: 'Remote IP',
          remoteIpDetails: remote('203.0.113.77', 'Nowhereland'),
        },
      },
    },
  };
}

/** The copy of the same finding that Security Hub sends. */
function leakedKeyAsAsff(now: number): string {
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

function leakedKeyAsOcsf(now: number): string {
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

/** One open bucket, as each standard that contains the control reports it. */
function publicBucket(standard: keyof typeof standards, status: 'FAILED' | 'PASSED', now: number): string {
  const [, arn] = standards[standard];
  const finding = {
    SchemaVersion: '2018-10-08',
    Id: `arn:aws:securityhub:${region}:${billing}:subscription/${standards[standard][0]}/S3.8/finding/0b1e2d3c-${standard}`,
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
    Resources: [
      { Type: 'AwsS3Bucket', Id: 'arn:aws:s3:::invoices-archive', Partition: 'aws', Region: region },
    ],
    Compliance: { Status: status, SecurityControlId: 'S3.8', AssociatedStandards: [{ StandardsId: arn }] },
    Workflow: { Status: status === 'PASSED' ? 'RESOLVED' : 'NEW' },
    WorkflowState: 'NEW',
    RecordState: 'ACTIVE',
  };
  return eventBridge('aws.securityhub', 'Security Hub Findings - Imported', billing, now, {
    findings: [finding],
  });
}

function rootUse(now: number): Threat {
  return {
    id: '700700700700700700700700700700aa',
    account: billing,
    type: 'Policy:IAMUser/RootCredentialUsage',
    severity: 2,
    title: 'API PutBucketPolicy was invoked using root credentials.',
    description: 'API PutBucketPolicy was invoked using root credentials from IP address 198.51.100.7.',
    firstSeen: now - minute,
    count: 1,
    resource: {
      resourceType: 'AccessKey',
      accessKeyDetails: {
        accessKeyId: 'ASIAROOTEXAMPLE12345',
        principalId: billing,
        userType: 'Root',
        userName: 'Root',
      },
    },
    service: {
      action: {
        actionType: 'AWS_API_CALL',
        awsApiCallAction: {
          api: 'PutBucketPolicy',
          serviceName: 's3.amazonaws.com',
          callerType: 'Remote IP',
          remoteIpDetails: remote('198.51.100.7', 'Japan'),
        },
      },
    },
  };
}

function attackSequence(now: number): Threat {
  return {
    id: 'a77ac4a77ac4a77ac4a77ac4a77ac4aa',
    account: payments,
    type: 'AttackSequence:S3/CompromisedData',
    severity: 9.2,
    title: 'Potential data compromise of one or more S3 buckets involving a sequence of actions.',
    description:
      'A sequence of actions that involves 4 signals indicates a potential data compromise of customer-exports by batch-worker.',
    firstSeen: now - 20 * minute,
    count: 4,
    resource: { resourceType: 'AttackSequence' },
    service: {
      detection: {
        sequence: {
          uid: 'a77ac4a77ac4a77ac4a77ac4a77ac4aa',
          description: 'Signals of discovery, exfiltration and impact on customer-exports by batch-worker.',
          actors: [
            {
              id: 'AROAEXAMPLE:i-0fedcba987654321f',
              user: { name: 'batch-worker', uid: 'AROAEXAMPLE', type: 'AssumedRole' },
            },
          ],
          resources: [
            {
              uid: 'arn:aws:s3:::customer-exports',
              name: 'customer-exports',
              resourceType: 'S3_BUCKET',
              accountId: payments,
              region,
            },
            {
              uid: 'ASIAEXAMPLE123456789',
              name: 'ASIAEXAMPLE123456789',
              resourceType: 'ACCESS_KEY',
              accountId: payments,
              region,
            },
          ],
          endpoints: [{ id: 'endpoint-1', ip: '203.0.113.77' }],
          signals: [
            {
              uid: 'signal-1',
              type: 'FINDING',
              name: 'Discovery:S3/AnomalousBehavior',
              severity: 5,
              count: 1,
            },
            {
              uid: 'signal-2',
              type: 'FINDING',
              name: 'Exfiltration:S3/AnomalousBehavior',
              severity: 8,
              count: 1,
            },
          ],
        },
      },
    },
  };
}

function portProbe(number: number, now: number): Threat {
  const id = `i-0dev${String(number).padStart(13, '0')}`;
  return {
    id: `10e${String(number).padStart(29, '0')}`,
    account: sandbox,
    type: 'Recon:EC2/PortProbeUnprotectedPort',
    severity: 2,
    title: `Unprotected port on EC2 instance ${id} is being probed.`,
    description: `EC2 instance ${id} has an unprotected port which is being probed by a known malicious host.`,
    firstSeen: now - 5 * minute,
    count: 2,
    resource: instance(id, `dev-${number}`, `192.0.2.${100 + number}`),
    service: {
      action: {
        actionType: 'PORT_PROBE',
        portProbeAction: {
          blocked: false,
          portProbeDetails: [
            {
              localPortDetails: { port: 22, portName: 'SSH' },
              remoteIpDetails: remote('198.51.100.200', 'Nowhereland'),
            },
          ],
        },
      },
    },
  };
}

const malformed = '{"detail-type": "GuardDuty Finding", "detail": {"id": "cut off in the mid';

/** The first minute: what a newcomer sees while the page is open. */
export const story: readonly StoryBeat[] = [
  {
    at: 2,
    what: 'an instance asks for a mining pool',
    bodies: (now) => [throughSns(guardDuty(mining(now, 3, 4 * minute), now), now)],
  },
  {
    at: 7,
    what: 'a bucket is public, says one standard',
    bodies: (now) => [publicBucket('fsbp', 'FAILED', now)],
  },
  {
    at: 10,
    what: '… and another standard says the same',
    bodies: (now) => [publicBucket('cis', 'FAILED', now)],
  },
  { at: 15, what: 'somebody uses the root user', bodies: (now) => [guardDuty(rootUse(now), now)] },
  {
    at: 20,
    what: 'an instance key is used from outside AWS',
    bodies: (now) => [guardDuty(leakedKey(now), now)],
  },
  {
    at: 24,
    what: '… and the same arrives through both Security Hubs',
    bodies: (now) => [leakedKeyAsAsff(now), leakedKeyAsOcsf(now)],
  },
  {
    at: 28,
    what: 'an attack sequence ties it together',
    bodies: (now) => [guardDuty(attackSequence(now), now)],
  },
  {
    at: 34,
    what: 'a burst of low findings in the sandbox',
    bodies: (now) => Array.from({ length: 8 }, (_, number) => guardDuty(portProbe(number + 1, now), now)),
  },
  { at: 46, what: 'a message that nobody can read', bodies: () => [malformed] },
  {
    at: 50,
    what: 'the mining goes on: its card is edited',
    bodies: (now) => [guardDuty(mining(now, 12, 5 * minute), now)],
  },
  {
    at: 56,
    what: 'the bucket is closed: both standards pass',
    bodies: (now) => [publicBucket('fsbp', 'PASSED', now), publicBucket('cis', 'PASSED', now)],
  },
];
