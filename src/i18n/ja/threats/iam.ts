import type { iam as english } from '../../en/threats/iam.ts';
import type { ThreatExplanation, Values } from '../../explanation.ts';
import {
  agreedTest,
  askPerson,
  called,
  disableKey,
  from,
  fromAddress,
  newJob,
  ownList,
  revokeSessions,
  sharedAddress,
  wasCalled,
} from './phrases.ts';

const did = (v: Values, origin = from(v)) => `${v.user} が${origin} ${called(v)}。`;
const used = (v: Values, origin = from(v)) => `${v.user} の認証情報が${origin}使われ、${wasCalled(v)}。`;

export const iam: Readonly<Record<keyof typeof english, ThreatExplanation>> = {
  'UnauthorizedAccess:IAMUser/InstanceCredentialExfiltration.OutsideAWS': {
    headline: (v) => `${v.user} の認証情報を AWS の外で使用`,
    sentence: (v) => `${used(v)}EC2 インスタンス用の一時的な認証情報です。`,
    first: revokeSessions,
    why: 'この認証情報は、そのインスタンスだけで使うものです。ほかで手にした相手は、このロールとして操作できます。',
    harmless:
      'インスタンスの通信が、自社のデータセンターや VPN を通って AWS の外に出ているか、同僚が認証情報を取り出して使った場合。',
  },
  'UnauthorizedAccess:IAMUser/ResourceCredentialExfiltration.OutsideAWS': {
    headline: (v) => `${v.user} の認証情報を AWS の外で使用`,
    sentence: (v) => `${used(v)}Lambda 関数か ECS タスク用の一時的な認証情報です。`,
    first: revokeSessions,
    why: 'この認証情報は、関数やタスクの中だけで使うものです。ほかで手にした相手は、このロールとして操作できます。',
    harmless:
      'VPC 内の関数やタスクの通信が、自社のデータセンターや VPN を通って AWS の外に出ているか、同僚が認証情報を取り出して使った場合。',
  },
  'UnauthorizedAccess:IAMUser/*CredentialExfiltration.InsideAWS': {
    headline: (v) => `${v.user} の認証情報を別のアカウントで使用`,
    sentence: (v) => used(v, `、別の AWS アカウント${v.address === null ? '' : `(${v.address})`}から`),
    first: revokeSessions,
    why: '攻撃者は自分の AWS アカウントから操作することがあります。AWS からの通信は疑われにくいためです。',
    harmless: '共有のネットワークアカウント、Transit Gateway、自社のプロキシを通って出ている場合。',
  },
  'UnauthorizedAccess:IAMUser/ConsoleLoginSuccess.B': {
    headline: (v) => `${v.user} が同時に複数の場所からサインイン`,
    sentence: (v) =>
      `${v.user} としてのサインインが${from(v)}ありました。ほぼ同時に、別の場所からもありました。`,
    first: askPerson,
    why: '一人が同時に二か所にいることはできません。別の誰かがパスワードを知っているかもしれません。',
    harmless: '途中で VPN を入り切りしたか、一つのユーザーを何人かで使っている場合。',
  },
  '*:IAMUser/TorIPCaller': {
    headline: (v) => `${v.user} の認証情報を Tor 経由で使用`,
    sentence: (v) => used(v, `${from(v)} Tor を通して`),
    first: disableKey,
    why: 'Tor は接続元を隠します。身元を知られたくない誰かが、認証情報を使っています。',
    harmless: '同僚がプライバシー保護のブラウザーを使った場合。業務では控えてもらいましょう。',
  },
  '*:IAMUser/MaliciousIPCaller.Custom': {
    headline: (v) => `${v.user} の認証情報を脅威リストのアドレスから使用`,
    sentence: (v) => used(v, fromAddress(v, '登録済みの脅威リストにある')),
    first: disableKey,
    why: '理由があってリストに載せたアドレスが、使える認証情報を持っています。',
    harmless: ownList,
  },
  '*:IAMUser/MaliciousIPCaller': {
    headline: (v) => `${v.user} の認証情報を危険なアドレスから使用`,
    sentence: (v) => used(v, fromAddress(v, '攻撃で知られる')),
    first: disableKey,
    why: '盗まれたキーは、こうしたアドレスから、下調べ、インスタンスの起動、権限の拡大などに使われます。',
    harmless: sharedAddress,
  },
  'PenTest:IAMUser/*Linux': {
    headline: (v) => `${v.user} の認証情報を侵入テスト用 OS から使用`,
    sentence: (v) => `侵入テスト用の OS を入れた端末が、${v.user} の認証情報で${from(v)} ${called(v)}。`,
    first: 'まずテストの予定があったか確認してください。なければ認証情報を無効にしてください。',
    why: '侵入のための道具がそろった端末が、使える認証情報を持っています。',
    harmless: agreedTest,
  },
  'Policy:IAMUser/RootCredentialUsage': {
    headline: (v) => `${v.account} で root を使用`,
    sentence: (v) => `すべての権限を持つ root ユーザーが${from(v)} ${called(v)}。`,
    first:
      'まず誰が使ったかを確認してください。心当たりがなければ、すぐにパスワードと MFA を変え、root のアクセスキーを削除してください。',
    why: 'root を止められるものはアカウントの中にありません。root が必要な作業は、ほとんどありません。',
    harmless: 'アカウントの閉鎖や、締め出されたポリシーの修復など、root にしかできない作業。',
  },
  'Policy:IAMUser/ShortTermRootCredentialUsage': {
    headline: (v) => `${v.account} で root の短期セッションを使用`,
    sentence: (v) => `一つの作業のために発行された root の認証情報が${from(v)}使われ、${wasCalled(v)}。`,
    first: 'まず組織の管理者に、誰が何のためにセッションを始めたかを確認してください。',
    why: 'このセッションを始められるのは組織の管理者だけですが、どのメンバーアカウントでも始められます。',
    harmless: '管理者が、バケットやキューのポリシーを直したり、root の認証情報を削除したりした場合。',
  },
  'Stealth:IAMUser/CloudTrailLoggingDisabled': {
    headline: (v) => `${v.account} で CloudTrail の記録が停止`,
    sentence: (v) =>
      `${v.user} が${from(v)}証跡を停止、変更、削除したか、その保存先のバケットを削除しました。この先の操作は、その証跡に残らないかもしれません。`,
    first: 'まず証跡を再開し、誰が止めたかを確認してください。',
    why: '証跡がなければ、何をされたかを後から確かめられません。攻撃者は早いうちに止めます。',
    harmless: '組織の証跡への移行や、重複した証跡の整理。',
  },
  'Stealth:IAMUser/PasswordPolicyChange': {
    headline: (v) => `${v.account} のパスワードポリシーが弱められました`,
    sentence: (v) =>
      `${v.user} が${from(v)}パスワードポリシーを緩めたか、削除しました(未遂のこともあります)。`,
    first: 'まずポリシーを元に戻し、誰が変えたかを確認してください。',
    why: '弱いパスワードの IAM ユーザーは、再侵入の口になります。全員が SSO を使っていれば、影響は小さめです。',
    harmless: '定期変更の廃止など、社内の決まりに合わせた変更。',
  },
  'DefenseEvasion:IAMUser/BedrockLoggingDisabled': {
    headline: (v) => `${v.account} で Bedrock のログが停止`,
    sentence: (v) => `${v.user} が${from(v)}モデル呼び出しのログを止めました。`,
    first: 'まずログを再開し、誰が止めたかを確認してください。',
    why: '盗んだ認証情報で、高価なモデルを動かす手口があります。ログがなければ、何に使われたか分かりません。',
    harmless: '実験用アカウントの費用を減らしたか、プロンプトを残さない方針にした場合。',
  },
  'CredentialAccess:IAMUser/AnomalousBehavior': {
    headline: (v) => `${v.user} がシークレットを集めている疑い`,
    sentence: (v) => `${did(v)}シークレットを取り出す操作で、ふだんの動きと違います。`,
    first: 'まずどのシークレットが読まれたかを調べてください。説明がつかなければ、変更してください。',
    why: '読まれたシークレットで、データベースやサーバー、取引先など、次の扉が開きます。',
    harmless: newJob,
  },
  'DefenseEvasion:IAMUser/AnomalousBehavior': {
    headline: (v) => `${v.user} が痕跡を消している疑い`,
    sentence: (v) => `${did(v)}ログやアラームを止めるときの操作で、ふだんの動きと違います。`,
    first: 'まず何が止められたかを調べて再開し、本人に確認してください。',
    why: 'フローログ、アラーム、証跡がなければ、次の動きに気づけません。',
    harmless: '古いログやアラームの整理、スタックの削除。',
  },
  'Exfiltration:IAMUser/AnomalousBehavior': {
    headline: (v) => `${v.user} によるデータ持ち出しの疑い`,
    sentence: (v) => `${did(v)}データを集めたり外へ写したりするときの操作で、ふだんの動きと違います。`,
    first: disableKey,
    why: 'スナップショットやレプリケーションを使うと、データベースやバケットを丸ごと持ち出せます。',
    harmless: 'バックアップ、移行、検証用の複製を初めて設定した場合。',
  },
  'Impact:IAMUser/AnomalousBehavior': {
    headline: (v) => `${v.user} による破壊の疑い`,
    sentence: (v) => `${did(v)}リソースを消したり壊したりするときの操作で、ふだんの動きと違います。`,
    first: disableKey,
    why: '攻撃の終盤の動きです。サービスが止まったり、データが失われたりします。',
    harmless: '片付けや、スタックの削除を初めて行った場合。',
  },
  'InitialAccess:IAMUser/AnomalousBehavior': {
    headline: (v) => `${v.user} が侵入口を探している疑い`,
    sentence: (v) => `${did(v)}環境に入り込むときの操作で、ふだんの動きと違います。`,
    first: askPerson,
    why: 'サーバーのセッションやレジストリのトークンは、侵入の最初の足がかりになります。',
    harmless: newJob,
  },
  'Persistence:IAMUser/AnomalousBehavior': {
    headline: (v) => `${v.user} が再侵入の口を作っている疑い`,
    sentence: (v) => `${did(v)}アカウントに居座るときの操作で、ふだんの動きと違います。`,
    first: 'まず新しいユーザー、キー、ロールがないか調べ、本人に確認してください。',
    why: '最初の認証情報を止めても、もう一つのキーやユーザーが残ります。',
    harmless: `新しい同僚やサービスにアクセス権を用意した場合。${newJob}`,
  },
  'PrivilegeEscalation:IAMUser/AnomalousBehavior': {
    headline: (v) => `${v.user} が権限を広げている疑い`,
    sentence: (v) => `${did(v)}権限を広げるときの操作で、ふだんの動きと違います。`,
    first: 'まずポリシーとロールの変更を調べ、本人に確認してください。',
    why: 'ポリシーを一つ足すだけで、小さな足がかりがアカウント全体に広がります。',
    harmless: 'IAM を管理する担当者やパイプラインが、ここで初めて作業した場合。',
  },
  'Discovery:IAMUser/AnomalousBehavior': {
    headline: (v) => `${v.user} がふだんと違う探索`,
    sentence: (v) => `${did(v)}読み取りだけですが、ふだんの動きと違います。`,
    first: askPerson,
    why: '盗んだ認証情報で、まず何ができるかを調べるのが手口です。この操作だけでは、何も変わりません。',
    harmless: `新しいスキャナーや棚卸しのツール。${newJob}`,
  },
};
