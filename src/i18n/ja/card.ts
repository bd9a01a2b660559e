import type { card as english } from '../en/card.ts';
import { grouped } from '../en/count.ts';
import { auditAnchor } from './card-audit.ts';
import { group, people, quiet } from './card-case.ts';
import { config, digest, escalation, intake, storm, suppression } from './card-channel.ts';
import { decisions } from './card-decisions.ts';
import { lease } from './card-lease.ts';
import { leaseWeek } from './card-lease-week.ts';
import { notice } from './card-notices.ts';
import { question } from './card-question.ts';
import { response } from './card-response.ts';
import { rule } from './card-rule.ts';
import { story } from './card-story.ts';
import { investigation } from './investigation.ts';
import { match } from './match.ts';
import { picture } from './picture.ts';
import { regions } from './regions.ts';

export const card: typeof english = {
  question,
  leaseWeek,
  response,
  severity: { Critical: '緊急', High: '高', Medium: '中', Low: '低', Informational: '情報' },
  rule,
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
  due: (date, days) => (days === null ? `期限 ${date}` : `期限 ${date}(${grouped(days)}日以内)`),
  overdue: (date) => `期限 ${date} を超過`,
  reopened: (times) => `再発${grouped(times)}回`,
  flapping: '発生と解消を繰り返しているため、落ち着くまで数えるだけ',
  unverifiable: 'いまは確認できません(修正されたとは限りません)',
  links: { console: 'コンソール', remediation: '直し方', detector: '検出元' },
  undrawn: (what) => `${what} に通知がありますが、表示を作れませんでした。理由はログにあります`,
  elsewhere: (label, host) => `${label}(${host})`,
  acts: {
    acknowledge: '対応する',
    release: '対応をやめる',
    takeOn: '引き受ける',
    assign: '割り当て…',
    suppress: '抑制…',
    done: '完了…',
    due: '期限…',
    note: 'メモ…',
    exception: '意図した設定…',
    reopen: '再オープン',
    endException: '例外を終える',
    markSample: 'テストとする',
    unmarkSample: 'テストではない',
    rawEvent: '元のイベント',
    copyIds: 'ID をコピー',
    more: 'その他…',
  },
  people,
  group,
  quiet,
  decisions,
  notice,
  intake,
  storm,
  digest,
  suppression,
  escalation,
  config,
  investigation,
  picture,
  auditAnchor,
  lease,
  story,
  match,
};
