import { describe, expect, test } from 'vitest';
import type { Case } from '../../finding/case.ts';
import type { Suppression } from '../../finding/suppression.ts';
import type { CaseView, FindingView } from '../../finding/view.ts';
import { drawCase } from './case-card.ts';
import type { Besides } from './case-drawing.ts';
import type { CardStyle } from './payload.ts';
import { calledBy, limitsBroken } from './testing/slack-limits.ts';
import { caseOf, findings, groupOf, readCard, start } from './testing/views.ts';

const names = new Map([
  ['U0CAROL', 'carol'],
  ['S0OPS', 'ops'],
]);
const style = (language: 'en' | 'ja'): CardStyle => ({ language, timeZone: 'Asia/Tokyo', now: start, names });
const { mining, publicBucket, sequence } = findings;
const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

const suppression: Suppression = {
  ...{
    id: 4,
    match: {},
    matcherVersion: 1,
    severity: 'High',
    reason: 'a <!channel> test',
    author: 'U0CAROL',
    approver: null,
  },
  ...{ caseId: 1042, channel: 'sec-alerts', createdAt: start, until: start + 11 * day, idle: null },
  ...{ hits: 3, lastHitAt: null, ended: null, remindedAt: null },
};

/** What stands right above the buttons, or beside them once it is closed. */
function stateOf(view: CaseView, language: 'en' | 'ja', besides?: Besides): string {
  const card = drawCase(view, style(language), besides);
  expect(limitsBroken(card)).toEqual([]);
  const lines = readCard(card);
  return lines.findLast((line) => !line.startsWith('( ')) ?? '';
}

const open: readonly (readonly [changes: Partial<Case>, en: string, ja: string])[] = [
  [{ owner: 'S0OPS' }, 'Nobody has this yet · owner @ops', 'まだ誰も対応していません · 担当 @ops'],
  [
    { owner: 'S0OPS', mentions: ['S0OPS', 'U0BOB'] },
    'Nobody has this yet · owner <S0OPS> · calling <U0BOB>',
    'まだ誰も対応していません · 担当 <S0OPS> · 呼び出し <U0BOB>',
  ],
  [
    { unowned: true },
    'Nobody has this yet · unowned account',
    'まだ誰も対応していません · 担当の登録がないアカウント',
  ],
  [
    { escalation: { since: start, step: 1 }, nextAt: start + 5 * minute, mentions: ['U0BOB'] },
    'Nobody has this yet · calling <U0BOB> · escalates 14:07',
    'まだ誰も対応していません · 呼び出し <U0BOB> · 14:07 にエスカレーション',
  ],
  [
    {
      owner: 'S0OPS',
      mentionAt: start + 19 * hour,
      escalation: { since: start, step: 0 },
      nextAt: start + day,
    },
    'Nobody has this yet · owner @ops · people are called from 23 Nov 09:02 · escalates 23 Nov 14:02',
    'まだ誰も対応していません · 担当 @ops · 呼び出しは 11/23 09:02 から · 11/23 14:02 にエスカレーション',
  ],
  [
    { escalation: { since: start, step: 3 } },
    'Nobody has this yet · ⚠ nobody can be called: neither an owner nor anybody on call is configured',
    'まだ誰も対応していません · ⚠ 呼び出せる人がいません(担当もオンコールも未設定)',
  ],
  [
    { assignee: 'U0CAROL', dueAt: start - day, openedAt: start - 15 * day },
    'Nobody has this; @carol is asked to · overdue since 21 Nov',
    'いまは誰も対応していません(@carol に依頼中) · 期限 11/21 を超過',
  ],
  [
    { dueAt: start + 7 * day, openedAt: start - 30 * day, reopened: 1, reopenTimes: [start] },
    'Nobody has this yet · due 29 Nov (within 7 days) · came back once',
    'まだ誰も対応していません · 期限 11/29(7日以内) · 再発1回',
  ],
  [{ dueAt: start + hour }, 'Nobody has this yet · due 22 Nov', 'まだ誰も対応していません · 期限 11/22'],
  [
    { dueAt: start + day },
    'Nobody has this yet · due 23 Nov (within a day)',
    'まだ誰も対応していません · 期限 11/23(1日以内)',
  ],
  [
    { state: 'acknowledged', assignee: 'U0CAROL', acknowledgedAt: start, acknowledgedUntil: start + 2 * day },
    '@carol has this since 22 Nov 14:02, until 24 Nov 14:02',
    '@carol が対応中(11/22 14:02 から、11/24 14:02 まで)',
  ],
  [{ state: 'acknowledged', assignee: 'U0CAROL' }, '@carol has this', '@carol が対応中'],
  [
    { reopened: 5, flapping: true },
    'Nobody has this yet · came back 5 times · comes and goes, so it is only counted until it stays calm',
    'まだ誰も対応していません · 再発5回 · 発生と解消を繰り返しているため、落ち着くまで数えるだけ',
  ],
];

test.each(open)('while it is open: %j', (changes, en, ja) => {
  expect(stateOf(caseOf(mining, changes), 'en')).toBe(en);
  expect(stateOf(caseOf(mining, changes), 'ja')).toBe(ja);
});

