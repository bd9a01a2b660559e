import type { threats as english } from '../en/threats.ts';
import type { Explanation, Values } from '../explanation.ts';

const from = (v: Values) =>
  v.address === null ? '' : `、${v.address}${v.country === null ? '' : `(${v.country})`} から`;
const place = (v: Values) => (v.address === null ? '' : `${v.address} から `);
/** `アドレス 192.0.2.1 `, or the word alone. */
const named = (word: string, value: string | null) => (value === null ? word : `${word} ${value} `);
const called = (v: Values) => (v.api === null ? 'AWS を操作しました' : `${v.api} を呼び出しました`);
const domain = (v: Values) => v.domain ?? '不審なドメイン';

const isolate = 'まず隔離し、侵入経路を調べてください。';
const disableKey = 'まずアクセスキーを無効にし、CloudTrail で操作の全体を確かめてください。';
const closePort = 'まずインターネットからのポートを閉じ、成功したログインがないか調べてください。';
const askPerson = 'まず本人に確認してください。心当たりがなければ、認証情報を無効にしてください。';
const closeBucket = 'まずブロックパブリックアクセスを有効にし、誰が読み取ったかを調べてください。';
const publicAccessOn =
  'まず理由を確認してください。理由がなければ、ブロックパブリックアクセスを有効に戻してください。';
const lookAtBucket = 'まず誰の操作かを確かめ、用のない相手ならアクセス権を外してください。';
const lookAtCluster = 'まず EKS の監査ログで誰の操作かを確かめ、その権限を外してください。';

/** GuardDuty uses one type for the victim and for the attacker. */
const triedBetween = (v: Values, kind: string) =>
  v.address === null
    ? `${v.resource} で、${kind} のパスワードが次々に試されています。`
    : `${v.resource} と ${v.address} の間で、${kind} のパスワードが次々に試されています。どちらが試す側かを確かめてください。`;

const mining: Explanation = {
  headline: (v) => `${v.resource} で暗号通貨のマイニング`,
  sentence: (v) =>
    v.domain !== null
      ? `${v.resource} がマイニングプールのアドレス ${v.domain} を引きました。`
      : v.address !== null
        ? `${v.resource} がマイニングプールのアドレス ${v.address} と通信しました。`
        : `${v.resource} で、マイニングに特有の動きが見つかりました。`,
  first: isolate,
};

const badDomain: Explanation = {
  headline: (v) => `${v.resource} が危険なドメインを参照`,
  sentence: (v) => `${v.resource} が ${domain(v)} を引きました。攻撃に使われている疑いのあるドメインです。`,
  first: 'まず、どのプロセスが引いたかを調べてください。説明がつかなければ隔離してください。',
};

const malware: Explanation = {
  headline: (v) => `${v.resource} でマルウェアを検出`,
  sentence: (v) =>
    v.file === null
      ? `${v.resource} に、マルウェアの疑いがあるファイルが見つかりました。`
      : `${v.resource.includes(v.file) ? v.resource : `${v.resource} の ${v.file}`} に、マルウェアの疑いがあります。`,
  first: 'まずそのファイルを使えないようにし、いつ誰が置いたかを調べてください。',
};

const tor: Explanation = {
  headline: (v) => `${v.resource} が Tor ネットワークを使用`,
  sentence: (v) =>
    `${v.resource} が Tor${v.address === null ? '' : `(${v.address})`}に接続しました。通信相手を隠すための仕組みです。`,
  first: isolate,
};

const leakedRole: Explanation = {
  headline: (v) => `${v.resource} の認証情報が別の場所で使用`,
  sentence: (v) => `${v.resource} 用の一時的な認証情報が本来と違う場所で使われ、${place(v)}${called(v)}。`,
  first: 'まずロールのセッションを取り消し、認証情報が漏れた経路を調べてください。',
};

