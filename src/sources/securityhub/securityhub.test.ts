import { describe, expect, test } from 'vitest';
import {
  attackSequenceInAsff,
  consolidatedFinding,
  controlFinding,
  eventOf,
  findingIn,
  guardDutyInAsff,
  inspectorFinding,
  now,
} from '../fixtures.ts';
import { securityhub } from './securityhub.ts';

const normalise = (value: unknown) => securityhub.normalise(eventOf(value), now);
const control = (changes: object) => findingIn(normalise({ ...controlFinding, ...changes }));
const custom = (changes: object) =>
  findingIn(
    normalise({
      ...inspectorFinding,
      ProductArn: 'arn:aws:securityhub:eu-west-1:111122223333:product/111122223333/default',
      ProductName: 'Default',
      CompanyName: 'Personal',
      ...changes,
    }),
  );

test('a control finding in the normal form', () => {
  expect(normalise(controlFinding)).toMatchInlineSnapshot(`
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
        "id": "arn:aws:securityhub:eu-west-1:111122223333:subscription/aws-foundational-security-best-practices/v/1.0.0/EC2.13/finding/f-1",
        "identity": "control:111122223333:eu-west-1:EC2.13:arn:aws:ec2:eu-west-1:111122223333:security-group/sg-0aaa1111bbb22222c",
        "kind": "control",
        "lastSeen": 1795320000000,
        "links": [
          {
            "kind": "console",
            "url": "https://eu-west-1.console.aws.amazon.com/securityhub/home?region=eu-west-1#/findings?search=Id%3D%255Coperator%255C%253AEQUALS%255C%253Aarn%3Aaws%3Asecurityhub%3Aeu-west-1%3A111122223333%3Asubscription%2Faws-foundational-security-best-practices%2Fv%2F1.0.0%2FEC2.13%2Ffinding%2Ff-1",
          },
          {
            "kind": "remediation",
            "url": "https://docs.aws.amazon.com/console/securityhub/EC2.13/remediation",
          },
        ],
        "product": "Security Hub",
        "recordKey": "securityhub:arn:aws:securityhub:eu-west-1::product/aws/securityhub|arn:aws:securityhub:eu-west-1:111122223333:subscription/aws-foundational-security-best-practices/v/1.0.0/EC2.13/finding/f-1",
        "region": "eu-west-1",
        "remediation": "For directions on how to fix this issue, consult the documentation.",
        "resources": [
          {
            "arn": "arn:aws:ec2:eu-west-1:111122223333:security-group/sg-0aaa1111bbb22222c",
            "id": "arn:aws:ec2:eu-west-1:111122223333:security-group/sg-0aaa1111bbb22222c",
            "name": "sg-0aaa1111bbb22222c",
            "type": "AwsEc2SecurityGroup",
          },
        ],
        "sample": false,
        "severity": "High",
        "source": "securityhub",
        "standards": [
          "FSBP",
        ],
        "status": {
          "archived": false,
          "compliance": "failed",
          "workflow": "new",
        },
        "title": "EC2.13 Security groups should not allow ingress from 0.0.0.0/0 to port 22",
        "type": "EC2.13",
        "updatedAt": 1795320001000,
      },
      "kind": "finding",
    }
  `);
});

