import { drawEnding } from '../../answers/leases.ts';
import { answerOf, result } from '../../receive/answer.ts';
import type { AnswerAction } from '../action.ts';
import { idOf, isId } from '../case-value.ts';

/** Gives lent access back. */
export const leaseEnd: AnswerAction = {
  kind: 'answer',
  name: 'lease_end',
  needs: 'responder',
  carries: isId,
  async run({ value, actor, reader }, tools) {
    const leaseId = idOf(value);
    if (leaseId === null) return [answerOf([result(reader.words.failure.staleButton)])];
    return [await drawEnding(await tools.act('endLease', { leaseId }, actor), { reader, tools })];
  },
};
