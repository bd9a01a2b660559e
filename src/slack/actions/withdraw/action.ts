import { drawDecided } from '../../answers/requests.ts';
import type { AnswerAction } from '../action.ts';
import { stale } from '../case-form.ts';
import { idOf, isId } from '../case-value.ts';

/** Takes back what one asked for. */
export const withdraw: AnswerAction = {
  kind: 'answer',
  name: 'withdraw',
  needs: 'responder',
  carries: isId,
  async run({ value, userId, actor, reader }, tools) {
    const requestId = idOf(value);
    if (requestId === null) return [stale(reader)];
    const answer = await tools.act('withdrawRequest', { requestId }, actor);
    return [await drawDecided(answer, { reader, tools, userId, role: actor.role })];
  },
};
