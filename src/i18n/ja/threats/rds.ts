import type { rds as english } from '../../en/threats/rds.ts';
import type { ThreatExplanation, Values } from '../../explanation.ts';
import { from } from './phrases.ts';

/** The type tells which of the two; a family is for both. */
const stranger = (v: Values) =>
  v.address === null ? '攻撃で知られるアドレスか Tor ' : `${v.address}(攻撃で知られるアドレスか Tor)`;

const closeDatabase = 'まず、インターネットからデータベースに届かないことを確かめてください。';
const changePassword = 'まずそのユーザーのパスワードを変え、何が読まれたかを調べてください。';

export const rds: Readonly<Record<keyof typeof english, ThreatExplanation>> = {
  'CredentialAccess:RDS/AnomalousBehavior.SuccessfulBruteForce': {
    headline: (v) => `データベース ${v.resource} のパスワードが破られた疑い`,
    sentence: (v) =>
      `${v.resource} へのログインが${from(v)}何度も失敗したあと、${v.user} として成功しました。`,
    first: changePassword,
    why: '試していた相手が中に入り、このユーザーに許されたデータを読み書きできるおそれがあります。',
    harmless: '古いパスワードで接続し続けていたアプリケーションに、新しいパスワードを設定した場合。',
  },
  'CredentialAccess:RDS/AnomalousBehavior.SuccessfulLogin': {
    headline: (v) => `データベース ${v.resource} にふだんと違うログイン`,
    sentence: (v) => `${v.user} として${from(v)} ${v.resource} に、ふだんと違うログインがありました。`,
    first:
      'まず誰のログインかを確認してください。心当たりがなければ、パスワードを変え、何が読まれたかを調べてください。',
    why: 'いつもと違うログインは、盗まれたパスワードが使われた印かもしれません。',
    harmless:
      'ふだんアプリケーションだけが使うデータベースに同僚がログインしたか、新しいアプリケーションやツール。',
  },
  'CredentialAccess:RDS/AnomalousBehavior.FailedLogin': {
    headline: (v) => `データベース ${v.resource} でふだんと違うログイン失敗`,
    sentence: (v) => `データベース ${v.resource} へのログインが${from(v)}、ふだんと違う形で失敗しています。`,
    first: 'まず自分たちのアプリケーションかを確かめ、違えば接続元からの経路を閉じてください。',
    why: '誰かがパスワードを試しているかもしれません。試せる場所からデータベースに届いています。',
    harmless: '古いパスワードのままのアプリケーションや同僚。パスワードを変えた直後によくあります。',
  },
  'CredentialAccess:RDS/*.FailedLogin': {
    headline: (v) => `${v.resource} でパスワードを試す動き`,
    sentence: (v) => `${stranger(v)}から、データベース ${v.resource} へのログインが試され、失敗しています。`,
    first: closeDatabase,
    why: 'このログインは失敗しましたが、外部の相手がデータベースに届き、試し続けられる状態です。',
    harmless: 'ほぼありません。よくても、見つけたデータベースを片端から試すスキャンです。',
  },
  'CredentialAccess:RDS/*.SuccessfulLogin': {
    headline: (v) => `データベース ${v.resource} に危険なアドレスからログイン`,
    sentence: (v) => `${stranger(v)}から、${v.user} として ${v.resource} へのログインが成功しました。`,
    first: changePassword,
    why: 'パスワードが他人の手に渡ったかもしれません。このユーザーが読めるデータは、すでに読まれたかもしれません。',
    harmless: '評判の悪い VPN の出口を使った同僚。決めつけず、必ず本人に確認してください。',
  },
  'Discovery:RDS/*IPCaller': {
    headline: (v) => `データベース ${v.resource} を探る動き`,
    sentence: (v) => `${stranger(v)}から ${v.resource} に接続がありました。ログインは試されていません。`,
    first: closeDatabase,
    why: 'データベースのポートに外部から届いています。次はパスワードが試されるかもしれません。',
    harmless: '片端から試すスキャン。ただし、届いてしまうこと自体は直すべきです。',
  },
};
