import type { dns as english } from '../../en/threats/dns.ts';
import type { ThreatExplanation, Values } from '../../explanation.ts';
import { domain, findProcess, isolate, named, ownList } from './phrases.ts';

const asked = (v: Values, what: string) => `${v.resource} が${domain(v)}を引きました。${what}。`;
const looksUp = '名前を調べるスキャナーやメールフィルター、ほかの機器の代わりに引くリゾルバー。';

export const dns: Readonly<Record<keyof typeof english, ThreatExplanation>> = {
  'Impact:*/BitcoinDomainRequest.*': {
    headline: (v) => `${v.resource} が暗号通貨に関わるドメインを参照`,
    sentence: (v) => asked(v, '暗号通貨に関わるドメインです'),
    first: isolate,
    why: 'マイニングなら、計算の費用はあなたが払います。始めた相手は、ほかのことも始められます。',
    harmless: 'ブロックチェーンのノード、ウォレット、相場の取得などを意図して動かしている場合。',
  },
  'Impact:EC2/MaliciousDomainRequest.Custom': {
    headline: (v) => `${v.resource} が脅威リストのドメインを参照`,
    sentence: (v) => asked(v, '登録済みの脅威リストにあるドメインです'),
    first: findProcess,
    why: '理由があってリストに載せたドメインです。それを知る何かが中にあります。',
    harmless: ownList,
  },
  'Impact:*/MaliciousDomainRequest.*': {
    headline: (v) => `${v.resource} が危険なドメインを参照`,
    sentence: (v) => asked(v, '攻撃者のドメインやアドレスとつながりのある名前です'),
    first: findProcess,
    why: '進行中か過去の攻撃に関わる名前です。業務で必要になることはないはずです。',
    harmless: looksUp,
  },
  'Impact:*/AbusedDomainRequest.*': {
    headline: (v) => `${v.resource} が悪用の多いドメインを参照`,
    sentence: (v) => asked(v, '無料やダイナミック DNS など、攻撃者が好んで使う種類のドメインです'),
    first: findProcess,
    why: '無料で行き先を変えられる名前は攻撃者に便利ですが、まともな利用者もいます。',
    harmless: '自社や取引先、オフィスの機器で使っているダイナミック DNS。期限切れで使われていない名前。',
  },
  'Impact:*/SuspiciousDomainRequest.*': {
    headline: (v) => `${v.resource} が不審なドメインを参照`,
    sentence: (v) => asked(v, '新しいか、ほとんど知られておらず、疑わしいドメインです'),
    first: findProcess,
    why: '攻撃者は新しい名前を数日だけ使います。ただ新しいだけの名前も多くあります。',
    harmless: '新しいサービスやキャンペーンのサイト、最近自分たちで取ったドメイン。',
  },
  'Trojan:*/DGADomainRequest*': {
    headline: (v) => `${v.resource} が機械的に作られたドメインを参照`,
    sentence: (v) => asked(v, 'マルウェアが指令元を探すときに計算で作るような名前です'),
    first: isolate,
    why: 'マルウェアは毎日新しい名前を作り、遮断を逃れます。一つでも応答があれば十分なのです。',
    harmless: 'ランダムな名前を使う CDN や計測サービス、回線の認証を確かめるブラウザー。',
  },
  'Trojan:EC2/DNSDataExfiltration': {
    headline: (v) => `${v.resource} が DNS でデータを持ち出し`,
    sentence: (v) => `${v.resource} が${domain(v)}への問い合わせにデータを隠して送っています。`,
    first: isolate,
    why: 'DNS はほぼどこでも通されるため、たいていのファイアウォールを越えてデータが出ていきます。',
    harmless: '問い合わせに DNS を使うウイルス対策や計測のサービス。',
  },
  'Trojan:*/DriveBySourceTraffic*': {
    headline: (v) => `${v.resource} がマルウェアを配るサイトを参照`,
    sentence: (v) => asked(v, '訪れただけで感染させるサイトです'),
    first: findProcess,
    why: '古いブラウザーなら、一度訪れただけで感染することがあります。',
    harmless: looksUp,
  },
  'Trojan:*/PhishingDomainRequest*': {
    headline: (v) => `${v.resource} がフィッシングサイトを参照`,
    sentence: (v) => asked(v, 'パスワードを盗むサイトです'),
    first:
      'まず、何が引いたかを調べてください。人がクリックしたか、ここからフィッシングサイトを作ろうとしたのかもしれません。',
    why: '誰かがパスワードを入力したか、この機器が人をだますのに使われているかもしれません。',
    harmless: looksUp,
  },
  'UnauthorizedAccess:*/MetadataDNSRebind': {
    headline: (v) => `${v.resource} の認証情報が狙われている疑い`,
    sentence: (v) => asked(v, 'メタデータサービスのアドレスを返すドメインです'),
    first:
      'まず引いたアプリケーションやブラウザーを調べ、IMDSv2 を必須にしてください。だまされていたら、ロールのセッションを取り消してください。',
    why: 'この名前に従うアプリケーションは、ロールの認証情報を他人に渡しかねません。',
    harmless: '自社の DNS で、意図して 169.254.169.254 に名前を付けている場合。それ以外は、ほぼありません。',
  },
  'DefenseEvasion:EC2/UnusualDNSResolver': {
    headline: (v) => `${v.resource} がふだんと違う DNS サーバーを使用`,
    sentence: (v) =>
      `${v.resource} が、最近使っていない公開の ${named('DNS サーバー', v.address)}に問い合わせています。`,
    first: findProcess,
    why: 'GuardDuty が読む DNS ログにあるのは、VPC のリゾルバーへの問い合わせだけです。ほかへの問い合わせは残りません。',
    harmless: 'イメージやコンテナに 8.8.8.8 などの設定があるか、調査用のツール。',
  },
  'DefenseEvasion:EC2/UnusualDo*': {
    headline: (v) => `${v.resource} が DNS の問い合わせを暗号化`,
    sentence: (v) =>
      `${v.resource} が、最近使っていない公開の${named('サーバー', v.address)}に、暗号化した DNS の問い合わせを送っています。`,
    first: findProcess,
    why: '暗号化した問い合わせは監視できません。マルウェアが指令元を探すのに使います。',
    harmless: 'DNS over HTTPS や DNS over TLS を標準で使うブラウザーやライブラリ。',
  },
};
