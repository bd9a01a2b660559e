import { drawLifted } from '../../answers/suppressions.ts';
import { answerOf, result } from '../../receive/answer.ts';
import type { AnswerAction } from '../action.ts';
import { idOf, isId } from '../case-value.ts';

/** Ends a suppression before its time. */
export const lift: AnswerAction = {
  kind: 'answer',
  name: 'lift',
  needs: 'responder',
  carries: isId,
  async run({ value, actor, reader }, tools) {
    const suppressionId = idOf(value);
    if (suppressionId === null) return [answerOf([result(reader.words.failure.staleButton)])];
    return [await drawLifted(await tools.act('lift', { suppressionId }, actor), reader, tools)];
  },
};
