import type { writeBack as english } from '../en/write-back.ts';

const after = (reason: string) => (reason === '' ? '' : `。理由: ${reason}`);
const upTo = (until: string | null) => (until === null ? '' : `(${until})`);

export const writeBack: typeof english = {
  open: '再び未対応です',
  somebody: '担当者',
  until: (moment) => `${moment} UTC まで`,
  why: {
    acknowledged: ({ who, until }) => `${who} が対応中${upTo(until)}`,
    assigned: ({ who }) => `${who} に割り当て済み`,
    suppression: ({ who, until, reason }) => `${who} が抑制${upTo(until)}${after(reason)}`,
    verifying: ({ who, until }) => `${who} が対応済みと報告、確認待ち${upTo(until)}`,
    exception: ({ who, until, reason }) => `${who} が例外として承認${upTo(until)}${after(reason)}`,
    handled: ({ who }) => `${who} がクローズ(対処済み)`,
    benign: ({ who }) => `${who} がクローズ(問題なし)`,
    'false-positive': ({ who }) => `${who} がクローズ(誤検知)`,
    duplicate: ({ who }) => `${who} がクローズ(別のケースと重複)`,
    policy: ({ reason }) => `ポリシー ${reason} により非表示`,
  },
  told: ({ service, word, count, how }) => {
    const copies = count === 1 ? '' : `(写し${count}件)`;
    if (how === 'said') return `${service} に ${word} を反映済みです${copies}。`;
    return how === 'waits'
      ? `${service} への ${word} の反映を待っています${copies}。`
      : `ドライラン: ${service} に ${word} を反映する予定です${copies}。`;
  },
  quieted: ({ total, notify, accept, how }) => {
    const parts = `notify ${notify}件、accept ${accept}件`;
    if (how === 'on') return `Security Hub でも最大${total}件を抑制しています(${parts})。`;
    return how === 'dry-run'
      ? `ドライラン: Security Hub でも最大${total}件を抑制する予定です(${parts})。`
      : `writeBack.suppress は off です。on にすると Security Hub で最大${total}件を抑制します(${parts})。`;
  },
  notTaken: (service, problem, count) =>
    count === 1
      ? `${service} に反映できませんでした(${problem})`
      : `${service} に${count}件の写しを反映できませんでした(${problem})`,
};
