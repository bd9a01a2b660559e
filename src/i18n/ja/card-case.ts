import type { group as groupEn, people as peopleEn, quiet as quietEn } from '../en/card-case.ts';
import { grouped } from '../en/count.ts';

export const people: typeof peopleEn = {
  nobody: 'まだ誰も対応していません',
  taken: (name, since, until) => {
    const time = [since === null ? '' : `${since} から`, until === null ? '' : `${until} まで`];
    return `${name} が対応中${time.join('') === '' ? '' : `(${time.filter((one) => one !== '').join('、')})`}`;
  },
  asked: (name) => `いまは誰も対応していません(${name} に依頼中)`,
  hadIt: (name) => `対応者 ${name}`,
  owner: (name) => `担当 ${name}`,
  unowned: '担当の登録がないアカウント',
  calling: (names) => `呼び出し ${names.join(' ')}`,
  callsWait: (at) => `呼び出しは ${at} から`,
  nobodyToCall: '呼び出せる人がいません(担当もオンコールも未設定)',
  escalates: (at) => `${at} にエスカレーション`,
};

export const group: typeof groupEn = {
  headline: (headline, others, alike) => `${headline} ほか${alike ? '同種' : ''}${grouped(others)}件`,
  vulnerabilities: (count, place) =>
    `${place === null ? '複数のアカウント' : `${place} `}に既知の脆弱性${grouped(count)}件`,
  severity: (count, severity) => `${severity}${grouped(count)}`,
  counts: (total, bySeverity, over) => {
    const parts = [...bySeverity, ...(over === 0 ? [] : [`終了${grouped(over)}`])];
    return `検出結果${grouped(total)}件${parts.length === 0 ? '' : `(${parts.join('、')})`}`;
  },
  madeOf: (counts) => `関わる${counts}`,
  rest: (count, command) => `ほか${grouped(count)}件: ${command}`,
  related: (labels, more) => `関連: ${labels.join('、')}${more > 0 ? ` ほか${grouped(more)}件` : ''}`,
};

export const quiet: typeof quietEn = {
  headline: '抑制中',
  suppression: (label) => `${label} による抑制`,
  suppressionUntil: (label, until, author, reason) =>
    `${until} まで ${label} により抑制(${author}: ${reason})`,
  policy: (policy, action) => `ポリシー ${policy} により${action}`,
  actions: {
    notify: '集計のみ',
    accept: '受容',
    disable: '無効化の対象',
  },
  folded: '別のケースに統合',
  foldedInto: (label) => `${label} に統合`,
};
