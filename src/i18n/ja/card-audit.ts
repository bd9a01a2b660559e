import type { auditAnchor as english } from '../en/card-audit.ts';
import { grouped } from '../en/count.ts';

export const auditAnchor: typeof english = {
  headline: (rows, moment) => `監査ログは ${moment} 時点で ${grouped(rows)} 行です`,
  unkept: ({ place, count, problem }) =>
    `以前の記録${grouped(count)}件が ${place} に保存されていません(${problem})。詳しくは yagura doctor で確認してください。`,
  use: 'このメッセージは消さないでください。上の行を yagura audit verify --anchor に渡すと、それより前の改変を見つけられます。',
};
