import { drawSample } from '../../answers/decisions.ts';
import type { AnswerAction } from '../action.ts';
import { stale } from '../case-form.ts';
import { idOf, isId } from '../case-value.ts';

/** Says that a case is a test: nobody is called for it. */
export const markSample: AnswerAction = {
  kind: 'answer',
  name: 'mark_sample',
  needs: 'responder',
  carries: isId,
  async run({ value, actor, reader }, tools) {
    const caseId = idOf(value);
    if (caseId === null) return [stale(reader)];
    return [await drawSample(await tools.act('markSample', { caseId }, actor), { reader, tools })];
  },
};
