import type { rule as english } from '../en/card-rule.ts';

export const rule: typeof english = {
  own: (words, part) => words.ja[part],
  sentence: (v) =>
    [
      `${v.who ?? '誰か'} が`,
      v.address === null ? '' : ` ${v.address} から`,
      v.resource === null ? '' : ` ${v.resource} に対して`,
      `${v.service === null ? '' : ` ${v.service} の`} ${v.call} を呼び出し`,
      v.error === null ? '、AWS に許可されました。' : 'ました。',
    ].join(''),
  failed: (error, refused) => (refused ? `AWS に拒否されました(${error})。` : `失敗しました(${error})。`),
  agent: (agent) => `使用ツール ${agent}`,
  browser: 'ブラウザー',
};
