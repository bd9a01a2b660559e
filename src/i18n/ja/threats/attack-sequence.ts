import type { attackSequence as english } from '../../en/threats/attack-sequence.ts';
import type { ThreatExplanation } from '../../explanation.ts';
import { agreedTest, from } from './phrases.ts';

const rarely = `無害なことはまれです。あるとすれば、${agreedTest}`;

export const attackSequence: Readonly<Record<keyof typeof english, ThreatExplanation>> = {
  'AttackSequence:IAM/*': {
    headline: (v) => `${v.account} で、盗まれた認証情報による一連の攻撃の疑い`,
    sentence: (v) =>
      `${v.user} による複数の操作が${from(v)}続いています。盗まれた認証情報による一つの攻撃とみられます。`,
    first: 'まず認証情報を無効にし、GuardDuty で一連の動きを追ってください。',
    why: '一つずつは小さな動きですが、この順に並ぶとアカウントの乗っ取りの手口です。いまも続いているかもしれません。',
    harmless: rarely,
  },
  'AttackSequence:S3/*': {
    headline: (v) => `${v.account} で、S3 のデータを狙う一連の攻撃の疑い`,
    sentence: (v) =>
      `${v.user} による複数の操作が${from(v)}続いています。データの持ち出しや破壊を狙う一つの攻撃とみられます。`,
    first: 'まず認証情報を無効にし、何が読まれ、何が消されたかを調べてください。',
    why: 'データを写し取り、消して脅す手口の始まりかもしれません。認証情報を早く止めるほど、失うデータは減ります。',
    harmless:
      '無害なことはまれです。あるとすれば、初めてこのバケットを扱う人による移行作業か、取り決めたテスト。',
  },
  'AttackSequence:EKS/*': {
    headline: (v) => `クラスター ${v.resource} への一連の攻撃`,
    sentence: (v) =>
      `監査ログ、ランタイム、AWS の操作にまたがる動きが${from(v)}続いています。${v.resource} を狙う一つの攻撃とみられます。`,
    first: 'まず挙がっているワークロードを隔離し、GuardDuty で一連の動きを追ってください。',
    why: '一つの Pod を手に入れた相手は、次にノード、シークレット、クラスターが使う AWS のロールを狙います。',
    harmless: rarely,
  },
  'AttackSequence:ECS/*': {
    headline: (v) => `ECS クラスター ${v.resource} への一連の攻撃`,
    sentence: (v) =>
      `${v.resource} のコンテナとその周辺で、複数の動きが${from(v)}続いています。一つの攻撃とみられます。`,
    first: 'まずログを残したまま該当のタスクを止め、GuardDuty で一連の動きを追ってください。',
    why: '侵入されたコンテナからは、タスクロールに許された AWS の操作がすべてできてしまいます。',
    harmless: rarely,
  },
  'AttackSequence:EC2/*': {
    headline: (v) => `${v.resource} への一連の攻撃`,
    sentence: (v) =>
      `${v.resource} や同じ構成のインスタンスで、複数の動きが${from(v)}続いています。一つの攻撃とみられます。`,
    first: 'まず挙がっているものを隔離し、GuardDuty で一連の動きを追ってください。',
    why: '同じロール、イメージ、起動テンプレートのインスタンスには、同じ侵入口があるかもしれません。',
    harmless: rarely,
  },
};
