import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Case } from '../../finding/case.ts';
import { sourceNames } from '../../finding/finding.ts';
import { severities } from '../../finding/severity.ts';
import type { Suppression } from '../../finding/suppression.ts';
import type { CaseView, FindingView } from '../../finding/view.ts';
import { type Language, languages } from '../../i18n/catalogue.ts';
import { drawCase } from './case-card.ts';
import { drawConfig } from './config-card.ts';
import { drawDigest } from './digest-card.ts';
import { drawEscalation } from './escalation-card.ts';
import type { CardPayload, CardStyle } from './payload.ts';
import { drawStorm } from './storm-card.ts';
import { drawSuppression } from './suppression-card.ts';
import { calledBy, limitsBroken } from './testing/slack-limits.ts';
import { caseOf, findings, groupOf } from './testing/views.ts';

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

const labelled = hostile.map((text) => ({ label: JSON.stringify(text.slice(0, 24)), text }));

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
  {
    state: 'acknowledged',
    assignee: 'U0CAROL',
    acknowledgedAt: 9e15,
    acknowledgedUntil: -9e15,
    owner: '@here',
  },
  {
    mentions: ['<!channel>', '@here', 'U0BOB', ...Array.from({ length: 40 }, (_, at) => `S0GROUP${at}`)],
    ...{
      owner: 'U0BOB',
      escalation: { since: 9e15, step: 9 },
      nextAt: 9e15,
      mentionAt: 9e15,
      flapping: true,
    },
  },
  { state: 'resolved', resolution: 'gone', closedAt: 9e15 },
  { state: 'external', resolution: 'external', closedAt: 0 },
  { state: 'suppressed', quiet: { by: 'policy', policy: '<!channel>', action: 'accept' } },
  { state: 'suppressed', quiet: { by: 'suppression', suppression: 4 } },
];

