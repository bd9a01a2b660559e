import { dispositions, type Exception } from '../../../finding/case.ts';
import type { Suppression } from '../../../finding/suppression.ts';
import type { CaseView } from '../../../finding/view.ts';
import { drawCase } from '../../../slack/cards/case-card.ts';
import { drawCardPlainly } from '../../../slack/cards/plain-words.ts';
import { responsesTo } from '../../../slack/leases/responses.ts';
import { cardRow } from './card-row.ts';
import { type Entry, inEachLanguage, styleOf, type Text } from './entries.ts';
import { suppression } from './suppression.ts';
import { caseOf, control, day, groupOf, hour, minute, now, threat, vulnerability } from './views.ts';

export const mining = threat('CryptoCurrency:EC2/BitcoinTool.B!DNS', {
  severity: 'Critical',
  sources: ['guardduty', 'securityhub', 'securityhub-v2'],
});
export const bucket = control('S3.8');
const sequence = threat('AttackSequence:S3/CompromisedData', { severity: 'Critical', count: 4 });
const portscan = threat('Recon:EC2/Portscan');
/** A finding of our own: about a source, and nobody at the other end. */
const { remoteAddress: _, ...silence } = threat('SourceHealth', {
  kind: 'other',
  product: 'Yagura',
  sources: ['yagura'],
  resources: [],
  links: [],
  count: 1,
  facts: { closed: '38', unverifiable: '12', minutes: '10' },
});
const closed = { state: 'resolved', closedAt: now + 19 * minute } as const;
const taken = {
  state: 'acknowledged',
  assignee: 'U0CAROL',
  acknowledgedAt: now + 2 * minute,
  acknowledgedUntil: now + 4 * hour,
} as const;
const accepted: Exception = {
  ...{ since: now, until: now + 30 * day, severity: 'High', by: 'U0CAROL', approver: 'U0ALICE' },
  reason: 'the download page is public by intent',
};
const escalating = { escalation: { since: now - 29 * minute, step: 1 }, nextAt: now + 5 * minute } as const;
const billing = { owner: 'S0BILLING', openedAt: now - minute } as const;

/** Two hundred vulnerabilities of one account, of which the worst are at hand. */
export const vulnerable = groupOf(
  ['openssl', 'zlib', 'log4j-core', 'glibc', 'curl', 'xz-utils'].map((name, at) =>
    vulnerability(`CVE-2026-${12345 + at}`, name, at < 3 ? 'Critical' : 'High'),
  ) as [ReturnType<typeof vulnerability>, ...ReturnType<typeof vulnerability>[]],
  {
    owner: 'S0BILLING',
    tally: {
      active: { Critical: 3, High: 17, Medium: 180, Low: 0, Informational: 0 },
      unverifiable: 0,
      fixed: 12,
      gone: 0,
      external: 0,
    },
  },
);

type Life = readonly [title: Text, view: CaseView, suppression?: Suppression];

