import type { web as english } from '../../en/controls/web.ts';

export const web: typeof english = {
  'ELB.1': {
    headline: (v) => `ロードバランサー ${v.resource} が暗号化されない HTTP を提供`,
    sentence: (v) => `${v.resource} の HTTP リスナーが、HTTPS にリダイレクトしていません。`,
    first: 'HTTP リスナーで HTTPS にリダイレクトしてください。',
    why: 'HTTP のままでは、通信の途中でパスワードを読まれたり、ページを書き換えられたりします。',
    breaks: 'HTTP しか使えないか、リダイレクトに従わないクライアントやヘルスチェックです。',
  },
  'ELB.4': {
    headline: (v) => `ロードバランサー ${v.resource} が不正なヘッダーを通過`,
    sentence: (v) => `${v.resource} が、不正な HTTP ヘッダーをそのまま後ろのサーバーに渡しています。`,
    first: '「無効なヘッダーフィールドを削除」を有効にしてください。',
    why: 'ヘッダーの解釈の違いを突かれるおそれがあります(リクエストスマグリング)。',
    breaks: 'アンダースコアなど、名前に珍しい文字を含むヘッダーを送るクライアントです。',
  },
  'ELB.5': {
    headline: (v) => `ロードバランサー ${v.resource} にアクセスログなし`,
    sentence: (v) => `${v.resource} で、誰が何を求めたかが記録されていません。`,
    first: 'S3 バケットへのアクセスログを有効にしてください。',
    why: '攻撃を受けても、どこから来てどこまで届いたかが分かりません。',
    breaks: '影響はありません。バケットポリシーで書き込みを許す必要があり、保管費用がかかります。',
  },
  'ELB.6': {
    headline: (v) => `ロードバランサー ${v.resource} を一度の操作で削除可能`,
    sentence: (v) => `${v.resource} の削除保護が無効です。`,
    first: '削除保護を有効にしてください。',
    why: 'コマンドの誤り一つで、アプリケーションに接続できなくなります。',
    breaks: 'ロードバランサーを削除するスクリプトやスタックは、先に保護を外す必要があります。',
  },
  'CloudFront.1': {
    headline: (v) => `CloudFront ディストリビューション ${v.resource} にデフォルトルートオブジェクトなし`,
    sentence: (v) => `${v.resource} のルートへの要求が、そのままオリジンに届きます。`,
    first: 'index.html などのデフォルトルートオブジェクトを設定してください。',
    why: 'オリジンが一覧を返すバケットだと、ファイルの一覧が誰にでも見えます。',
    breaks: '「/」に自分で応答するアプリケーションです。先に試してください。',
  },
  'CloudFront.3': {
    headline: (v) => `CloudFront ディストリビューション ${v.resource} が暗号化されない接続を許可`,
    sentence: (v) => `${v.resource} に、HTTP のまま応答するビヘイビアがあります。`,
    first: 'ビューワープロトコルポリシーを、HTTPS へのリダイレクトか HTTPS のみにしてください。',
    why: 'HTTP のままでは、通信の途中で読まれたり、書き換えられたりします。',
    breaks: 'HTTPS を使えないか、リダイレクトに従わない古いクライアントです。',
  },
  'CloudFront.5': {
    headline: (v) => `CloudFront ディストリビューション ${v.resource} にアクセスログなし`,
    sentence: (v) => `${v.resource} で、誰が何を求めたかが記録されていません。`,
    first: 'アクセスログを有効にしてください。',
    why: '攻撃を受けても、どこから来て何を取られたかが分かりません。',
    breaks: '影響はありません。ログの保管費用がかかります。',
  },
  'CloudFront.6': {
    headline: (v) => `CloudFront ディストリビューション ${v.resource} に WAF なし`,
    sentence: (v) => `${v.resource} の前に、ウェブ ACL がありません。`,
    first: 'ウェブ ACL を付けてください。まずマネージドルールをカウントモードで始めます。',
    why: 'ウェブアプリケーションへの既知の攻撃が、そのままオリジンに届きます。',
    breaks: 'ルールが本物の利用者を止めることがあります。カウントモードで様子を見てから遮断してください。',
  },
};
