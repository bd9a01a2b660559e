import type { home as en } from '../en/home.ts';

export const home: typeof en = {
  title: (v) => `${v.name}さんの今`,
  asOf: (v) => `${v.at}現在。このタブを開くか、ボタンを押すたびに更新されます。`,
  refresh: '更新',
  onCall: 'オンコール',
  approvals: (v) =>
    [
      ...(v.count === '0' ? [] : [`あなたの承認待ち: ${v.count}件`]),
      ...(v.own === '0' ? [] : [`あなたの申請(判断待ち): ${v.own}件`]),
    ].join(' · '),
  asks: (v) => `${v.who} の申請: ${v.reason}`,
  decideUntil: (v) => `${v.until} までに判断してください。過ぎると何も行われません。`,
  waitsForOthers: (v) => `ほかの人の判断を待っています(${v.until} まで)。`,
  longer: (v) => `${v.what} · ${v.until} まで延長`,
  moreApprovals: (v) => `ほか${v.count}件。カードは各チャンネルにあります。`,
  mine: (v) => (v.count === '0' ? 'あなたの担当はありません' : `あなたの担当: ${v.count}件`),
  mineEmpty: 'チャンネルのボタン、または /secack で引き受けられます。',
  overdue: (v) => (v.count === '0' ? '期限切れはありません' : `期限切れ: ${v.count}件`),
  unowned: (v) =>
    v.count === '0' ? '持ち主のいないケースはありません' : `持ち主がなく、誰も対応していません: ${v.count}件`,
  more: (v) => `すべて見る: ${v.command}`,
  quiet: (v) => (v.count === '0' ? '抑制中のものはありません' : `抑制中: ${v.count}件`),
  week: '直近7日間',
  numbers: (v) => `投稿 ${v.posted} · 解決 ${v.closed} · 抑制 ${v.suppressed} · 読み取れず ${v.quarantined}`,
};
