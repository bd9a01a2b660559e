import type { audit as en } from '../en/answers-audit.ts';
import { roleNames } from './roles.ts';

export const audit: typeof en = {
  whose: '対象を指定してください(ケース、リース、人、または期間)。',
  everywhere: (v) =>
    `監査ログは全アカウントにわたるため、すべてのアカウントで「${roleNames[v.role]}」の権限が必要です。何も表示していません。`,
  none: '該当する監査ログはありません。',
  found: (v) => (v.more ? `最新の${v.count}件(新しい順)` : `${v.count}件(新しい順)`),
  program: 'Yagura(自動)',
  outcome: { done: '実行', refused: '拒否', failed: '失敗' },
  change: (v) => `${v.field}: ${v.before} → ${v.after}`,
  because: (v) => `「${v.reason}」`,
  audited: 'この閲覧も監査ログに記録しました。全件の出力: yagura audit export',
};
