import type { decisions as english } from '../en/card-decisions.ts';

const because = (said: string, reason: string) => (reason === '' ? `${said}。` : `${said}。理由: ${reason}`);

export const decisions: typeof english = {
  closed: {
    fixed: (name, after) => `${name} が確認して解決(${after})`,
    handled: (name, after) => `${name} が対応済み(${after})`,
    benign: (name, after) => `${name} が無害と判断(${after})`,
    'false-positive': (name, after) => `${name} が誤検知と判断(${after})`,
    duplicate: (name, after) => `${name} が重複と判断(${after})`,
  },
  duplicateOf: (label) => `${label} と同じ内容`,
  verifying: (name, since, until) =>
    `${name} が完了と報告(${since})。次の評価で確認します(遅くとも ${until})`,
  excepted: '例外として受容',
  exception: (until, name, approver, reason) => `${until} まで · 申請 ${name}、承認 ${approver}: ${reason}`,
  markedSample: (name) => `${name} がテストと判断(呼び出しなし)`,

  request: {
    exception: (label, until) => `${label} を ${until} まで例外としますか`,
    suppression: (label, until) => `${label} を ${until} まで抑制しますか`,
    by: (name, reason) => `申請 ${name}: ${reason}`,
    why: {
      critical: '重要度が「緊急」',
      'true-positive': '過去に本物だったものが隠れる',
      'too-long': '申請者が決められる期間より長い',
    },
    because: (reasons) => `承認が必要です: ${reasons.join('、')}`,
    exceptionMeans: 'それまでは誰も呼び出さず、期日に自動で未解決へ戻ります。重くなれば表示します。',
    waits: (until) => `${until} まで受け付けます。申請者以外が判断します。`,
    over: {
      granted: (name) => `承認${name === null ? '' : `(${name})`}`,
      refused: (name) => `却下${name === null ? '' : `(${name})`}`,
      withdrawn: (name) => `取り下げ${name === null ? '' : `(${name})`}`,
      expired: '期限までに判断されませんでした',
      superseded: '判断は不要になりました(ケースが終わったか、重くなったため)',
    },
    grant: '承認',
    refuse: '却下',
    withdraw: '取り下げ',
  },

  notice: {
    settled: {
      fixed: (name) => `${name} が閉じました。リソースの確認に合格しています`,
      handled: (name) => `${name} が対応済みとして閉じました`,
      benign: (name) => `${name} が無害と判断して閉じました`,
      'false-positive': (name) => `${name} が誤検知と判断して閉じました`,
      duplicate: (name) => `${name} が重複として閉じました`,
    },
    duplicateOf: (said, label) => `${said}(${label} と同じ)`,
    'reopened-by-hand': (name, reason) => because(`${name} が再オープンしました`, reason),
    verifying: (name, until) =>
      `${name} が完了と報告しました。次の評価で確認します${until === null ? '' : `(評価がなければ ${until} に未解決へ戻ります)`}。`,
    'check-failed': (name, seen) =>
      `${name} が完了を押しましたが、まだ直っていません${seen === '' ? '。' : `: ${seen}`}`,
    unconfirmed: (name) => `${name} が完了と報告しましたが、確認が取れないため未解決に戻しました。`,
    excepted: (name, approver, until, reason) =>
      because(`${until === null ? '' : `${until} まで`}例外とします(申請 ${name}、承認 ${approver})`, reason),
    'exception-over': (name, reason) =>
      `${name} が申請した例外の見直しの時期です。未解決に戻しました${reason === '' ? '。' : `。例外の理由: ${reason}`}`,
    'exception-outgrown': '受容したときより重くなったため、未解決に戻しました。',
    'exception-ended': (name) => `${name} が例外を終わらせました。未解決に戻します。`,
    noted: (name, text) => `${name} のメモ: ${text}`,
    due: (name, date, reason) =>
      because(date === null ? `${name} が期限をなくしました` : `${name} が期限を ${date} にしました`, reason),
    'sample-marked': (name) => `${name} がテストと判断しました。誰も呼び出しません。`,
    'sample-unmarked': (name) => `${name} がテストではないと判断しました。通常どおり呼び出します。`,
  },
};
