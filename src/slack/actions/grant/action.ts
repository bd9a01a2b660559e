import { drawDecided } from '../../answers/requests.ts';
import type { AnswerAction } from '../action.ts';
import { stale } from '../case-form.ts';
import { idOf, isId } from '../case-value.ts';

/** Grants what somebody else asked for. */
export const grant: AnswerAction = {
  kind: 'answer',
  name: 'grant',
  needs: 'approver',
  carries: isId,
  async run({ value, userId, actor, reader }, tools) {
    const requestId = idOf(value);
    if (requestId === null) return [stale(reader)];
    const answer = await tools.act('grantRequest', { requestId }, actor);
    return [await drawDecided(answer, { reader, tools, userId, role: actor.role })];
  },
};
