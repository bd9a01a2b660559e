import { describe, expect, test } from 'vitest';
import { attackSequence, eventOf, findingIn, guardDutyFinding, now, objectScan } from '../fixtures.ts';
import { guardduty } from './guardduty.ts';

const normalise = (value: unknown) => guardduty.normalise(eventOf(value), now);
const finding = (changes: object) => findingIn(normalise({ ...guardDutyFinding, ...changes }));
const aboutResource = (resource: object) => finding({ resource }).resources;
const withAction = (action: object) => finding({ service: { ...guardDutyFinding.service, action } });
const remoteIpDetails = {
  ipAddressV4: '203.0.113.9',
  country: { countryName: 'Netherlands' },
  organization: { asnOrg: 'Example Hosting' },
};

test('a finding in the normal form', () => {
  expect(normalise(guardDutyFinding)).toMatchInlineSnapshot(`
    {
      "finding": {
        "account": {
          "id": "111122223333",
        },
        "count": 12,
        "description": "EC2 instance i-0abc1234567890def is querying a domain name of a Bitcoin-related activity.",
        "facts": {
          "domain": "pool.example.net",
          "instanceId": "i-0abc1234567890def",
          "instanceType": "t3.large",
          "resourceRole": "ACTOR",
        },
        "firstSeen": 1795316400000,
        "id": "0123456789abcdef0123456789abcdef",
        "identity": "guardduty:0123456789abcdef0123456789abcdef",
        "kind": "threat",
        "lastSeen": 1795321860000,
        "links": [
          {
            "kind": "console",
            "url": "https://eu-west-1.console.aws.amazon.com/guardduty/home?region=eu-west-1#/findings?macros=current&fId=0123456789abcdef0123456789abcdef",
          },
        ],
        "product": "GuardDuty",
        "recordKey": "guardduty:arn:aws:guardduty:eu-west-1:111122223333:detector/d1/finding/0123456789abcdef0123456789abcdef",
        "region": "eu-west-1",
        "resources": [
          {
            "id": "i-0abc1234567890def",
            "name": "web-7",
            "tags": {
              "Name": "web-7",
            },
            "type": "Instance",
          },
        ],
        "sample": false,
        "severity": "High",
        "source": "guardduty",
        "standards": [],
        "status": {
          "archived": false,
          "compliance": null,
          "workflow": null,
        },
        "title": "Bitcoin-related domain name queried by EC2 instance i-0abc1234567890def.",
        "type": "CryptoCurrency:EC2/BitcoinTool.B!DNS",
        "updatedAt": 1795322100000,
      },
      "kind": "finding",
    }
  `);
});

