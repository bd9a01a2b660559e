import { describe, expect, test } from 'vitest';
import type { CaseView } from '../../finding/view.ts';
import { drawCase } from './case-card.ts';
import type { CardStyle } from './payload.ts';
import { caseOf, findings, readCard, start } from './testing/views.ts';

const names = new Map([
  ['U0CAROL', 'carol'],
  ['S0BILLING', 'billing'],
]);
const english: CardStyle = { language: 'en', timeZone: 'Asia/Tokyo', now: start, names };
const japanese: CardStyle = { ...english, language: 'ja' };
const { mining, publicBucket, sequence, doorEntry } = findings;
const hour = 3_600_000;

interface Row {
  readonly name: string;
  readonly view: CaseView;
  readonly en: readonly string[];
  readonly ja: readonly string[];
}

const buttons = {
  en: '( Acknowledge )( Assign… )( Investigate )( ⋯ )',
  ja: '( 対応する )( 割り当て… )( 調査 )( ⋯ )',
  enControl: '( I’ll do it )( Done… )( It’s intended… )( ⋯ )',
  jaControl: '( 引き受ける )( 完了… )( 意図した設定… )( ⋯ )',
  enTaken: '( Done… )( Assign… )( It’s intended… )( ⋯ )',
  jaTaken: '( 完了… )( 割り当て… )( 意図した設定… )( ⋯ )',
  enOutside: '( Acknowledge )( Assign… )( Done… )( ⋯ )',
  jaOutside: '( 対応する )( 割り当て… )( 完了… )( ⋯ )',
};

