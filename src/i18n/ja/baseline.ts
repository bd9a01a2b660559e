import type { baseline as english } from '../en/baseline.ts';
import { grouped } from '../en/count.ts';

export const baseline: typeof english = {
  headline: (untold) =>
    `Yagura の導入前からあった検出結果${grouped(untold)}件を、カードなしのケースにしました`,
  count: (name, count) => `${name} ${grouped(count)}件`,
  told: (told) =>
    told === 0
      ? '個別のカードが必要なものはありませんでした。'
      : `ほかに、最近の重大なもの${grouped(told)}件は個別のカードにしました。`,
  find: '/secfind ですべて、重い順に確認できます。',
};