describe('which control it is', () => {
  test.each([
    ['consolidated', { ...consolidatedFinding, GeneratorId: 'x' }, 'EC2.13', 'EC2.13'],
    ['by its generator alone', { GeneratorId: 'security-control/S3.8', ProductFields: {} }, 'S3.8', 'S3.8'],
    [
      'by an old generator',
      { GeneratorId: 'pci-dss/v/3.2.1/PCI.S3.1', ProductFields: null },
      'PCI.S3.1',
      'S3.3',
    ],
    [
      'a rule of CIS by its generator',
      {
        GeneratorId: 'arn:aws:securityhub:::ruleset/cis-aws-foundations-benchmark/v/1.2.0/rule/1.4',
        ProductFields: {},
      },
      '1.4',
      'IAM.3',
    ],
  ])('%s', (_name, changes, type, shared) => {
    expect(control(changes)).toMatchObject({ type, facts: { control: shared }, kind: 'control' });
  });

  test('a finding of Security Hub that names no control is a finding of a product', () => {
    expect(control({ GeneratorId: 'something', ProductFields: {} })).toMatchObject({
      kind: 'other',
      identity: `asff:${controlFinding.ProductArn}|${controlFinding.Id}`,
    });
  });

  test('several resources are one identity, whatever their order', () => {
    const [a, b] = [
      { Type: 'AwsS3Bucket', Id: 'arn:aws:s3:::a' },
      { Type: 'AwsS3Bucket', Id: 'arn:aws:s3:::b' },
    ];
    const one = control({ Resources: [b, a] });
    expect(one.identity).toBe(control({ Resources: [a, b, a] }).identity);
    expect(one.resources.map((resource) => resource.id)).toEqual(['arn:aws:s3:::a', 'arn:aws:s3:::b']);
  });

  test('a global control is one finding in all regions, a regional one is not', () => {
    const inRegion = (id: string, region: string) =>
      control({
        ProductFields: { ControlId: id },
        Region: region,
        Resources: [{ Type: 'AwsAccount', Id: 'AWS::::Account:111122223333' }],
      }).identity;
    expect(inRegion('IAM.4', 'eu-west-1')).toBe(inRegion('IAM.4', 'us-east-1'));
    expect(inRegion('EC2.7', 'eu-west-1')).not.toBe(inRegion('EC2.7', 'us-east-1'));
  });
});

test.each([
  [{ Label: 'CRITICAL', Normalized: 1 }, {}, 'Critical'],
  [{ Normalized: 70, Product: 1 }, {}, 'High'],
  [{ Normalized: 0 }, {}, 'Informational'],
  [undefined, { FindingProviderFields: { Severity: { Label: 'LOW' } } }, 'Low'],
  [undefined, { ProductFields: { 'aws/securityhub/SeverityLabel': 'HIGH' } }, 'High'],
  [{ Label: 'DREADFUL' }, {}, 'Medium'],
  [undefined, {}, 'Medium'],
])('severity %j %j is %s', (severity, changes, expected) => {
  expect(control({ Severity: severity, ...changes }).severity).toBe(expected);
});

test.each([
  [{ RecordState: 'ARCHIVED' }, { archived: true, compliance: 'failed', workflow: 'new' }],
  [
    { Compliance: { Status: 'PASSED' }, Workflow: { Status: 'RESOLVED' } },
    { archived: false, compliance: 'passed', workflow: 'resolved' },
  ],
  [
    { Compliance: { Status: 'WARNING' }, Workflow: { Status: 'NOTIFIED' } },
    { archived: false, compliance: 'warning', workflow: 'notified' },
  ],
  [
    { Compliance: { Status: 'NOT_AVAILABLE' }, Workflow: { Status: 'SUPPRESSED' } },
    { archived: false, compliance: 'not_available', workflow: 'suppressed' },
  ],
  [
    { Compliance: undefined, Workflow: undefined, WorkflowState: 'RESOLVED' },
    { archived: false, compliance: null, workflow: 'resolved' },
  ],
  [
    { Compliance: 'FAILED', Workflow: 'NEW', WorkflowState: 7, RecordState: null },
    { archived: false, compliance: null, workflow: null },
  ],
])('status of %j', (changes, expected) => {
  expect(control(changes).status).toEqual(expected);
});

