import { findInStorm } from '../../commands/secfind/find.ts';
import { answerOf, result } from '../../receive/answer.ts';
import type { AnswerAction } from '../action.ts';

const stormOrPage = /^(storm:.{1,200}?)(?:#(\d{1,5}))?$/;

/** Lists what a storm card stands for; its page buttons carry the page behind a `#` and turn in their place. */
export const stormShow: AnswerAction = {
  kind: 'answer',
  name: 'storm-show',
  needs: 'viewer',
  carries: (value) => stormOrPage.test(value),
  async run({ value, reader }, tools) {
    const [, key, page] = stormOrPage.exec(value) ?? [];
    if (key === undefined) return [answerOf([result(reader.words.failure.staleButton)])];
    const answer = await findInStorm(key, Number(page ?? 0), reader, tools);
    return [{ ...answer, replace: page !== undefined }];
  },
};
