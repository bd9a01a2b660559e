import type { leaseWeek as en } from '../en/card-lease-week.ts';
import { grouped } from '../en/count.ts';

export const leaseWeek: typeof en = {
  headline: '今週のリースとセキュリティグループ',
  breakGlass: (count) =>
    count === 0
      ? '承認なしの緊急アクセスはありませんでした。'
      : `承認なしの緊急アクセスが${grouped(count)}回ありました:`,
  alone: (v) => `${v.label} · ${v.who} · ${v.at}: ${v.reason}`,
  more: (count) => `ほか${grouped(count)}件`,
  groups: '見直しが必要なセキュリティグループ:',
  found: (finding, count) => {
    switch (finding) {
      case 'unused':
        return `どこにも付いていない ${grouped(count)}件`;
      case 'open-to-world':
        return `全世界に公開 ${grouped(count)}件`;
      case 'duplicate':
        return `ほかと同じルール ${grouped(count)}件`;
      default:
        return `上限に達したインターフェース ${grouped(count)}件`;
    }
  },
  missed: (count) => `${grouped(count)}か所は確認できませんでした。`,
  next: '一覧のファイル: /secsg inventory',
};
