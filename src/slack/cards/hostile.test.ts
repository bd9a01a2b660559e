import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Case } from '../../finding/case.ts';
import { sourceNames } from '../../finding/finding.ts';
import { severities } from '../../finding/severity.ts';
import type { CaseView, FindingView } from '../../finding/view.ts';
import { languages } from '../../i18n/catalogue.ts';
import { drawCase } from './case-card.ts';
import { limitsBroken } from './testing/slack-limits.ts';
import { caseOf, findings } from './testing/views.ts';

const hostile = [
  '<!channel> <!here|x> <!subteam^S123>',
  '<@U123ABC>',
  '<http://evil.example|https://console.aws.amazon.com>',
  '@here @channel @everyone #general',
  '*bold* _italic_ ~strike~ `code` ```block```',
  '> quote\n\n\n• list\r\n',
  '&lt;!channel&gt;',
  'x'.repeat(10_000),
  '"\\'.repeat(5_000),
  '東'.repeat(10_000),
  '😀'.repeat(5_000),
  'a\u0000b\u0007c\u001b[2J\u0085',
  'safe\u202Egnp.exe\u2066\u200B\uFEFF',
  `Z${'\u0301'.repeat(500)}`,
  '\uD800 lone \uDFFF',
  '',
  ' ',
];

/** Every string from outside replaced by one text. */
function filledWith(text: string, base: FindingView): FindingView {
  return {
    ...base,
    title: text,
    description: text,
    account: { id: text, name: text },
    region: text,
    resources: Array.from({ length: 500 }, () => ({ type: text, id: text, name: text, arn: text })),
    principal: text,
    remoteAddress: text,
    standards: Array.from({ length: 50 }, () => text),
    product: base.product === 'GuardDuty' ? base.product : text,
    remediation: text,
    links: [
      { kind: 'console', url: text },
      { kind: 'remediation', url: `https://evil.example/${text}` },
      { kind: 'detector', url: `https://${text}/` },
    ],
    facts: Object.fromEntries(
      ['domain', 'port', 'api', 'country', 'file', 'instanceType'].map((name) => [name, text]),
    ),
  };
}

const states: readonly Partial<Case>[] = [
  { assignee: '<!channel>', reopened: 3, unverifiable: true, dueAt: 9e15 },
  { state: 'resolved', resolution: 'gone', closedAt: 9e15 },
  { state: 'external', resolution: 'external', closedAt: 0 },
];

describe('hostile text', () => {
  const cases = hostile.flatMap((text) =>
    Object.entries(findings).flatMap(([name, base]) =>
      states.map((state) => ({
        label: `${text.slice(0, 24)} in ${name}, ${state.state ?? 'open'}`,
        text,
        base,
        state,
      })),
    ),
  );

  test.each(cases)('is harmless and inside the limits: $label', ({ text, base, state }) => {
    for (const language of languages) {
      const view = caseOf(filledWith(text, base), state);
      const card = drawCase(view, { language, timeZone: 'Asia/Tokyo', rawEvent: true });
      expect(limitsBroken(card)).toEqual([]);
      expect(parsedBySlack(card).filter((one) => /[<>`]|@(here|channel|everyone)\b/i.test(one))).toEqual([]);
    }
  });

  test('names can be copied from the card as they are', () => {
    const view = caseOf({
      ...findings.publicBucket,
      resources: [{ type: 'AwsS3Bucket', id: '*my_bucket* & <b>' }],
    });
    const card = drawCase(view, { language: 'en', timeZone: 'UTC', rawEvent: true });
    expect(JSON.stringify(card.blocks)).toContain('S3 bucket *my_bucket* & <b> can be read by anyone');
    expect(card.text).toContain('S3 bucket ∗my_bucket∗ &amp; &lt;b&gt; can be read');
  });

  test('no finding that can be told breaks a limit', () => {
    fc.assert(
      fc.property(anyCase(), fc.constantFrom(...languages), fc.boolean(), (view, language, rawEvent) => {
        expect(limitsBroken(drawCase(view, { language, timeZone: 'Asia/Tokyo', rawEvent }))).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});

/** The strings that Slack reads as mrkdwn: the top-level text, the fallback, and mrkdwn objects. */
function parsedBySlack(node: unknown, key = '', type: unknown = 'mrkdwn'): string[] {
  if (typeof node === 'string')
    return (key === 'text' || key === 'fallback') && type === 'mrkdwn' ? [node] : [];
  if (typeof node !== 'object' || node === null) return [];
  const own = 'type' in node ? node.type : 'mrkdwn';
  return Object.entries(node).flatMap(([name, value]) => parsedBySlack(value, name, own));
}

function anyCase(): fc.Arbitrary<CaseView> {
  const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 400 }), fc.constantFrom(...hostile));
  const time = fc.integer({ min: -9e15, max: 9e15 });
  const type = fc.oneof(
    text,
    fc.constantFrom('Recon:EC2/PortProbeUnprotectedPort', 'EC2.19', 'IAM.9', '__proto__', 'constructor'),
  );
  const optional = { requiredKeys: [] as never[] };
  const finding = fc
    .record({
      identity: text,
      kind: fc.constantFrom('threat', 'control', 'vulnerability', 'data', 'other'),
      type,
      title: text,
      description: text,
      severity: fc.constantFrom(...severities),
      account: fc.record({ id: fc.oneof(text, fc.constant('none')) }),
      region: fc.oneof(text, fc.constantFrom('none', 'us-east-1', '__proto__')),
      resources: fc.array(fc.record({ type: text, id: text }), { maxLength: 20 }),
      firstSeen: time,
      lastSeen: time,
      count: fc.nat(),
      sample: fc.boolean(),
      standards: fc.array(text, { maxLength: 8 }),
      product: fc.oneof(text, fc.constant('GuardDuty')),
      sources: fc.uniqueArray(fc.constantFrom(...sourceNames), { minLength: 1 }),
      links: fc.array(fc.record({ kind: fc.constant('console'), url: fc.oneof(text, fc.webUrl()) }), {
        maxLength: 3,
      }),
      facts: fc.dictionary(fc.constantFrom('domain', 'port', 'api', 'file', '__proto__'), text),
      state: fc.constant('active'),
      unverifiable: fc.boolean(),
    })
    .chain((base) =>
      fc
        .record({ principal: text, remoteAddress: text, remediation: text }, optional)
        .map((more) => ({ ...base, ...more }) as FindingView),
    );
  return fc
    .record({
      finding,
      state: fc.constantFrom<Case['state']>('open', 'resolved', 'external'),
      resolution: fc.constantFrom<Case['resolution']>(null, 'fixed', 'gone', 'external'),
      reopened: fc.nat(),
      openedAt: time,
      closedAt: fc.option(time),
      dueAt: fc.option(time),
      assignee: fc.option(text),
    })
    .map(({ finding: one, ...changes }) => caseOf(one, changes));
}
