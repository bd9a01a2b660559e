import { drawSample } from '../../answers/decisions.ts';
import type { AnswerAction } from '../action.ts';
import { stale } from '../case-form.ts';
import { idOf, isId } from '../case-value.ts';

/** Takes back that a case is a test. */
export const unmarkSample: AnswerAction = {
  kind: 'answer',
  name: 'unmark_sample',
  needs: 'responder',
  carries: isId,
  async run({ value, actor, reader }, tools) {
    const caseId = idOf(value);
    if (caseId === null) return [stale(reader)];
    return [await drawSample(await tools.act('unmarkSample', { caseId }, actor), { reader, tools })];
  },
};
