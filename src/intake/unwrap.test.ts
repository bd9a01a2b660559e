import { readdirSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { InnerEvent } from '../finding/inner-event.ts';
import { envelopes } from './envelopes/registry.ts';
import { resolve } from './resolve.ts';
import { type Unwrapped, unwrap } from './unwrap.ts';

const finding = { schemaVersion: '2.0', id: 'f1', type: 'Recon:EC2/Portscan', severity: 5 };
const asff = { SchemaVersion: '2018-10-08', Id: 'arn:aws:securityhub:x', ProductArn: 'arn:aws:y' };
const trail = { eventVersion: '1.08', eventSource: 's3.amazonaws.com', eventName: 'PutBucketAcl' };
const stored = { eventSource: 'aws:s3', s3: { bucket: { name: 'logs' }, object: { key: 'a/b.json.gz' } } };
const confirmation = {
  Type: 'SubscriptionConfirmation',
  TopicArn: 'arn:aws:sns:x',
  Message: 'You have chosen…',
};

const wrapped = (detail: unknown) => ({
  version: '0',
  'detail-type': 'GuardDuty Finding',
  source: 'aws.guardduty',
  account: '111122223333',
  time: '2026-11-22T05:00:00Z',
  region: 'ap-northeast-1',
  resources: [],
  detail,
});
const eventBridge = {
  source: 'aws.guardduty',
  detailType: 'GuardDuty Finding',
  account: '111122223333',
  region: 'ap-northeast-1',
  time: '2026-11-22T05:00:00Z',
};
const notification = (message: unknown) => ({
  Type: 'Notification',
  TopicArn: 'arn:aws:sns:ap-northeast-1:111122223333:alerts',
  Message: JSON.stringify(message),
});
const lambdaSqs = (...bodies: string[]) => ({
  Records: bodies.map((body) => ({ messageId: 'm', body, eventSource: 'aws:sqs' })),
});
const lambdaSns = (message: unknown) => ({
  Records: [{ EventSource: 'aws:sns', Sns: { ...notification(message) } }],
});

const at = (path: string, value: unknown, from: InnerEvent['eventBridge'] = null): Unwrapped => ({
  path,
  eventBridge: from,
  value,
});

const table: [name: string, body: unknown, expected: Unwrapped[]][] = [
  ['a bare finding', finding, [at('', finding)]],
  ['a bare finding as a JSON string', JSON.stringify(finding), [at('', finding)]],
  ['an array', [finding, asff], [at('/0', finding), at('/1', asff)]],
  ['an array of JSON strings', [JSON.stringify(finding)], [at('/0', finding)]],
  ['EventBridge', wrapped(finding), [at('/detail', finding, eventBridge)]],
  ['EventBridge, detail as text', wrapped(JSON.stringify(finding)), [at('/detail', finding, eventBridge)]],
  [
    'EventBridge in EventBridge: the nearest is kept',
    { ...wrapped(wrapped(finding)), source: 'aws.pipes' },
    [at('/detail/detail', finding, eventBridge)],
  ],
  ['SNS in SQS', notification(wrapped(finding)), [at('/Message/detail', finding, eventBridge)]],
  ['SNS with words', { ...notification(0), Message: 'Hello!' }, [at('/Message', 'Hello!')]],
  ['a subscription confirmation', confirmation, [at('', confirmation)]],
  ['SNS to Lambda', lambdaSns(finding), [at('/Records/0/Sns/Message', finding)]],
  [
    'SNS in SQS in Lambda',
    lambdaSqs(JSON.stringify(notification(wrapped({ findings: [asff] })))),
    [at('/Records/0/body/Message/detail/findings/0', asff, eventBridge)],
  ],
  ['a forwarded SQS message', { MD5OfBody: 'x', Body: JSON.stringify(finding) }, [at('/Body', finding)]],
  [
    "ReceiveMessage's answer",
    { Messages: [{ MD5OfBody: 'x', Body: JSON.stringify(finding) }] },
    [at('/Messages/0/Body', finding)],
  ],
  ['GetFindings', { Findings: [asff, finding] }, [at('/Findings/0', asff), at('/Findings/1', finding)]],
  [
    'Insight results, which hold no finding',
    wrapped({ insightArn: 'arn:aws:securityhub:x', insightResults: [{ a: 1 }] }),
    [at('/detail', { insightArn: 'arn:aws:securityhub:x', insightResults: [{ a: 1 }] }, eventBridge)],
  ],
  ['a CloudTrail file', { Records: [trail, trail] }, [at('/Records/0', trail), at('/Records/1', trail)]],
  ['an S3 notification', { Records: [stored] }, [at('/Records/0', stored)]],
  [
    'an S3 notification in SNS in SQS',
    notification({ Records: [stored, stored] }),
    [at('/Message/Records/0', stored), at('/Message/Records/1', stored)],
  ],
  [
    "CloudTrail's notice",
    notification({ s3Bucket: 'b', s3ObjectKey: ['k'] }),
    [at('/Message', { s3Bucket: 'b', s3ObjectKey: ['k'] })],
  ],
  ['an empty file', { Records: [] }, [at('/Records', [])]],
  ['an empty array', [], [at('', [])]],
  ['an array of numbers', [1, 2], [at('', [1, 2])]],
  ['a list with something else in it', [finding, 1, null], [at('/0', finding), at('/1', 1), at('/2', null)]],
  ['null', null, [at('', null)]],
  ['a word', 'hello', [at('', 'hello')]],
  ['a custom event that says findings', { findings: ['a'] }, [at('', { findings: ['a'] })]],
  [
    'an EventBridge event without detail',
    { ...wrapped(undefined) },
    [at('', JSON.parse(JSON.stringify(wrapped(undefined))))],
  ],
];

describe('unwrap', () => {
  test.each(table)('%s', (_name, body, expected) => {
    expect(unwrap(JSON.stringify(body))).toEqual(expected);
  });

  test('a text that is no JSON, without its content', () => {
    expect(unwrap('password=hunter2')).toEqual([
      { path: '', problem: { code: 'bad-json', detail: "Unexpected token 'p'" } },
    ]);
    expect(JSON.stringify(unwrap('{"password":"hunter2",,}'))).not.toContain('hunter2');
  });

  test('a bad text inside is a problem of its own place', () => {
    const body = JSON.stringify(lambdaSqs('{"a":', JSON.stringify(finding), 'plain words'));
    expect(unwrap(body)).toEqual([
      { path: '/Records/0/body', problem: { code: 'bad-json', detail: 'Unexpected end of JSON input' } },
      at('/Records/1/body', finding),
      at('/Records/2/body', 'plain words'),
    ]);
  });

  test('a byte order mark is no fault', () => {
    expect(unwrap(`\ufeff${JSON.stringify(finding)}`)).toEqual([at('', finding)]);
  });
});

describe('hostile bodies', () => {
  const problems = (body: string) =>
    unwrap(body).flatMap((one) => ('problem' in one ? [`${one.problem.code} ${one.path.length}`] : []));

  test('500,000 nested arrays stop at depth 64', () => {
    expect(problems('['.repeat(500_000) + ']'.repeat(500_000))).toEqual(['too-deep 128']);
  });

  test('nested envelopes stop at depth 64, and their neighbours are found', () => {
    const deep = `${'{"detail-type":"a","source":"b","detail":'.repeat(20_000)}1${'}'.repeat(20_000)}`;
    const found = unwrap(`[${JSON.stringify(finding)},${deep}]`);
    expect(found).toHaveLength(2);
    expect(found[0]).toEqual(at('/0', finding));
    expect(found[1]).toMatchObject({ problem: { code: 'too-deep' } });
  });

  test('170,000 nested objects are one event', () => {
    const [only, ...others] = unwrap(`${'{"a":'.repeat(170_000)}1${'}'.repeat(170_000)}`);
    expect(only?.path).toBe('');
    expect(others).toEqual([]);
  });

  test('1 MiB is counted in bytes of UTF-8', () => {
    const filled = (fill: string, count: number) => `"${fill.repeat(count)}"`;
    expect(problems(filled('a', 1_048_574))).toEqual([]);
    expect(problems(filled('a', 1_048_575))).toEqual(['too-large 0']);
    expect(problems(filled('櫓', 349_524))).toEqual([]);
    expect(problems(filled('櫓', 349_525))).toEqual(['too-large 0']);
  });

  test('after 100,000 events the rest is one problem', () => {
    const found = unwrap(`[{},${'1,'.repeat(500_000)}1]`);
    expect(found).toHaveLength(100_001);
    expect(found.at(-1)).toEqual({
      path: '/100000',
      problem: { code: 'too-large', detail: 'over 100000 events' },
    });
  });

  test('prototype names are data', () => {
    const body = '{"Records":[{"__proto__":{"eventSource":"aws:sqs","body":"{}"},"constructor":1}]}';
    const [only] = unwrap(body);
    expect(only?.path).toBe('/Records/0');
    expect(unwrap('{"__proto__":{"Records":[{}]}}').map((one) => one.path)).toEqual(['']);
    expect(resolve(body, '/Records/0/constructor')).toBe(1);
    expect(resolve(body, '/Records/0/toString')).toBeUndefined();
    expect(resolve(body, '/Records/length')).toBeUndefined();
  });

  test('half a character survives', () => {
    expect(unwrap('{"title":"\\ud800"}')).toEqual([at('', { title: '\ud800' })]);
    expect(unwrap('\ud83d')).toEqual([
      { path: '', problem: { code: 'bad-json', detail: "Unexpected token '\ufffd'" } },
    ]);
  });

  test('any text gives at least one entry, and no path twice', () => {
    const anything = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.json(),
      fc.json().map((text) => JSON.stringify({ Records: [{ eventSource: 'aws:sqs', body: text }, text] })),
      fc.json().map((text) => text.slice(0, -1)),
    );
    fc.assert(
      fc.property(anything, (body) => {
        const found = unwrap(body);
        expect(found.length).toBeGreaterThan(0);
        expect(new Set(found.map((one) => one.path)).size).toBe(found.length);
        for (const one of found) {
          if ('value' in one) expect(resolve(body, one.path)).toEqual(one.value);
        }
      }),
    );
  });
});

