import type {
  config as configEn,
  digest as digestEn,
  escalation as escalationEn,
  intake as intakeEn,
  storm as stormEn,
  suppression as suppressionEn,
} from '../en/card-channel.ts';
import { grouped } from '../en/count.ts';

const reasons: Readonly<Record<string, string>> = {
  'bad-json': 'JSON として読めません',
  'unknown-shape': 'どのソースにも当てはまらない形です',
  'invalid-field': '項目が足りないか、正しくありません',
  'too-deep': '入れ子が深すぎます',
  'too-large': '大きすぎます',
  'source-not-allowed': 'このキューで許可されていないソースです',
  'account-not-allowed': 'このキューで許可されていないアカウントです',
  'bucket-not-allowed': '設定にないバケットのファイルです',
  'unreadable-records': 'CloudTrail の形式でない記録を含むファイルです',
  'object-denied': '読む権限のないファイルです',
  'object-missing': '存在しないファイルです',
  'object-archived': 'アーカイブされたファイルです',
  'object-unreachable': 'S3 から取得できなかったファイルです',
  'object-broken': '壊れたファイルです',
  'object-too-large': 'ログとしては大きすぎるファイルです',
  'object-no-log': '記録を含まないファイルです',
  'refused-by-store': 'データベースが受け付けませんでした',
  'internal-error': 'Yagura のエラーです',
};

export const intake: typeof intakeEn = {
  headline: (count, date) => `${date} のイベント${grouped(count)}件を読み取れませんでした`,
  nothing: (date) => `${date} のイベントはすべて読み取れました`,
  reason: (code) => (Object.hasOwn(reasons, code) ? (reasons[code] ?? code) : code),
  count: (count, reason, queue) => `${grouped(count)}件: ${reason}(キュー ${queue})`,
  examples: '例:',
  kept: 'カードは作られていません。本文は保管しています。修正後に「yagura replay」で取り込み直せます。',
  deadLetters: (queue, depth, age) =>
    `${queue} のデッドレターキューに${grouped(depth)}件たまっています${age === null ? '' : `(最古は${age}前)`}。ログで原因を確かめ、SQS コンソールで再投入してください。`,
};

export const storm: typeof stormEn = {
  headline: (count, duration) => `${duration}でさらに${grouped(count)}件、このカードにまとめています`,
  over: (count, duration) => `アラートの集中が収まりました: ${duration}で${grouped(count)}件`,
  count: (name, count) => `${name} ${grouped(count)}件`,
  sources: '検出元',
  types: '種類',
  accounts: 'アカウント',
  others: 'その他',
  list: (label, entries) => `${label}: ${entries.join('、')}`,
  kept: 'すべてケースとして残っています。重要度が「緊急」と「高」のものは、それぞれカードを投稿します。',
  freed: (count) => `うち${grouped(count)}件は、それぞれのカードを投稿しました。`,
  show: '一覧を見る',
};

export const digest: typeof digestEn = {
  headline: (name, parts) => `${name ?? '担当なし'}: ${parts.join('、')}`,
  overdue: (count) => `期限超過${grouped(count)}件`,
  dueTomorrow: (count) => `次の営業日までが期限${grouped(count)}件`,
  waiting: (count) => `営業時間外の新着${grouped(count)}件`,
  suppressions: (count) => `まもなく終わる抑制${grouped(count)}件`,
  titles: {
    overdue: '期限超過',
    dueTomorrow: '次の営業日までが期限',
    waiting: '営業時間外の新着',
    suppressions: '次の営業日までに終わる抑制',
  },
  suppression: (label, until, reason) => `${label} · ${until} まで · ${reason}`,
  rest: (count) => `ほか${grouped(count)}件`,
  all: 'すべて見る: ',
};

export const suppression: typeof suppressionEn = {
  headline: (label, until) => `${label}: ${until} までアラートを抑制`,
  over: {
    expired: (label) => `${label} の抑制が終わりました(期限)`,
    idle: (label) => `${label} の抑制が終わりました(該当するものがなくなったため)`,
    lifted: (label, name) =>
      name === null ? `${label} の抑制が解除されました` : `${label} の抑制を ${name} が解除しました`,
  },
  scope: (match) => `対象: ${match}`,
  everything: 'すべて',
  onlyCase: (label) => `${label} の検出結果のみ`,
  upTo: (severity) => `重要度「${severity}」まで。それより重いものは表示します`,
  by: (name, reason) => `${name}: ${reason}`,
  idle: (duration) => `${duration}のあいだ該当がなければ早めに終了`,
  hits: (count) => (count === 0 ? 'まだ該当なし' : `これまでに${grouped(count)}件が該当`),
  matched: (count) => (count === 0 ? '該当なし' : `全部で${grouped(count)}件が該当`),
  stillOpen: (count, labels, more) =>
    `まだ解決していないケース${grouped(count)}件: ${labels.join('、')}${more > 0 ? ` ほか${grouped(more)}件` : ''}`,
  nothingOpen: '抑制していたもので、未解決のものはありません。',
  lift: '解除',
};

export const escalation: typeof escalationEn = {
  waits: (label, waited) => `${label} は${waited}たっても、まだ誰も対応していません`,
  taken: (label, name) => `${label} は ${name} が対応中`,
  over: (label) => `${label} は対応が不要になりました`,
  openCard: 'カードを開く',
};

export const config: typeof configEn = {
  broken: (file) => `${file} に誤りがあるため、以前の設定のまま動いています`,
  mended: (file) => `${file} は正しくなりました`,
  since: (at) => `${at} から`,
  span: (from, to) => `${from} から ${to} まで`,
  restart: (keys) => `再起動するまで反映されない変更: ${keys.join('、')}。ほかはすでに反映済みです。`,
  rulesBroken: (count) =>
    `ルール${grouped(count)}件が動いていません。ほかのルールは動いています。一覧は /sec rules`,
  rulesMended: 'すべてのルールが動くようになりました',
  restartNeeded: (file) => `${file} に、再起動を待つ変更があります`,
};
