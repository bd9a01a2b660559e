import type { ec2 as english } from '../../en/threats/ec2.ts';
import type { ThreatExplanation, Values } from '../../explanation.ts';
import { findProcess, from, isolate, named, ownList } from './phrases.ts';

const closePort =
  'まずインターネットからのポートを閉じ、成功したログインがないか調べてください。試す側なら隔離してください。';
const scansAll = 'すべてのアドレスを片端から試すスキャン。鍵だけを受け付けるなら、成功しません。';
const privacyTool = 'Tor の監視や収集をする製品か、デスクトップのプライバシー保護ブラウザー。';

/** GuardDuty uses one type for the victim and for the attacker; Security Hub's V2 copy does not say which. */
const bruteForce = (v: Values, kind: string) =>
  `${v.resource} ${v.role === 'actor' ? 'から' : v.role === 'target' ? 'への' : 'で'}${kind}総当たり`;

const triedBetween = (v: Values, kind: string) => {
  if (v.role === 'actor') {
    const other = v.address === null ? 'ほかのマシン' : `${v.address} `;
    return `${v.resource} が、${other}に対して、${kind}のパスワードを次々に試しています。`;
  }
  if (v.role === 'target')
    return `${v.resource} に対して${from(v)}、${kind}のパスワードが次々に試されています。`;
  return v.address === null
    ? `${v.resource} に対して、またはここから、${kind}のパスワードが次々に試されています。`
    : `${v.resource} と ${v.address} の間で、${kind}のパスワードが次々に試されています。どちらが試す側かを確かめてください。`;
};

const whyPasswords = '弱いパスワードは、いつか当たります。こちらが試す側なら、すでに誰かが中に入っています。';