describe('resources', () => {
  const bucket = { name: 'invoices', arn: 'arn:aws:s3:::invoices' };
  test.each([
    [
      'AccessKey',
      { accessKeyDetails: { accessKeyId: 'AKIAEXAMPLE', userName: 'carol' } },
      [{ id: 'AKIAEXAMPLE', name: 'carol' }],
    ],
    [
      'AccessKey',
      { accessKeyDetails: { principalId: '111122223333', userName: 'Root' } },
      [{ id: '111122223333', name: 'Root' }],
    ],
    [
      'S3Bucket',
      { s3BucketDetails: [bucket, { name: 'b' }] },
      [{ id: 'b' }, { id: 'invoices', arn: bucket.arn }],
    ],
    [
      'S3Object',
      {
        s3BucketDetails: [
          { ...bucket, s3ObjectDetails: [{ objectArn: 'arn:aws:s3:::invoices/a/b.csv', key: 'a/b.csv' }] },
        ],
      },
      [{ id: 'invoices/a/b.csv', arn: 'arn:aws:s3:::invoices/a/b.csv' }],
    ],
    [
      'EKSCluster',
      { eksClusterDetails: { name: 'prod', arn: 'arn:aws:eks:eu-west-1:111122223333:cluster/prod' } },
      [{ id: 'prod' }],
    ],
    [
      'ECSCluster',
      { ecsClusterDetails: { name: 'jobs', arn: 'arn:aws:ecs:eu-west-1:111122223333:cluster/jobs' } },
      [{ id: 'jobs' }],
    ],
    ['Container', { containerDetails: { id: 'c0ffee', image: 'nginx' } }, [{ id: 'c0ffee' }]],
    [
      'RDSDBInstance',
      {
        rdsDbInstanceDetails: {
          dbInstanceIdentifier: 'db-2',
          dbInstanceArn: 'arn:aws:rds:eu-west-1:111122223333:db:db-2',
        },
      },
      [{ id: 'db-2', arn: 'arn:aws:rds:eu-west-1:111122223333:db:db-2' }],
    ],
    [
      'Lambda',
      {
        lambdaDetails: {
          functionName: 'resize',
          functionArn: 'arn:aws:lambda:eu-west-1:111122223333:function:resize',
        },
      },
      [{ id: 'resize' }],
    ],
    [
      'EBSVolume',
      {
        ebsVolumeDetails: {
          scannedVolumeDetails: [{ volumeArn: 'arn:aws:ec2:eu-west-1:111122223333:volume/vol-1' }],
        },
      },
      [{ id: 'vol-1', arn: 'arn:aws:ec2:eu-west-1:111122223333:volume/vol-1' }],
    ],
    [
      'QuantumBox',
      { quantumBoxDetails: { boxArn: 'arn:aws:qb:eu-west-1:111122223333:box/7', boxName: 'seven' } },
      [{ id: 'arn:aws:qb:eu-west-1:111122223333:box/7' }],
    ],
    ['__proto__', { thingDetails: { thingId: 't-1' } }, [{ id: 't-1' }]],
    ['Instance', { instanceDetails: null }, []],
  ])('%s', (resourceType, details, expected) => {
    const wanted = expected.map((one) => expect.objectContaining({ type: resourceType, ...one }));
    expect(aboutResource({ resourceType, ...details })).toEqual(wanted);
  });

  test('of an attack sequence are all of its resources, sorted', () => {
    const sequence = {
      uid: 's',
      actors: [{ id: 'a', user: { name: 'carol', uid: 'AIDAEXAMPLE' } }],
      endpoints: [{ id: 'e', ip: '198.51.100.7', location: { country: 'Iceland' } }],
      resources: [
        { uid: 'arn:aws:s3:::invoices', name: 'invoices', resourceType: 'S3_BUCKET' },
        { uid: 'ASIAEXAMPLE', resourceType: 'ACCESS_KEY' },
        { uid: 'ASIAEXAMPLE', resourceType: 'ACCESS_KEY' },
      ],
      signals: [
        { uid: '1', type: 'CLOUD_TRAIL' },
        { uid: '2', type: 'CLOUD_TRAIL' },
      ],
    };
    const attack = finding({
      type: 'AttackSequence:S3/CompromisedData',
      severity: 9.5,
      resource: { resourceType: 'AttackSequence' },
      service: { ...guardDutyFinding.service, action: undefined, detection: { sequence } },
    });
    expect(attack).toMatchObject({
      severity: 'Critical',
      principal: 'carol',
      remoteAddress: '198.51.100.7',
      facts: { country: 'Iceland', signals: '2' },
      resources: [
        { type: 'ACCESS_KEY', id: 'ASIAEXAMPLE' },
        { type: 'S3_BUCKET', id: 'arn:aws:s3:::invoices', arn: 'arn:aws:s3:::invoices', name: 'invoices' },
      ],
    });
    // Both signals are calls that no finding stands for.
    expect(attack.signals).toBeUndefined();
  });

  test('an attack sequence keeps a hundred signals', () => {
    const signals = Array.from({ length: 150 }, (_, index) => ({ uid: `s${index}`, type: 'FINDING' }));
    const { service } = attackSequence;
    const { sequence } = service.detection;
    const many = finding({ service: { ...service, detection: { sequence: { ...sequence, signals } } } });
    expect(many.signals).toHaveLength(100);
    expect(many.facts['signals']).toBe('150');
  });

  test('keep their tags, each of its own', () => {
    const s3BucketDetails = [
      { name: 'a', tags: [{ key: 'team', value: 'billing' }] },
      { name: 'b', tags: [] },
    ];
    expect(finding({ resource: { resourceType: 'S3Bucket', s3BucketDetails } }).resources).toEqual([
      { type: 'S3Bucket', id: 'a', tags: { team: 'billing' } },
      { type: 'S3Bucket', id: 'b' },
    ]);
  });

  test('the instance is told where the finding is about the key that it lost', () => {
    const resource = {
      resourceType: 'AccessKey',
      accessKeyDetails: { accessKeyId: 'ASIAEXAMPLE000000001', userName: 'web', userType: 'AssumedRole' },
      instanceDetails: { instanceId: 'i-0abc1234567890def' },
    };
    expect(finding({ resource })).toMatchObject({
      principal: 'web',
      resources: [{ type: 'AccessKey', id: 'ASIAEXAMPLE000000001', name: 'web' }],
      facts: {
        accessKeyId: 'ASIAEXAMPLE000000001',
        instanceId: 'i-0abc1234567890def',
        resourceRole: 'ACTOR',
      },
    });
  });
});