describe('products', () => {
  test("Inspector's are vulnerabilities with their CVE", () => {
    expect(findingIn(normalise(inspectorFinding))).toMatchObject({
      identity:
        'asff:arn:aws:securityhub:eu-west-1::product/aws/inspector|arn:aws:inspector2:eu-west-1:111122223333:finding/0f0f0f',
      product: 'Inspector',
      kind: 'vulnerability',
      type: 'Software and Configuration Checks/Vulnerabilities/CVE',
      facts: { cve: 'CVE-2026-0001', package: 'openssl', fixedIn: '3.0.9' },
      standards: [],
    });
  });

  test.each([
    ['access-analyzer', 'IAM Access Analyzer'],
    ['config', 'Config'],
    ['health', 'Health'],
    ['macie', 'Macie'],
    ['something-new', 'something-new'],
  ])('%s is called %s', (product, name) => {
    const arn = `arn:aws:securityhub:eu-west-1::product/aws/${product}`;
    expect(custom({ ProductArn: arn })).toMatchObject({
      product: name,
      identity: `asff:${arn}|${inspectorFinding.Id}`,
    });
  });

  test('others are called what they call themselves, but never by a name of AWS', () => {
    expect(custom({ ProductFields: { ProviderName: 'Watchdog' } }).product).toBe('Watchdog');
    expect(custom({ ProductName: 'GuardDuty' }).product).toBe('Personal');
  });

  test.each([
    ['TTPs/Discovery/Odd', 'threat'],
    ['Unusual Behaviors/User/Odd', 'threat'],
    ['Sensitive Data Identifications/PII/Email', 'data'],
    ['Software and Configuration Checks/Vulnerabilities/CVE', 'vulnerability'],
    ['Software and Configuration Checks', 'other'],
  ])('%s is of kind %s', (type, kind) => {
    expect(custom({ Types: [type] })).toMatchObject({ type, kind });
  });

  test("GuardDuty's ProductFields tell who and where from, and that it is a sample", () => {
    const prefix = 'aws/guardduty/service/';
    const action = `${prefix}action/networkConnectionAction/`;
    expect(
      findingIn(
        normalise({
          ...guardDutyInAsff,
          ProductFields: {
            [`${action}connectionDirection`]: 'INBOUND',
            [`${action}remotePortDetails/port`]: '40000',
            [`${action}localPortDetails/port`]: '22',
            [`${action}localIpDetails/ipAddressV4`]: '192.0.2.1',
            [`${action}remoteIpDetails/ipAddressV4`]: '203.0.113.9',
            [`${action}remoteIpDetails/country/countryName`]: 'Netherlands',
            [`${prefix}additionalInfo/sample`]: 'true',
          },
        }),
      ),
    ).toMatchObject({
      remoteAddress: '203.0.113.9',
      sample: true,
      facts: { port: '22', country: 'Netherlands' },
    });
  });
});

describe('who and which key', () => {
  test('are told where the key stands after the bucket', () => {
    const Resources = [
      { Type: 'AwsS3Bucket', Id: 'arn:aws:s3:::ledger' },
      {
        Type: 'AwsIamAccessKey',
        Id: 'AWS::IAM::AccessKey:ASIAEXAMPLE000000001',
        Details: { AwsIamAccessKey: { PrincipalName: 'deploy', PrincipalType: 'AssumedRole' } },
      },
    ];
    const said = findingIn(normalise({ ...guardDutyInAsff, Resources }));
    expect(said).toMatchObject({ principal: 'deploy', facts: { userType: 'AssumedRole' } });
  });

  test('in the words of the first years, without a prefix', () => {
    const ProductFields = {
      'action/actionType': 'AWS_API_CALL',
      'action/awsApiCallAction/api': 'ConsoleLogin',
      'action/awsApiCallAction/remoteIpDetails/ipAddressV4': '203.0.113.9',
      resourceRole: 'TARGET',
      count: '3',
    };
    expect(findingIn(normalise({ ...guardDutyInAsff, ProductFields }))).toMatchObject({
      remoteAddress: '203.0.113.9',
      count: 3,
      facts: { api: 'ConsoleLogin', resourceRole: 'TARGET' },
    });
  });

  test('only GuardDuty can name signals', () => {
    const { Detection } = attackSequenceInAsff;
    expect(custom({ Detection }).signals).toBeUndefined();
    expect(control({ Detection }).signals).toBeUndefined();
  });
});

