import type {
  onCall as enOnCall,
  policies as enPolicies,
  rules as enRules,
  sec as enSec,
} from '../en/answers-sec.ts';
import { roleNames } from './roles.ts';

export const sec: typeof enSec = {
  summary: 'オンコール、抑制、ポリシー、コマンドの一覧',
  hint: 'help | oncall | note Y12 … | resolve Y12 … | due Y12 … | suppressions | lift S12 | policy | rules',
  usage: [
    { form: '/sec help', does: 'コマンドの一覧を表示します' },
    { form: '/sec oncall', does: '今のオンコールと、今後の予定を表示します' },
    {
      form: '/sec oncall swap @carol',
      does: '当番の終わりまで交代します。for 8h や from … until … も使えます',
    },
    { form: '/sec oncall undo', does: '今の交代、または次の交代を取り消します' },
    { form: '/sec note Y12 …', does: 'ケースのスレッドにメモを残します' },
    {
      form: '/sec resolve Y12 handled because …',
      does: 'handled(対応済み)、benign(無害)、false-positive(誤検知)として閉じます。duplicate of Y3 も使えます',
    },
    { form: '/sec reopen Y12 because …', does: '閉じたケースを再オープンします' },
    { form: '/sec due Y12 2026-12-24 because …', does: '期限を設定します。none で期限をなくします' },
    {
      form: '/sec exception Y12 until 2027-01-31 because …',
      does: 'その日まで例外として認めるよう、承認者に依頼します',
    },
    { form: '/sec sample Y12', does: '誰も呼び出さないテストとして印を付けます。末尾に undo で取り消します' },
    {
      form: '/sec audit Y12',
      does: 'ケースに誰が何をしたか。L3、@carol、since:7d も使えます(承認者以上)',
    },
    { form: '/sec suppressions', does: '抑制の一覧(範囲、期限、作成者、理由)' },
    { form: '/sec lift S12', does: '抑制を終えます' },
    { form: '/sec policy', does: 'ポリシーを順に表示し、それぞれの非表示件数を示します' },
    { form: '/sec policy disabled', does: 'ポリシーで無効化の対象となっているコントロール' },
    { form: '/sec rules', does: 'ルールの一覧(最近の一致件数、試行期間中のもの)' },
    {
      form: '/sec who AKIA… in payments-prod',
      does: 'キー、ユーザー、role/…、i-… が過去1日に何をしたか(対応者以上)',
    },
  ],
};

export const onCall: typeof enOnCall = {
  none: 'オンコールの人はいません。設定に onCall がありません。',
  now: (v) =>
    v.until === null ? `オンコールは ${v.who} です。` : `オンコールは ${v.who} です(${v.until} まで)。`,
  standsIn: '交代',
  second: (v) => `次に呼び出す人: ${v.who}`,
  coming: '今後の予定:',
  shift: (v) => (v.until === null ? `${v.from} から: ${v.who}` : `${v.from} 〜 ${v.until}: ${v.who}`),
  cannotTake: `本人には「${roleNames.responder}」の権限がないため、ケースを引き受けられません。`,
  next: '交代するには: /sec oncall swap @carol for 8h · 取り消すには: /sec oncall undo',
  swapped: (v) => `${v.from} から ${v.until} まで、${v.who} がオンコールを担当します。`,
  tell: 'Yagura からは通知しません。本人に伝えてください。',
  already: (v) => `${v.from} から ${v.until} までは、すでに ${v.who} の担当です。何も変更していません。`,
  noEnd: 'グループのオンコールには終わりがないため、交代の終わりを指定してください。',
  past: 'この時間は過ぎています。何も変更していません。',
  tooLong: (v) => `最長 ${v.most}です。何も変更していません。`,
  undone: (v) =>
    `${v.from} から ${v.until} までの ${v.who} の交代を取り消しました。${v.instead} が担当します。`,
  nothingToUndo: '取り消せる交代はありません。何も変更していません。',
  unknown: (v) => `「${v.word}」という語はありません。`,
  whom: '誰と交代しますか? @ で指定するか、me と書いてください。',
  when: (v) => `「${v.word}」は日時として読めません。18:00、2026-12-24、2026-12-24T18:00 のように書きます。`,
};

const actions: Record<Parameters<(typeof enPolicies)['action']>[0]['action'], string> = {
  track: '修正まで追跡',
  notify: '集計のみ',
  accept: '受容',
  disable: '無効化の対象',
};

export const policies: typeof enPolicies = {
  list: (v) => (v.count === '0' ? 'ポリシーはありません。すべて表示します。' : `ポリシー ${v.count}件`),
  order: '最初に一致したものが適用されます。複数の標準にまたがるときは、最も厳しいものを採ります。',
  action: (v) => actions[v.action],
  everything: 'すべて',
  due: (v) => `期限 ${v.span}`,
  grouped: (v) => `${v.by} ごとに1枚のカード`,
  quiet: (v) => `非表示 ${v.cases}件(${v.accounts} アカウント)`,
  more: (v) => `ほか ${v.count}件(「yagura policy check」ですべて表示できます)`,
  next: '表示の有無の理由: /secfind why <ID または ARN> · 無効化の対象: /sec policy disabled',
  disabled: (v) =>
    v.count === '0'
      ? '不合格のコントロールのうち、無効化の対象はありません。'
      : `無効化の対象のコントロール ${v.count}件`,
  disabledEntry: (v) => `${v.type}: 不合格 ${v.cases}件、${v.accounts} アカウント(${v.policy})`,
  disabledNext: 'Security Hub で無効にしてください。それまでは数えるだけで、表示しません。',
};

export const rules: typeof enRules = {
  list: (v) =>
    v.count === '0'
      ? 'ルールはありません。'
      : `ルール${v.count}件${v.staged === '0' ? '' : `(うち試行期間中${v.staged}件)`}`,
  matches: (v) => (v.week === '0' ? '7日間一致なし' : `24時間に${v.day}件、7日間に${v.week}件`),
  staged: (v) => `${v.until} まで数えるだけ`,
  noLevel: '重要度なし',
  more: (v) => `ほか${v.count}件`,
  broken: (v) => `問題${v.count}件:`,
  next: '除外、重要度、試行期間は設定の rules で指定します · 過去のイベントで試すには yagura backfill',
};
