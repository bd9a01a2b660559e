import { describe, expect, test } from 'vitest';
import type { Suppression } from '../../finding/suppression.ts';
import type { StormCounts } from '../../store/ports/cards.ts';
import { drawAuditAnchor } from './anchor-card.ts';
import { drawConfig } from './config-card.ts';
import { type Digest, drawDigest } from './digest-card.ts';
import { drawEscalation } from './escalation-card.ts';
import type { CardPayload, CardStyle } from './payload.ts';
import { drawStorm } from './storm-card.ts';
import { drawSuppression } from './suppression-card.ts';
import { calledBy, limitsBroken } from './testing/slack-limits.ts';
import { caseOf, findings, readCard, start } from './testing/views.ts';

const names = new Map([
  ['U0CAROL', 'carol'],
  ['U0BOB', 'bob'],
  ['S0OPS', 'ops'],
]);
const style = (language: 'en' | 'ja'): CardStyle => ({ language, timeZone: 'Asia/Tokyo', now: start, names });
const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** In both languages, within Slack's limits, and found again by its key. */
function linesOf(key: string, draw: (style: CardStyle) => CardPayload): { en: string[]; ja: string[] } {
  const [en, ja] = (['en', 'ja'] as const).map((language) => {
    const card = draw(style(language));
    expect(limitsBroken(card)).toEqual([]);
    expect(card.metadata).toEqual({ event_type: 'yagura_card', event_payload: { key } });
    return readCard(card);
  });
  return { en: en ?? [], ja: ja ?? [] };
}

describe('a storm', () => {
  const key = 'storm:sec-alerts:1';
  const raging: StormCounts = {
    ...{ total: 1_204, from: start, to: start + 6 * minute, endedAt: null, freed: 0 },
    bySource: [
      { name: 'Inspector', count: 1_180 },
      { name: 'GuardDuty', count: 24 },
    ],
    byType: ['CVE', '<!channel>', 'Recon', 'More'].map((name, at) => ({ name, count: 1_000 - at * 400 })),
    byAccount: [{ name: 'dev-sandbox', count: 980 }],
    bySeverity: [
      { severity: 'Medium', count: 1_180 },
      { severity: 'Low', count: 24 },
    ],
  };

  test('says how much, how bad and from where, and offers the list', () => {
    expect(linesOf(key, (one) => drawStorm({ key, counts: raging }, one))).toEqual({
      en: [
        '🌊 1,204 more cases in 6 min, folded into this card',
        'Medium 1,180 · Low 24',
        'from: Inspector 1,180 · GuardDuty 24',
        'types: CVE 1,000 · <!channel> 600 · Recon 200',
        'accounts: dev-sandbox 980 · others 224',
        'Each has its case, and whatever is Critical or High has a card of its own.',
        '( Show )',
      ],
      ja: [
        '🌊 6分でさらに1,204件、このカードにまとめています',
        '中 1,180件 · 低 24件',
        '検出元: Inspector 1,180件、GuardDuty 24件',
        '種類: CVE 1,000件、<!channel> 600件、Recon 200件',
        'アカウント: dev-sandbox 980件、その他 224件',
        'すべてケースとして残っています。重要度が「緊急」と「高」のものは、それぞれカードを投稿します。',
        '( 一覧を見る )',
      ],
    });
    const block = drawStorm({ key, counts: raging }, style('en')).attachments[0]?.blocks.at(-1);
    expect(block).toMatchObject({ elements: [{ action_id: 'storm-show', value: key }] });
  });

  test('says that it is over, and keeps the list of what was not freed', () => {
    const over = { ...raging, endedAt: start + hour, freed: 96 };
    const { en } = linesOf(key, (one) => drawStorm({ key, counts: over }, one));
    expect(en[0]).toBe('🌊 The storm is over: 1,300 cases in 6 min');
    expect(en.slice(-2)).toEqual(['96 of them have cards of their own now.', '( Show )']);
    const rest = { total: 0, bySource: [], byType: [], byAccount: [], bySeverity: [] };
    const freed = linesOf(key, (one) => drawStorm({ key, counts: { ...over, ...rest, freed: 1 } }, one));
    expect(freed.en).toEqual([
      '🌊 The storm is over: 1 case in 6 min',
      '1 of them has a card of its own now.',
    ]);
    expect(freed.ja).toEqual([
      '🌊 アラートの集中が収まりました: 6分で1件',
      'うち1件は、それぞれのカードを投稿しました。',
    ]);
  });
});

