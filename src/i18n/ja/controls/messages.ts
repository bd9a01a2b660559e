import type { messages as english } from '../../en/controls/messages.ts';

export const messages: typeof english = {
  'SecretsManager.1': {
    headline: (v) => `シークレット ${v.resource} が自動ローテーションなし`,
    sentence: (v) => `シークレット ${v.resource} の自動ローテーションが無効です。`,
    first: 'シークレットに合った Lambda 関数で、ローテーションを有効にしてください。',
    why: '古いパスワードほど、どこかに漏れている可能性が高くなります。',
    breaks:
      '値をメモリに持ち続けるアプリケーションや、別の場所にも控えているものです。読み直す必要があります。',
  },
  'SecretsManager.3': {
    headline: (v) => `シークレット ${v.resource} は 90 日間未使用`,
    sentence: (v) => `${v.resource} は、決められた日数(既定では 90 日)を超えて読まれていません。`,
    first: '持ち主に確認してください。不要なら、削除を予約してください。',
    why: '誰も使わないものは、誰も見ていません。中のパスワードは、まだ何かを開けるかもしれません。',
    breaks: '年に一度のジョブです。削除までは 7 日以上あり、それまでは取り消せます。',
  },
  'SecretsManager.4': {
    headline: (v) => `シークレット ${v.resource} が 90 日間変更なし`,
    sentence: (v) => `${v.resource} は、決められた日数(既定では 90 日)を超えてローテーションされていません。`,
    first: 'すぐにローテーションし、自動ローテーションを有効にしてください。',
    why: '古いパスワードほど、どこかに漏れている可能性が高くなります。',
    breaks: '古い値をメモリに持ち続けるアプリケーションです。読み直す必要があります。',
  },
  'SNS.1': {
    headline: (v) => `SNS トピック ${v.resource} が KMS で未暗号化`,
    sentence: (v) => `${v.resource} のメッセージが、KMS キーなしで保存されています。`,
    first: 'トピックに自分の KMS キーを設定してください。',
    why: 'キーがあれば、メッセージを読むのに別の権限も必要になり、キーの使用が記録されます。',
    breaks:
      '発行元のサービス(S3、EventBridge、CloudWatch など)をキーポリシーで許可しないと、メッセージが失われます。',
  },
  'SQS.1': {
    headline: (v) => `SQS キュー ${v.resource} が未暗号化`,
    sentence: (v) => `${v.resource} のメッセージが読める形で保存されています。`,
    first: 'SQS のキー(SSE-SQS)か KMS で、暗号化を有効にしてください。',
    why: 'メッセージには、個人情報がよく含まれます。',
    breaks: 'SSE-SQS なら影響はありません。KMS の場合は、送信側と受信側にキーの権限が必要です。',
  },
};