describe('actions', () => {
  test.each([
    [
      'an API call',
      { awsApiCallAction: { api: 'GetObject', serviceName: 's3.amazonaws.com', remoteIpDetails } },
      { api: 'GetObject' },
    ],
    [
      'an inbound connection, with the local port',
      {
        networkConnectionAction: {
          connectionDirection: 'INBOUND',
          localPortDetails: { port: 22, portName: 'SSH' },
          remotePortDetails: { port: 40_000 },
          remoteIpDetails,
        },
      },
      { port: '22', portName: 'SSH' },
    ],
    [
      'an outbound connection, with the remote port',
      {
        networkConnectionAction: {
          connectionDirection: 'OUTBOUND',
          localPortDetails: { port: 40_000 },
          remotePortDetails: { port: 443, portName: 'Unknown' },
          remoteIpDetails,
        },
      },
      { port: '443' },
    ],
    [
      'a port probe',
      { portProbeAction: { portProbeDetails: [{ localPortDetails: { port: 3389 }, remoteIpDetails }] } },
      { port: '3389' },
    ],
    [
      'a Kubernetes call',
      { kubernetesApiCallAction: { verb: 'list', requestUri: '/api/v1/secrets', remoteIpDetails } },
      { requestUri: '/api/v1/secrets' },
    ],
    ['a kind that is new', { teleportAction: { remoteIpDetails } }, {}],
  ])('%s', (_name, action, facts) => {
    expect(withAction(action)).toMatchObject({
      remoteAddress: '203.0.113.9',
      facts: { ...facts, country: 'Netherlands', asnOrg: 'Example Hosting' },
    });
  });

  test('a database login names its user', () => {
    expect(
      withAction({ rdsLoginAttemptAction: { remoteIpDetails, loginAttributes: [{ user: 'admin' }] } }),
    ).toMatchObject({
      principal: 'admin',
      remoteAddress: '203.0.113.9',
    });
  });
});

describe('samples', () => {
  const service = guardDutyFinding.service;
  test.each([
    ['additionalInfo.sample', { service: { ...service, additionalInfo: { sample: true } } }, true],
    ['additionalInfo.sample as text', { service: { ...service, additionalInfo: { sample: 'True' } } }, true],
    [
      'inside the text of additionalInfo.value',
      { service: { ...service, additionalInfo: { value: '{"sample":true,"x":1}' } } },
      true,
    ],
    ['by its title', { title: '[SAMPLE] Something' }, true],
    [
      'sample: false',
      { service: { ...service, additionalInfo: { sample: false, value: '{"sample":false}' } } },
      false,
    ],
    ['a title that only mentions it', { title: 'User [SAMPLE] did it' }, false],
  ])('%s', (_name, changes, expected) => {
    expect(finding(changes).sample).toBe(expected);
  });
});

