import type { runbooks as en } from '../en/answers-runbooks.ts';
import { roleNames } from './roles.ts';

export const runbooks: typeof en = {
  none: '実行できる Runbook はありません。Yagura の管理者が leases.runbooks で許可できます。',
  list: '実行できる Runbook',
  needs: (v) => `必要な権限: ${roleNames[v.role]}`,
  unclear: '足りない部分があるか、読み取れない部分があります。何も実行していません。',
  noAccount: (v) => `「${v.account}」というアカウントはありません。何も実行していません。`,
  unknown: (v) => `Runbook「${v.name}」は実行できません。実行できるもの:`,
  notThere: (v) => `${v.account} での操作は設定で許可されていません。何も実行していません。`,
  dryRunOnly: 'この環境は計画を表示するだけの設定です。何も実行していません。',
  noReason: (v) => `理由を${v.most}文字以内で書いてください。何も実行していません。`,
  flawed: '入力に誤りがあるため、何も実行していません:',
  problem: {
    unknown: 'この Runbook にないパラメーターです',
    missing: '必須です',
    'not-a-choice': '選べる値ではありません',
    'no-number': '数値ではありません',
    'no-boolean': 'true か false にしてください',
    'no-instance': 'インスタンスIDではありません',
    unfit: '決められた形式に合いません',
    'too-long': '長すぎます',
  },
  started: (v) => `Runbook「${v.name}」をまもなく開始します。`,
  next: '進み具合と結果は、チャンネルのカードに表示します。',
  removing: (v) => `${v.group} を、次に AWS を確認するときに外して削除します。結果はカードに表示します。`,
  strayAlready: (v) => `${v.group} はすでにないか、削除の指示が出ています。何も変更していません。`,
  noStray: (v) => `${v.group} は報告されたグループではありません。何も変更していません。`,
};