const inShort = 'payments-prod (111122223333) · Tokyo · GuardDuty · 22 Nov 14:02–14:31, 12 times';
const closed: readonly (readonly [name: string, view: CaseView, besides: Besides, lines: string[]])[] = [
  [
    'handled by somebody',
    caseOf(mining, { state: 'resolved', resolution: 'fixed', assignee: 'U0CAROL', closedAt: start + hour }),
    {},
    [
      '✓ Closed · web-7 was mining cryptocurrency · Y1042 ( Reopen )',
      `fixed after 1 h · @carol had it · ${inShort} ( ⋯ )`,
    ],
  ],
  [
    'folded into another case',
    { ...caseOf(mining, { state: 'resolved', resolution: 'folded' }), foldedInto: 1050 },
    {},
    ['↪ Part of Y1050 now · web-7 is mining cryptocurrency · Y1042', `${inShort} ( ⋯ )`],
  ],
  [
    'folded into a case that is gone',
    caseOf(mining, { state: 'resolved', resolution: 'folded' }),
    {},
    ['↪ Went into another case · web-7 is mining cryptocurrency · Y1042', `${inShort} ( ⋯ )`],
  ],
  [
    'kept quiet by a suppression',
    caseOf(mining, { state: 'suppressed', quiet: { by: 'suppression', suppression: 4 } }),
    { suppression },
    [
      '🔕 Kept quiet · web-7 is mining cryptocurrency · Y1042 ( Lift )',
      `until 3 Dec 14:02 by S4 (@carol: a <!channel> test) · ${inShort} ( ⋯ )`,
    ],
  ],
  [
    'kept quiet by a suppression that has just ended',
    caseOf(mining, { state: 'suppressed', quiet: { by: 'suppression', suppression: 4 } }),
    { suppression: { ...suppression, ended: { how: 'expired', at: start, by: null } } },
    [
      '🔕 Kept quiet · web-7 is mining cryptocurrency · Y1042',
      `until 3 Dec 14:02 by S4 (@carol: a <!channel> test) · ${inShort} ( ⋯ )`,
    ],
  ],
  [
    'kept quiet by a policy',
    caseOf(mining, { state: 'suppressed', quiet: { by: 'policy', policy: 'lows', action: 'notify' } }),
    {},
    [
      '🔕 Kept quiet · web-7 is mining cryptocurrency · Y1042',
      `by the policy lows: counted for the summary · ${inShort} ( ⋯ )`,
    ],
  ],
];

test.each(closed)('once nobody needs to read it: %s', (_, view, besides, lines) => {
  const card = drawCase(view, style('en'), besides);
  expect(readCard(card)).toEqual(lines);
  expect(card.attachments[0]?.color).toBe('#b4b8bd');
  expect(limitsBroken(card)).toEqual([]);
});

