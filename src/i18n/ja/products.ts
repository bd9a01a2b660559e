import type { products as english } from '../en/products.ts';
import type { ProductExplanation, ProductValues } from '../explanation.ts';

const vulnerable = (v: ProductValues) =>
  `${v.package === null ? '' : `${v.package} の `}${v.cve ?? '脆弱性'}`;
const software = (v: ProductValues) =>
  v.package === null ? 'ソフトウェア' : ` ${[v.package, v.version].filter((one) => one !== null).join(' ')} `;
const known = (v: ProductValues) =>
  [
    `既知の脆弱性${v.cve === null ? '' : `(${v.cve})`}があります。`,
    v.fixedIn === null ? '' : `${v.fixedIn} で修正済みです。`,
    v.exploit ? '攻撃コードが公開されています。' : '',
  ].join('');
const others = (v: ProductValues) =>
  v.sharedWith === null ? '外部の相手' : v.sharedWith === '*' ? '全員' : ` ${v.sharedWith} `;

export const products: Readonly<Record<keyof typeof english, ProductExplanation>> = {
  vulnerability: {
    headline: (v) => `${v.resource} に ${vulnerable(v)}`,
    sentence: (v) => `${v.resource} の${software(v)}に、${known(v)}`,
    first: 'パッケージを更新してください。すぐにできなければ、外部から届かないようにしてください。',
    why: '広く知られた穴で、探す道具もあります。攻撃コードが公開されると、数日のうちに狙われます。',
    harmless: 'パッケージを使うものが動いていないか、動いていても外部から届かない場合です。',
    breaks:
      '新しいバージョンでは動作が変わることがあり、サービスの再起動も必要です。まず一台で試してください。',
  },
  'image-vulnerability': {
    headline: (v) => `イメージ ${v.resource} に ${vulnerable(v)}`,
    sentence: (v) => `${v.resource} のイメージにある${software(v)}に、${known(v)}`,
    first: '新しいバージョンでイメージを作り直してデプロイし、古いものを削除してください。',
    why: 'このイメージから起動するコンテナは、すべて同じ穴を抱えます。',
    harmless: 'このイメージがもう動いていないか、ビルドのときだけ必要なパッケージの場合です。',
    breaks: '新しいベースイメージでは、ほかのバージョンも変わります。デプロイの前に試してください。',
  },
  'reachable-port': {
    headline: (v) => `${v.resource} の${v.port === null ? '' : ` ${v.port} 番`}ポートに外部から到達可能`,
    sentence: (v) =>
      `ネットワークの設定により、${v.resource} の${v.port === null ? '' : ` ${v.port} 番`}ポートに VPC の外から届きます。`,
    first: 'まず、公開が必要なポートかを確かめてください。不要なら、既知のアドレスだけに絞ります。',
    why: '届くものは一日中スキャンされています。管理用のポートやデータベースなら、とくに危険です。',
    harmless: 'ウェブサーバーの 443 番のように、公開するためのポートの場合です。',
    breaks: '新しい許可リストにないアドレスから接続している人やシステムです。',
  },
  'sensitive-data': {
    headline: (v) => `${v.resource} に機密データ`,
    sentence: (v) =>
      `バケット ${v.resource} の${v.file === null ? 'オブジェクト' : ` ${v.file} `}に、${v.data === null ? '機密データ' : `機密とみられるデータ(${v.data})`}が見つかりました。`,
    first: 'まず、バケットを誰が読めるかを確かめ、そこにあってよいデータかを持ち主に確認してください。',
    why: '知られていないデータは守られません。漏れると、報告の義務が生じることもあります。',
    harmless: 'テスト用のデータか、こうしたデータのために用意されたバケットの場合です。',
    breaks: 'その場所にあることを前提にしたプログラムです。移す前に確認してください。',
  },
  'public-bucket': {
    headline: (v) => `バケット ${v.resource} が全員に公開`,
    sentence: (v) => `${v.resource} のポリシーか ACL が変更され、誰でも使える状態になりました。`,
    first: 'まずブロックパブリックアクセスを有効にし、誰が変更し、誰が読み取ったかを調べてください。',
    why: '公開バケットは数時間で見つかります。中身はもうコピーされているかもしれません。',
    harmless: 'ウェブサイトや公開データのために、承知のうえで公開している場合です。',
    breaks: '認証なしで読んでいるものです。先に CloudFront を前に置いてください。',
  },
  'shared-bucket': {
    headline: (v) => `バケット ${v.resource} を外部と共有`,
    sentence: (v) =>
      `${v.resource} が、組織外のアカウントか CloudFront と共有されたか、組織外のアカウントへ複製されるようになりました。`,
    first: 'まず CloudTrail で誰が変更したかを調べ、相手のアカウントに心当たりがあるかを確認してください。',
    why: 'バケットの共有やレプリケーションは、目立たないデータの持ち出し方です。',
    harmless: '取引先のアカウントか、Macie に登録していない自分のアカウントの場合です。',
    breaks: 'そのデータを使っている取引先です。外す前に確認してください。',
  },
  'unblocked-bucket': {
    headline: (v) => `${v.resource} のブロックパブリックアクセスが無効化`,
    sentence: (v) => `${v.resource} は、いつでも全員に公開できる状態になりました。`,
    first: 'まず理由を確認してください。理由がなければ、有効に戻してください。',
    why: 'バケットが公開される直前の一手であることが、よくあります。',
    harmless: '承知のうえで、ウェブサイトを準備している場合です。',
    breaks: '認証なしでバケットを読んでいるものです。',
  },
  'unencrypted-bucket': {
    headline: (v) => `${v.resource} のデフォルト暗号化を変更`,
    sentence: (v) => `${v.resource} のデフォルト暗号化が初期設定に戻り、KMS キーが使われなくなりました。`,
    first: 'まず誰が変更したかを調べてください。規程で必要なら、KMS キーを設定し直してください。',
    why: '自分のキーがなければ、バケットを読む権限だけでデータを読めます。',
    harmless: '新しいオブジェクトは S3 のキーで暗号化されます。それで足りる場合です。',
    breaks: '読む側に、キーを使う権限が必要になります。',
  },
  'public-access': {
    headline: (v) => `${v.resource} を誰でも使用可能`,
    sentence: (v) => `${v.resource} のポリシーが、パブリックアクセスを許しています。`,
    first: 'まず、公開する理由があるかを確かめてください。なければ、ポリシーから「*」を外してください。',
    why: 'AWS アカウントを問わず、インターネットの誰でも使えます。',
    harmless:
      'ウェブサイトなど、承知のうえで公開している場合です。Access Analyzer で検出結果をアーカイブしてください。',
    breaks: '名前を挙げずに使っている相手です。これまでの呼び出しは CloudTrail で分かります。',
  },
  'shared-access': {
    headline: (v) => `${v.resource} を外部と共有`,
    sentence: (v) => `${v.resource} のポリシーが、信頼ゾーンの外の${others(v)}にアクセスを許しています。`,
    first: 'まず相手が誰かを持ち主に確認してください。心当たりがなければ、ポリシーから外してください。',
    why: '相手が破られると、こちらにも及びます。昔の取引先は忘れられがちです。',
    harmless: '分かっている取引先の場合です。Access Analyzer で検出結果をアーカイブしてください。',
    breaks: '相手がしている処理です。これまでの呼び出しは CloudTrail で分かります。',
  },
  'unused-access': {
    headline: (v) => `${v.resource} に使われていないアクセス権`,
    sentence: (v) => `Access Analyzer によると、${v.resource} の権限か認証情報が長く使われていません。`,
    first: 'まず使われていない権限を外してください。キーは、削除の前に無効にしてください。',
    why: '使われていない権限は、認証情報を盗んだ相手の役に立つだけです。',
    harmless: '緊急用か、年に一度のジョブのためのものの場合です。',
    breaks: 'まれにしか動かないものです。戻せるように、元のポリシーを残してください。',
  },
  'config-rule': {
    headline: (v) =>
      `${v.resource} が${v.rule === null ? ' AWS Config のルール' : `ルール ${v.rule} `}に非準拠`,
    sentence: (v) =>
      `AWS Config によると、${v.resource} が${v.rule === null ? '設定されたルール' : `ルール ${v.rule} `}に準拠していません。`,
    first: 'まず Config でルールの内容を確かめ、リソースを直してください。',
    why: '組織の誰かが、理由があって作ったか有効にしたルールです。',
    harmless: 'このリソースを対象にするつもりがなかった場合です。ルールの範囲を絞ってください。',
    breaks: 'ルールによります。何が変わるかは、ルールの説明で分かります。',
  },
  'missing-patches': {
    headline: (v) => `${v.resource} にパッチ不足`,
    sentence: (v) => `Patch Manager によると、${v.resource} にベースラインで必要なパッチが当たっていません。`,
    first: 'まず、不足しているパッチを適用してください。',
    why: '攻撃されるのは、パッチが出ている穴です。',
    harmless: 'まもなく置き換えるマシンか、誰からも届かないマシンの場合です。',
    breaks: '多くのパッチは再起動が必要です。先にスナップショットを取り、一台で試してください。',
  },
  'leaked-key-notice': {
    headline: (v) => `${v.account} の認証情報が公開の場に流出`,
    sentence: (v) => `AWS が、${v.account} の認証情報(${v.resource})を公開の場で見つけました。`,
    first: 'まずキーを無効にし、CloudTrail で操作の全体を確かめてください。',
    why: '流出したキーは、数分でマイニングなどに使われます。対応するまで、AWS が制限をかけることもあります。',
    harmless: '削除済みのキーか、もともと使えない見本だった場合です。',
    breaks: 'そのキーを使っているものです。いずれにしても交換が必要です。',
    quotes: true,
  },
  'abuse-notice': {
    headline: (v) => `${v.account} について AWS に苦情`,
    sentence: (v) =>
      `${v.account} の ${v.resource} が外部を攻撃または妨害している、という届け出がありました。`,
    first: 'まず侵入の形跡がないかを調べ、一日以内に AWS に返答してください。',
    why: '外部を攻撃しているマシンは、たいてい乗っ取られています。返答がないと、AWS が止めることもあります。',
    harmless: '自分たちのスキャンやメール配信の場合です。それでも返答は必要です。',
    breaks: '返答だけなら影響はありません。隔離すると、そこで動いているものが止まります。',
    quotes: true,
  },
  notice: {
    headline: (v) =>
      v.notice === null
        ? `${v.account} に AWS からのお知らせ`
        : `${v.account} に AWS からのお知らせ ${v.notice}`,
    sentence: (v) => `${v.resource} について、AWS から ${v.account} に連絡がありました。`,
    first: 'まず AWS Health Dashboard で本文を読み、期限があるかを確かめてください。',
    why: '準備ができていなくても、AWS が予定どおりに行う変更の知らせかもしれません。',
    harmless: '自分たちの操作を確認するだけのお知らせも、多くあります。',
    breaks: 'お知らせの内容によります。',
    quotes: true,
  },
  'source-health': {
    headline: (v) => `${v.account} で検出元が止まっているおそれ`,
    sentence: (v) =>
      `${v.minutes ?? '数'}分のうちに、検出結果${v.closed === null ? 'が次々に' : `${v.closed}件が`}閉じ、${v.unverifiable === null ? 'ほかにも' : `${v.unverifiable}件が`}確認できなくなりました。一斉に起きるのは、たいてい良い知らせではありません。`,
    first:
      'まず GuardDuty、Security Hub、AWS Config の記録が有効かを確かめ、CloudTrail で誰が操作したかを調べてください。',
    why: '侵入者は、見張っているものを止めます。静かになったからといって、安全とは限りません。',
    harmless: 'まとめて修正した、標準を意図して無効にした、リソースを削除した、などの場合です。',
    breaks: '影響はありません。記録を再び有効にすると、その分の料金がかかるだけです。',
  },
};