describe('what other AWS products say', () => {
  const from = (product: string, changes: object) =>
    custom({ ProductArn: `arn:aws:securityhub:eu-west-1::product/aws/${product}`, ...changes });

  test('with whom Access Analyzer found something shared, with its own page', () => {
    const page = 'https://console.aws.amazon.com/access-analyzer/home?region=eu-west-1#/findings/details/1';
    const { facts, links } = from('access-analyzer', {
      SourceUrl: page,
      Resources: [
        {
          Type: 'AwsS3Bucket',
          Id: 'arn:aws:s3:::ledger',
          Details: { Other: { 'External Principal': '444455556666' } },
        },
      ],
    });
    expect(facts['sharedWith']).toBe('444455556666');
    expect(links[0]).toEqual({ kind: 'console', url: page });
  });

  test('which rule of Config is broken', () => {
    const { facts } = from('config', { ProductFields: { 'aws/config/ConfigRuleName': 'no-public-buckets' } });
    expect(facts['rule']).toBe('no-public-buckets');
  });

  test('which kinds of data Macie found, with its own page', () => {
    const detections = [{ Type: 'NAME' }, { Type: 'ADDRESS' }, { Type: 'NAME' }];
    const { facts, links } = from('macie', {
      Id: '5be50fce24526e670df77bc00example',
      Resources: [
        { Type: 'AwsS3Bucket', Id: 'arn:aws:s3:::ledger' },
        {
          Type: 'AwsS3Object',
          Id: 'arn:aws:s3:::ledger/november.csv',
          DataClassification: { Result: { SensitiveData: [{ Detections: detections }] } },
        },
      ],
    });
    expect(facts['data']).toBe('NAME, ADDRESS');
    expect(links[0]?.url).toBe(
      'https://eu-west-1.console.aws.amazon.com/macie/home?region=eu-west-1#findings?search=id%3D5be50fce24526e670df77bc00example',
    );
  });

  test('the notice in the Health Dashboard', () => {
    const page =
      'https://phd.aws.amazon.com/phd/home#/event-log?eventID=arn:aws:health:eu-west-1::event/EC2/1';
    expect(from('health', { SourceUrl: page }).links[0]).toEqual({ kind: 'console', url: page });
  });

  test('the first port that Inspector could reach', () => {
    expect(from('inspector', { Network: { OpenPortRange: { Begin: 22, End: 22 } } }).facts['port']).toBe(
      '22',
    );
  });
});

describe('links', () => {
  test("a product's own page outside AWS stands beside the hub's", () => {
    expect(custom({ SourceUrl: 'https://watchdog.example/f/1' }).links.map((link) => link.kind)).toEqual([
      'console',
      'remediation',
      'detector',
    ]);
  });

  test.each([
    'javascript:alert(1)',
    'http://example.com/',
    'https://example.com/a b',
    'https://user@example.com/',
    7,
  ])('never %s', (url) => {
    const links = custom({ SourceUrl: url, Remediation: { Recommendation: { Url: url } } }).links;
    expect(links.map((link) => link.kind)).toEqual(['console']);
  });

  test('a region that is no region gets none', () => {
    expect(control({ Region: 'evil.example/', Remediation: null }).links).toEqual([]);
  });
});

describe('what the wild sends', () => {
  test('an event of the hub without findings is understood', () => {
    const event = eventOf(
      { insightName: 'x' },
      { source: 'aws.securityhub', detailType: 'Security Hub Insight Results' },
    );
    expect(securityhub.accepts(event)).toBe(true);
    expect(securityhub.normalise(event, now)).toMatchObject({
      kind: 'event',
      reason: { code: 'no-finding' },
    });
  });

  test.each(['Id', 'ProductArn', 'AwsAccountId'])('without %s it is refused, and says so', (field) => {
    const event = eventOf(
      { ...controlFinding, [field]: {} },
      { source: 'aws.securityhub', detailType: 'Security Hub Findings - Imported' },
    );
    expect(securityhub.normalise(event, now)).toMatchObject({
      kind: 'quarantined',
      reason: { code: 'invalid-field' },
    });
  });

  test('fields of the wrong type that are not needed break nothing', () => {
    expect(
      control({
        Title: 7,
        Types: 'one',
        Resources: { Id: 'x' },
        CreatedAt: {},
        UpdatedAt: 'soon',
        FirstObservedAt: null,
        LastObservedAt: [],
      }),
    ).toMatchObject({ title: '7', resources: [], firstSeen: now, lastSeen: now, updatedAt: now });
  });

  test('the region of a finding without one is that of its resource, then of its product', () => {
    expect(control({ Region: undefined }).region).toBe('eu-west-1');
    expect(control({ Region: undefined, Resources: [] }).region).toBe('eu-west-1');
  });

  test('a very long list of resources is cut, its identity is not too long for an index', () => {
    const resources = Array.from({ length: 2_000 }, (_, i) => ({
      Type: 'Other',
      Id: `arn:aws:x:eu-west-1:111122223333:y/${i}`,
    }));
    const long = control({ Resources: resources });
    expect(long.resources).toHaveLength(500);
    expect(long.identity.length).toBeLessThanOrEqual(400);
    expect(control({ Resources: resources.slice(1) }).identity).not.toBe(long.identity);
  });
});
