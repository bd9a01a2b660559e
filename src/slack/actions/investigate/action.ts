import { caseLabel } from '../../../finding/case.ts';
import { isNoUse } from '../../../operations/case-act.ts';
import { drawNoUse, lastChange } from '../../answers/acts.ts';
import { answerOf, result } from '../../receive/answer.ts';
import type { AnswerAction } from '../action.ts';
import { idOf, isId } from '../case-value.ts';

/** Asks for what CloudTrail knows around a case; it comes into the thread, for everybody who works on it. */
export const investigate: AnswerAction = {
  kind: 'answer',
  name: 'investigate',
  needs: 'responder',
  carries: isId,
  async run({ value, actor, reader }, tools) {
    const caseId = idOf(value);
    if (caseId === null) return [answerOf([result(reader.words.failure.staleButton)])];
    const told = { reader, tools };
    const answer = await tools.act('investigate', { caseId }, actor);
    if (isNoUse(answer)) return [await drawNoUse(answer, told)];
    const { asked, underWay } = reader.card.investigation;
    const label = caseLabel(caseId);
    if (answer.kind === 'asked') return [answerOf([result(asked({ label }))])];
    return [answerOf([result(underWay({ label })), ...(await lastChange(label, told))])];
  },
};
