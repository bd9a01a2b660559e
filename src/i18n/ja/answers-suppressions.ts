import type { suppressions as en } from '../en/answers-suppressions.ts';
import { roleNames } from './roles.ts';

export const suppressions: typeof en = {
  summary: 'ケースと似たものを、しばらく非表示にします',
  hint: 'Y12 | Y12 for 2h because … | help',
  usage: [
    {
      form: '/secsuppress Y12',
      does: '範囲、期間、理由を入力します。保存の前に、何が隠れるかを確認できます',
    },
    { form: '/secsuppress Y12 for 2h because …', does: 'このケースだけを、確認画面なしで非表示にします' },
  ],
  title: '抑制',
  submit: '非表示にする',
  about: (v) => `${v.label} · ${v.type}`,
  limit: (v) => `${v.severity}より重いもの、重くなったものは、抑制中でも表示します。`,
  scope: '範囲',
  scopes: {
    finding: (v) => (v.about === '1' ? 'この検出結果だけ' : `この検出結果 ${v.about}件だけ`),
    resource: (v) => `${v.about} での同じ種類`,
    account: (v) => `${v.about} 全体での同じ種類`,
    tag: (v) => `${v.about} での同じ種類`,
    principal: (v) => `${v.about} による同じ種類`,
    address: (v) => `${v.about} からの同じ種類`,
  },
  howLong: '期間',
  orUntil: 'または、この日の終わりまで',
  idle: '早めに終える条件',
  idleOption: (v) => `${v.span}間、該当がないとき`,
  why: '理由',
  whyHint: '全員が読めます。続けてよいかどうかの判断材料になります。',
  preview: {
    of: (v) => `プレビュー: ${v.scope}`,
    now: (v) =>
      v.parts === null ? `今、隠れるもの: ${v.count}件` : `今、隠れるもの: ${v.count}件(${v.parts})`,
    month: (v) =>
      v.parts === null
        ? `過去30日で隠れたはずのもの: ${v.count}件`
        : `過去30日で隠れたはずのもの: ${v.count}件(${v.parts})`,
    critical: (v) => `このうち ${v.count}件は「緊急」です!`,
    part: (v) => `${v.severity} ${v.count}`,
    spared: (v) => `範囲内でも、より重い ${v.count}件は表示されたままです。`,
    incomplete: '件数が多いため、すべては確認できませんでした。実際はさらに多い可能性があります。',
    example: (v) => [v.severity, v.label, v.title, v.account].filter((part) => part !== null).join(' · '),
  },
  wrong: {
    scope: '範囲を選んでください。',
    howLong: '期間か日付を選んでください。',
    past: 'この日は過ぎています。',
    why: '理由を簡潔に書いてください。',
    tooLong: (v) => `${v.limit} 文字以内で書いてください。`,
  },
  done: (v) => `${v.label} により、${v.until} まで非表示にします。`,
  working: 'このケースは非表示になりました。範囲内のほかのケースも、数秒のうちに続きます。',
  onlyThis: 'このケースは非表示になりました。',
  notAll:
    'このケースには範囲外の検出結果もあるため、表示されたままです。範囲内のほかのケースは、数秒のうちに非表示になります。',
  next: (v) => `終えるには: /sec lift ${v.label} · 一覧: /sec suppressions`,
  already: (v) =>
    `同じ抑制 ${v.label} がすでにあります(作成者 ${v.who}、${v.until} まで)。何も変更していません。`,
  tooLong: (v) =>
    `「${roleNames[v.role]}」の権限では最長 ${v.most}です。何も変更していません。期間を変えるには、もう一度ボタンを押してください。`,
  past: '終わりの日時が過ぎています。何も変更していません。',
  noScope: (v) =>
    `${v.label} の内容が変わり、選んだ範囲は使えなくなりました。何も変更していません。もう一度ボタンを押してください。`,

  lifted: (v) => `${v.label} を終えました。`,
  liftedNext: '隠れていたもののうち、まだ残っているものは、数秒のうちに再び表示します。',
  noSuch: (v) => `抑制 ${v.label} はありません。`,
  over: {
    expired: (v) => `${v.label} は ${v.at} に期限が来て終わりました。`,
    idle: (v) => `${v.label} は該当がなくなったため、${v.at} に終わりました。`,
    lifted: (v) =>
      v.who === null
        ? `${v.label} は ${v.at} に解除されました。`
        : `${v.label} は ${v.at} に ${v.who} が解除しました。`,
  },
  all: '一覧: ',

  list: (v) => (v.count === '0' ? '抑制しているものはありません。' : `抑制 ${v.count}件`),
  listNext: '新しく作るには: /secsuppress Y12、またはカードのボタン',
  listMore: (v) => `ほか ${v.count}件`,
  entry: (v) => `${v.label}(${v.until} まで)`,
  upTo: (v) => `${v.severity}以下`,
  by: (v) => `${v.who}: ${v.reason}`,
  hits: (v) => (v.count === '0' ? '該当なし' : `該当 ${v.count}回`),
  idleAfter: (v) => `${v.span}間、該当がなければ早めに終了`,
  lift: (v) => `${v.label} を解除`,
  whichOne: (v) =>
    v.word === null
      ? '抑制を指定してください。'
      : `「${v.word}」は抑制の番号ではありません。S12 のように書きます。`,
};