describe('hostile text', () => {
  const cases = hostile.flatMap((text) =>
    Object.entries(findings).flatMap(([name, base]) =>
      states.map((state) => ({
        label: `${text.slice(0, 24)} in ${name}, ${JSON.stringify(state).slice(0, 60)}`,
        text,
        base,
        state,
      })),
    ),
  );

  test.each(cases)('is harmless and inside the limits: $label', ({ text, base, state }) => {
    for (const language of languages) {
      const view = caseOf(filledWith(text, base), state);
      const card = drawCase(view, styleOf(language, text), { suppression: suppressionWith(text) });
      expect(limitsBroken(card)).toEqual([]);
      expect(calledBy(card).filter((id) => !view.case.mentions.includes(id))).toEqual([]);
      expect(parsedBySlack(card).filter((one) => /[<>`]|@(here|channel|everyone)\b/i.test(one))).toEqual([]);
    }
  });

  test.each(labelled)('is harmless in groups of five hundred: $label', ({ text }) => {
    const filled = filledWith(text, findings.publicBucket);
    const ten = Array.from({ length: 9 }, (_, at) => ({ ...filled, identity: `${at}` }));
    const tally = {
      ...{ active: { Critical: 100, High: 100, Medium: 100, Low: 100, Informational: 95 } },
      ...{ unverifiable: 1, fixed: 2, gone: 1, external: 1 },
    };
    const related = {
      cases: ten.map((_, id) => ({ id, title: text, severity: 'Low' as const })),
      total: 9e9,
    };
    for (const language of languages)
      for (const key of ['group:x', '0']) {
        const view = {
          ...groupOf([filled, ...ten], { key, tally, owner: 'U0X', mentions: ['U0BOB'] }),
          related,
        };
        expect(limitsBroken(drawCase(view, styleOf(language, text)))).toEqual([]);
        expect(limitsBroken(drawCase(view, styleOf(language, text), { listed: 10 }))).toEqual([]);
      }
  });

  test.each(labelled)('is harmless on cards about a channel: $label', ({ text }) => {
    for (const language of languages) {
      const style = styleOf(language, text);
      for (const card of channelCards(text, style)) {
        expect(limitsBroken(card)).toEqual([]);
        expect(calledBy(card).filter((id) => id !== 'U0BOB')).toEqual([]);
        expect(parsedBySlack(card).filter((one) => /[<>`]|@(here|channel|everyone)\b/i.test(one))).toEqual(
          [],
        );
      }
    }
  });

  test('names can be copied from the card as they are', () => {
    const view = caseOf({
      ...findings.publicBucket,
      resources: [{ type: 'AwsS3Bucket', id: '*my_bucket* & <b>' }],
    });
    const card = drawCase(view, { language: 'en', timeZone: 'UTC', now: 0 });
    expect(JSON.stringify(card.blocks)).toContain('S3 bucket *my_bucket* & <b> can be read by anyone');
    expect(card.text).toContain('S3 bucket ∗my_bucket∗ &amp; &lt;b&gt; can be read');
  });

  test('no finding that can be told breaks a limit', () => {
    fc.assert(
      fc.property(anyCase(), fc.constantFrom(...languages), fc.integer(), (view, language, now) => {
        expect(limitsBroken(drawCase(view, { language, timeZone: 'Asia/Tokyo', now }))).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});

/** The text is also what people are called. */
function styleOf(language: Language, text: string): CardStyle {
  const names = new Map(['U0CAROL', 'U0BOB', '<!channel>', '@here'].map((id) => [id, text]));
  return { language, timeZone: 'Asia/Tokyo', now: 0, names };
}

function suppressionWith(text: string): Suppression {
  const many = Array.from({ length: 50 }, () => text);
  return {
    match: { type: many, account: many, resource: many, principal: many, resourceTag: { [text]: text } },
    ...{
      id: 4,
      matcherVersion: 1,
      severity: 'High',
      reason: text,
      author: 'U0CAROL',
      approver: null,
      caseId: null,
    },
    ...{ channel: text, createdAt: 9e15, until: -9e15, idle: 9e15, hits: 9e9, lastHitAt: null },
    ...{ ended: null, remindedAt: null },
  };
}

function channelCards(text: string, style: CardStyle): CardPayload[] {
  const suppression = suppressionWith(text);
  const view = caseOf(filledWith(text, findings.mining), { assignee: 'U0CAROL' });
  const cases = { total: 9e9, shown: Array.from({ length: 50 }, () => view) };
  const counts = Array.from({ length: 10 }, () => ({ name: text, count: 9e9 }));
  const times = { from: -9e15, to: 9e15, endedAt: null, freed: 1 };
  const lists = { bySource: counts, byType: counts, byAccount: counts, bySeverity: [] };
  const mentions = [text, 'U0BOB'];
  const data = {
    problem: text,
    file: text,
    at: 9e15,
    mendedAt: null,
    restart: Array.from({ length: 99 }, () => text),
  };
  const ended = { ...suppression, ended: { how: 'lifted', at: 0, by: 'U0CAROL' } } as const;
  const parts = { overdue: cases, dueTomorrow: cases, waiting: cases };
  const suppressions = { total: 50, shown: Array.from({ length: 50 }, () => suppression) };
  return [
    drawStorm({ key: 'storm:x:1', counts: { total: 9e12, ...times, ...lists } }, style),
    drawDigest({ key: 'digest:x', owner: 'U0BOB', mention: true, ...parts, suppressions }, style),
    drawDigest({ key: 'digest:x', owner: text, mention: true, ...parts, suppressions }, style),
    drawSuppression({ key: 'suppression:4', suppression, data: null }, style),
    drawSuppression({ key: 'suppression:4', suppression: ended, data: null }, style),
    drawEscalation(
      { key: 'escalation:1', view, data: { caseId: 1, step: 1, mentions }, at: 0, url: null },
      style,
    ),
    drawConfig({ key: 'config:1', data }, style),
    drawConfig({ key: 'config:1', data: { ...data, mendedAt: -9e15 } }, style),
  ];
}

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
        .map((more) => ({ ...base, ...more, compliance: [] }) as FindingView),
    );
  return fc
    .record({
      finding,
      state: fc.constantFrom<Case['state']>('open', 'acknowledged', 'suppressed', 'resolved', 'external'),
      resolution: fc.constantFrom<Case['resolution']>(null, 'fixed', 'gone', 'external', 'folded'),
      reopened: fc.nat(),
      openedAt: time,
      closedAt: fc.option(time),
      dueAt: fc.option(time),
      assignee: fc.option(text),
      owner: fc.option(text),
      mentions: fc.array(text, { maxLength: 5 }),
      mentionAt: fc.option(time),
      nextAt: fc.option(time),
      escalation: fc.option(fc.record({ since: time, step: fc.nat() })),
      acknowledgedAt: fc.option(time),
      acknowledgedUntil: fc.option(time),
      flapping: fc.boolean(),
      unowned: fc.boolean(),
    })
    .map(({ finding: one, ...changes }) => caseOf(one, changes));
}
