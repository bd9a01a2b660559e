import type { kubernetes as english } from '../../en/threats/kubernetes.ts';
import type { ThreatExplanation, Values } from '../../explanation.ts';
import { askPerson, from, fromAddress, newJob, ownList, sharedAddress } from './phrases.ts';

const lookAtCluster = 'まず EKS の監査ログで誰の操作かを確かめ、その権限を外してください。';
const lookAtWorkload =
  'まずイメージとマウントを確かめてください。説明がつかなければ、ワークロードを削除してください。';

const reached = (v: Values, origin: string) =>
  `${v.user} が${origin} ${v.resource} の Kubernetes API を呼び出しました。`;
const did = (v: Values, what: string) => `${v.user} が${from(v)} ${v.resource} で、${what}`;

export const kubernetes: Readonly<Record<keyof typeof english, ThreatExplanation>> = {
  '*:Kubernetes/SuccessfulAnonymousAccess': {
    headline: (v) => `クラスター ${v.resource} に匿名アクセスが成功`,
    sentence: (v) => `${v.resource} の Kubernetes API が${from(v)}、ログインなしで呼び出されました。`,
    first: 'まず system:anonymous の権限を外し、何をされたかを調べてください。',
    why: '匿名に許した操作は、API に届く誰にでもできます。あとから人を特定することもできません。',
    harmless:
      '知られてよい情報への権限を、意図して与えた場合。/healthz や /version などのヘルスチェックは対象外です。',
  },
  '*:Kubernetes/MaliciousIPCaller.Custom': {
    headline: (v) => `クラスター ${v.resource} に脅威リストからアクセス`,
    sentence: (v) => reached(v, fromAddress(v, '登録済みの脅威リストにある')),
    first: lookAtCluster,
    why: '理由があってリストに載せたアドレスが、いまはクラスターを呼び出しています。',
    harmless: ownList,
  },
  '*:Kubernetes/MaliciousIPCaller': {
    headline: (v) => `クラスター ${v.resource} に危険なアドレスからアクセス`,
    sentence: (v) => reached(v, fromAddress(v, '攻撃で知られる')),
    first: lookAtCluster,
    why: 'kubeconfig やトークンが他人の手に渡ったかもしれません。そこから API に届く状態です。',
    harmless: sharedAddress,
  },
  '*:Kubernetes/TorIPCaller': {
    headline: (v) => `クラスター ${v.resource} に Tor からアクセス`,
    sentence: (v) => reached(v, `${from(v)} Tor を通して`),
    first: lookAtCluster,
    why: 'Tor は接続元を隠します。クラスターの運用に必要な人はいないはずです。',
    harmless: '同僚がプライバシー保護のツールを使った場合。業務では控えてもらいましょう。',
  },
  'CredentialAccess:Kubernetes/AnomalousBehavior.SecretsAccessed': {
    headline: (v) => `クラスター ${v.resource} の Secret をふだんと違う形で参照`,
    sentence: (v) => `${did(v, 'ふだんと違う形で Secret を読みました。')}`,
    first: 'まずどの Secret が読まれたかを調べてください。説明がつかなければ、中身を変更してください。',
    why: 'Secret には、クラスターの周りのすべてに入るためのパスワードやトークンがあります。',
    harmless: `新しいオペレーターや Secret 管理のツール。${newJob}`,
  },
  'Discovery:Kubernetes/AnomalousBehavior.PermissionChecked': {
    headline: (v) => `クラスター ${v.resource} で自分の権限を調べる動き`,
    sentence: (v) => `${did(v, '強い権限があるかを調べました。')}ふだんの動きと違います。`,
    first: askPerson,
    why: '盗んだトークンで、まず何ができるかを調べるのが手口です。調べるだけでは、何も変わりません。',
    harmless: '管理者の kubectl auth can-i や、自分の権限を確かめるツール。',
  },
  'Execution:Kubernetes/ExecInKubeSystemPod': {
    headline: (v) => `${v.resource} のシステム Pod でコマンドを実行`,
    sentence: (v) => did(v, 'kube-system の Pod に入ってコマンドを実行しました。'),
    first: 'まず本人に確認してください。心当たりがなければ、その権限を外してください。',
    why: 'kube-system では、クラスター自体を動かす部品が動いています。手作業でコマンドを使うことはまれです。',
    harmless: 'DNS やネットワークの不調を手作業で調べている場合。',
  },
  'Execution:Kubernetes/AnomalousBehavior.ExecInPod': {
    headline: (v) => `${v.resource} の Pod でふだんと違うコマンド実行`,
    sentence: (v) =>
      `${did(v, 'Pod に入ってコマンドを実行しました。')}このユーザー、Pod、名前空間のふだんの動きと違います。`,
    first: askPerson,
    why: 'Pod の中からは、その Secret とロールが読め、Pod が届く先のどこにでも届きます。',
    harmless: 'kubectl exec で不調を手作業で調べている場合。',
  },
  'Execution:Kubernetes/AnomalousBehavior.WorkloadDeployed': {
    headline: (v) => `${v.resource} でふだんと違うワークロードが起動`,
    sentence: (v) =>
      `${did(v, 'ワークロードを作成または変更しました。')}新しいイメージや危険な設定など、ふだんと違う点があります。`,
    first: lookAtWorkload,
    why: '攻撃者は自分のコンテナでコードを動かし、そこからノードを狙います。',
    harmless: newJob,
  },
  '*ContainerWithSensitiveMount': {
    headline: (v) => `${v.resource} のコンテナからノードのファイルに届く状態`,
    sentence: (v) => did(v, 'ノードの重要なディレクトリをマウントするコンテナを起動しました。'),
    first: lookAtWorkload,
    why: 'このマウントを通してノードを乗っ取り、同じノードのほかのコンテナにも手を伸ばせます。',
    harmless: 'ログ収集、監視、ストレージのエージェント。仕事に必要なマウントです。',
  },
  '*PrivilegedContainer': {
    headline: (v) => `${v.resource} で特権コンテナが起動`,
    sentence: (v) => did(v, '特権コンテナを起動しました。ノードの root と同じことができます。'),
    first: lookAtWorkload,
    why: '特権コンテナとノードの間に壁はありません。コンテナに入れば、ノードを手に入れたことになります。',
    harmless: 'ネットワーク、ストレージ、セキュリティのエージェント。仕事に必要な権限です。',
  },
  'PrivilegeEscalation:Kubernetes/AnomalousBehavior.RoleBindingCreated': {
    headline: (v) => `クラスター ${v.resource} で強い権限の付与`,
    sentence: (v) => did(v, 'ふだんと違う形で、誰かに強いロールか重要な名前空間のロールを割り当てました。'),
    first: 'まず誰にどのロールが付いたかを確かめ、説明がつかなければ割り当てを削除してください。',
    why: '管理者ロールの割り当てはクラスター全体への道になり、誰かが消すまで残ります。',
    harmless: '独自のロールを持ち込むオペレーターや Helm チャートを入れた場合。',
  },
  'PrivilegeEscalation:Kubernetes/AnomalousBehavior.RoleCreated': {
    headline: (v) => `クラスター ${v.resource} に強い権限のロール`,
    sentence: (v) => did(v, 'ふだんと違う形で、広い権限のロールを作成または変更しました。'),
    first: 'まずロールの権限と、割り当てられた相手を確かめてください。',
    why: 'ロールだけでは何も起きませんが、割り当てられると名前空間やクラスター全体が開くことがあります。',
    harmless: '独自のロールを持ち込むオペレーターや Helm チャートを入れた場合。',
  },
  'Policy:Kubernetes/AdminAccessToDefaultServiceAccount': {
    headline: (v) => `${v.resource} のデフォルトのサービスアカウントに管理者権限`,
    sentence: (v) =>
      did(
        v,
        'ある名前空間のデフォルトのサービスアカウントに管理者権限を与えました。指定のない Pod はこれを使います。',
      ),
    first: 'まず割り当てを削除し、必要なワークロードには専用のサービスアカウントを作ってください。',
    why: 'そうした Pod のどれに入られても、管理者の権限を渡すことになります。',
    harmless: '試験用のクラスター。それ以外では、残すべきでない近道です。',
  },
  'Policy:Kubernetes/AnonymousAccessGranted': {
    headline: (v) => `クラスター ${v.resource} で匿名ユーザーに権限を付与`,
    sentence: (v) => did(v, 'system:anonymous か system:unauthenticated にロールを割り当てました。'),
    first: 'まず割り当てを削除し、ログインなしの呼び出しがないか監査ログを調べてください。',
    why: 'API に届く人なら誰でも、認証情報なしでこの権限を使えます。',
    harmless: 'ヘルスチェックや公開情報だけを許すロール。',
  },
  'Policy:Kubernetes/ExposedDashboard': {
    headline: (v) => `${v.resource} のダッシュボードがインターネットに公開`,
    sentence: (v) =>
      `ロードバランサーのサービスにより、${v.resource} の Kubernetes ダッシュボードに外部から届きます。`,
    first: 'まずそのサービスを削除し、ダッシュボードには kubectl proxy か VPN で接続してください。',
    why: 'ダッシュボードのログインに隙があれば、外部の相手にクラスターを操作されます。',
    harmless: '決まったアドレスだけを通すロードバランサーで、ダッシュボードにもログインが必要な場合。',
  },
  'Policy:Kubernetes/KubeflowDashboardExposed': {
    headline: (v) => `${v.resource} の Kubeflow がインターネットに公開`,
    sentence: (v) =>
      `ロードバランサーのサービスにより、${v.resource} の Kubeflow ダッシュボードに外部から届きます。`,
    first: 'まずそのサービスを削除し、ダッシュボードには kubectl port-forward か VPN で接続してください。',
    why: 'ログインに隙があれば、外部の相手がクラスターで自分のノートブックやパイプラインを動かせます。',
    harmless: '決まったアドレスだけを通すロードバランサーで、ダッシュボードにもログインが必要な場合。',
  },
};
