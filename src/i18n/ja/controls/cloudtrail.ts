import type { cloudtrail as english } from '../../en/controls/cloudtrail.ts';

export const cloudtrail: typeof english = {
  'CloudTrail.1': {
    headline: (v) => `${v.account} に全リージョンの操作記録なし`,
    sentence: (v) => `${v.account} に、読み取りと書き込みを全リージョンで記録する証跡がありません。`,
    first: '管理イベントの読み取りと書き込みを記録する、マルチリージョンの証跡を作成してください。',
    why: '攻撃を受けても跡が残らないおそれがあります。攻撃者は、誰も使わないリージョンを好みます。',
    breaks: '影響はありません。管理イベントの一つ目のコピーは無料ですが、保管には費用がかかります。',
  },
  'CloudTrail.2': {
    headline: (v) => `証跡 ${v.resource} が KMS で未暗号化`,
    sentence: (v) => `${v.resource} のログファイルは、バケットの権限だけで守られています。`,
    first: '証跡に KMS キーを設定してください。',
    why: 'バケットを読める人なら、誰でもログを読めます。キーがあれば、その権限も必要になります。',
    breaks:
      'キーポリシーで CloudTrail に暗号化を許さないと、ログが届かなくなります。ログを読む人には復号の権限が必要です。',
  },
  'CloudTrail.4': {
    headline: (v) => `証跡 ${v.resource} のログは改ざんに気づけない状態`,
    sentence: (v) => `${v.resource} にダイジェストがないため、ログファイルを書き換えられても分かりません。`,
    first: 'ログファイルの検証を有効にしてください。',
    why: '侵入者は跡を消します。ダイジェストがあれば、消されたかどうかを確かめられます。',
    breaks: '影響はありません。',
  },
  'CloudTrail.5': {
    headline: (v) => `証跡 ${v.resource} が CloudWatch Logs に未送信`,
    sentence: (v) => `${v.resource} のイベントは S3 にしか送られず、CloudWatch のアラームを作れません。`,
    first: '書き込み用のロールを付けて、証跡をロググループに送ってください。',
    why: '操作のアラームには、数分以内に届くイベントが必要です。バケットのファイルは遅れて届き、誰も見ていません。',
    breaks:
      '影響はありません。CloudWatch Logs は取り込み量で課金されます。EventBridge でも代わりになります。',
  },
  'CloudTrail.6': {
    headline: (v) => `${v.resource} の CloudTrail ログが公開状態`,
    sentence: (v) => `CloudTrail のログを保管するバケット(${v.resource})が公開されています。`,
    first: 'バケットのブロックパブリックアクセスを有効にしてください。',
    why: '名前、ロール、アドレス、使い方など、アカウントの内側がログから読み取れます。',
    breaks: '本来の利用には影響しません。CloudTrail に公開の設定は要りません。',
  },
  'CloudTrail.7': {
    headline: (v) => `${v.resource} の CloudTrail ログにアクセス記録なし`,
    sentence: (v) => `CloudTrail のログを保管する ${v.resource} が、サーバーアクセスログを出力していません。`,
    first: '別のバケットに、サーバーアクセスログを出力してください。',
    why: 'ログを誰が読んだか、誰が消したかが分かりません。',
    breaks: '影響はありません。アクセスログの保管費用がかかります。',
  },
};
