import type { runtime as english } from '../../en/threats/runtime.ts';
import type { ThreatExplanation } from '../../explanation.ts';
import { findProcess, isolate, processIn } from './phrases.ts';

const debugging = 'デバッガー、プロファイラー、監視エージェントなどを意図して動かした場合。';
const agent = 'この操作を必要とする監視、バックアップ、コンテナ管理のツール。';
const stopContainer =
  'まずコンテナを止めてください。どこまで届いたか分かるまで、ノードも使わないでください。';

export const runtime: Readonly<Record<keyof typeof english, ThreatExplanation>> = {
  'Execution:Runtime/ReverseShell': {
    headline: (v) => `${v.resource} のシェルが外部に渡った疑い`,
    sentence: (v) =>
      `${processIn(v)}が、別の機器${v.address === null ? '' : `(${v.address})`}にコマンド操作を渡しました。`,
    first: isolate,
    why: 'いま、人がそこでコマンドを打っているかもしれません。',
    harmless: 'ほぼありません。遠隔サポートのツールか、取り決めたテストくらいです。',
  },
  'Execution:Runtime/MaliciousFileExecuted': {
    headline: (v) => `${v.resource} でマルウェアを実行`,
    sentence: (v) => `${processIn(v)}が実行されました。マルウェアとして知られるものです。`,
    first: isolate,
    why: 'いまも動いているかもしれません。認証情報を含め、中のものはすべて知られたと考えてください。',
    harmless: 'ほぼありません。テスト用のファイルか、調査中の検体くらいです。',
  },
  'Impact:Runtime/CryptoMinerExecuted': {
    headline: (v) => `${v.resource} で暗号通貨のマイニング`,
    sentence: (v) => `${processIn(v)}が実行されました。暗号通貨をマイニングするプログラムです。`,
    first: isolate,
    why: '計算の費用はあなたが払います。マイニングを始められた相手は、ほかのことも始められます。',
    harmless: '誰かが意図してマイニングをしている場合。',
  },
  'Execution:Runtime/NewBinaryExecuted': {
    headline: (v) => `${v.resource} でイメージと違うプログラムを実行`,
    sentence: (v) => `${processIn(v)}が実行されました。コンテナの起動後に作られたか、変えられたものです。`,
    first: 'まずファイルの出どころを調べてください。誰も知らなければ、コンテナを止めてください。',
    why: 'コンテナはイメージにあるものを動かします。あとから増えたり変わったりしたものは、誰かが持ち込んだものです。',
    harmless: '自動更新や起動時のコンパイルをするアプリケーションか、コンテナの中での手作業。',
  },
  'Execution:Runtime/NewLibraryLoaded': {
    headline: (v) => `${v.resource} でイメージと違うライブラリを読み込み`,
    sentence: (v) => `${processIn(v)}が、コンテナの起動後に作られたか変えられたライブラリを読み込みました。`,
    first: 'まずライブラリの出どころを調べてください。誰も知らなければ、コンテナを止めてください。',
    why: '持ち込まれたライブラリは、信頼しているプログラムの中で、その権限で動きます。',
    harmless: 'Java や Python のパッケージのように、起動時にライブラリを展開する場合。',
  },
  'Execution:Runtime/SuspiciousTool': {
    headline: (v) => `${v.resource} で攻撃にも使われるツールを実行`,
    sentence: (v) => `${processIn(v)}は、侵入テストや攻撃に使われるツールです。`,
    first: 'まず誰が何のために動かしたかを確認してください。誰も知らなければ隔離してください。',
    why: 'ほかの機器を探す、通信を盗み見る、侵入口を残す、といったことに使われます。',
    harmless: '管理者がネットワークの不調を調べているか、取り決めたテスト。',
  },
  'Execution:Runtime/SuspiciousShellCreated': {
    headline: (v) => `${v.resource} のサービスがシェルを起動`,
    sentence: (v) => `${processIn(v)}は対話シェルで、ネットワークから届くサービスが起動しました。`,
    first: 'まず打たれたコマンドと、起動元のサービスを調べてください。説明がつかなければ隔離してください。',
    why: 'ウェブアプリケーションの穴を通り抜けられたときに、よくある動きです。',
    harmless: '管理コンソール、CI ランナー、ノートブックなど、シェルを開くのが仕事のもの。',
  },
  '*:Runtime/SuspiciousCommand': {
    headline: (v) => `${v.resource} で不審なコマンドを実行`,
    sentence: (v) =>
      `${processIn(v)}が、探索、権限の拡大、隠蔽、居座りなどに使われるコマンドを実行しました。`,
    first:
      'まず GuardDuty でコマンドを読み、誰が動かしたかを確認してください。誰も知らなければ隔離してください。',
    why: '一つなら偶然かもしれません。続けて出るなら、誰かが作業しています。',
    harmless: '手作業の管理、起動スクリプト、堅牢化のスクリプト。',
  },
  'DefenseEvasion:Runtime/FilelessExecution': {
    headline: (v) => `${v.resource} でファイルのないプログラムを実行`,
    sentence: (v) => `${processIn(v)}が、ディスクにファイルを残さずメモリ上で動いています。`,
    first: findProcess,
    why: 'ディスクのスキャンを逃れるための手口です。再起動すると、証拠も消えます。',
    harmless: '一部のコンテナランタイムや JIT コンパイラーは、このように動きます。',
  },
  'DefenseEvasion:Runtime/KernelModuleLoaded': {
    headline: (v) => `${v.resource} でカーネルモジュールを読み込み`,
    sentence: (v) => `${processIn(v)}が、カーネルにモジュールを読み込みました。`,
    first: isolate,
    why: 'カーネルの中で動くものは、監視を含むすべてから身を隠せます。',
    harmless: 'ドライバー、VPN、セキュリティエージェントをちょうど入れたところの場合。',
  },
  'DefenseEvasion:Runtime/ProcessInjection.*': {
    headline: (v) => `${v.resource} でプロセスへのコード注入の疑い`,
    sentence: (v) => `${processIn(v)}が、別のプロセスにコードを入れるときの操作をしました。`,
    first: findProcess,
    why: '信頼されているプログラムの中に、他人のコードを隠す手口です。',
    harmless: debugging,
  },
  'DefenseEvasion:Runtime/PtraceAntiDebugging': {
    headline: (v) => `${v.resource} のプロセスが解析を妨害`,
    sentence: (v) => `${processIn(v)}が、ptrace を使ってデバッガーから身を守りました。`,
    first: 'まず何のプログラムかを調べてください。導入している製品なら、そのままで構いません。',
    why: 'マルウェアが解析を避けるための手口です。それ自体に害はありません。',
    harmless: 'この方法でライセンスやコードを守る製品。',
  },
  'PrivilegeEscalation:Runtime/CGroupsReleaseAgentModified': {
    headline: (v) => `${v.resource} でコンテナからの脱出の疑い`,
    sentence: (v) =>
      `${processIn(v)}が cgroup の release agent を書き換えようとしました。コンテナから抜け出す既知の方法です。`,
    first: stopContainer,
    why: '成功していれば、ほかのコンテナも動くノードの root でコマンドが実行されます。',
    harmless: 'ほぼありません。取り決めたテストか、cgroup を管理するツールくらいです。',
  },
  'PrivilegeEscalation:Runtime/ContainerMountsHostDirectory': {
    headline: (v) => `${v.resource} のコンテナがノードのディスクをマウント`,
    sentence: (v) =>
      `${processIn(v)}が、コンテナの動作中にノードのファイルシステムをマウントしたか、しようとしました。`,
    first: stopContainer,
    why: 'ノードのディスクに届くと、秘密を読み、次に動くものを書き換えられます。',
    harmless: agent,
  },
  'PrivilegeEscalation:Runtime/DockerSocketAccessed': {
    headline: (v) => `${v.resource} のコンテナが Docker デーモンを操作`,
    sentence: (v) => `${processIn(v)}が、コンテナの中から Docker ソケットを使いました。`,
    first: 'まず、ほかのコンテナを管理するためのものかを確かめてください。違えば止めてください。',
    why: 'このソケットがあれば特権コンテナを起動でき、ノードの root と同じことができます。',
    harmless: 'CI ランナー、監視エージェント、リバースプロキシなど、意図してソケットを渡したもの。',
  },
  'PrivilegeEscalation:Runtime/ElevationToRoot': {
    headline: (v) => `${v.resource} のプロセスが root に昇格`,
    sentence: (v) => `${processIn(v)}が、setuid のプログラムを通し、ふだんと違う形で root の権限を得ました。`,
    first: findProcess,
    why: 'root なら、中のすべてを読み、監視を止められます。',
    harmless: '管理者のふだんと違う作業(通常の sudo は対象外)、インストーラー、root で動く ECS Exec。',
  },
  'PrivilegeEscalation:Runtime/RuncContainerEscape': {
    headline: (v) => `${v.resource} でコンテナからの脱出の疑い`,
    sentence: (v) => `${processIn(v)}が、コンテナを起動する runc を乗っ取るときの操作をしました。`,
    first: stopContainer,
    why: '成功していれば、次にコンテナが起動するとき、ノードの root で他人のコードが動きます。',
    harmless: 'ほぼありません。ちょうどそのときのランタイム更新か、取り決めたテストくらいです。',
  },
  'PrivilegeEscalation:Runtime/UserfaultfdUsage': {
    headline: (v) => `${v.resource} でカーネルへの珍しい呼び出し`,
    sentence: (v) => `${processIn(v)}が、カーネルへの攻撃に使われる userfaultfd を呼び出しました。`,
    first: findProcess,
    why: 'root を得るための部品になります。必要とするアプリケーションはわずかです。',
    harmless: '仮想マシン、ユーザー空間のファイルシステム、一部のガベージコレクターが使います。',
  },
};