/** One layer around a value, as it really occurs; `path` leads from the layer to the value. */
type Layer = { readonly path: string; wrap(value: unknown): unknown };
const layers: readonly Layer[] = [
  { path: '/detail', wrap: wrapped },
  { path: '/Message', wrap: notification },
  { path: '/Records/0/Sns/Message', wrap: lambdaSns },
  { path: '/Records/1/body', wrap: (value) => lambdaSqs('{}', JSON.stringify(value)) },
  { path: '/Body', wrap: (value) => ({ MD5OfBody: 'x', Body: JSON.stringify(value) }) },
  { path: '/Records/0', wrap: (value) => ({ Records: [value] }) },
  { path: '/findings/1', wrap: (value) => ({ findings: [{}, value] }) },
  { path: '/2', wrap: (value) => [{}, {}, value] },
];

test('whatever an event is wrapped in, it is found, and its path leads to it', () => {
  const event = fc
    .dictionary(fc.string(), fc.jsonValue(), { minKeys: 1 })
    .map((fields) => ({ ...fields, id: 'x' }));
  const nesting = fc.array(fc.constantFrom(...layers), { maxLength: 7 });
  fc.assert(
    fc.property(event, nesting, (inner, chain) => {
      const body = JSON.stringify(chain.reduce<unknown>((value, layer) => layer.wrap(value), inner));
      const path = chain.reduce((tail, layer) => layer.path + tail, '');
      const value: unknown = JSON.parse(JSON.stringify(inner));
      expect(unwrap(body).find((one) => one.path === path)).toMatchObject({ path, value });
      expect(resolve(body, path)).toEqual(value);
    }),
  );
});

test('every file of envelopes/ is in the registry', () => {
  const files = readdirSync(new URL('./envelopes', import.meta.url))
    .filter((file) => !['envelope.ts', 'registry.ts'].includes(file))
    .map((file) => file.replace(/\.ts$/, ''));
  expect(envelopes.map((envelope) => envelope.name).sort()).toEqual(files.sort());
});
