import type { passwords as english } from '../../en/controls/passwords.ts';
import type { ControlExplanation } from '../../explanation.ts';

const laterOnly = '締め出される人はいません。次にパスワードを変えるときから適用されます。';

/** A rule that the account's password policy lacks. */
const asksFor = (thing: string): ControlExplanation => ({
  headline: (v) => `${v.account} のパスワードポリシーで${thing}が任意`,
  sentence: (v) => `${v.account} の IAM ユーザーは、${thing}を満たさないパスワードも設定できます。`,
  first: `アカウントのパスワードポリシーで、${thing}を必須にしてください。`,
  why: '単純なパスワードは破られます。いちばん効くのは長さで、どの規則よりも MFA が効きます。',
  breaks: laterOnly,
});

export const passwords: typeof english = {
  'IAM.7': {
    headline: (v) => `${v.account} のパスワードポリシーが弱い状態`,
    sentence: (v) =>
      `${v.account} のパスワードポリシーがないか、「8 文字以上ですべての文字種」を満たしていません。`,
    first: '十分な長さと、大文字、小文字、数字、記号を求めるパスワードポリシーを設定してください。',
    why: '短く単純なパスワードは破られます。コンソールには世界中からアクセスできます。',
    breaks: laterOnly,
  },
  'IAM.11': asksFor('「大文字を含む」'),
  'IAM.12': asksFor('「小文字を含む」'),
  'IAM.13': asksFor('「記号を含む」'),
  'IAM.14': asksFor('「数字を含む」'),
  'IAM.15': asksFor('「14 文字以上」'),
  'IAM.16': {
    headline: (v) => `${v.account} で古いパスワードを再利用可能`,
    sentence: (v) => `${v.account} のパスワードポリシーが、過去 24 回分のパスワードを記憶していません。`,
    first: 'パスワードポリシーで、過去 24 回分の再利用を禁止してください。',
    why: '一度漏れたパスワードが、また使われてしまいます。',
    breaks: laterOnly,
  },
  'IAM.17': {
    headline: (v) => `${v.account} のパスワードに 90 日以内の期限なし`,
    sentence: (v) => `${v.account} のパスワードポリシーに有効期限がないか、90 日を超えています。`,
    first: '規程で必要なら、有効期限を 90 日にしてください。効果は MFA のほうが上です。',
    why: '盗まれたパスワードは、変更されるまで使えます。なお、新しい CIS ではもう求められていません。',
    breaks: 'すぐに適用されます。古いパスワードの人は、次のサインインで変更を求められます。',
  },
};
