import type { ConfigData } from '../../../finding/card-data.ts';
import type { Suppression } from '../../../finding/suppression.ts';
import type { CaseView } from '../../../finding/view.ts';
import { drawAuditAnchor } from '../../../slack/cards/anchor-card.ts';
import { drawConfig } from '../../../slack/cards/config-card.ts';
import { drawDigest } from '../../../slack/cards/digest-card.ts';
import { drawEscalation } from '../../../slack/cards/escalation-card.ts';
import { drawIntake } from '../../../slack/cards/intake-card.ts';
import { drawStorm } from '../../../slack/cards/storm-card.ts';
import { drawSuppression } from '../../../slack/cards/suppression-card.ts';
import type { StormCounts } from '../../../store/ports/cards.ts';
import { type Entry, inEachLanguage, styleOf, type Text, timeZone } from './entries.ts';
import { bucket, mining, vulnerable } from './life.ts';
import { ruleOverview } from './rule-overview.ts';
import { suppression } from './suppression.ts';
import { caseOf, control, day, hour, minute, now } from './views.ts';

/** Cards that are about a channel and not about one case. */

const raging: StormCounts = {
  total: 1_204,
  from: now - 6 * minute,
  to: now,
  endedAt: null,
  freed: 0,
  bySource: [
    { name: 'Inspector', count: 1_180 },
    { name: 'GuardDuty', count: 24 },
  ],
  byType: [
    { name: 'Software and Configuration Checks/Vulnerabilities/CVE', count: 1_180 },
    { name: 'Recon:EC2/PortProbeUnprotectedPort', count: 12 },
    { name: 'UnauthorizedAccess:EC2/SSHBruteForce', count: 8 },
  ],
  byAccount: [
    { name: 'dev-sandbox', count: 980 },
    { name: 'payments-prod', count: 224 },
  ],
  bySeverity: [
    { severity: 'Medium', count: 1_180 },
    { severity: 'Low', count: 24 },
  ],
};

export function stormEntries(): Promise<Entry[]> {
  const storm = (title: Text, counts: StormCounts) =>
    inEachLanguage(title, (language) => drawStorm({ key: 'storm:sec-alerts:1', counts }, styleOf(language)));
  return Promise.all([
    storm({ en: 'It rages', ja: '続いている' }, raging),
    storm(
      { en: 'It is over: the rest is on this card', ja: '収まった: 残りはこのカードに' },
      { ...raging, endedAt: now, freed: 100, to: now + 16 * minute },
    ),
    storm(
      { en: 'It is over: all have cards now', ja: '収まった: すべてカードになった' },
      {
        ...raging,
        total: 0,
        freed: 64,
        endedAt: now,
        bySource: [],
        byType: [],
        byAccount: [],
        bySeverity: [],
      },
    ),
  ]);
}

export function escalationEntries(): Promise<Entry[]> {
  const url = 'https://example.slack.com/archives/C0ALERTS/p1795325520000100';
  const data = { caseId: 1042, step: 3, mentions: ['S0PAYMENTS', 'U0BOB'] };
  const escalation = (title: Text, view: CaseView) =>
    inEachLanguage(title, (language) =>
      drawEscalation({ key: 'escalation:1042:3:1', view, data, at: now + minute, url }, styleOf(language)),
    );
  const since = now - 29 * minute;
  return Promise.all([
    escalation(
      { en: 'Nobody took it', ja: '誰も対応していない' },
      caseOf(mining, { escalation: { since, step: 3 } }),
    ),
    escalation(
      { en: 'Somebody has it now', ja: '対応する人が決まった' },
      caseOf(mining, { state: 'acknowledged', assignee: 'U0CAROL' }),
    ),
    escalation(
      { en: 'It is over', ja: '終わった' },
      caseOf(mining, { state: 'resolved', resolution: 'gone', closedAt: now }),
    ),
  ]);
}

export function digestEntries(): Promise<Entry[]> {
  const due = (id: number, dueAt: number) => caseOf(control('RDS.2'), { id, dueAt });
  const overdue = [1, 2, 3, 4, 5].map((at) => due(1_100 + at, now - at * day));
  const none = { total: 0, shown: [] };
  const everything = {
    owner: 'S0BILLING',
    mention: true,
    overdue: { total: 7, shown: overdue },
    dueTomorrow: { total: 1, shown: [caseOf(bucket, { dueAt: now + day })] },
    waiting: { total: 2, shown: [vulnerable, caseOf(mining)] },
    suppressions: { total: 6, shown: Array.from({ length: 5 }, (_, at) => ({ ...suppression, id: 4 + at })) },
  };
  const digest = (title: Text, content: Omit<Parameters<typeof drawDigest>[0], 'key'>) =>
    inEachLanguage(title, (language) =>
      drawDigest({ key: 'digest:sec-alerts:x:2026-11-24', ...content }, styleOf(language)),
    );
  return Promise.all([
    digest({ en: 'What an owner has to do', ja: '担当者がすること' }, everything),
    digest(
      { en: 'What belongs to nobody', ja: '担当のないもの' },
      { ...everything, owner: null, mention: false, overdue: none, suppressions: none, waiting: none },
    ),
    digest(
      { en: 'A suppression ends', ja: '抑制が終わる' },
      {
        ...everything,
        owner: 'U0CAROL',
        overdue: none,
        dueTomorrow: none,
        waiting: none,
        suppressions: { total: 1, shown: [suppression] },
      },
    ),
  ]);
}

