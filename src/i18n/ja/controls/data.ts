import type { data as english } from '../../en/controls/data.ts';
import type { ControlExplanation } from '../../explanation.ts';

const unencryptedFiles: ControlExplanation = {
  headline: (v) => `ファイルシステム ${v.resource} が未暗号化`,
  sentence: (v) => `${v.resource} のファイルが読める形で保存されています。`,
  first: '暗号化したファイルシステムを作り、ファイルをコピーしてください。既存のものは変更できません。',
  why: 'ストレージそのものに触れた人は、キーがなくてもファイルを読めます。',
  breaks: 'クライアントは新しいファイルシステムをマウントし直します。コピー中は書き込みを止めてください。',
};

export const data: typeof english = {
  'DMS.1': {
    headline: (v) => `レプリケーションインスタンス ${v.resource} にパブリックアドレス`,
    sentence: (v) =>
      `コピー対象のデータベースを読める ${v.resource} に、セキュリティグループが許せばインターネットから届きます。`,
    first: 'パブリックアドレスのないレプリケーションインスタンスを作り、タスクを移してください。',
    why: '両方のデータベースに接続し、コピーするデータがすべて通ります。',
    breaks:
      '公開の設定はあとから変えられないため、移す間タスクが止まります。外部のソースには VPN が必要です。',
  },
  'DynamoDB.2': {
    headline: (v) => `テーブル ${v.resource} にポイントインタイムリカバリなし`,
    sentence: (v) => `テーブル ${v.resource} を、過去の時点に戻せません。`,
    first: 'ポイントインタイムリカバリを有効にしてください。',
    why: 'デプロイの失敗や悪意のある削除のあとに戻せるのは、別に取ったバックアップがある時点だけです。',
    breaks: '影響はありません。テーブルの大きさに応じて費用がかかります。',
  },
  'EFS.1': unencryptedFiles,
  'EFS.8': unencryptedFiles,
  'Opensearch.1': {
    headline: (v) => `OpenSearch ドメイン ${v.resource} が未暗号化`,
    sentence: (v) => `${v.resource} のインデックスとスナップショットが読める形で保存されています。`,
    first: '保管時の暗号化を有効にしてください。',
    why: '検索インデックスにはデータの写しが入っています。思っている以上に多いものです。',
    breaks: 'ドメインが裏で作り直され、数時間かかります。有効にすると元には戻せません。',
  },
  'Opensearch.2': {
    headline: (v) => `OpenSearch ドメイン ${v.resource} にインターネットから到達可能`,
    sentence: (v) => `${v.resource} は VPC の外にあり、アクセスポリシーだけで守られています。`,
    first: 'VPC の中にドメインを作り、スナップショットでデータを移してください。既存のものは移動できません。',
    why: 'ポリシーを一行間違えると、誰でも検索できてしまいます。実際によく起きています。',
    breaks: '接続先が変わります。VPC の外からは、VPN かプロキシが必要です。',
  },
  'Redshift.1': {
    headline: (v) => `Redshift クラスター ${v.resource} にパブリックアドレス`,
    sentence: (v) => `${v.resource} には、セキュリティグループが許せばインターネットから届きます。`,
    first: '「パブリックアクセス可能」を無効にしてください。',
    why: 'データウェアハウスにはすべてのデータが集まります。それがパスワードだけで守られています。',
    breaks: 'VPC の外のツールは接続できなくなります。先に VPN かエンドポイントを用意してください。',
  },
  'Redshift.4': {
    headline: (v) => `Redshift クラスター ${v.resource} に監査ログなし`,
    sentence: (v) => `${v.resource} が、誰が接続し何を問い合わせたかの監査ログを出力していません。`,
    first: '監査ログを有効にし、S3 か CloudWatch に出力してください。',
    why: '漏えいが起きても、誰が何を読んだかが分かりません。',
    breaks:
      '影響はありません。クエリの記録には enable_user_activity_logging も必要で、反映にはクラスターの再起動が要ります。',
  },
};
