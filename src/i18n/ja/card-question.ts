import type { question as en } from '../en/card-question.ts';

export const question: typeof en = {
  title: 'この操作はあなたが行いましたか?',
  titleLeaked: 'この操作に心当たりはありますか?',
  about: (v) => `${v.account} の「${v.principal}」:`,
  leaked:
    '認証情報そのものが漏れた可能性があるため、本人には尋ねていません。事情をご存じのあなたに伺います。',
  ask: (v) =>
    `心当たりがなければ「いいえ」を押してください。${v.until} までに返事がなければ、オンコール担当を呼び出します。`,
  yes: 'はい、私です',
  yesLeaked: 'はい、問題ありません',
  no: 'いいえ',
  said: {
    yes: '「はい」と回答済みです。セキュリティ担当による確認は続きます。',
    no: '「いいえ」と回答済みです。オンコール担当に伝えました。問い合わせがあればご協力ください。',
    silent: '時間内に返事がなかったため、オンコール担当に伝えました。今からでも回答できます。',
  },
};