export function suppressionEntries(): Promise<Entry[]> {
  const announced = (title: Text, changes: Partial<Suppression>, open: readonly number[] | null = null) => {
    const data = open && { stillOpen: { total: open.length + (open.length > 0 ? 9 : 0), caseIds: open } };
    const one = { ...suppression, ...changes };
    return inEachLanguage(title, (language) =>
      drawSuppression({ key: 'suppression:4', suppression: one, data }, styleOf(language)),
    );
  };
  const ended = { at: now, by: null } as const;
  return Promise.all([
    announced({ en: 'Made', ja: '開始' }, {}),
    announced(
      { en: 'Made for one finding', ja: '一つの検出結果だけ' },
      { match: { identity: ['x'] }, hits: 0 },
    ),
    announced(
      { en: 'Ended: something is still open', ja: '期限で終了: 未解決あり' },
      { ended: { ...ended, how: 'expired' } },
      [1042, 1045, 1050],
    ),
    announced(
      { en: 'Ended early: nothing matched any more', ja: '該当がなくなり早めに終了' },
      { ended: { ...ended, how: 'idle' }, hits: 0 },
      [],
    ),
    announced({ en: 'Lifted', ja: '解除' }, { ended: { how: 'lifted', at: now, by: 'U0BOB' }, match: {} }),
    announced(
      { en: 'Lifted, nobody knows by whom', ja: '解除(解除した人は不明)' },
      { ended: { ...ended, how: 'lifted' } },
    ),
  ]);
}

export function configEntries(): Promise<Entry[]> {
  const problem =
    'policies.3.match.severity in yagura.yaml, line 41, must be one of Critical, High, Medium, Low.';
  const wrong = { problem, file: 'yagura.yaml', at: now, mendedAt: null, restart: [] as string[] };
  const broken = { file: 'rules', problem: ruleOverview.problems.join(' ') };
  const config = (title: Text, data: ConfigData) =>
    inEachLanguage(title, (language) => drawConfig({ key: 'config:1', data }, styleOf(language)));
  return Promise.all([
    config({ en: 'A mistake', ja: '誤りがある' }, wrong),
    config({ en: 'Mended', ja: '直った' }, { ...wrong, mendedAt: now + 4 * minute }),
    config(
      { en: 'A change that waits for a restart', ja: '再起動を待つ変更' },
      { ...wrong, problem: '', restart: ['database', 'queues'] },
    ),
    config({ en: 'Rules that do not run', ja: '動かないルール' }, { ...wrong, ...broken, rules: 2 }),
    config(
      { en: 'All rules run again', ja: 'ルールの復旧' },
      { ...wrong, ...broken, rules: 2, mendedAt: now + 4 * minute },
    ),
  ]);
}

export async function auditEntries(): Promise<Entry[]> {
  const unkept = { place: 's3://example-audit/yagura/', count: 1, problem: 'AccessDenied' };
  const data = { seq: 1_842, hash: '9f3c'.repeat(16), at: now, unkept };
  const title = { en: 'Where the audit log stands', ja: '監査ログの現在の末尾' };
  return [
    await inEachLanguage(title, (language) =>
      drawAuditAnchor({ key: 'audit-anchor:2026-11-22', data }, styleOf(language)),
    ),
  ];
}

export function intakeEntries(): Promise<Entry[]> {
  const date = { day: '2026-11-22', timeZone };
  return Promise.all([
    inEachLanguage({ en: 'A day with trouble', ja: '問題があった日' }, (language) =>
      drawIntake({
        ...date,
        language,
        total: 5,
        byReason: [
          { code: 'bad-json', queue: 'yagura-alerts', count: 3 },
          { code: 'account-not-allowed', queue: 'yagura-partners', count: 2 },
        ],
        examples: [
          { messageId: '22b80b92-fdea-4c2c-8f9d-bdfb0c7bf324', path: '', code: 'bad-json', detail: null },
          {
            messageId: '5f1c7d80-0000-4000-8000-000000000002',
            path: '/Records/0',
            code: 'account-not-allowed',
            detail: '999988887777',
          },
        ],
        queues: [
          {
            queue: 'yagura-alerts',
            seenAt: now,
            depth: 0,
            oldestSentAt: null,
            deadLetter: { depth: 2, oldestSentAt: now - 3 * hour - 10 * minute },
          },
        ],
      }),
    ),
    inEachLanguage({ en: 'A day without', ja: '問題がなかった日' }, (language) =>
      drawIntake({ ...date, language, total: 0, byReason: [], examples: [], queues: [] }),
    ),
  ]);
}
