import type { Values } from '../../explanation.ts';

/** `、192.0.2.1(日本) から`, or nothing. */
export const from = (v: Values) =>
  v.address === null ? '' : `、${v.address}${v.country === null ? '' : `(${v.country})`} から`;

/** `、攻撃で知られるアドレス 192.0.2.1 から`. */
export const fromAddress = (v: Values, kind: string) => `、${named(`${kind}アドレス`, v.address)}から`;

/** `アドレス 192.0.2.1 `, or the word alone. */
export const named = (word: string, value: string | null) => (value === null ? word : `${word} ${value} `);

/** What credentials were used for; they do nothing by themselves. */
export const wasCalled = (v: Values) =>
  v.api === null ? 'AWS が操作されました' : `${v.api} が呼び出されました`;

export const called = (v: Values) => (v.api === null ? 'AWS を操作しました' : `${v.api} を呼び出しました`);

/** ` pool.example.net `, or a word for it. */
export const domain = (v: Values) => (v.domain === null ? '不審なドメイン' : ` ${v.domain} `);

/** A process where it runs, as the subject of a sentence. */
export const processIn = (v: Values) =>
  v.file === null ? `${v.resource} のプロセス` : `${v.resource} の ${v.file} `;

export const isolate = 'まず隔離し、侵入経路を調べてください。';
export const findProcess = 'まず、どのプロセスの動きかを調べてください。説明がつかなければ隔離してください。';
export const disableKey = 'まずアクセスキーを無効にし、CloudTrail で操作の全体を確かめてください。';
export const askPerson = 'まず本人に確認してください。心当たりがなければ、認証情報を無効にしてください。';
export const revokeSessions = 'まずロールのセッションを取り消し、認証情報が漏れた経路を調べてください。';

export const ownList = '脅威リストに誤って載せたか、載せてから状況が変わった場合。';
export const sharedAddress =
  'VPN、モバイル回線、プロキシなど、ほかの人も使うアドレスから本人が接続した場合。';
export const newJob = '新しいデプロイやジョブ、担当替えの直後。数日続けば、ふだんの動きとして扱われます。';
export const agreedTest = '事前に取り決めた侵入テストや訓練。';
