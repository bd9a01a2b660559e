import type { bulk as en } from '../en/bulk.ts';

export const bulk: typeof en = {
  button: 'まとめて選ぶ…',
  title: 'まとめて操作',
  which: '対象のケース',
  whichHint: '検索結果の先頭100件です。対象にしないものは外してください。',
  what: '操作',
  acts: { acknowledge: '対応する', release: '手放す', assign: '割り当てる' },
  whom: '割り当て先',
  whomHint: '「割り当てる」の場合だけ選んでください。',
  next: '次へ',
  confirm: (v) => `${v.count}件を${v.who === null ? '' : `${v.who}に`}「${v.act}」でよろしいですか?`,
  confirmNext: 'まだ何も変更していません。',
  submit: (v) => `${v.count}件に実行`,
  wrong: {
    which: '1件以上選んでください。',
    tooMany: (v) => `一度に選べるのは${v.most}件までです。`,
    what: '操作を選んでください。',
    whom: '相手を選んでください。',
  },
  done: (v) => `${v.count}件を完了しました。`,
  left: {
    already: (v) => `先に行われていたため、変更しませんでした: ${v.labels}`,
    'not-open': (v) => `すでに閉じているか、非表示です: ${v.labels}`,
    refused: (v) => `あなたの権限では変更できません: ${v.labels}`,
    failed: (v) => `処理できませんでした。もう一度お試しください: ${v.labels}`,
  },
};
