import { drawAcknowledged } from '../../answers/acts.ts';
import { answerOf, result } from '../../receive/answer.ts';
import type { AnswerAction } from '../action.ts';
import { idOf, isId } from '../case-value.ts';

/** Takes the case of a card, for as long as its severity allows. */
export const ack: AnswerAction = {
  kind: 'answer',
  name: 'ack',
  needs: 'responder',
  carries: isId,
  async run({ value, userId, actor, reader }, tools) {
    const caseId = idOf(value);
    if (caseId === null) return [answerOf([result(reader.words.failure.staleButton)])];
    const answer = await tools.act('acknowledge', { caseId, duration: null }, actor);
    return [await drawAcknowledged(answer, { reader, tools, userId, role: actor.role })];
  },
};
