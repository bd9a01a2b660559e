import { drawWithdrawn } from '../../answers/leases.ts';
import { answerOf, result } from '../../receive/answer.ts';
import type { AnswerAction } from '../action.ts';
import { idOf, isId } from '../case-value.ts';

/** Takes one’s own request back. */
export const leaseWithdraw: AnswerAction = {
  kind: 'answer',
  name: 'lease_withdraw',
  needs: 'responder',
  carries: isId,
  async run({ value, actor, reader }, tools) {
    const leaseId = idOf(value);
    if (leaseId === null) return [answerOf([result(reader.words.failure.staleButton)])];
    return [await drawWithdrawn(await tools.act('withdrawLease', { leaseId }, actor), { reader, tools })];
  },
};
