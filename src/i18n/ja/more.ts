import type { more as english } from '../en/more.ts';

export const more: typeof english = {
  title: 'その他',
  about: ({ label }) => `${label} についてできること:`,
  explains: {
    ack: '自分が対応します。ほかの人は対応しなくて済みます。',
    release: 'ほかの人に任せます。',
    assign: '誰かに対応を頼みます。',
    suppress: 'これと同じようなものを、しばらく通知しません。',
    done: 'どう終わったかを記録します。AWS に聞けるものは確かめます。',
    reopen: 'もう一度、誰かが見る必要があります。',
    due: '期限を変えます。理由も書きます。',
    note: 'スレッドに、みんなが読めるメモを残します。',
    exception: '意図した設定である理由を書きます。別の人が、見直す日まで承認します。',
    end_exception: '受け入れるのをやめます。もう一度、誰かが見る必要があります。',
    investigate: '前後に誰が何をしたかを CloudTrail に聞きます。答えはスレッドに届きます。',
    respond: 'インスタンスを隔離するか、アクセスキーを無効にします。',
    mark_sample: '誰かがテストで作ったものです。呼び出しはありません。',
    unmark_sample: 'テストではありません。ほかと同じように呼び出します。',
    copy_ids: '関わるものすべての ID と ARN をコピーできます。',
    raw_event: '届いたままの内容を見ます。見た人は記録されます。',
  },
  ids: {
    title: 'コピー用の ID',
    about: ({ label }) => `${label} に関わるものの、AWS での名前:`,
    findings: '検出結果',
    resources: 'リソース',
    accounts: 'アカウント',
    regions: 'リージョン',
    principals: '操作元',
    addresses: '相手のアドレス',
  },
};