describe('a digest', () => {
  const key = 'digest:sec-alerts:S0OPS:2026-11-24';
  const none = { total: 0, shown: [] };
  const quiet: Digest = {
    ...{ key, owner: 'S0OPS', mention: true },
    ...{ overdue: none, dueTomorrow: none, waiting: none, suppressions: none },
  };
  const bucket = caseOf(findings.publicBucket, { dueAt: start - day });

  test('calls its owner once and lists what there is to do', () => {
    const digest: Digest = {
      ...quiet,
      overdue: { total: 7, shown: Array.from({ length: 7 }, () => bucket) },
      waiting: { total: 1, shown: [caseOf(findings.mining)] },
    };
    const { en, ja } = linesOf(key, (one) => drawDigest(digest, one));
    expect(en[0]).toBe('<S0OPS>: 7 overdue, 1 new since the last working hours');
    expect(en.filter((line) => line.includes('invoices-archive'))).toHaveLength(5);
    expect(en.slice(-4)).toEqual([
      'and 2 more',
      'New since the last working hours',
      '🔴 Critical Y1042 · web-7 is mining cryptocurrency · payments-prod',
      'All of them: /secfind overdue',
    ]);
    expect(ja[0]).toBe('<S0OPS>: 期限超過7件、営業時間外の新着1件');
    expect(ja[2]).toBe(
      '🟠 高 Y1042 · S3 バケット invoices-archive を誰でも読み取り可能 · billing-prod · 期限 11/21',
    );
    expect(calledBy(drawDigest(digest, style('en')))).toEqual(['S0OPS']);
    expect(drawDigest(digest, style('en')).text).toContain('@ops: 7 overdue');
  });

  test('without a call its owner is only named; what is nobody’s says so', () => {
    const dueTomorrow = { total: 1, shown: [bucket] };
    const named = { ...quiet, mention: false, dueTomorrow };
    expect(linesOf(key, (one) => drawDigest(named, one)).en[0]).toBe('@ops: 1 due by the next working day');
    const nobodys = linesOf(key, (one) => drawDigest({ ...named, owner: null, mention: true }, one));
    expect(nobodys.en[0]).toBe('Belongs to nobody: 1 due by the next working day');
    expect(nobodys.ja[0]).toBe('担当なし: 次の営業日までが期限1件');
  });

  test('a case that is over by now speaks of the past', () => {
    const over = caseOf(findings.publicBucket, { state: 'resolved', resolution: 'fixed' });
    const { en } = linesOf(key, (one) => drawDigest({ ...quiet, overdue: { total: 1, shown: [over] } }, one));
    expect(en[2]).toContain('could be read by anyone');
  });
});

describe('a suppression', () => {
  const key = 'suppression:4';
  const live: Suppression = {
    ...{
      id: 4,
      match: { type: ['Recon:*'] },
      matcherVersion: 1,
      severity: 'Medium',
      author: 'U0CAROL',
      approver: null,
    },
    ...{ reason: 'our own scanner <!here>', caseId: 1042, channel: 'sec-alerts', createdAt: start },
    ...{ until: start + 3 * day, idle: 7 * day, hits: 0, lastHitAt: null, ended: null, remindedAt: null },
  };
  const drawn = (changes: Partial<Suppression>, stillOpen?: { total: number; caseIds: number[] }) =>
    linesOf(key, (one) =>
      drawSuppression(
        { key, suppression: { ...live, ...changes }, data: stillOpen ? { stillOpen } : null },
        one,
      ),
    );

  test('is announced with what it keeps quiet, by whom, why and until when', () => {
    expect(drawn({})).toEqual({
      en: [
        '🔕 S4 keeps alerts quiet until 25 Nov 14:02',
        'Scope: type Recon:*',
        '@carol: our own scanner <!here>',
        'up to Medium; whatever is worse is shown · nothing has matched yet · ends early after 7 days without a match',
        '( Lift )',
      ],
      ja: [
        '🔕 S4: 11/25 14:02 までアラートを抑制',
        '対象: 種類 Recon:*',
        '@carol: our own scanner <!here>',
        '重要度「中」まで。それより重いものは表示します · まだ該当なし · 7日のあいだ該当がなければ早めに終了',
        '( 解除 )',
      ],
    });
    expect(drawn({ match: { identity: ['guardduty:32b1'] } }).en[1]).toBe(
      'Scope: what Y1042 is about, and nothing else',
    );
    expect(drawn({ match: { identity: ['a'] }, caseId: null }).en[1]).toBe('Scope: finding ×1');
    expect(drawn({ match: {} }).ja[1]).toBe('対象: すべて');
  });

  test('its end says how, and what is still open', () => {
    const ended = { at: start, by: null };
    const expired = drawn(
      { ended: { ...ended, how: 'expired' }, hits: 41 },
      { total: 12, caseIds: [7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17] },
    );
    expect(expired.en).toEqual([
      '✓ S4 has ended: its time was up',
      'Scope: type Recon:*',
      '@carol: our own scanner <!here> · 41 matches in all',
      '12 cases are still open: Y7, Y8, Y9, Y10, Y11, Y12, Y13, Y14, Y15, Y16 and 2 more',
    ]);
    const idle = drawn({ ended: { ...ended, how: 'idle' } }, { total: 0, caseIds: [] });
    expect(idle.en[0]).toBe('✓ S4 has ended: nothing matched it any more');
    expect(idle.ja.at(-1)).toBe('抑制していたもので、未解決のものはありません。');
    expect(drawn({ ended: { how: 'lifted', at: start, by: 'U0BOB' } }).ja[0]).toBe(
      '✓ S4 の抑制を @bob が解除しました',
    );
    expect(drawn({ ended: { ...ended, how: 'lifted' } }).en[0]).toBe('✓ S4 was lifted');
  });
});

