import type { notice as english } from '../en/card-notices.ts';
import { grouped } from '../en/count.ts';

export const notice: typeof english = {
  reopened: (times) => (times > 1 ? `再発しました(${grouped(times)}回目)。` : '再発しました。'),
  'external-reversed': 'AWS 側での判断が取り消されたため、再び開きました。',
  'severity-raised': (from, to) => `重要度が上がりました: ${from} → ${to}。`,
  closed: {
    fixed: '解決しました。すべてのチェックに合格しています。',
    gone: '検出元でアーカイブされたか、なくなったため閉じました。修正されたとは限りません。',
    external: '誰かが AWS 側で抑制または解決済みにしたため、対象から外しました。',
  },
  'resource-kind-added': (kinds) => `攻撃が別の種類のリソースに広がりました: ${kinds}。`,
  'happened-again': (times) =>
    `しばらく途絶えたあとに再び発生しました${times > 1 ? `(${grouped(times)}回目)` : ''}。`,
  flapping: (times) =>
    `発生と解消を繰り返しています${times === null ? '' : `(${grouped(times)}回目)`}。落ち着くまでは、このカードで数えるだけにします。`,
  folded: (label) =>
    label === null
      ? '別のケースに統合しました。続きはそちらで扱います。'
      : `${label} の一部とわかったため、統合しました。続きはそちらで扱います。`,
  'shown-again': (label) =>
    label === null
      ? '抑制がなくなりました。まだ解決していません。'
      : `${label} が終わりました。まだ解決していません。`,
  acknowledged: (name, until) => `${name} が対応します${until === null ? '' : `(${until} まで)`}。`,
  released: (name) => `${name} が対応をやめました。いまは誰も対応していません。`,
  takenFrom: (name, from) => `${name} が ${from} の割り当てを外しました。いまは誰も対応していません。`,
  'ack-lapsed': (name) =>
    name === null
      ? '対応の期限が過ぎました。いまは誰も対応していません。'
      : `${name} の対応の期限が過ぎました。いまは誰も対応していません。`,
  assigned: (name, to) => `${name} が ${to} に対応を依頼しました。`,
  suppressed: (name, label, until) =>
    [
      name === null ? '' : `${name} が `,
      until === null ? '' : `${until} まで`,
      `抑制しました${label === null ? '' : `(${label})`}`,
    ].join(''),
  because: (said, reason) => (reason === '' ? `${said}。` : `${said}。理由: ${reason}`),
  'page-unheard': (waited) =>
    `ページャー(Slack外の呼び出し)が${waited === null ? '' : `${waited}のあいだ`}応答せず、まだ誰も呼び出せていません。対応をお願いします。`,
  escalated: (waited) =>
    waited === null ? 'まだ誰も対応していません。' : `${waited}たちましたが、まだ誰も対応していません。`,
  'person-asked': (to, principal, until) =>
    `${to} に「${principal}」の操作について確認しています${until === null ? '' : `(${until} までに返事がなければ担当者を呼びます)`}。`,
  'nobody-to-ask': (principal) =>
    `「${principal}」が誰かわからず、本人に確認できませんでした。直接の確認をお願いします。`,
  'person-said-yes': (name, principal) =>
    `${name} は自分の操作だと答えました(「${principal}」)。これだけでは閉じません。事実かどうか確かめてください。`,
  'person-said-no': (name, principal) =>
    `${name} は自分の操作ではないと答えました(「${principal}」)。すぐに対応をお願いします。`,
  'person-silent': (name, principal) =>
    `${name} に「${principal}」の操作について確認しましたが、返事がありません。対応をお願いします。`,
  somebody: '誰か',
};
