import { drawReleased } from '../../answers/acts.ts';
import { answerOf, result } from '../../receive/answer.ts';
import type { AnswerAction } from '../action.ts';
import { idOf, isId } from '../case-value.ts';

/** Gives the case of a card back. */
export const release: AnswerAction = {
  kind: 'answer',
  name: 'release',
  needs: 'responder',
  carries: isId,
  async run({ value, userId, actor, reader }, tools) {
    const caseId = idOf(value);
    if (caseId === null) return [answerOf([result(reader.words.failure.staleButton)])];
    const answer = await tools.act('release', { caseId }, actor);
    return [await drawReleased(answer, { reader, tools, userId, role: actor.role })];
  },
};
