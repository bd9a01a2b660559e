import type { auditAnchor as english } from '../en/card-audit.ts';
import { grouped } from '../en/count.ts';

export const auditAnchor: typeof english = {
  headline: (rows, moment) => `監査ログは ${moment} 時点で ${grouped(rows)} 行です`,
  use: 'このメッセージは消さないでください。上の行を yagura audit verify --anchor に渡すと、それより前の改変を見つけられます。',
};
