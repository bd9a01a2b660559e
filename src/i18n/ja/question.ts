import type { question as en } from '../en/question.ts';

export const question: typeof en = {
  thanks: 'ありがとうございます。お名前とともに記録しました。',
  already:
    'すでに回答済みです。最初の回答が有効です。間違いだった場合は、セキュリティ担当にすぐお知らせください。',
  notAsked: (v) =>
    `${v.label} について尋ねた相手はあなたではないため、回答を受け付けませんでした。何も変更していません。`,
};