export const threats: Readonly<Record<keyof typeof english, Explanation>> = {
  'AttackSequence:IAM/*': {
    headline: (v) => `${v.account} で、盗まれた認証情報による一連の攻撃`,
    sentence: (v) =>
      `${v.user} による複数の操作が${from(v)}続いています。盗まれた認証情報による一つの攻撃とみられます。`,
    first: 'まず認証情報を無効にし、GuardDuty で一連の動きを追ってください。',
  },
  'AttackSequence:S3/*': {
    headline: (v) => `${v.account} で、S3 のデータを狙う一連の攻撃`,
    sentence: (v) =>
      `${v.user} による複数の操作が${from(v)}続いています。データの持ち出しや破壊を狙う一つの攻撃とみられます。`,
    first: 'まず認証情報を無効にし、何が読まれ、何が消されたかを調べてください。',
  },
  'AttackSequence:*': {
    headline: (v) => `${v.resource} への一連の攻撃`,
    sentence: (v) =>
      `複数の動きが${from(v)}続いています。${v.resource} とその周辺を狙う一つの攻撃とみられます。`,
    first: 'まず挙がっているものを隔離し、GuardDuty で一連の動きを追ってください。',
  },
  'CryptoCurrency:*': mining,
  'Impact:*/BitcoinDomainRequest.*': mining,
  'Impact:Runtime/CryptoMinerExecuted': mining,
  'Backdoor:*/C&CActivity*': {
    headline: (v) => `${v.resource} が外部から操られている疑い`,
    sentence: (v) =>
      `${v.resource} が、${named('攻撃者の指令サーバー', v.domain ?? v.address)}と通信しています。`,
    first: isolate,
  },
  'Backdoor:EC2/DenialOfService.*': {
    headline: (v) => `${v.resource} が外部へ DoS 攻撃`,
    sentence: (v) => `${v.resource} が、相手を止めるための大量の通信を送っています。`,
    first: isolate,
  },
  'Backdoor:EC2/Spambot': {
    headline: (v) => `${v.resource} がスパムメールを送信`,
    sentence: (v) => `${v.resource} が、25 番ポートでスパム送信に特有の通信をしています。`,
    first: isolate,
  },
  'Behavior:EC2/*': {
    headline: (v) => `${v.resource} でふだんと違う通信`,
    sentence: (v) =>
      `${v.resource} が、これまでにない通信をしています${v.port === null ? '' : `(ポート ${v.port})`}。${v.address === null ? '' : `相手は ${v.address} です。`}`,
    first: 'まず担当者に変更の有無を確認してください。誰も知らなければ隔離してください。',
  },
  'DefenseEvasion:EC2/*': {
    headline: (v) => `${v.resource} が監視外の名前解決`,
    sentence: (v) =>
      `${v.resource} が、ふだんと違う ${named('DNS サーバー', v.address)}に問い合わせています。監視を避ける動きです。`,
    first: 'まず、どのプロセスの問い合わせかを調べてください。説明がつかなければ隔離してください。',
  },
  'Discovery:RDS/*': {
    headline: (v) => `データベース ${v.resource} を探る動き`,
    sentence: (v) =>
      `${named('脅威リストか Tor のアドレス', v.address)}から、${v.resource} に接続がありました。`,
    first: 'まず、インターネットからデータベースに届かないことを確かめてください。',
  },
  'CredentialAccess:RDS/*FailedLogin': {
    headline: (v) => `${v.resource} でパスワードを試す動き`,
    sentence: (v) => `データベース ${v.resource} へのログインが${from(v)}試され、失敗しています。`,
    first: 'まず、インターネットからデータベースに届かないことを確かめてください。',
  },
  'CredentialAccess:RDS/*': {
    headline: (v) => `データベース ${v.resource} に不審なログイン`,
    sentence: (v) => `${v.user} として${from(v)} ${v.resource} に、ふだんと違うログインがありました。`,
    first: 'まずそのユーザーのパスワードを変え、何が読まれたかを調べてください。',
  },
  'UnauthorizedAccess:EC2/SSHBruteForce': {
    headline: (v) => `${v.resource} で SSH の総当たり`,
    sentence: (v) => triedBetween(v, 'SSH'),
    first: closePort,
  },
  'UnauthorizedAccess:EC2/RDPBruteForce': {
    headline: (v) => `${v.resource} でリモートデスクトップの総当たり`,
    sentence: (v) => triedBetween(v, 'リモートデスクトップ'),
    first: closePort,
  },
  'Impact:EC2/WinRMBruteForce': {
    headline: (v) => `${v.resource} で WinRM の総当たり`,
    sentence: (v) => triedBetween(v, 'WinRM'),
    first: closePort,
  },
  'UnauthorizedAccess:*/TorClient': tor,
  'UnauthorizedAccess:*/TorRelay': tor,
  'UnauthorizedAccess:*/MetadataDNSRebind': {
    headline: (v) => `${v.resource} の認証情報を盗む試み`,
    sentence: (v) =>
      `${v.resource} が ${domain(v)} を引きました。メタデータサービスのアドレスを返すドメインです。`,
    first: 'まずインスタンスで IMDSv2 を必須にし、何が引かせたかを調べてください。',
  },
  'UnauthorizedAccess:IAMUser/*CredentialExfiltration.*': leakedRole,
  'UnauthorizedAccess:IAMUser/ConsoleLoginSuccess.B': {
    headline: (v) => `${v.user} が同時に複数の場所からサインイン`,
    sentence: (v) =>
      `${v.user} としてのサインインが${from(v)}ありました。ほぼ同時に、別の場所からもありました。`,
    first: askPerson,
  },
  'UnauthorizedAccess:EC2/MaliciousIPCaller.Custom': {
    headline: (v) => `${v.resource} が脅威リストのアドレスと通信`,
    sentence: (v) =>
      `${v.resource} が、登録済みの脅威リストにある ${v.address ?? 'アドレス'} と通信しました。`,
    first: isolate,
  },
  'UnauthorizedAccess:Lambda/MaliciousIPCaller.Custom': {
    headline: (v) => `関数 ${v.resource} が脅威リストのアドレスと通信`,
    sentence: (v) => `関数が、登録済みの脅威リストにある ${v.address ?? 'アドレス'} と通信しました。`,
    first: 'まずデプロイ済みのコードをリポジトリと比べてください。違っていれば関数を止めてください。',
  },
  '*:S3/TorIPCaller': {
    headline: (v) => `バケット ${v.resource} に Tor からアクセス`,
    sentence: (v) => `${v.user} が Tor を通して${from(v)} ${v.resource} に対し ${called(v)}。`,
    first: lookAtBucket,
  },
  '*:S3/MaliciousIPCaller*': {
    headline: (v) => `バケット ${v.resource} に危険なアドレスからアクセス`,
    sentence: (v) =>
      `${v.user} が、${named('脅威リストにあるアドレス', v.address)}から ${v.resource} に対し ${called(v)}。`,
    first: lookAtBucket,
  },
  '*:IAMUser/TorIPCaller': {
    headline: (v) => `${v.user} の認証情報が Tor 経由で使用`,
    sentence: (v) => `${v.user} の認証情報が Tor を通して使われ、${place(v)}${called(v)}。`,
    first: disableKey,
  },
  '*:IAMUser/MaliciousIPCaller*': {
    headline: (v) => `${v.user} の認証情報が危険なアドレスから使用`,
    sentence: (v) =>
      `${v.user} の認証情報が、${named('脅威リストにあるアドレス', v.address)}から使われ、${called(v)}。`,
    first: disableKey,
  },
  'PenTest:*': {
    headline: (v) => `${v.user} の認証情報で攻撃ツールを使用`,
    sentence: (v) => `侵入テスト用の OS を入れた端末が、${v.user} の認証情報で${from(v)} ${called(v)}。`,
    first: 'まずテストの予定があったか確認してください。なければ認証情報を無効にしてください。',
  },
  'Policy:IAMUser/*RootCredentialUsage': {
    headline: (v) => `${v.account} で root を使用`,
    sentence: (v) => `すべての権限を持つ root ユーザーが${from(v)} ${called(v)}。`,
    first:
      'まず誰が使ったかを確認してください。心当たりがなければ、すぐにパスワードと MFA を変えてください。',
  },
  'Stealth:IAMUser/CloudTrailLoggingDisabled': {
    headline: (v) => `${v.account} で CloudTrail の記録が停止`,
    sentence: (v) => `${v.user} が${from(v)}証跡を止めました。この先の操作は、その証跡に残りません。`,
    first: 'まず証跡を再開し、誰が止めたかを確認してください。',
  },
  'Stealth:IAMUser/PasswordPolicyChange': {
    headline: (v) => `${v.account} のパスワードポリシーが弱められました`,
    sentence: (v) => `${v.user} が${from(v)}パスワードの決まりを変えました。`,
    first: 'まずポリシーを元に戻し、誰が変えたかを確認してください。',
  },
  'Stealth:S3/ServerAccessLoggingDisabled': {
    headline: (v) => `バケット ${v.resource} のアクセスログが停止`,
    sentence: (v) => `${v.user} が${from(v)} ${v.resource} のアクセスログを止めました。`,
    first: 'まずログを再開し、誰が止めたかを確認してください。',
  },
  'DefenseEvasion:IAMUser/BedrockLoggingDisabled': {
    headline: (v) => `${v.account} で Bedrock のログが停止`,
    sentence: (v) => `${v.user} が${from(v)}モデル呼び出しのログを止めました。`,
    first: 'まずログを再開し、誰が止めたかを確認してください。',
  },
  'Policy:S3/Bucket*AccessGranted': {
    headline: (v) => `バケット ${v.resource} が外部に公開`,
    sentence: (v) =>
      `${v.user} が${from(v)} ${called(v)}。アカウントの外から ${v.resource} に届くようになりました。`,
    first: closeBucket,
  },
  'Policy:S3/AccountBlockPublicAccessDisabled': {
    headline: (v) => `${v.account} でバケットの公開防止が無効`,
    sentence: (v) =>
      `${v.user} が${from(v)}ブロックパブリックアクセスを無効にしました。どのバケットも公開できる状態です。`,
    first: publicAccessOn,
  },
  'Policy:S3/BucketBlockPublicAccessDisabled': {
    headline: (v) => `${v.resource} の公開防止が無効`,
    sentence: (v) =>
      `${v.user} が${from(v)}ブロックパブリックアクセスを無効にしました。バケットを公開できる状態です。`,
    first: publicAccessOn,
  },
  'Exfiltration:S3/*': {
    headline: (v) => `バケット ${v.resource} からデータ持ち出しの疑い`,
    sentence: (v) => `${v.user} が${from(v)} ${v.resource} に対し、これまでにない形で ${called(v)}。`,
    first: disableKey,
  },
  'Impact:S3/*': {
    headline: (v) => `バケット ${v.resource} のデータが変更・削除`,
    sentence: (v) => `${v.user} が${from(v)} ${v.resource} に対し、これまでにない形で ${called(v)}。`,
    first: 'まず認証情報を無効にし、オブジェクトを前のバージョンに戻せるか調べてください。',
  },
  'Discovery:S3/*': {
    headline: (v) => `バケット ${v.resource} を探る動き`,
    sentence: (v) => `${v.user} が${from(v)} ${v.resource} に対し、これまでにない形で ${called(v)}。`,
    first: askPerson,
  },
  'Exfiltration:IAMUser/*': {
    headline: (v) => `${v.user} によるデータ持ち出しの疑い`,
    sentence: (v) => `${v.user} が${from(v)} ${called(v)}。データをアカウントの外へ運ぶときの操作です。`,
    first: disableKey,
  },
  'Impact:IAMUser/*': {
    headline: (v) => `${v.user} による破壊の疑い`,
    sentence: (v) => `${v.user} が${from(v)} ${called(v)}。リソースを消したり壊したりするときの操作です。`,
    first: disableKey,
  },
  'Persistence:IAMUser/*': {
    headline: (v) => `${v.user} が再侵入の口を作っている疑い`,
    sentence: (v) => `${v.user} が${from(v)} ${called(v)}。アカウントに居座るときの操作です。`,
    first: 'まず新しいユーザー、キー、ロールがないか調べ、本人に確認してください。',
  },
  'PrivilegeEscalation:IAMUser/*': {
    headline: (v) => `${v.user} が権限を広げている疑い`,
    sentence: (v) => `${v.user} が${from(v)} ${called(v)}。権限を広げるときの操作です。`,
    first: 'まずポリシーとロールの変更を調べ、本人に確認してください。',
  },
  '*:IAMUser/AnomalousBehavior': {
    headline: (v) => `${v.user} がふだんと違う操作`,
    sentence: (v) => `${v.user} が${from(v)} ${called(v)}。これまでにない操作です。`,
    first: askPerson,
  },
  'Recon:EC2/PortProbe*': {
    headline: (v) => `${v.resource} の開いたポートを探る動き`,
    sentence: (v) =>
      `${named('攻撃で知られるアドレス', v.address)}が、${v.resource} の${named('ポート', v.port)}を調べています。`,
    first: 'まず、使っていないポートをインターネットに対して閉じてください。',
  },
  'Recon:EC2/Portscan': {
    headline: (v) => `${v.resource} がほかの機器をスキャン`,
    sentence: (v) =>
      `${v.resource} が${v.address === null ? '' : ` ${v.address} の`}多数のポートを試しています。侵入口を探す動きです。`,
    first: isolate,
  },
  'Impact:EC2/PortSweep': {
    headline: (v) => `${v.resource} がインターネットをスキャン`,
    sentence: (v) =>
      `${v.resource} が、多数のアドレスに対し同じポート${v.port === null ? '' : `(${v.port})`}を試しています。攻撃先を探す動きです。`,
    first: isolate,
  },
  'Trojan:EC2/DNSDataExfiltration': {
    headline: (v) => `${v.resource} が DNS でデータを持ち出し`,
    sentence: (v) => `${v.resource} が、${domain(v)} への問い合わせにデータを隠して送っています。`,
    first: isolate,
  },
  'Trojan:*/DGADomainRequest*': badDomain,
  'Trojan:*/PhishingDomainRequest*': badDomain,
  'Trojan:*/DriveBySourceTraffic*': badDomain,
  'Impact:*DomainRequest.*': badDomain,
  'Trojan:*': {
    headline: (v) => `${v.resource} にトロイの木馬の疑い`,
    sentence: (v) =>
      `${v.resource} が、${named('マルウェアが使うアドレス', v.domain ?? v.address)}と通信しています。`,
    first: isolate,
  },
  '*/MaliciousFile*': malware,
  'Execution:*/SuspiciousFile': malware,
  'Execution:Runtime/ReverseShell': {
    headline: (v) => `${v.resource} のシェルが外部に渡った疑い`,
    sentence: (v) =>
      `${v.resource} のプロセスが、外部${v.address === null ? '' : `(${v.address})`}にコマンド操作を渡しました。`,
    first: isolate,
  },
  'PrivilegeEscalation:Runtime/*': {
    headline: (v) => `${v.resource} のプロセスが権限を破ろうとしている疑い`,
    sentence: (v) => `${v.resource} のプロセスが、root の取得やコンテナからの脱出に使われる操作をしました。`,
    first: isolate,
  },
  '*:Runtime/*': {
    headline: (v) => `${v.resource} で不審なプロセス`,
    sentence: (v) =>
      `${v.resource} のプロセスが、攻撃に使われる操作をしました。${v.file === null ? '' : `ファイルは ${v.file} です。`}`,
    first: 'まず何のプロセスか、誰が動かしたかを調べてください。誰も知らなければ隔離してください。',
  },
  'Policy:Kubernetes/*': {
    headline: (v) => `クラスター ${v.resource} の設定が開きすぎ`,
    sentence: (v) => `${v.resource} の設定が、権限のないはずの相手にアクセスを許しています。`,
    first: lookAtCluster,
  },
  '*:Kubernetes/SuccessfulAnonymousAccess': {
    headline: (v) => `クラスター ${v.resource} に匿名アクセスが成功`,
    sentence: (v) => `${v.resource} の Kubernetes API が${from(v)}、ログインなしで呼び出されました。`,
    first: 'まず system:anonymous の権限を外し、何をされたかを調べてください。',
  },
  '*:Kubernetes/*IPCaller*': {
    headline: (v) => `クラスター ${v.resource} に不審なアドレスからアクセス`,
    sentence: (v) =>
      `${v.user} が、${named('脅威リストか Tor のアドレス', v.address)}から ${v.resource} の Kubernetes API を呼び出しました。`,
    first: lookAtCluster,
  },
  '*:Kubernetes/*': {
    headline: (v) => `クラスター ${v.resource} でふだんと違う操作`,
    sentence: (v) => `${v.user} が${from(v)} ${v.resource} で、攻撃にも使われる操作をしました。`,
    first: lookAtCluster,
  },
};