describe('an escalation', () => {
  const key = 'escalation:1042:3:1';
  const data = { caseId: 1042, step: 3, mentions: ['S0OPS', 'U0BOB', '<!channel>'] };
  const url = 'https://example.slack.com/archives/C0ALERTS/p1';
  const drawn = (changes: Parameters<typeof caseOf>[1], where: string | null = url) => {
    const view = caseOf(findings.mining, changes);
    return linesOf(key, (one) =>
      drawEscalation({ key, view, data, at: start + 30 * minute, url: where }, one),
    );
  };

  test('calls people to what nobody has', () => {
    expect(drawn({ escalation: { since: start, step: 3 } })).toEqual({
      en: [
        '<S0OPS> <U0BOB> 🔴 Y1042 has waited for 30 min, and nobody has it',
        'Critical · web-7 is mining cryptocurrency',
        'payments-prod (111122223333) · Tokyo · GuardDuty · 22 Nov 14:02–14:31, 12 times',
        '[Open its card ↗]',
        '( Acknowledge )( Assign… )',
      ],
      ja: [
        '<S0OPS> <U0BOB> 🔴 Y1042 は30分たっても、まだ誰も対応していません',
        '緊急 · web-7 で暗号通貨のマイニング',
        'payments-prod (111122223333) · 東京 · GuardDuty · 11/22 14:02〜14:31 に12回',
        '[カードを開く ↗]',
        '( 対応する )( 割り当て… )',
      ],
    });
  });

  test('a phone that shows one line of it says what it is about', () => {
    const view = caseOf(findings.mining, { escalation: { since: start, step: 3 } });
    const { text } = drawEscalation({ key, view, data, at: start + 30 * minute, url }, style('en'));
    expect(text).toMatch(/🔴 Y1042 has waited for 30 min.* Critical · web-7 is mining cryptocurrency$/);
  });

  test('calls nobody once somebody has it, or it is over', () => {
    expect(drawn({ state: 'acknowledged', assignee: 'U0CAROL' }).en).toEqual([
      '✓ Y1042: @carol has it now',
      'Critical · web-7 is mining cryptocurrency',
      '[Open its card ↗]',
    ]);
    expect(drawn({ state: 'resolved', resolution: 'gone' }, null).ja).toEqual([
      '✓ Y1042 は対応が不要になりました',
      '緊急 · web-7 で暗号通貨のマイニング',
    ]);
  });

  test('a clock that began anew later does not shorten the wait', () => {
    const later = { escalation: { since: start + hour, step: 0 } };
    expect(drawn(later).en[0]).toContain('has waited for 30 min');
  });
});

test('where the audit log stands, as its verification takes it', () => {
  const data = { seq: 1_842, hash: '9f3c'.repeat(16), at: start };
  const key = 'audit-anchor:2026-11-22';
  const { en, ja } = linesOf(key, (one) => drawAuditAnchor({ key, data }, one));
  expect(en.slice(0, 2)).toEqual(['The audit log has 1,842 rows as of 22 Nov 14:02', `1842:${data.hash}`]);
  expect(ja.slice(0, 2)).toEqual(['監査ログは 11/22 14:02 時点で 1,842 行です', `1842:${data.hash}`]);
  const unkept = { place: 's3://example-audit/yagura/', count: 2, problem: 'AccessDenied' };
  const missing = linesOf(key, (one) => drawAuditAnchor({ key, data: { ...data, unkept } }, one));
  expect(missing.en[2]).toBe(
    '2 earlier lines are not kept in s3://example-audit/yagura/ (AccessDenied): yagura doctor tells more.',
  );
  expect(missing.ja[2]).toContain('以前の記録2件が s3://example-audit/yagura/ に保存されていません');
});

describe('the configuration', () => {
  const key = 'config:1';
  const wrong = { problem: 'policies.3 in yagura.yaml, line 41: no.', file: 'yagura.yaml', at: start };
  const drawn = (mendedAt: number | null, restart: string[] = [], problem = wrong.problem) =>
    linesOf(key, (one) => drawConfig({ key, data: { ...wrong, problem, mendedAt, restart } }, one));

  test('a mistake, and that it is mended', () => {
    expect(drawn(null).en).toEqual([
      '⚠ yagura.yaml has a mistake, so what was in force before stays in force',
      wrong.problem,
      'since 22 Nov 14:02',
    ]);
    expect(drawn(start + hour).ja).toEqual([
      '✓ yagura.yaml は正しくなりました',
      wrong.problem,
      '11/22 14:02 から 15:02 まで',
    ]);
  });

  test('what waits for a restart', () => {
    expect(drawn(null, ['database', 'queues'], '').en).toEqual([
      '⚠ yagura.yaml has changes that wait for a restart',
      'Changed, but only in force after a restart: database, queues. Everything else applies already.',
      'since 22 Nov 14:02',
    ]);
  });
});
