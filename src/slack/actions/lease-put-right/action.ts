import { drawPutRight } from '../../answers/leases.ts';
import { answerOf, result } from '../../receive/answer.ts';
import type { AnswerAction } from '../action.ts';
import { idOf, isId } from '../case-value.ts';

/** Makes AWS agree with a lease again, where somebody changed what it made. */
export const leasePutRight: AnswerAction = {
  kind: 'answer',
  name: 'lease_put_right',
  needs: 'responder',
  carries: isId,
  async run({ value, actor, reader }, tools) {
    const leaseId = idOf(value);
    if (leaseId === null) return [answerOf([result(reader.words.failure.staleButton)])];
    return [await drawPutRight(await tools.act('putRight', { leaseId }, actor), { reader, tools })];
  },
};
