import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { findingIn, now } from './fixtures.ts';
import { flawsOf } from './flaws.ts';
import { normaliseEvent } from './registry.ts';

/*
 * Real events, written by others. The expectations are worked out here from the raw events alone, by other
 * means than the sources use.
 */
const data = process.env['YAGURA_DATA'] ?? '../shared/data';

/** What stands at a dotted path of a raw event, which is trusted to have the type asked for. */
function at<T = string>(event: unknown, path: string): T | undefined {
  return path
    .split('.')
    .reduce<unknown>(
      (value, key) => (value as Record<string, unknown> | null | undefined)?.[key],
      event,
    ) as T;
}

type Named = Readonly<Record<string, string>>;

const upper = (text: string) => text.toUpperCase();

function read(name: string): { line: number; event: unknown; result: ReturnType<typeof normaliseEvent> }[] {
  const lines = readFileSync(join(data, `${name}.ndjson`), 'utf8')
    .trim()
    .split('\n');
  return lines.map((text, index) => {
    const { event, _env } = JSON.parse(text);
    const detailType = _env
      .find((one: string) => one.startsWith('eventbridge:'))
      ?.slice('eventbridge:'.length);
    const envelope = {
      source: '',
      account: '111122223333',
      region: 'eu-west-1',
      time: '2026-11-22T04:59:00Z',
    };
    const eventBridge = detailType === undefined ? null : { ...envelope, detailType };
    return { line: index + 1, event, result: normaliseEvent({ path: '', eventBridge, value: event }, now) };
  });
}

const sorted = (resources: readonly Named[], type: string, id: string) =>
  [...new Set(resources.map((one) => `${one[id]} ${one[type]}`))].sort();

function expectRaw(name: string, raw: (event: unknown) => object): void {
  for (const { line, event, result } of read(name)) {
    const finding = findingIn(result);
    expect({
      line,
      severity: finding.severity,
      type: finding.type,
      account: finding.account.id,
      region: finding.region,
      resources: finding.resources.map(({ type, id }) => `${id} ${type}`).sort(),
    }).toEqual({ line, ...raw(event) });
  }
}

if (!existsSync(data))
  test('the real events are absent, so nothing here was compared with them', () => {
    expect(existsSync(data)).toBe(false);
  });