export const ec2: Readonly<Record<keyof typeof english, ThreatExplanation>> = {
  'CryptoCurrency:*/BitcoinTool*': {
    headline: (v) => `${v.resource} で暗号通貨のマイニング`,
    sentence: (v) =>
      v.domain !== null
        ? `${v.resource} が、暗号通貨に関わるドメイン ${v.domain} を引きました。`
        : `${v.resource} が、${named('暗号通貨に関わるアドレス', v.address)}と通信しました。`,
    first: isolate,
    why: 'マイニングなら、計算の費用はあなたが払います。始めた相手は、ほかのことも始められます。',
    harmless: 'ブロックチェーンのノード、ウォレット、相場の取得などを意図して動かしている場合。',
  },
  'Backdoor:*/C&CActivity*': {
    headline: (v) => `${v.resource} が攻撃者の指令サーバー${v.domain === null ? 'と通信' : 'を参照'}`,
    sentence: (v) =>
      v.domain === null
        ? `${v.resource} が、${named('攻撃者の指令サーバー', v.address)}と通信しています。`
        : `${v.resource} が、攻撃者の指令サーバー ${v.domain} を引きました。`,
    first: isolate,
    why: 'マルウェアはここに報告し、盗む、攻撃する、暗号化するといった指令を受け取ります。',
    harmless: '危険な名前を調べるスキャナーやメールフィルター、ほかの機器の代わりに引くリゾルバー。',
  },
  'Backdoor:EC2/DenialOfService.*': {
    headline: (v) => `${v.resource} から外部への DoS 攻撃の疑い`,
    sentence: (v) => `${v.resource} が、相手を止める攻撃に見える大量の通信を送っています。`,
    first: isolate,
    why: '攻撃なら、他人に害を与え、通信費もかかります。AWS に止められることもあります。',
    harmless: '負荷テスト、動画やゲームのサーバー、誤って誰にでも応答するリゾルバー。',
  },
  'Backdoor:EC2/Spambot': {
    headline: (v) => `${v.resource} からスパム送信の疑い`,
    sentence: (v) =>
      `${v.resource} が、メールサーバー用の 25 番ポートで${v.address === null ? 'ほかの機器' : ` ${v.address} `}と通信しています。これまでになかったことです。`,
    first: isolate,
    why: 'スパムなら、アドレスがブロックリストに載り、自社のメールも届かなくなります。',
    harmless: 'アプリケーションがメールを直接送るようになった場合。',
  },
  'Behavior:EC2/NetworkPortUnusual': {
    headline: (v) => `${v.resource} がふだんと違うポートで通信`,
    sentence: (v) =>
      `${v.resource} が、これまで使ったことのない${named('ポート', v.port)}で${v.address === null ? '' : `、${v.address} と`}通信しています。`,
    first: 'まず担当者に変更の有無を確認してください。誰も知らなければ隔離してください。',
    why: 'サーバーの動きは毎日ほぼ同じです。新しいポートは、新しいプログラムか、誰かに操られている印です。',
    harmless: '新しいバージョンや依存サービス。デプロイの直後によくあります。',
  },
  'Behavior:EC2/TrafficVolumeUnusual': {
    headline: (v) => `${v.resource} の送信量がふだんより急増`,
    sentence: (v) =>
      `${v.resource} が${v.address === null ? '' : ` ${v.address} に`}、これまでよりはるかに多くのデータを送っています。`,
    first: 'まず何を送っているかを調べてください。誰も知らなければ隔離してください。',
    why: 'データの持ち出しは、フローログではこのように見えます。',
    harmless: 'バックアップ、移行、大勢が取りにくるリリース。',
  },
  'UnauthorizedAccess:EC2/SSHBruteForce': {
    headline: (v) => bruteForce(v, ' SSH の'),
    sentence: (v) => triedBetween(v, 'SSH '),
    first: closePort,
    why: whyPasswords,
    harmless: scansAll,
  },
  'UnauthorizedAccess:EC2/RDPBruteForce': {
    headline: (v) => bruteForce(v, 'リモートデスクトップの'),
    sentence: (v) => triedBetween(v, 'リモートデスクトップ'),
    first: closePort,
    why: whyPasswords,
    harmless: 'すべてのアドレスを片端から試すスキャンか、古いパスワードを保存したままの同僚。',
  },
  'Impact:EC2/WinRMBruteForce': {
    headline: (v) => bruteForce(v, ' WinRM の'),
    sentence: (v) => triedBetween(v, 'WinRM '),
    first: closePort,
    why: whyPasswords,
    harmless: '古いパスワードのまま試し続ける管理ツール。',
  },
  'Recon:EC2/PortProbeUnprotectedPort': {
    headline: (v) => `${v.resource} の開いたポートを探る動き`,
    sentence: (v) =>
      `${named('攻撃で知られるアドレス', v.address)}が、${v.resource} の${named('ポート', v.port)}を調べています。`,
    first: 'まず、使っていないポートをインターネットに対して閉じてください。',
    why: 'インターネットから何に届くかが分かります。探られるのは珍しくありませんが、扉を開けているのはこちらです。',
    harmless: 'サイトの 443 番など、意図して公開しているポート。',
  },
  'Recon:EC2/PortProbeEMRUnprotectedPort': {
    headline: (v) => `${v.resource} の EMR クラスターがインターネットに公開`,
    sentence: (v) =>
      `${named('攻撃で知られるアドレス', v.address)}が、${v.resource} の EMR の${named('ポート', v.port)}を調べています。`,
    first: 'まずインターネットからのポートを閉じ、身に覚えのないジョブがないか調べてください。',
    why: 'Hadoop などのこうしたポートからは、パスワードなしでジョブを動かせることがあります。',
    harmless: 'ほぼありません。公開してはいけないポートです。',
  },
  'Recon:EC2/Portscan': {
    headline: (v) => `${v.resource} がほかの機器をスキャン`,
    sentence: (v) =>
      `${v.resource} が${v.address === null ? '' : ` ${v.address} の`}多数のポートを試しています。侵入口を探す動きです。`,
    first: isolate,
    why: '一台に入った相手は、そこから次の一台を探します。',
    harmless: '自社の脆弱性スキャナーや監視ツール。',
  },
  'Impact:EC2/PortSweep': {
    headline: (v) => `${v.resource} がインターネットをスキャン`,
    sentence: (v) =>
      `${v.resource} が、多数のアドレスに対し同じポート${v.port === null ? '' : `(${v.port})`}を試しています。攻撃先を探す動きです。`,
    first: isolate,
    why: 'ワームやボットネットはこうして広がります。攻撃する側になり、AWS に止められることもあります。',
    harmless: '研究や自社アドレスの調査のためのスキャナー、P2P のプログラム。',
  },
  'Trojan:*/BlackholeTraffic*': {
    headline: (v) =>
      v.domain === null
        ? `${v.resource} が応答のないアドレスに接続`
        : `${v.resource} が行き先のないドメインを参照`,
    sentence: (v) =>
      v.domain === null
        ? `${v.resource} が、${named('通信が捨てられ、応答のないアドレス', v.address)}に接続しようとしました。`
        : `${v.resource} が ${v.domain} を引きました。通信が捨てられるアドレスに向いた名前です。`,
    first: findProcess,
    why: 'マルウェアは、使えなくなった相手を探し続けます。ここを探しにいくのも、その一つかもしれません。',
    harmless: '持ち主が変わった名前が設定に残っているか、危険な名前を調べるスキャナー。',
  },
  'Trojan:*/DropPoint*': {
    headline: (v) => `${v.resource} が盗まれたデータの置き場${v.domain === null ? 'に接続' : 'を参照'}`,
    sentence: (v) =>
      v.domain === null
        ? `${v.resource} が、${named('マルウェアが盗んだデータを置くホスト', v.address)}に接続しようとしました。`
        : `${v.resource} が ${v.domain} を引きました。マルウェアが盗んだデータを置くホストです。`,
    first: isolate,
    why: 'この機器のパスワードやデータが、いま外へ出ているかもしれません。',
    harmless: '危険な名前を調べるスキャナーやメールフィルター。それ以外は、ほぼありません。',
  },
  'UnauthorizedAccess:*/TorClient': {
    headline: (v) => `${v.resource} が Tor ネットワークを使用`,
    sentence: (v) =>
      `${v.resource} が Tor${v.address === null ? ' ' : `(${v.address})`}に接続しました。通信相手を隠すための仕組みです。`,
    first: isolate,
    why: 'マルウェアは Tor を通して指令を受け、データを持ち出します。行き先は誰にも見えません。',
    harmless: privacyTool,
  },
  'UnauthorizedAccess:*/TorRelay': {
    headline: (v) => `${v.resource} が Tor の中継点として動作`,
    sentence: (v) =>
      `${v.resource} が Tor${v.address === null ? ' ' : `(${v.address})`}に、他人の通信を中継する形で接続しています。`,
    first: isolate,
    why: '中継点では、他人の行いがあなたのアドレスからのものに見えます。通信費もかかります。',
    harmless: '意図して中継点を動かしている場合。',
  },
  'UnauthorizedAccess:EC2/MaliciousIPCaller.Custom': {
    headline: (v) => `${v.resource} が脅威リストのアドレスと通信`,
    sentence: (v) =>
      `${v.resource} が、登録済みの脅威リストにある${named('アドレス', v.address)}と通信しました。`,
    first: findProcess,
    why: '理由があってリストに載せたアドレスです。それを知る何かが中にあります。',
    harmless: ownList,
  },
};
