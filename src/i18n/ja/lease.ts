import type { lease as english } from '../en/lease.ts';

export const lease: typeof english = {
  kind: {
    'security-group': '一時アクセス',
    isolate: '隔離',
    'access-key': 'アクセスキーの無効化',
  },
  page: {
    stuck: ({ label, kind, subject, why }) =>
      `【まだ開いています】${label}(${subject} の${kind})を終了できません: ${why}`,
    undone: ({ label, kind, subject, why }) =>
      `【未完了】${label}(${subject} の${kind})を実行できません: ${why}`,
    review: ({ label, kind, subject }) => `【確認してください】${label}(${subject} の${kind})を続けますか`,
    resolve: (label) => `${label} は対応不要になりました`,
  },
  trouble: {
    denied: (detail) => `AWS に許可されていません(${detail})`,
    'in-use': (detail) => `このグループを参照しているものがあります(${detail})`,
    'only-group': (detail) =>
      `インターフェイス ${detail} に他のグループがなくなります。別のグループを付けてください`,
    full: (detail) => `インターフェイスにこれ以上グループを付けられません(${detail})`,
    away: (detail) => `AWS が応答しません(${detail})`,
    'not-yet': (detail) => `変更がまだ AWS に反映されていません(${detail})`,
    foreign: (detail) => `同じ名前の別のグループがあります(${detail})`,
    gone: (detail) => `対象がなくなっています(${detail})`,
    refused: (detail) => `AWS に拒否されました(${detail})`,
  },
};
