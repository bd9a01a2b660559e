import type { kms as english } from '../../en/controls/kms.ts';

export const kms: typeof english = {
  'KMS.1': {
    headline: (v) => `ポリシー ${v.resource} がすべての KMS キーでの復号を許可`,
    sentence: (v) => `${v.resource} が、すべてのキーに kms:Decrypt か kms:ReEncryptFrom を許しています。`,
    first: '必要なキーだけに絞ってください。',
    why: 'キーポリシーが IAM に委ねていれば、このポリシーを持つ人は、どのキーで守られたデータも読めます。',
    breaks: '絞ったときに漏れたキーで復号しているものです。使われているキーは CloudTrail で分かります。',
  },
  'KMS.3': {
    headline: (v) => `KMS キー ${v.resource} に削除の予定`,
    sentence: (v) => `${v.resource} の削除が予約されています。待機期間は 7〜30 日です。`,
    first: '不要だと言い切れなければ、削除をキャンセルし、キーを有効に戻してください。',
    why: 'キーが消えると、暗号化したデータは二度と読めません。AWS にも戻せません。',
    breaks: 'キャンセルしてもキーが残るだけで、影響はありません。',
  },
  'KMS.4': {
    headline: (v) => `KMS キー ${v.resource} が自動ローテーションなし`,
    sentence: (v) => `${v.resource} の自動ローテーションが無効です。`,
    first: 'キーの自動ローテーションを有効にしてください。',
    why: '同じキーを長く使うほど、それに頼るものが増えます。監査でも求められます。',
    breaks: 'キー ID は変わらず、古いデータの復号に必要な鍵も KMS が保持するので、影響はありません。',
  },
};
