import type { acts as en } from '../en/answers-acts.ts';
import { roleNames } from './roles.ts';

export const acts: typeof en = {
  lastChange: (v: { who: string; at: string }) => `最後に変更したのは ${v.who} です(${v.at})。`,
  nothingChanged: '何も変更していません。',
  notOpen: (v) =>
    ({
      open: `${v.label} は未対応です。`,
      acknowledged: `${v.label} は対応中です。`,
      verifying: `${v.label} は完了と報告されました。次の評価で確認します。`,
      suppressed: `${v.label} はポリシーまたは抑制により非表示のため、対応は不要です。`,
      excepted: `${v.label} は見直しまで例外として受容されているため、対応は不要です。`,
      resolved: `${v.label} はクローズ済みのため、対応は不要です。`,
      external: `${v.label} は検出元で判断済みのため、対応は不要です。`,
    })[v.state],
  whyQuiet: (v) => `理由: /secfind why ${v.label}`,
  tooLong: (v) => `「${roleNames[v.role]}」の権限では最長 ${v.most}です。何も変更していません。`,

  acknowledge: {
    summary: 'ケースの対応を引き受けます。やめるときにも使います',
    hint: 'Y12 [for 4h] | Y12 release | help',
    usage: [
      { form: '/secack Y12', does: '対応を引き受けます。期間は重要度で決まります' },
      { form: '/secack Y12 for 4h', does: '期間を指定します(30m、4h、2d)。もう一度実行すると変更できます' },
      { form: '/secack Y12 release', does: '対応をやめます' },
    ],
    done: (v) => `${v.label} の対応を引き受けました(${v.until} まで)。`,
    extended: (v) => `${v.label} の対応期間を ${v.until} までに変更しました。`,
    yours: (v) => `${v.label} は ${v.since} からあなたが対応中です(${v.until} まで)。`,
    taken: (v) => `${v.label} は ${v.since} から ${v.who} が対応中です(${v.until} まで)。`,
    next: (v) =>
      `期限を過ぎると未対応に戻り、再び呼び出しが始まります。対応をやめるには: /secack ${v.label} release · 内容を見るには: /secfind ${v.label}`,
    longer: (v) => `期間を変えるには: /secack ${v.label} for 4h`,
    takeOver: (v) => `引き継ぐには: /secassign ${v.label} me`,
  },

  release: {
    done: (v) => `${v.label} の対応をやめました。未対応に戻り、いまは誰も対応していません。`,
    nobody: (v) => `${v.label} には対応者がいません。何も変更していません。`,
    notYours: (v) => `${v.label} に対応しているのは、あなたではなく ${v.who} です。何も変更していません。`,
    instead: (v) => `対応者を外すには: /secassign ${v.label} nobody · 引き継ぐには: /secassign ${v.label} me`,
    next: (v) => `改めて呼び出しが始まります。内容を見るには: /secfind ${v.label}`,
  },

  assign: {
    summary: 'ケースの対応者を決めます',
    hint: 'Y12 @相手 | Y12 me | Y12 nobody | help',
    usage: [
      { form: '/secassign Y12 @carol', does: '対応を割り当て、スレッドで本人に知らせます' },
      { form: '/secassign Y12 me', does: '自分が引き受けます。引き継ぎにも使えます' },
      { form: '/secassign Y12 nobody', does: '対応者を外します' },
    ],
    title: '割り当て',
    label: (v) => `${v.label} を誰に割り当てますか?`,
    hintOf: 'カードのスレッドで本人に知らせます。引き受けるまでは、ほかの人の呼び出しも続きます。',
    submit: '割り当てる',
    choose: '割り当てる相手を選んでください。',
    done: (v) => `${v.label} を ${v.who} に割り当てました。`,
    told: 'スレッドで本人に知らせます。引き受けるまでは、ほかの人の呼び出しも続きます。',
    cannotTake: `ただし、本人には「${roleNames.responder}」の権限がないため、引き受ける操作はできません。`,
    taken: (v) => `${v.label} の対応を引き受けました(${v.until} まで)。`,
    takenFrom: (v) => `${v.label} の対応を ${v.who} から引き継ぎました(${v.until} まで)。`,
    already: (v) => `${v.label} はすでに ${v.who} に割り当てられています。何も変更していません。`,
    yours: (v) => `${v.label} はすでにあなたが対応中です(${v.until} まで)。何も変更していません。`,
    unassigned: (v) =>
      `${v.who} を ${v.label} の対応から外しました。未対応に戻り、いまは誰も対応していません。`,
    unfit: {
      unknown: (v) => `${v.who} というアカウントは Slack にありません。`,
      deactivated: (v) => `${v.who} のアカウントは無効になっています。`,
      guest: (v) => `${v.who} はゲストのため、アラートを割り当てられません。`,
      stranger: (v) => `${v.who} は別のワークスペースのメンバーです。`,
      bot: (v) => `${v.who} はボットです。`,
    },
    unfitHelp: '何も変更していません。このワークスペースの正規メンバーを @carol のように指定してください。',
  },

  problem: {
    whichCase: (v) =>
      v.word === null
        ? 'ケースを指定してください。'
        : `「${v.word}」はケースの番号ではありません。Y12 のように書きます。`,
    whom: '誰に割り当てますか? @ で指定するか、me または nobody と書いてください。',
    group: 'ケースの対応者は1人です。グループには割り当てられません。',
    howLong: (v) => `「${v.word}」は時間の長さとして読めません。`,
    example: '例: ',
    more: (v) => `「${v.word}」はここでは使えません。`,
  },
};
