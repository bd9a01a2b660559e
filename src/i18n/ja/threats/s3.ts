import type { s3 as english } from '../../en/threats/s3.ts';
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
  sharedAddress,
} from './phrases.ts';

const lookAtBucket = 'まず誰の操作かを確かめ、用のない相手ならアクセス権を外してください。';
const publicAccessOn =
  'まず理由を確認してください。理由がなければ、ブロックパブリックアクセスを有効に戻してください。';
const closeBucket = 'まずブロックパブリックアクセスを有効にし、誰が読み取ったかを調べてください。';

const didOnBucket = (v: Values, origin: string) =>
  `${v.user} が${origin} ${v.resource} に対し ${called(v)}。`;

export const s3: Readonly<Record<keyof typeof english, ThreatExplanation>> = {
  'Exfiltration:S3/AnomalousBehavior': {
    headline: (v) => `バケット ${v.resource} からデータ持ち出しの疑い`,
    sentence: (v) => `${didOnBucket(v, from(v))}ふだんの動きと違う取り出し方です。`,
    first: disableKey,
    why: 'バケットを丸ごと写し取り、売ったり脅したりするときの動きです。出たデータは取り戻せません。',
    harmless: `バックアップや書き出し、分析を初めて動かした場合。${newJob}`,
  },
  'Impact:S3/AnomalousBehavior.Delete': {
    headline: (v) => `バケット ${v.resource} でデータ削除の疑い`,
    sentence: (v) => `${didOnBucket(v, from(v))}データを消すときの操作で、ふだんの動きと違います。`,
    first: 'まず認証情報を無効にし、オブジェクトを前のバージョンに戻せるか調べてください。',
    why: '写し取ったあとに消して脅すのが手口です。バージョニングがなければ、消えたデータは戻りません。',
    harmless: '片付け、別のバケットへの移行、プロジェクトの終了。',
  },
  'Impact:S3/AnomalousBehavior.Permission': {
    headline: (v) => `バケット ${v.resource} の権限を変更`,
    sentence: (v) => `${didOnBucket(v, from(v))}権限を変える操作で、ふだんの動きと違います。`,
    first: 'まずバケットポリシーと ACL の現状を確かめ、元に戻してください。',
    why: 'バケットポリシーを変えられる相手は、自分や他人を入れ、あなたを締め出すことができます。',
    harmless: '担当チームによる変更。新しいデプロイの仕組みに替えた直後によくあります。',
  },
  'Impact:S3/AnomalousBehavior.Write': {
    headline: (v) => `バケット ${v.resource} にふだんと違う書き込み`,
    sentence: (v) => `${didOnBucket(v, from(v))}書き込みの操作で、ふだんの動きと違います。`,
    first: 'まず何が書き込まれたかを確かめてください。誰も知らなければ、認証情報を無効にしてください。',
    why: '暗号化したデータで上書きされたり、利用者が実行するファイルにすり替えられたりします。',
    harmless: newJob,
  },
  'Discovery:S3/AnomalousBehavior': {
    headline: (v) => `バケット ${v.resource} を探る動き`,
    sentence: (v) => `${didOnBucket(v, from(v))}ふだんの動きと違う操作です。`,
    first: askPerson,
    why: '盗む前に、まず一覧を調べるのが手口です。これだけでは、まだ何も盗まれていません。',
    harmless: newJob,
  },
  '*:S3/TorIPCaller': {
    headline: (v) => `バケット ${v.resource} に Tor からアクセス`,
    sentence: (v) => didOnBucket(v, `${from(v)} Tor を通して`),
    first: lookAtBucket,
    why: 'Tor は接続元を隠します。業務でバケットを使うのに必要な人はいないはずです。',
    harmless: '公開バケットを Tor で見た閲覧者か、身内が使うプライバシー保護のツール。',
  },
  '*:S3/MaliciousIPCaller.Custom': {
    headline: (v) => `バケット ${v.resource} に脅威リストからアクセス`,
    sentence: (v) => didOnBucket(v, fromAddress(v, '登録済みの脅威リストにある')),
    first: lookAtBucket,
    why: '理由があってリストに載せたアドレスが、いまはバケットを呼び出しています。',
    harmless: ownList,
  },
  '*:S3/MaliciousIPCaller': {
    headline: (v) => `バケット ${v.resource} に危険なアドレスからアクセス`,
    sentence: (v) => didOnBucket(v, fromAddress(v, '攻撃で知られる')),
    first: lookAtBucket,
    why: '認証情報が他人の手に渡ったか、バケットが思ったより広く開いているかもしれません。',
    harmless: `公開を意図したバケットか、${sharedAddress}`,
  },
  'PenTest:S3/*Linux': {
    headline: (v) => `バケット ${v.resource} に侵入テスト用 OS からアクセス`,
    sentence: (v) => `${didOnBucket(v, from(v))}侵入テスト用の OS を入れた端末からの操作です。`,
    first: 'まずテストの予定があったか確認してください。なければ認証情報を無効にしてください。',
    why: '侵入のための道具がそろった端末が、使える認証情報を持っています。',
    harmless: agreedTest,
  },
  'Policy:S3/AccountBlockPublicAccessDisabled': {
    headline: (v) => `${v.account} でバケットの公開防止が無効`,
    sentence: (v) =>
      `${v.user} が${from(v)}アカウントのブロックパブリックアクセスを無効にしました。公開を防ぐのは各バケットの設定だけです。`,
    first: publicAccessOn,
    why: 'これだけで公開とは限りませんが、誤ったポリシーや ACL を止める網がなくなりました。すでにあるものも効きかねません。',
    harmless: 'このアカウントで公開サイトを準備している場合。無効にするのは、そのバケットだけで足ります。',
  },
  'Policy:S3/BucketBlockPublicAccessDisabled': {
    headline: (v) => `${v.resource} の公開防止が無効`,
    sentence: (v) =>
      `${v.user} が${from(v)} ${v.resource} のブロックパブリックアクセスを無効にしました。公開できる状態です。`,
    first: publicAccessOn,
    why: 'これだけで公開とは限りませんが、誤ったポリシーや ACL があれば、すでにあるものでも公開されかねません。',
    harmless: '公開サイトや配布用のバケット。',
  },
  'Policy:S3/BucketAnonymousAccessGranted': {
    headline: (v) => `バケット ${v.resource} が誰にでも公開`,
    sentence: (v) =>
      `${v.user} が${from(v)} ${called(v)}。${v.resource} のポリシーか ACL が、インターネットの誰にでもアクセスを許しています。`,
    first: closeBucket,
    why: '公開されたバケットは、絶えずスキャンで探されています。使うのにログインは要りません。',
    harmless:
      '公開サイトや、公開を意図したデータ。ブロックパブリックアクセスが防いでいることもあります(GuardDuty は考慮しません)。',
  },
  'Policy:S3/BucketPublicAccessGranted': {
    headline: (v) => `バケット ${v.resource} がすべての AWS 利用者に公開`,
    sentence: (v) =>
      `${v.user} が${from(v)} ${called(v)}。${v.resource} のポリシーか ACL が、どの AWS アカウントにもアクセスを許しています。`,
    first: closeBucket,
    why: '「認証されたユーザー」とは、社内の人ではなく、AWS アカウントを持つすべての人のことです。',
    harmless:
      '世界に公開することを意図したデータ。ブロックパブリックアクセスが防いでいることもあります(GuardDuty は考慮しません)。',
  },
  'Stealth:S3/ServerAccessLoggingDisabled': {
    headline: (v) => `バケット ${v.resource} のアクセスログが停止`,
    sentence: (v) => `${v.user} が${from(v)} ${v.resource} のアクセスログを止めました。`,
    first: 'まずログを再開し、誰が止めたかを確認してください。',
    why: 'この先の読み取りは、このログに残りません。攻撃者が痕跡を隠す手口でもあります。',
    harmless: 'CloudTrail のデータイベントに切り替えたか、保存費用を減らした場合。',
  },
};
