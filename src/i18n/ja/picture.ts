import type { picture as english } from '../en/picture.ts';

export const picture: typeof english = {
  title: (v) => `CloudTrail の呼び出し ${v.from} 〜 ${v.to}`,
  writes: '変更',
  denied: '拒否',
  reads: '読み取りのみ',
  upper: '変更・拒否',
  notYet: '今後届く可能性あり',
  alternative: (v) => `時間ごとの棒グラフ: 変更${v.writes}件、拒否${v.denied}件、読み取りのみ${v.reads}件。`,
};