/** What a channel sees of cases between their opening and their end. */
export const lives: readonly Life[] = [
  [
    { en: 'New: nobody has it, people are called', ja: '新着: 対応者なし、呼び出し中' },
    caseOf(mining, { owner: 'S0PAYMENTS', mentions: ['S0PAYMENTS', 'U0BOB'], ...escalating }),
  ],
  [{ en: 'Taken', ja: '対応中' }, caseOf(mining, { ...taken, owner: 'S0PAYMENTS' })],
  [
    { en: 'A failed control, with a deadline', ja: '期限のある不合格のコントロール' },
    caseOf(bucket, { ...billing, dueAt: now + 14 * day, mentionAt: now + 18 * hour + 29 * minute }),
  ],
  [
    { en: 'Overdue, and given to somebody who has not taken it', ja: '期限超過。割り当て先は未着手' },
    caseOf(bucket, { ...billing, openedAt: now - 15 * day, dueAt: now - day, assignee: 'U0BOB' }),
  ],
  [
    { en: 'Several findings in one case', ja: '一つのケースに複数の検出結果' },
    groupOf([bucket, control('S3.8', { resources: [{ type: 'AwsS3Bucket', id: 'arn:aws:s3:::reports' }] })]),
  ],
  [{ en: 'Vulnerabilities of one account', ja: '一つのアカウントの脆弱性' }, vulnerable],
  [
    { en: 'Vulnerabilities of several accounts', ja: '複数のアカウントの脆弱性' },
    groupOf([
      vulnerability('CVE-2026-12345', 'openssl', 'High'),
      {
        ...vulnerability('CVE-2026-12346', 'zlib', 'High'),
        account: { id: '111122223333', name: 'payments-prod' },
      },
    ]),
  ],
  [
    {
      en: 'An attack sequence and the findings that it explains',
      ja: '攻撃シーケンスと、その一部の検出結果',
    },
    groupOf([sequence, mining, portscan], { key: sequence.identity, owner: 'S0PAYMENTS' }),
  ],
  [
    { en: 'Related to other cases', ja: 'ほかのケースとの関連' },
    {
      ...caseOf(portscan),
      related: {
        cases: [1042, 1045, 1047].map((id) => ({ id, title: 'A case', severity: 'High' as const })),
        total: 5,
      },
    },
  ],
  [
    { en: 'Two that are related', ja: '関連する2件' },
    {
      ...caseOf(threat('UnauthorizedAccess:EC2/TorClient'), { unowned: true }),
      related: { cases: [{ id: 1042, title: 'A case', severity: 'High' }], total: 1 },
    },
  ],
  [
    { en: 'Nobody can be called', ja: '呼び出せる人がいない' },
    caseOf(mining, { escalation: { since: now, step: 0 } }),
  ],
  [
    { en: 'Nobody can evaluate it at present', ja: 'いまは評価できない' },
    caseOf(bucket, { ...taken, acknowledgedAt: null, unverifiable: true }),
  ],
  [{ en: 'Back after it was closed', ja: '解決後の再発' }, caseOf(mining, { reopened: 2 })],
  [{ en: 'It comes and goes', ja: '発生と解消の繰り返し' }, caseOf(bucket, { reopened: 5, flapping: true })],
  [
    { en: 'A sample that somebody made in GuardDuty', ja: 'GuardDuty のサンプル' },
    caseOf({ ...mining, sample: true }),
  ],
  [{ en: 'A source may be off', ja: '検出元の停止のおそれ' }, caseOf(silence)],
  [
    { en: 'Closed: fixed', ja: '解決: 修正済み' },
    caseOf(bucket, { ...closed, resolution: 'fixed', assignee: 'U0CAROL' }),
  ],
  [
    { en: 'Said to be done, to be seen', ja: '完了の報告、確認待ち' },
    caseOf(bucket, {
      ...billing,
      state: 'verifying',
      assignee: 'U0CAROL',
      verifying: { since: now, until: now + 25 * hour, by: 'U0CAROL' },
    }),
  ],
  [
    { en: 'Accepted until its review', ja: '見直しまで受容' },
    caseOf(bucket, { state: 'excepted', exception: accepted }),
  ],
  [
    { en: 'A person says that it is a test', ja: 'テストと判断' },
    caseOf(mining, { sample: true, sampleBy: 'U0CAROL' }),
  ],
  [
    { en: 'Closed: checked', ja: '解決: 確認済み' },
    caseOf(bucket, { ...closed, resolution: 'fixed', closedBy: 'U0CAROL', assignee: 'U0CAROL' }),
  ],
  ...dispositions.map(
    (resolution): Life => [
      { en: `Closed by a person: ${resolution}`, ja: `人による判断: ${resolution}` },
      caseOf(mining, { ...closed, resolution, closedBy: 'U0CAROL', assignee: 'U0BOB' }),
    ],
  ),
  [
    { en: 'Closed by a person: duplicate', ja: '人による判断: duplicate' },
    { ...caseOf(portscan, { ...closed, resolution: 'duplicate', closedBy: 'U0CAROL' }), foldedInto: 1040 },
  ],
  [
    { en: 'Closed: gone at its source', ja: '解決: 検出元で消滅' },
    caseOf(mining, { ...closed, resolution: 'gone', reopened: 1 }),
  ],
  [
    { en: 'Set aside by somebody in AWS', ja: 'AWS 側で対応不要と判断' },
    caseOf(bucket, { ...closed, state: 'external', resolution: 'external' }),
  ],
  [
    { en: 'Folded into an attack sequence', ja: '攻撃シーケンスに統合' },
    { ...caseOf(portscan, { ...closed, resolution: 'folded' }), foldedInto: 1042 },
  ],
  [
    { en: 'Folded into a case that is no longer kept', ja: '保管期間を過ぎたケースに統合' },
    caseOf(portscan, { ...closed, resolution: 'folded' }),
  ],
  [
    { en: 'Kept quiet by a suppression', ja: '抑制中' },
    caseOf(portscan, { state: 'suppressed', quiet: { by: 'suppression', suppression: 4 } }),
    suppression,
  ],
  [
    { en: 'Kept quiet by a suppression that is no longer kept', ja: '保管期間を過ぎた抑制' },
    caseOf(portscan, { state: 'suppressed', quiet: { by: 'suppression', suppression: 4 } }),
  ],
  ...(['notify', 'accept', 'disable'] as const).map(
    (action): Life => [
      { en: `Kept quiet by a policy: ${action}`, ja: `ポリシーによる抑制: ${action}` },
      caseOf(bucket, { state: 'suppressed', quiet: { by: 'policy', policy: 'medium-controls', action } }),
    ],
  ),
];

export function lifeEntries(): Promise<Entry[]> {
  const drawn = lives.map(([title, view, by = null]) =>
    inEachLanguage(title, (language) =>
      drawCase(view, styleOf(language), { suppression: by, responds: responsesTo(view).length > 0 }),
    ),
  );
  const undrawn = inEachLanguage({ en: 'It could not be drawn', ja: '表示を作れない' }, (language) =>
    drawCardPlainly(cardRow, { language }),
  );
  return Promise.all([...drawn, undrawn]);
}