const rows: readonly Row[] = [
  {
    name: 'a Critical threat through three doors',
    view: caseOf(mining),
    en: [
      '🔴 Critical · web-7 is mining cryptocurrency · Y1042',
      'payments-prod (111122223333) · Tokyo · GuardDuty, also via Security Hub, Security Hub V2 · 22 Nov 14:02–14:31, 12 times',
      'web-7 (i-0abc123, t3.large) asked for pool.example.net, a name linked to cryptocurrency.',
      'First: isolate it, then find out how it was entered. [Console ↗]',
      'Nobody has this yet',
      buttons.en,
    ],
    ja: [
      '🔴 緊急 · web-7 で暗号通貨のマイニング · Y1042',
      'payments-prod (111122223333) · 東京 · GuardDuty(Security Hub、Security Hub V2 からも受信) · 11/22 14:02〜14:31 に12回',
      'web-7 (i-0abc123, t3.large) が、暗号通貨に関わるドメイン pool.example.net を引きました。',
      'まず隔離し、侵入経路を調べてください。 [コンソール ↗]',
      'まだ誰も対応していません',
      buttons.ja,
    ],
  },
  {
    name: 'a control in two standards, through ASFF and OCSF, taken and due',
    view: caseOf(publicBucket, {
      state: 'acknowledged',
      assignee: 'U0CAROL',
      acknowledgedAt: start,
      acknowledgedUntil: start + 4 * hour,
      owner: 'S0BILLING',
      dueAt: start + 14 * 24 * hour,
    }),
    en: [
      '🟠 High · S3 bucket invoices-archive can be read by anyone · Y1042',
      'billing-prod (111122223333) · Tokyo · S3.2 in CIS 1.4.0, FSBP · via Security Hub, Security Hub V2 · since 22 Nov 14:02',
      'Its policy or access list lets the whole internet read.',
      'Fix: turn on Block Public Access for the bucket. [How to fix ↗]',
      '@carol has this since 22 Nov 14:02, until 18:02 · due 6 Dec (within 14 days) · owner @billing',
      buttons.enTaken,
    ],
    ja: [
      '🟠 高 · S3 バケット invoices-archive を誰でも読み取り可能 · Y1042',
      'billing-prod (111122223333) · 東京 · S3.2(CIS 1.4.0、FSBP) · Security Hub、Security Hub V2 経由 · 11/22 14:02 から',
      'バケットのポリシーかアクセスリストが、インターネット全体に読み取りを許しています。',
      '対処: バケットのブロックパブリックアクセスを有効にしてください。 [直し方 ↗]',
      '@carol が対応中(11/22 14:02 から、18:02 まで) · 期限 12/6(14日以内) · 担当 @billing',
      buttons.jaTaken,
    ],
  },
  {
    name: 'closed as fixed: two lines',
    view: caseOf(mining, { state: 'resolved', resolution: 'fixed', closedAt: start + 48 * 60_000 }),
    en: [
      '✓ Closed · web-7 was mining cryptocurrency · Y1042 ( Reopen )',
      'fixed after 48 min · payments-prod (111122223333) · Tokyo · GuardDuty · 22 Nov 14:02–14:31, 12 times ( ⋯ )',
    ],
    ja: [
      '✓ 解決 · web-7 で暗号通貨のマイニング · Y1042 ( 再オープン )',
      '48分で修正 · payments-prod (111122223333) · 東京 · GuardDuty · 11/22 14:02〜14:31 に12回 ( ⋯ )',
    ],
  },
  {
    name: 'gone at its source is never called fixed',
    view: caseOf(
      { ...mining, sources: ['guardduty'] },
      { state: 'resolved', resolution: 'gone', closedAt: start + 26 * hour, reopened: 1 },
    ),
    en: [
      '✓ Closed · web-7 was mining cryptocurrency · Y1042 ( Reopen )',
      'gone at its source after 26 h, which need not mean fixed · payments-prod (111122223333) · Tokyo · GuardDuty · 22 Nov 14:02–14:31, 12 times · came back once ( ⋯ )',
    ],
    ja: [
      '✓ 解決 · web-7 で暗号通貨のマイニング · Y1042 ( 再オープン )',
      '26時間で検出元から消えました(修正されたとは限りません) · payments-prod (111122223333) · 東京 · GuardDuty · 11/22 14:02〜14:31 に12回 · 再発1回 ( ⋯ )',
    ],
  },
  {
    name: 'set aside by somebody in AWS',
    view: caseOf(publicBucket, {
      state: 'external',
      resolution: 'external',
      closedAt: start + 3 * 24 * hour,
    }),
    en: [
      '➖ Set aside in AWS · S3 bucket invoices-archive could be read by anyone · Y1042 ( Reopen )',
      'decided by somebody in AWS after 3 days · billing-prod (111122223333) · Tokyo · S3.2 · since 22 Nov 14:02 ( ⋯ )',
    ],
    ja: [
      '➖ AWS 側で対応不要と判断 · S3 バケット invoices-archive を誰でも読み取り可能 · Y1042 ( 再オープン )',
      '3日で誰かが AWS 側で判断 · billing-prod (111122223333) · 東京 · S3.2 · 11/22 14:02 から ( ⋯ )',
    ],
  },
  {
    name: 'reopened and not verifiable, over several days',
    view: caseOf(
      { ...publicBucket, firstSeen: Date.UTC(2025, 10, 3, 0, 12) },
      { reopened: 2, unverifiable: true },
    ),
    en: [
      '🟠 High · S3 bucket invoices-archive can be read by anyone · Y1042',
      'billing-prod (111122223333) · Tokyo · S3.2 in CIS 1.4.0, FSBP · via Security Hub, Security Hub V2 · since 3 Nov 2025 09:12, last seen 22 Nov 14:02',
      'Its policy or access list lets the whole internet read.',
      'Fix: turn on Block Public Access for the bucket. [How to fix ↗]',
      'Nobody has this yet · came back twice · ⚠ cannot be verified at present, which does not mean that it is fixed',
      buttons.enControl,
    ],
    ja: [
      '🟠 高 · S3 バケット invoices-archive を誰でも読み取り可能 · Y1042',
      'billing-prod (111122223333) · 東京 · S3.2(CIS 1.4.0、FSBP) · Security Hub、Security Hub V2 経由 · 2025/11/3 09:12 から、最終検出 11/22 14:02',
      'バケットのポリシーかアクセスリストが、インターネット全体に読み取りを許しています。',
      '対処: バケットのブロックパブリックアクセスを有効にしてください。 [直し方 ↗]',
      'まだ誰も対応していません · 再発2回 · ⚠ いまは確認できません(修正されたとは限りません)',
      buttons.jaControl,
    ],
  },
  {
    name: 'a sample',
    view: caseOf({ ...mining, sample: true, sources: ['guardduty'], links: [], facts: {} }),
    en: [
      '🔴 Critical · sample · web-7 is mining cryptocurrency · Y1042',
      'payments-prod (111122223333) · Tokyo · GuardDuty · 22 Nov 14:02–14:31, 12 times',
      'web-7 (i-0abc123) talked to an address linked to cryptocurrency.',
      'First: isolate it, then find out how it was entered.',
      'Nobody has this yet',
      buttons.en,
    ],
    ja: [
      '🔴 緊急 · サンプル · web-7 で暗号通貨のマイニング · Y1042',
      'payments-prod (111122223333) · 東京 · GuardDuty · 11/22 14:02〜14:31 に12回',
      'web-7 (i-0abc123) が、暗号通貨に関わるアドレスと通信しました。',
      'まず隔離し、侵入経路を調べてください。',
      'まだ誰も対応していません',
      buttons.ja,
    ],
  },
  {
    name: 'an attack sequence over several resources',
    view: caseOf(sequence),
    en: [
      '🔴 Critical · Stolen credentials may be at work in payments-prod, in several steps · Y1042',
      'payments-prod (111122223333) · Tokyo · GuardDuty · 22 Nov 14:02–14:31, 12 times',
      'AKIAEXAMPLE1, i-0abc123 and 3 more',
      'Several steps by deployer from 198.51.100.7 fit together as one attack with stolen credentials.',
      'First: make the credentials inactive, then follow the steps in GuardDuty.',
      'Nobody has this yet',
      buttons.en,
    ],
    ja: [
      '🔴 緊急 · payments-prod で、盗まれた認証情報による一連の攻撃の疑い · Y1042',
      'payments-prod (111122223333) · 東京 · GuardDuty · 11/22 14:02〜14:31 に12回',
      'AKIAEXAMPLE1, i-0abc123 ほか3件',
      'deployer による複数の操作が、198.51.100.7 から続いています。盗まれた認証情報による一つの攻撃とみられます。',
      'まず認証情報を無効にし、GuardDuty で一連の動きを追ってください。',
      'まだ誰も対応していません',
      buttons.ja,
    ],
  },
  {
    name: 'a custom event from outside AWS, in the words of its sender',
    view: caseOf(doorEntry),
    en: [
      '🟡 Medium · Door 7 was forced · Y1042',
      'outside AWS · fluentd via custom event · 22 Nov 14:02',
      'fluentd says: The sensor of door 7 reports an opening without a badge.',
      'Nobody has this yet',
      buttons.enOutside,
    ],
    ja: [
      '🟡 中 · Door 7 was forced · Y1042',
      'AWS の外 · fluentd(カスタムイベント 経由) · 11/22 14:02',
      'fluentd の説明: The sensor of door 7 reports an opening without a badge.',
      'まだ誰も対応していません',
      buttons.jaOutside,
    ],
  },
];

