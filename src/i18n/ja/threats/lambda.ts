import type { lambda as english } from '../../en/threats/lambda.ts';
import type { ThreatExplanation } from '../../explanation.ts';
import { named, ownList } from './phrases.ts';

const compareCode =
  'まずデプロイ済みのコードとレイヤーをリポジトリと比べてください。違っていれば関数を止めてください。';
const changedHands = '自分で仕掛けたテストか、持ち主が変わったアドレス。';

export const lambda: Readonly<Record<keyof typeof english, ThreatExplanation>> = {
  'CryptoCurrency:Lambda/BitcoinTool*': {
    headline: (v) => `関数 ${v.resource} で暗号通貨のマイニング`,
    sentence: (v) => `関数 ${v.resource} が、${named('暗号通貨に関わるアドレス', v.address)}と通信しました。`,
    first: compareCode,
    why: 'マイニングなら、誰かがあなたの関数の中で、あなたの費用と関数のロールを使ってコードを動かしています。',
    harmless: '決済や相場の取得など、ブロックチェーンを使うための関数。',
  },
  'Backdoor:Lambda/C&CActivity*': {
    headline: (v) => `関数 ${v.resource} が攻撃者の指令サーバーと通信`,
    sentence: (v) => `関数 ${v.resource} が、${named('攻撃者の指令サーバー', v.address)}と通信しました。`,
    first: compareCode,
    why: '外からの指令で動くコードは、関数のロールに許されたことを何でもできます。',
    harmless: changedHands,
  },
  'Trojan:Lambda/BlackholeTraffic': {
    headline: (v) => `関数 ${v.resource} が応答のないアドレスに接続`,
    sentence: (v) =>
      `関数 ${v.resource} が、${named('通信が捨てられ、応答のないアドレス', v.address)}に接続しようとしました。`,
    first: compareCode,
    why: '応答する相手がいないので、仕事に必要な通信ではないはずです。入り込んだコードの動きかもしれません。',
    harmless: '相手がなくなったアドレスがコードに残っているか、評判を調べるために接続している場合。',
  },
  'Trojan:Lambda/DropPoint': {
    headline: (v) => `関数 ${v.resource} が盗まれたデータの置き場に接続`,
    sentence: (v) =>
      `関数 ${v.resource} が、${named('マルウェアが盗んだデータを置くホスト', v.address)}に接続しようとしました。`,
    first: compareCode,
    why: '関数が読めるデータやシークレットが、アカウントの外へ出ているかもしれません。',
    harmless: changedHands,
  },
  '*:Lambda/MaliciousIPCaller.Custom': {
    headline: (v) => `関数 ${v.resource} が脅威リストのアドレスと通信`,
    sentence: (v) =>
      `関数 ${v.resource} が、登録済みの脅威リストにある${named('アドレス', v.address)}と通信しました。`,
    first: compareCode,
    why: '理由があってリストに載せたアドレスです。関数の中に、それを知る何かがあります。',
    harmless: ownList,
  },
  '*:Lambda/Tor*': {
    headline: (v) => `関数 ${v.resource} が Tor ネットワークを使用`,
    sentence: (v) =>
      `関数 ${v.resource} が Tor${v.address === null ? ' ' : `(${v.address})`}に接続しました。通信相手を隠すための仕組みです。`,
    first: compareCode,
    why: '関数が Tor を使う理由はまずありません。指令の受信やデータの持ち出しに使われます。',
    harmless: 'Tor の監視や収集をするための製品。',
  },
};
