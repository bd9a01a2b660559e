import type { card as english } from '../en/card.ts';
import { regions } from './regions.ts';

const grouped = (count: number) => count.toLocaleString('en-US');

const reasons: Readonly<Record<string, string>> = {
  'bad-json': 'JSON として読めません',
  'unknown-shape': 'どのソースにも当てはまらない形です',
  'invalid-field': '項目が足りないか、正しくありません',
  'too-deep': '入れ子が深すぎます',
  'too-large': '大きすぎます',
  'source-not-allowed': 'このキューで許可されていないソースです',
  'account-not-allowed': 'このキューで許可されていないアカウントです',
  'refused-by-store': 'データベースが受け付けませんでした',
  'internal-error': 'Yagura のエラーです',
};

export const card: typeof english = {
  severity: { Critical: '緊急', High: '高', Medium: '中', Low: '低', Informational: '情報' },
  sample: 'サンプル',
  closed: '解決',
  external: 'AWS 側で対応不要と判断',
  resolution: {
    fixed: (after) => `${after}で修正`,
    gone: (after) => `${after}で検出元から消えました(修正されたとは限りません)`,
    external: (after) => `${after}で誰かが AWS 側で判断`,
  },
  region: (code) => (Object.hasOwn(regions, code) ? regions[code as keyof typeof regions] : code),
  outsideAws: 'AWS の外',
  doors: {
    guardduty: 'GuardDuty',
    securityhub: 'Security Hub',
    'securityhub-v2': 'Security Hub V2',
    macie: 'Macie',
    cloudtrail: 'CloudTrail',
    custom: 'カスタムイベント',
    yagura: 'Yagura',
  },
  via: (doors) => `${doors.join('、')} 経由`,
  productVia: (product, doors) => `${product}(${doors.join('、')} 経由)`,
  alsoVia: (product, doors) => `${product}(${doors.join('、')} からも受信)`,
  inStandards: (control, standards) =>
    standards.length === 0 ? control : `${control}(${standards.join('、')})`,
  date: (moment, withYear) => `${withYear ? `${moment.year}/` : ''}${moment.month}/${moment.day}`,
  dateTime: (date, time) => `${date} ${time}`,
  span: (first, last) => `${first}〜${last}`,
  since: (first, last) => (last === null ? `${first} から` : `${first} から、最終検出 ${last}`),
  times: (span, count) => (count > 1 ? `${span} に${grouped(count)}回` : span),
  duration: (minutes) => {
    if (minutes < 1) return '1分未満';
    if (minutes < 60) return `${minutes}分`;
    if (minutes < 48 * 60)
      return minutes % 60 === 0 ? `${minutes / 60}時間` : `${Math.floor(minutes / 60)}時間${minutes % 60}分`;
    return `${grouped(Math.floor(minutes / 1440))}日`;
  },
  thisAccount: (id) => `アカウント ${id}`,
  noResource: '対象不明のリソース',
  noUser: '誰か',
  andMore: (count) => `ほか${grouped(count)}件`,
  moreFindings: (count) => `ほかに検出結果${grouped(count)}件`,
  by: (principal) => `操作元 ${principal}`,
  from: (address) => `相手のアドレス ${address}`,
  says: (product, words) => `${product} の説明: ${words}`,
  first: (step) => step,
  fix: (step) => `対処: ${step}`,
  advice: (product, words) => `${product} の助言: ${words}`,
  notes: {
    why: 'なぜ重要か:',
    harmless: '無害な例:',
    breaks: '直すと影響が出るもの:',
  },
  nobody: 'まだ誰も対応していません',
  somebody: ' が対応中',
  due: (date) => `期限 ${date}`,
  reopened: (times) => `再発${grouped(times)}回`,
  unverifiable: 'いまは確認できません(修正されたとは限りません)',
  links: { console: 'コンソール', remediation: '直し方', detector: '検出元' },
  elsewhere: (label, host) => `${label}(${host})`,
  rawEvent: '元のイベント',
  notice: {
    reopened: (times) => (times > 1 ? `再発しました(${grouped(times)}回目)。` : '再発しました。'),
    'external-reversed': 'AWS 側での判断が取り消されたため、再び開きました。',
    'severity-raised': (from, to) => `重要度が上がりました: ${from} → ${to}。`,
    closed: {
      fixed: '解決しました。すべてのチェックに合格しています。',
      gone: '検出元でアーカイブされたか、なくなったため閉じました。修正されたとは限りません。',
      external: '誰かが AWS 側で抑制または解決済みにしたため、対象から外しました。',
    },
    'resource-kind-added': (kinds) => `攻撃が別の種類のリソースに広がりました: ${kinds}。`,
  },
  intake: {
    headline: (count, date) => `${date} のイベント${grouped(count)}件を読み取れませんでした`,
    nothing: (date) => `${date} のイベントはすべて読み取れました`,
    reason: (code) => (Object.hasOwn(reasons, code) ? (reasons[code] ?? code) : code),
    count: (count, reason, queue) => `${grouped(count)}件: ${reason}(キュー ${queue})`,
    examples: '例:',
    kept: 'カードは作られていません。本文は保管しています。修正後に「yagura replay」で取り込み直せます。',
    deadLetters: (queue, depth, age) =>
      `${queue} のデッドレターキューに${grouped(depth)}件たまっています${age === null ? '' : `(最古は${age}前)`}。ログで原因を確かめ、SQS コンソールで再投入してください。`,
  },
};