describe('drawCase', () => {
  test.each(rows)('English: $name', ({ view, en }) => {
    expect(readCard(drawCase(view, english))).toEqual(en);
  });

  test.each(rows)('Japanese: $name', ({ view, ja }) => {
    expect(readCard(drawCase(view, japanese))).toEqual(ja);
  });

  test('the first line is the notification, and stands once', () => {
    const card = drawCase(caseOf(mining), english);
    expect(card.text).toBe('🔴 Critical · web-7 is mining cryptocurrency · Y1042');
    expect(card.blocks).toHaveLength(1);
    expect(card.attachments[0]?.fallback).toBe(card.text);
  });

  test('the bar has the colour of the severity, and is grey once closed', () => {
    const colors = [
      caseOf(mining),
      caseOf(publicBucket),
      caseOf(mining, { state: 'resolved', resolution: 'fixed', closedAt: start }),
    ].map((view) => drawCase(view, english).attachments[0]?.color);
    expect(colors).toEqual(['#c8102e', '#e8710a', '#b4b8bd']);
  });

  test('the metadata finds the card again', () => {
    const { metadata } = drawCase(caseOf(mining), english);
    expect(metadata).toEqual({ event_type: 'yagura_card', event_payload: { key: 'case:1042' } });
  });

  test('principal and remote address stand on the card where no sentence names them', () => {
    const view = caseOf({ ...mining, principal: 'deployer', remoteAddress: '198.51.100.7' });
    expect(readCard(drawCase(view, english))).toContain('by deployer · from 198.51.100.7');
  });

  test.each([
    { type: 'AccessKey', id: 'ASIAEXAMPLE1', name: 'batch-worker' },
    { type: 'AwsIamAccessKey', id: 'ASIAEXAMPLE1' },
  ])('a key whose owner is named need not be named itself ($type)', (key) => {
    const view = caseOf({
      ...mining,
      type: 'UnauthorizedAccess:IAMUser/InstanceCredentialExfiltration.OutsideAWS',
      resources: [key],
      principal: 'batch-worker',
      remoteAddress: '203.0.113.77',
      facts: { api: 'ListBuckets' },
    });
    const lines = readCard(drawCase(view, english));
    expect(lines[0]).toContain('Credentials of batch-worker are used from outside AWS');
    expect(lines.join('\n')).not.toContain('ASIAEXAMPLE1');
    expect(lines[2]).toMatch(/^Temporary credentials of batch-worker were used from 203\.0\.113\.77/);
  });

  test('root is the same however it is written', () => {
    const root = { type: 'AccessKey', id: 'ASIAROOT', name: 'Root' };
    const type = 'Policy:IAMUser/RootCredentialUsage';
    const view = caseOf({ ...mining, type, resources: [root], principal: 'Root', facts: {} });
    expect(readCard(drawCase(view, japanese)).join('\n')).not.toMatch(/ASIAROOT|操作元/);
  });

  test('a key is listed where nobody is named', () => {
    const key = { type: 'AccessKey', id: 'ASIAEXAMPLE1' };
    const view = caseOf({ ...mining, resources: [key] });
    expect(readCard(drawCase(view, english)).join('\n')).toContain('ASIAEXAMPLE1');
  });

  test('a link to a stranger shows whose it is; what is no https address is not offered', () => {
    const links = [
      { kind: 'console' as const, url: 'javascript:alert(1)' },
      { kind: 'detector' as const, url: 'https://evil.example/console.aws.amazon.com' },
    ];
    const lines = readCard(drawCase(caseOf({ ...mining, links }), english));
    expect(lines[3]).toMatch(/ \[Detector \(evil\.example\) ↗\]$/);
  });

  test('the time is that of the channel, not of the server', () => {
    const lines = readCard(drawCase(caseOf(mining), { ...english, timeZone: 'America/New_York' }));
    expect(lines[1]).toContain('22 Nov 00:02–00:31, 12 times');
  });
});