describe.runIf(existsSync(data))('real events', () => {
  test.each([
    'guardduty',
    'guardduty-malware-object',
    'asff',
    'ocsf',
    'macie',
    'cloudtrail',
    'waf',
    'kubescape-report',
  ])('%s: no flaw in any result', (name) => {
    for (const { line, result } of read(name))
      expect({ line, flaws: flawsOf(result) }).toEqual({ line, flaws: [] });
  });

  test.each([
    ['guardduty', { finding: 22 }],
    ['guardduty-malware-object', { finding: 1 }],
    ['asff', { finding: 183 }],
    ['ocsf', { finding: 27, event: 16 }],
    ['macie', { finding: 1 }],
  ])('%s: nothing well-formed is quarantined', (name, expected) => {
    const counts: Record<string, number> = {};
    for (const { result } of read(name)) counts[result.kind] = (counts[result.kind] ?? 0) + 1;
    expect(counts).toEqual(expected);
  });

  test('guardduty: what it says is what the raw events say', () => {
    expectRaw('guardduty', (event) => {
      const score = at<number>(event, 'severity') ?? at<number>(event, 'Severity') ?? 0;
      const kind = at(event, 'resource.resourceType') ?? at(event, 'Resource.ResourceType');
      const ids: Named = {
        Instance:
          at(event, 'resource.instanceDetails.instanceId') ??
          at(event, 'Resource.InstanceDetails.InstanceId') ??
          '',
        AccessKey: at(event, 'resource.accessKeyDetails.accessKeyId') ?? '',
        S3Bucket: at(event, 'resource.s3BucketDetails.0.name') ?? '',
      };
      return {
        severity: score >= 9 ? 'Critical' : score >= 7 ? 'High' : score >= 4 ? 'Medium' : 'Low',
        type: at(event, 'type') ?? at(event, 'Type'),
        account: at(event, 'accountId') ?? at(event, 'AccountId'),
        region: at(event, 'region') ?? at(event, 'Region') ?? 'eu-west-1',
        resources: kind ? [`${ids[kind]} ${kind}`] : [],
      };
    });
  });

  test('guardduty: who, which key, which role and which tags are what the raw events say', () => {
    for (const { line, event, result } of read('guardduty')) {
      const { principal, facts, resources } = findingIn(result);
      // Some are spelled in PascalCase throughout, and one tool calls the service `finding`.
      const said = (path: string) => at(event, path) ?? at(event, path.replace(/(^|\.)./g, upper));
      const listed = (path: string) =>
        at<Named[]>(event, path) ?? at<Named[]>(event, path.replace(/(^|\.)./g, upper));
      const kind = said('resource.resourceType');
      const tags = kind === 'Instance' ? listed('resource.instanceDetails.tags') : undefined;
      expect({
        line,
        principal,
        key: facts['accessKeyId'],
        role: facts['resourceRole'],
        ...(kind === 'Instance' && { tags: resources[0]?.tags }),
      }).toEqual({
        line,
        principal: said('resource.accessKeyDetails.userName'),
        key: said('resource.accessKeyDetails.accessKeyId'),
        role: said('service.resourceRole') ?? said('finding.resourceRole'),
        ...(kind === 'Instance' && {
          tags:
            tags &&
            Object.fromEntries(tags.map((tag) => [tag['key'] ?? tag['Key'], tag['value'] ?? tag['Value']])),
        }),
      });
    }
  });

  test('asff: who, which role and which tags are what the raw events say', () => {
    for (const { line, event, result } of read('asff')) {
      const { principal, facts, resources } = findingIn(result);
      const raw = at<Named[]>(event, 'Resources') ?? [];
      const key = 'Resources.0.Details.AwsIamAccessKey.';
      const role =
        at<Named>(event, 'ProductFields')?.['aws/guardduty/service/resourceRole'] ??
        at(event, 'ProductFields.resourceRole');
      expect({ line, principal, role: facts['resourceRole'] }).toEqual({
        line,
        principal: at(event, `${key}PrincipalName`) ?? at(event, `${key}UserName`),
        role,
      });
      for (const { id, tags } of resources) {
        const given = at<Named>(
          raw.find((one) => one['Id'] === id),
          'Tags',
        );
        expect({ line, id, tags: tags ?? {} }).toEqual({ line, id, tags: given ?? {} });
      }
    }
  });

  test('ocsf: the labels of the resources that have some', () => {
    const labelled = read('ocsf').flatMap(({ line, result }) =>
      result.kind === 'finding' && result.finding.resources.some(({ tags }) => tags)
        ? [[line, result.finding.resources[0]?.tags]]
        : [],
    );
    const raw = read('ocsf').flatMap(({ line, event }) => {
      const labels = at<string[]>(event, 'resources.0.labels') ?? [];
      return labels.length > 0 ? [[line, Object.fromEntries(labels.map((one) => one.split(/[:=]/)))]] : [];
    });
    expect(labelled).toEqual(raw);
  });

  test('asff: what it says is what the raw events say', () => {
    const words = ['Informational', 'Low', 'Medium', 'High', 'Critical'];
    expectRaw('asff', (event) => {
      const score = at<number>(event, 'Severity.Normalized');
      const provided = score === undefined ? at(event, 'FindingProviderFields.Severity.Label') : undefined;
      const label = (at(event, 'Severity.Label') ?? provided)?.toLowerCase();
      const product = at(event, 'ProductArn') ?? '';
      const control =
        at(event, 'Compliance.SecurityControlId') ??
        at(event, 'ProductFields.ControlId') ??
        at(event, 'ProductFields.RuleId');
      const own = at(event, 'Types.0') ?? at(event, 'GeneratorId') ?? '';
      const guardDutyType = own.slice(own.lastIndexOf('/') + 1).replace('-', '/');
      return {
        severity:
          words.find((word) => word.toLowerCase() === label) ??
          words[[1, 40, 70, 90].filter((edge) => (score ?? 40) >= edge).length],
        type: product.endsWith('::product/aws/securityhub')
          ? (control ?? own)
          : product.endsWith('::product/aws/guardduty')
            ? guardDutyType
            : own,
        account: at(event, 'AwsAccountId'),
        region: at(event, 'Region') ?? at(event, 'Resources.0.Region') ?? product.split(':')[3],
        resources: sorted(at<Named[]>(event, 'Resources') ?? [], 'Type', 'Id'),
      };
    });
  });

  test('ocsf: what its findings say is what the raw events say', () => {
    for (const { line, event, result } of read('ocsf')) {
      expect([line, result.kind]).toEqual([
        line,
        at<number>(event, 'category_uid') === 2 ? 'finding' : 'event',
      ]);
      if (result.kind !== 'finding') continue;
      const { finding } = result;
      expect({
        line,
        severity: finding.severity,
        account: finding.account.id,
        region: finding.region,
        resources: finding.resources.map(({ type, id }) => `${id} ${type}`).sort(),
      }).toEqual({
        line,
        severity: at(event, 'severity'),
        account: at(event, 'cloud.account.uid') ?? at(event, 'cloud.account_uid') ?? 'none',
        region: at(event, 'cloud.region') ?? 'none',
        resources: sorted(
          at<Named[]>(event, 'resources') ?? [at<Named>(event, 'resource') ?? {}],
          'type',
          'uid',
        ),
      });
      const types = at<string[]>(event, 'finding_info.types') ?? [];
      expect([
        at(event, 'compliance.control'),
        at(event, 'metadata.event_code'),
        at(event, 'metadata.product.feature.uid')?.split('/').at(-1),
        ...types,
        ...types.map((type) => type.slice(type.lastIndexOf('/') + 1).replace('-', '/')),
      ]).toContain(finding.type);
    }
  });

  test('macie: what it says is what the raw event says', () => {
    expectRaw('macie', (event) => ({
      severity: at(event, 'severity.description'),
      type: at(event, 'type'),
      account: at(event, 'accountId'),
      region: at(event, 'region'),
      resources: [
        `${at(event, 'resourcesAffected.s3Bucket.name')} S3Bucket`,
        `${at(event, 'resourcesAffected.s3Object.path')} S3Object`,
      ].sort(),
    }));
  });

  test('a malware scan: the object, in the place the envelope names', () => {
    expectRaw('guardduty-malware-object', (event) => ({
      severity: 'High',
      type: 'Object:S3/MaliciousFile',
      account: '111122223333',
      region: 'eu-west-1',
      resources: [
        `${at(event, 's3ObjectDetails.bucketName')}/${at(event, 's3ObjectDetails.objectKey')} S3Object`,
      ],
    }));
  });

  test('the GuardDuty types of the documentation survive the way through Security Hub', () => {
    const types: { type: string }[] = JSON.parse(readFileSync(join(data, 'guardduty-types.json'), 'utf8'));
    const through = types.map(({ type }) => {
      const asff = {
        Id: 'x',
        ProductArn: 'arn:aws:securityhub:eu-west-1::product/aws/guardduty',
        AwsAccountId: '111122223333',
        Types: [`TTPs/Somewhere/${type.replace('/', '-')}`],
      };
      return findingIn(normaliseEvent({ path: '', eventBridge: null, value: asff }, now)).type;
    });
    expect(through).toEqual(types.map(({ type }) => type));
  });
});