describe('several findings in one case', () => {
  const bucketOf = (name: string): FindingView => ({
    ...publicBucket,
    identity: `control:${name}`,
    resources: [{ type: 'AwsS3Bucket', id: `arn:aws:s3:::${name}` }],
  });
  const cve = (id: string, changes: Partial<FindingView> = {}): FindingView => ({
    ...{
      ...publicBucket,
      identity: id,
      kind: 'vulnerability',
      type: 'CVE',
      product: 'Inspector',
      standards: [],
    },
    ...{ facts: { cve: id, package: 'openssl' }, links: [], resources: [{ type: 'Instance', id: 'web-7' }] },
    ...changes,
  });

  test('of one kind: how many, how bad, the first of them, what to do about all', () => {
    const view = groupOf([bucketOf('invoices'), bucketOf('reports'), bucketOf('logs')]);
    expect(readCard(drawCase(view, style('en')))).toEqual([
      '🟠 High · S3 bucket invoices can be read by anyone, and 2 more like it · Y1042',
      'billing-prod (111122223333) · Tokyo · S3.2 in CIS 1.4.0, FSBP · via Security Hub, Security Hub V2 · since 22 Nov 14:02',
      '3 findings: 3 High',
      '• High · S3 bucket invoices can be read by anyone',
      '• High · S3 bucket reports can be read by anyone',
      '• High · S3 bucket logs can be read by anyone',
      'Fix: turn on Block Public Access for the bucket. [How to fix ↗]',
      'Nobody has this yet',
      '( I’ll do it )( Done… )( It’s intended… )( ⋯ )',
    ]);
  });

  test('five are listed on the card, ten in an answer; the tally counts all', () => {
    const ids = Array.from({ length: 10 }, (_, at) => `CVE-2026-${at}`);
    const [first = cve('CVE-2026-0'), ...others] = ids.map((id) => cve(id));
    const view = groupOf([first, ...others], {
      tally: {
        ...{ active: { Critical: 2, High: 150, Medium: 40, Low: 0, Informational: 0 } },
        ...{ unverifiable: 3, fixed: 4, gone: 1, external: 0 },
      },
    });
    const [headline, , counts, ...lines] = readCard(drawCase(view, style('en')));
    expect(headline).toBe('🟠 High · 200 known vulnerabilities in billing-prod · Y1042');
    expect(counts).toBe('200 findings: 2 Critical, 150 High, 40 Medium; 5 are over');
    expect(lines.filter((line) => line.startsWith('•'))).toHaveLength(5);
    expect(lines).toContain('and 195 more: /secfind Y1042');
    const whole = readCard(drawCase(view, style('en'), { listed: 10 }));
    expect(whole.filter((line) => line.startsWith('•'))).toHaveLength(10);
    expect(whole).toContain('and 190 more');
    const japanese = readCard(drawCase(view, style('ja')));
    expect(japanese[0]).toBe('🟠 高 · billing-prod に既知の脆弱性200件 · Y1042');
    expect(japanese[2]).toBe('検出結果200件(緊急2、高150、中40、終了5)');
    expect(japanese).toContain('ほか195件: /secfind Y1042');
  });

  test('of several kinds and places: no advice that is right for one of them only', () => {
    const elsewhere = cve('CVE-2026-1', { account: { id: '444455556666' }, region: 'eu-west-1' });
    const lines = readCard(drawCase(groupOf([mining, bucketOf('invoices'), elsewhere]), style('en')));
    expect(lines[0]).toBe('🔴 Critical · web-7 is mining cryptocurrency, and 2 more · Y1042');
    expect(lines[1]).toMatch(
      /^payments-prod \(111122223333\), billing-prod \(111122223333\)… · Tokyo, Ireland · /,
    );
    expect(lines.join('\n')).not.toMatch(/First:|Fix:|↗/);
    expect(readCard(drawCase(groupOf([cve('a'), elsewhere]), style('en')))[0]).toContain(
      'in several accounts',
    );
  });

  test('what ended is marked, and does not speak for the others', () => {
    const over: FindingView = { ...bucketOf('invoices'), state: 'fixed' };
    const lines = readCard(drawCase(groupOf([over, bucketOf('reports')]), style('en')));
    expect(lines[0]).toContain('S3 bucket reports can be read by anyone');
    expect(lines[2]).toBe('2 findings: 1 High; 1 is over');
    expect(lines[3]).toBe('• ✓ High · S3 bucket invoices could be read by anyone');
  });

  test('an attack sequence speaks for its signals', () => {
    const lines = readCard(drawCase(groupOf([mining, sequence], { key: sequence.identity }), style('en')));
    expect(lines[0]).toBe(
      '🔴 Critical · Stolen credentials may be at work in payments-prod, in several steps · Y1042',
    );
    expect(lines).toContain('With it: 1 finding: 1 Critical');
    expect(lines).toContain('• Critical · web-7 is mining cryptocurrency');
  });

  test('a group of one is drawn like any other case', () => {
    expect(drawCase(groupOf([mining], { key: 'group:x' }), style('en')).blocks).toEqual(
      drawCase(caseOf(mining), style('en')).blocks,
    );
  });
});

test.each([
  [[1012], 1, 'Related: Y1012', '関連: Y1012'],
  [[1012, 1015], 2, 'Related: Y1012 and Y1015', '関連: Y1012、Y1015'],
  [[1012, 1015, 1016], 6, 'Related: Y1012, Y1015, Y1016 and 3 more', '関連: Y1012、Y1015、Y1016 ほか3件'],
] as const)('related to %j', (ids, total, en, ja) => {
  const cases = ids.map((id) => ({ id, title: 'T', severity: 'High' as const }));
  const view = { ...caseOf(mining), related: { cases, total } };
  expect(stateOf(view, 'en')).toBe(en);
  expect(stateOf(view, 'ja')).toBe(ja);
});

test('taking a case, giving it back and counting on change no height', () => {
  const height = (changes: Partial<Case>, finding = mining) =>
    readCard(drawCase(caseOf(finding, { owner: 'S0OPS', ...changes }), style('en'))).length;
  const heights = [
    height({}),
    height({
      state: 'acknowledged',
      assignee: 'U0CAROL',
      acknowledgedAt: start,
      acknowledgedUntil: start + hour,
    }),
    height({ assignee: 'U0CAROL' }),
    height({ mentions: ['U0BOB'], escalation: { since: start, step: 0 }, nextAt: start + hour }),
    height({ flapping: true, reopened: 7, unverifiable: true, dueAt: start + day }),
    height({}, { ...mining, count: 13, lastSeen: start + 3 * hour }),
  ];
  expect(new Set(heights).size).toBe(1);
});

test('a card rings up exactly whom the case mentions, and nobody once it is closed', () => {
  const people = { owner: 'S0OPS', assignee: 'U0CAROL', mentions: ['U0BOB', 'S0OPS', 'U0BOB', '<!here>'] };
  expect(calledBy(drawCase(caseOf(mining, people), style('en')))).toEqual(['S0OPS', 'U0BOB']);
  expect(calledBy(drawCase(caseOf(mining, { ...people, mentions: [] }), style('en')))).toEqual([]);
  const over = { ...people, state: 'resolved', resolution: 'fixed', closedAt: start } as const;
  expect(calledBy(drawCase(caseOf(mining, over), style('en')))).toEqual([]);
});
