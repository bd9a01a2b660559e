import type { story as en } from '../en/card-story.ts';

export const story: typeof en = {
  at: (v) => `${v.at} · ${v.said}`,
  atAbout: (v) => `${v.at} · ${v.label}(${v.what}) · ${v.said}`,
  'lease-asked': (v) => `${v.who} が申請しました(理由: ${v.reason})。`,
  'lease-alone': (v) => `${v.who} が承認なしで開始しました(緊急実行、理由: ${v.reason})。`,
  'lease-begun': (v) => `${v.who} が開始しました。承認は不要です(理由: ${v.reason})。`,
  'lease-approved': (v) => `${v.who} が承認しました${v.left === 0 ? '' : `(あと${v.left}人の承認が必要)`}。`,
  'lease-refused': (v) => `${v.who} が却下しました(理由: ${v.reason})。`,
  'lease-withdrawn': (v) => `${v.who} が申請を取り下げました。`,
  'lease-lapsed': '期限までに承認されなかったため、何も行いませんでした。',
  'lease-living': {
    'security-group': (v) => `付与し、確認しました。${v.until} に終わります。`,
    isolate: () => '隔離し、確認しました。開いていた接続は続くことがあります。',
    'access-key': () => '無効にし、確認しました。',
  },
  'lease-again': '元に戻し、確認しました。',
  'lease-longer-asked': (v) =>
    `${v.who} が ${v.until} までの延長を申請しました。承認者の判断が必要です(理由: ${v.reason})。`,
  'lease-longer': (v) => `${v.who} が終わりを ${v.until} に変えました。`,
  'lease-not-longer': (v) => `${v.who} が延長を認めませんでした。`,
  'lease-drift': 'AWS 側で変更されています。内容と、元に戻すボタンはカードにあります。',
  'lease-putting-right': (v) => `${v.who} が元に戻すよう指示しました。`,
  'lease-ending': (v) => `終了処理を始めました: ${v.because}`,
  'lease-ended': {
    'security-group': '取り外し、確認しました。開いていたセッションは続くことがあります。',
    isolate: '隔離を解除し、確認しました。',
    'access-key': '有効に戻し、確認しました。',
  },
  'lease-failed': '実行できませんでした。何も変わっていません。理由はカードにあります。',
  'run-started': (v) => `${v.who} が Runbook「${v.name}」を開始しました(理由: ${v.reason})。`,
};
