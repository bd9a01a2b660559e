import type { network as english } from '../../en/controls/network.ts';

const searched = 'こうしたポートは世界中から一日中探されていて、数分のうちにパスワードが試されます。';
const limitAdministration = 'ルールを既知のアドレスだけに絞るか、Session Manager を使ってください。';
const fromOutside = '新しい許可リストにないアドレスから接続している人やシステムです。';

export const network: typeof english = {
  'EC2.2': {
    headline: (v) => `デフォルトのセキュリティグループ ${v.resource} が通信を許可`,
    sentence: (v) =>
      `${v.resource} にルールが残っています。グループを指定せずに起動したものは、すべてここに入ります。`,
    first: '使っているものを専用のグループに移し、ルールを削除してください。',
    why: '意図せず入ったもの同士が、互いに通信できてしまいます。',
    breaks:
      'まだこのグループを使っているものは、すぐに通信できなくなります。先にネットワークインターフェイスを確かめてください。',
  },
  'EC2.6': {
    headline: (v) => `VPC ${v.resource} にフローログなし`,
    sentence: (v) => `${v.resource} では、誰が誰と通信したかが記録されていません。`,
    first: 'フローログを有効にしてください。少なくとも拒否された通信を記録します。',
    why: '侵入されても、どこまで届いたか、どれだけ持ち出されたかが分かりません。',
    breaks: '影響はありません。ログの量に応じて費用がかかります。',
  },
  'EC2.10': {
    headline: (v) => `VPC ${v.resource} に EC2 API のエンドポイントなし`,
    sentence: (v) =>
      `${v.resource} から EC2 API を呼ぶには、インターネットゲートウェイや NAT など、別の経路が必要です。`,
    first: 'VPC に EC2 のインターフェイスエンドポイントを作成してください。',
    why: 'エンドポイントがあれば、外への経路がなくても API を呼べます。呼べる操作をポリシーで絞ることもできます。',
    breaks:
      'エンドポイントのセキュリティグループが VPC からの 443 番ポートを許可していないと、呼び出しが失敗します。',
  },
  'EC2.13': {
    headline: (v) => `${v.resource} で SSH がインターネットに公開`,
    sentence: (v) => `セキュリティグループ ${v.resource} では、誰でも 22 番ポートに接続できます。`,
    first: '22 番ポートは既知のアドレスだけに許可するか、Session Manager を使ってください。',
    why: searched,
    breaks: fromOutside,
  },
  'EC2.14': {
    headline: (v) => `${v.resource} でリモートデスクトップがインターネットに公開`,
    sentence: (v) => `セキュリティグループ ${v.resource} では、誰でも 3389 番ポートに接続できます。`,
    first: '3389 番ポートは既知のアドレスだけに許可するか、Fleet Manager を使ってください。',
    why: '公開されたリモートデスクトップは、ランサムウェアの定番の入口です。数分のうちにパスワードが試されます。',
    breaks: fromOutside,
  },
  'EC2.15': {
    headline: (v) => `サブネット ${v.resource} がパブリック IP を自動で付与`,
    sentence: (v) => `${v.resource} で起動したものには、自動でパブリック IPv4 アドレスが付きます。`,
    first: 'サブネットのパブリック IPv4 自動割り当てを無効にしてください。',
    why: 'セキュリティグループが許せば、どれにもインターネットから届きます。',
    breaks:
      'このあと起動するものにはアドレスが付かず、NAT ゲートウェイがないと外に出られません。稼働中のものは変わりません。',
  },
  'EC2.16': {
    headline: (v) => `ネットワーク ACL ${v.resource} は未使用`,
    sentence: (v) => `${v.resource} を使っているサブネットがありません。`,
    first: '削除してください。ただし、VPC のデフォルト ACL は削除できません。',
    why: '小さなことですが、残骸があると、どのルールが効いているのか分かりにくくなります。',
    breaks: '使われていないので、影響はありません。',
  },
  'EC2.18': {
    headline: (v) => `${v.resource} で想定外のポートがインターネットに公開`,
    sentence: (v) =>
      `セキュリティグループ ${v.resource} では、許可リスト(既定では 80 と 443)にないポートに誰でも接続できます。`,
    first: '既知のアドレスか、公開が必要なポートだけに絞ってください。',
    why: 'そこで待ち受けているものは、外部に見せるつもりのなかったものがほとんどです。',
    breaks: fromOutside,
  },
  'EC2.19': {
    headline: (v) => `${v.resource} で危険なポートがインターネットに公開`,
    sentence: (v) =>
      `セキュリティグループ ${v.resource} では、攻撃されやすいポート(データベース、SSH、RDP など)に誰でも接続できます。`,
    first: 'ルールを既知のアドレスだけに絞ってください。',
    why: searched,
    breaks: fromOutside,
  },
  'EC2.21': {
    headline: (v) => `ネットワーク ACL ${v.resource} が SSH か RDP をインターネットに許可`,
    sentence: (v) => `${v.resource} が、すべてのアドレスからの 22 番か 3389 番ポートを許可しています。`,
    first: 'ネットワーク ACL で、インターネットからのこれらのポートを拒否してください。',
    why: 'ACL は二つ目の鍵です。その内側のセキュリティグループを一つ間違えるだけで、侵入できてしまいます。',
    breaks:
      '外からの管理作業です。ACL は戻りの通信を覚えないので、応答用の一時ポートを閉じるとすべての通信が止まります。',
  },
  'EC2.53': {
    headline: (v) => `${v.resource} でリモート管理ポートがインターネットに公開`,
    sentence: (v) =>
      `セキュリティグループ ${v.resource} では、すべての IPv4 アドレスから 22 番か 3389 番ポートに接続できます。`,
    first: limitAdministration,
    why: searched,
    breaks: fromOutside,
  },
  'EC2.54': {
    headline: (v) => `${v.resource} でリモート管理ポートがインターネット(IPv6)に公開`,
    sentence: (v) =>
      `セキュリティグループ ${v.resource} では、すべての IPv6 アドレスから 22 番か 3389 番ポートに接続できます。`,
    first: limitAdministration,
    why: 'IPv6 のルールは忘れられがちで、攻撃者もそれを知っています。',
    breaks: fromOutside,
  },
};
