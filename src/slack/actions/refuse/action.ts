import { drawDecided } from '../../answers/requests.ts';
import type { AnswerAction } from '../action.ts';
import { stale } from '../case-form.ts';
import { idOf, isId } from '../case-value.ts';

/** Says no to what somebody asked for. */
export const refuse: AnswerAction = {
  kind: 'answer',
  name: 'refuse',
  needs: 'approver',
  carries: isId,
  async run({ value, userId, actor, reader }, tools) {
    const requestId = idOf(value);
    if (requestId === null) return [stale(reader)];
    const answer = await tools.act('refuseRequest', { requestId }, actor);
    return [await drawDecided(answer, { reader, tools, userId, role: actor.role })];
  },
};
