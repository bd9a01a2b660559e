import { drawExceptionEnded } from '../../answers/decisions.ts';
import type { AnswerAction } from '../action.ts';
import { stale } from '../case-form.ts';
import { idOf, isId } from '../case-value.ts';

/** Ends an exception before its review. */
export const endException: AnswerAction = {
  kind: 'answer',
  name: 'end_exception',
  needs: 'responder',
  carries: isId,
  async run({ value, actor, reader }, tools) {
    const caseId = idOf(value);
    if (caseId === null) return [stale(reader)];
    return [await drawExceptionEnded(await tools.act('endException', { caseId }, actor), { reader, tools })];
  },
};
