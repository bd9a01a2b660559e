import type { machines as english } from '../../en/controls/machines.ts';

export const machines: typeof english = {
  'AutoScaling.1': {
    headline: (v) => `グループ ${v.resource} が応答しないマシンを残す状態`,
    sentence: (v) =>
      `Auto Scaling グループ ${v.resource} が、ロードバランサーのヘルスチェックを使っていません。`,
    first: 'グループで、ロードバランサーのヘルスチェックを有効にしてください。',
    why: '動いていても応答しないマシンが、いつまでも置き換えられません。',
    breaks: '起動の遅いマシンが、何度も置き換えられます。猶予期間を十分に取ってください。',
  },
  'AutoScaling.3': {
    headline: (v) => `起動設定 ${v.resource} が IMDSv1 を許可`,
    sentence: (v) => `起動設定 ${v.resource} が、IMDSv2 を必須にしていません。`,
    first: 'IMDSv2 を必須にした起動テンプレートに置き換えてください。',
    why: 'アプリに外部の URL を取得させる穴(SSRF)があると、ロールの認証情報が盗まれます。',
    breaks: '新しいマシン上の古い SDK です。稼働中のマシンは、置き換わるまで変わりません。',
  },
  'Autoscaling.5': {
    headline: (v) => `${v.resource} のマシンにパブリックアドレス`,
    sentence: (v) => `起動設定 ${v.resource} が、各マシンにパブリック IP アドレスを付けています。`,
    first: 'パブリック IP を付けない起動テンプレートに置き換え、ロードバランサーの後ろに置いてください。',
    why: 'セキュリティグループが許せば、どのマシンにもインターネットから届きます。',
    breaks: 'NAT ゲートウェイかエンドポイントがないと、新しいマシンは外に出られません。',
  },
  'CodeBuild.1': {
    headline: (v) => `CodeBuild プロジェクト ${v.resource} のソース URL に認証情報`,
    sentence: (v) =>
      `${v.resource} のリポジトリの URL に、トークンかユーザー名とパスワードが含まれています。`,
    first: 'OAuth か接続でリポジトリにつなぎ、トークンを新しくしてください。',
    why: 'プロジェクトを見られる人は誰でも読め、ソースコードに手を出せます。',
    breaks: '新しい接続が整うまで、ビルドが失敗します。',
  },
  'CodeBuild.2': {
    headline: (v) => `CodeBuild プロジェクト ${v.resource} に平文の AWS キー`,
    sentence: (v) =>
      `${v.resource} に、AWS_ACCESS_KEY_ID か AWS_SECRET_ACCESS_KEY が平文の変数で設定されています。`,
    first: '変数を削除し、キーを無効にして、プロジェクトのロールを使ってください。',
    why: 'プロジェクトを見られる人は、誰でもこのキーを読んで使えます。',
    breaks: 'プロジェクトのロールにまだない権限を使うビルドです。',
  },
  'CodeBuild.5': {
    headline: (v) => `${v.resource} のビルドが特権モード`,
    sentence: (v) => `CodeBuild プロジェクト ${v.resource} の特権モードが有効です。`,
    first: 'Docker イメージを作らないビルドなら、無効にしてください。',
    why: 'ビルド中に動くコードは、依存ライブラリのものも含めて、ビルドマシン全体に手が届きます。',
    breaks: 'Docker イメージを作るビルドには必要です。その場合は、理由を添えて検出結果を抑制してください。',
  },
  'SSM.1': {
    headline: (v) => `${v.resource} が Systems Manager の管理外`,
    sentence: (v) => `${v.resource} が、Systems Manager に登録されていません。`,
    first: 'SSM エージェントを入れ、インスタンスに必要なロールを付けてください。',
    why: '何が入っているか見えず、離れた場所からパッチも当てられません。',
    breaks: '影響はありません。インスタンスから SSM のエンドポイントへの経路が必要です。',
  },
  'SSM.2': {
    headline: (v) => `${v.resource} にパッチ不足`,
    sentence: (v) => `Patch Manager によると、${v.resource} にベースラインで必要なパッチが当たっていません。`,
    first: '不足しているパッチを適用してください。',
    why: '攻撃されるのは、パッチが出ている穴です。',
    breaks: '多くのパッチは再起動が必要です。先にスナップショットを取り、一台で試してください。',
  },
  'SSM.3': {
    headline: (v) => `${v.resource} で Systems Manager の処理が失敗`,
    sentence: (v) => `${v.resource} の関連付けが非準拠です。ステートマネージャーが適用できませんでした。`,
    first: '関連付けの履歴で原因を確かめ、もう一度実行してください。',
    why: '入れるはずのエージェントや設定が、そこにはありません。',
    breaks: '関連付けそのものが変えること以外に、影響はありません。',
  },
  'SSM.4': {
    headline: (v) => `SSM ドキュメント ${v.resource} が公開状態`,
    sentence: (v) => `${v.resource} を、どの AWS アカウントからも読めます。`,
    first: 'ドキュメントの公開を止め、SSM の設定でパブリック共有を禁止してください。',
    why: '名前やコマンド、ときには秘密まで書かれています。',
    breaks: '公開を前提に使っているアカウントです。アカウント ID を指定して共有してください。',
  },
};