describe('what the wild sends', () => {
  test('PascalCase is the same finding', () => {
    const pascal = (value: unknown): unknown => {
      if (Array.isArray(value)) return value.map(pascal);
      if (typeof value !== 'object' || value === null) return value;
      return Object.fromEntries(
        Object.entries(value).map(([key, one]) => [key.charAt(0).toUpperCase() + key.slice(1), pascal(one)]),
      );
    };
    expect(guardduty.accepts(eventOf(pascal(guardDutyFinding)))).toBe(true);
    expect(normalise(pascal(guardDutyFinding))).toEqual(normalise(guardDutyFinding));
  });

  test('`finding` in the place of `service`', () => {
    const { service, ...rest } = guardDutyFinding;
    expect(normalise({ ...rest, finding: service })).toEqual(normalise(guardDutyFinding));
  });

  test('the least there is: id, type, severity, account; the rest from the envelope', () => {
    const least = { id: 'f-1', type: 'Recon:EC2/Portscan', severity: 5, accountId: '111122223333' };
    const event = eventOf(least, { source: 'aws.guardduty', detailType: 'GuardDuty Finding' });
    const time = Date.UTC(2026, 10, 22, 4, 59, 0);
    expect(findingIn(guardduty.normalise(event, now))).toMatchObject({
      identity: 'guardduty:f-1',
      region: 'eu-west-1',
      title: 'Recon:EC2/Portscan',
      resources: [],
      firstSeen: time,
      lastSeen: time,
      updatedAt: time,
      count: 1,
    });
  });

  test.each(['id', 'type', 'severity', 'accountId'])('without %s it is refused, and says so', (field) => {
    const changes = field === 'id' ? { id: undefined, arn: undefined } : { [field]: undefined };
    const normalised = normalise({ ...guardDutyFinding, ...changes });
    expect(normalised).toMatchObject({ kind: 'quarantined', reason: { code: 'invalid-field' } });
    expect(JSON.stringify(normalised)).toContain(`/${field}: expected`);
  });

  test('NUL, control characters and lone surrogates do not survive', () => {
    const dirty = finding({
      title: 'a\u0000b\u0007c\ud800d',
      description: 'line\none\u0000',
      id: 'x\u0000y',
      arn: undefined,
    });
    expect(dirty).toMatchObject({ title: 'a b c d', description: 'line\none ', identity: 'guardduty:x y' });
  });

  test('other events of GuardDuty are understood, and no finding', () => {
    const event = eventOf(
      { status: 'ACTIVE' },
      { source: 'aws.guardduty', detailType: 'GuardDuty Malware Protection Resource Status Active' },
    );
    expect(guardduty.accepts(event)).toBe(true);
    expect(guardduty.normalise(event, now)).toMatchObject({ kind: 'event', reason: { code: 'no-finding' } });
  });

  test("CloudTrail's record of a call to GuardDuty is not GuardDuty's", () => {
    const event = eventOf({}, { source: 'aws.guardduty', detailType: 'AWS API Call via CloudTrail' });
    expect(guardduty.accepts(event)).toBe(false);
  });
});

describe('malware scans of S3 objects', () => {
  const scanned = (changes: object) =>
    guardduty.normalise(
      eventOf(
        { ...objectScan, ...changes },
        { source: 'aws.guardduty', detailType: 'GuardDuty Malware Protection Object Scan Result' },
      ),
      now,
    );

  test('a threat is a finding on that version of the object', () => {
    expect(findingIn(scanned({}))).toMatchObject({
      identity: 'guardduty:object/uploads/in/eicar.com@v7',
      type: 'Object:S3/MaliciousFile',
      severity: 'High',
      account: { id: '111122223333' },
      region: 'eu-west-1',
      resources: [{ type: 'S3Object', id: 'uploads/in/eicar.com', arn: 'arn:aws:s3:::uploads/in/eicar.com' }],
      facts: { bucket: 'uploads', file: 'in/eicar.com', threat: 'EICAR-Test-File (not a virus)' },
    });
  });

  test('a clean object is an event', () => {
    expect(scanned({ scanResultDetails: { scanResultStatus: 'NO_THREATS_FOUND' } })).toMatchObject({
      kind: 'event',
      reason: { code: 'no-finding', detail: 'NO_THREATS_FOUND' },
    });
  });

  test('a threat in no object is refused', () => {
    expect(scanned({ s3ObjectDetails: {} })).toMatchObject({
      kind: 'quarantined',
      reason: { detail: '/s3ObjectDetails/bucketName: expected a bucket' },
    });
  });
});
