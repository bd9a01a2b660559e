import type { containers as english } from '../../en/controls/containers.ts';

export const containers: typeof english = {
  'ECR.1': {
    headline: (v) => `${v.resource} のイメージがスキャンなし`,
    sentence: (v) => `リポジトリ ${v.resource} は、既知の脆弱性を調べずにイメージを受け入れています。`,
    first: 'プッシュ時のスキャンを有効にしてください。Inspector でレジストリ全体を対象にするのが確実です。',
    why: '既知の穴があるイメージが、誰にも知られないまま本番に出るおそれがあります。',
    breaks: '影響はありません。Inspector のスキャンはイメージごとに費用がかかります。',
  },
  'ECR.2': {
    headline: (v) => `${v.resource} のタグを別のイメージに付け替え可能`,
    sentence: (v) => `リポジトリ ${v.resource} では、タグを上書きできます。`,
    first: 'タグをイミュータブルにし、ビルドごとに別のタグを付けてください。',
    why: 'プッシュできる人なら、テスト済みのイメージを同じ名前のまま別のものにすり替えられます。',
    breaks: 'latest のように、同じタグを繰り返しプッシュするパイプラインが失敗します。',
  },
  'ECR.3': {
    headline: (v) => `リポジトリ ${v.resource} にライフサイクルポリシーなし`,
    sentence: (v) => `${v.resource} に、古いイメージがいつまでも残ります。`,
    first: 'デプロイに使うものを残すライフサイクルポリシーを追加してください。',
    why: '穴のある古いイメージを誤って起動するおそれがあり、保管費用もかかります。',
    breaks: '消えたイメージはデプロイできません。プレビューで確かめ、戻せるだけの数を残してください。',
  },
  'ECS.2': {
    headline: (v) => `${v.resource} のタスクにパブリックアドレス`,
    sentence: (v) => `ECS サービス ${v.resource} が、各タスクにパブリック IP アドレスを付けています。`,
    first: 'パブリック IP を無効にし、サービスをロードバランサーの後ろに置いてください。',
    why: 'セキュリティグループが許せば、どのタスクにもインターネットから届きます。',
    breaks: 'NAT ゲートウェイか VPC エンドポイントがないと、イメージの取得もログの出力もできません。',
  },
  'ECS.4': {
    headline: (v) => `${v.resource} のコンテナが特権モード`,
    sentence: (v) => `タスク定義 ${v.resource} に、privileged が true のコンテナがあります。`,
    first: 'privileged を false にしてください。必要なら、Linux ケーパビリティを一つだけ追加します。',
    why: '特権コンテナが乗っ取られると、ホスト全体が乗っ取られます。',
    breaks: 'ディスクのマウント、モジュールの読み込み、コンテナ内での Docker を使うものです。',
  },
  'ECS.5': {
    headline: (v) => `${v.resource} のコンテナが自身のファイルを変更可能`,
    sentence: (v) => `タスク定義 ${v.resource} のコンテナが、ルートファイルシステムに書き込めます。`,
    first: 'readonlyRootFilesystem を true にし、書き込みが必要な場所にはボリュームを付けてください。',
    why: '書き込める場所がなければ、侵入者は道具を残せません。',
    breaks:
      '/tmp、キャッシュ、ログに書くプログラムです。先にボリュームを付けてください。Windows では設定できません。',
  },
  'ECS.8': {
    headline: (v) => `タスク定義 ${v.resource} に平文の秘密情報`,
    sentence: (v) => `${v.resource} に、AWS_SECRET_ACCESS_KEY のようなキーの環境変数があります。`,
    first: '値を Secrets Manager に移して secrets で参照し、キーを新しくしてください。',
    why: 'タスク定義を見られる人は誰でも読めます。古いリビジョンにも残ります。',
    breaks: '実行ロールにシークレットを読む権限がないと、タスクが起動しません。',
  },
  'ECS.12': {
    headline: (v) => `ECS クラスター ${v.resource} に Container Insights なし`,
    sentence: (v) => `${v.resource} のタスクやコンテナが、個別に計測されていません。`,
    first: 'クラスターで Container Insights を有効にしてください。',
    why: 'マイニングのような異常な負荷に、気づくのが遅れます。',
    breaks: '影響はありません。メトリクスとログの費用がかかります。',
  },
  'EKS.1': {
    headline: (v) => `EKS クラスター ${v.resource} の API がインターネットに公開`,
    sentence: (v) => `${v.resource} のパブリックエンドポイントが有効です。`,
    first: 'プライベートエンドポイントを有効にしてから、パブリックを無効にするか、アドレスを絞ってください。',
    why: 'トークンが漏れたり Kubernetes に穴が見つかったりすると、どこからでも悪用されます。',
    breaks:
      'VPC の外の人やパイプラインは kubectl を使えなくなります。プライベート側が無効なら、ノードも切れます。なお、アドレスを絞るだけでは合格しないことがあります。',
  },
  'EKS.2': {
    headline: (v) => `EKS クラスター ${v.resource} の Kubernetes が旧式`,
    sentence: (v) => `${v.resource} の Kubernetes は、標準サポートが終わったバージョンです。`,
    first: 'マイナーバージョンを一つずつ上げ、続いてノードとアドオンも更新してください。',
    why: 'やがて修正が届かなくなり、その間の料金も上がります。最後は AWS が自動で更新します。',
    breaks:
      '廃止された API を使うワークロードです。EKS のアップグレードインサイトで分かります。元には戻せません。',
  },
  'EKS.8': {
    headline: (v) => `EKS クラスター ${v.resource} に監査ログなし`,
    sentence: (v) => `${v.resource} が、監査ログを CloudWatch Logs に送っていません。`,
    first: 'コントロールプレーンの監査ログを有効にしてください。',
    why: 'クラスターで誰が何をしたかが分かりません。',
    breaks: '影響はありません。忙しいクラスターではログが多く、CloudWatch Logs の費用がかかります。',
  },
};
