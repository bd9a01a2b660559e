import type { account as english } from '../../en/controls/account.ts';

export const account: typeof english = {
  'Account.1': {
    headline: (v) => `${v.account} にセキュリティ連絡先なし`,
    sentence: (v) => `${v.account} に、AWS からのセキュリティ連絡先が登録されていません。`,
    first:
      'アカウント設定でセキュリティ連絡先を登録してください。必ず読まれるメーリングリストが適しています。',
    why: 'キーの漏えいや不正利用の警告は、root のメールアドレスに届きます。たいてい誰も読んでいません。',
    breaks: '影響はありません。',
  },
  'ACM.1': {
    headline: (v) => `証明書 ${v.resource} の期限切れが間近`,
    sentence: (v) => `${v.resource} は期限切れか、30 日以内に期限が切れますが、更新されていません。`,
    first:
      '新しい証明書をインポートしてください。ACM が発行したものなら、DNS か E メールの検証を直してください。',
    why: '期限が切れると、ブラウザやクライアントが接続を拒みます。',
    breaks:
      '同じ ARN のまま更新すれば影響はありません。古い証明書を固定しているクライアントには、新しいものが必要です。',
  },
  'Config.1': {
    headline: (v) => `${v.account} で AWS Config が記録していません`,
    sentence: (v) =>
      `${v.account} のこのリージョンの AWS Config が、無効、記録不足、または専用のロールを使っていない状態です。`,
    first: 'サービスにリンクされたロールで AWS Config を有効にし、必要なリソースタイプを記録してください。',
    why: 'Security Hub のほとんどのチェックは Config の記録が頼りです。静かでも安全とは限りません。',
    breaks:
      '影響はありません。変更の記録ごとに課金されるので、変更が多いアカウントでは日次の記録も選べます。',
  },
  'GuardDuty.1': {
    headline: (v) => `${v.account} で GuardDuty が無効`,
    sentence: (v) => `${v.account} のこのリージョンを、GuardDuty が見張っていません。`,
    first: 'GuardDuty を有効にしてください。Organizations 全体で有効にするのが確実です。',
    why: 'キーが盗まれても、マシンが乗っ取られても気づけないおそれがあります。攻撃者は、見張りのないリージョンを好みます。',
    breaks: 'ログを読むだけなので影響はありません。30 日の無料期間のあと、ログの量で課金されます。',
  },
};
