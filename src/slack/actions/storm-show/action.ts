import { findInStorm } from '../../commands/secfind/find.ts';
import { answerOf, result } from '../../receive/answer.ts';
import type { AnswerAction } from '../action.ts';

/** Lists what a storm card stands for; its page buttons carry the page behind a `#` and turn in their place. */
export const stormShow: AnswerAction = {
  kind: 'answer',
  name: 'storm-show',
  needs: 'viewer',
  async run({ value, reader }, tools) {
    const [, key, page] = /^(storm:.{1,200}?)(?:#(\d{1,5}))?$/.exec(value) ?? [];
    if (key === undefined) return [answerOf([result(reader.words.failure.staleButton)])];
    const answer = await findInStorm(key, Number(page ?? 0), reader, tools);
    return [{ ...answer, replace: page !== undefined }];
  },
};
