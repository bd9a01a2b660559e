import { drawReopened } from '../../answers/decisions.ts';
import type { AnswerAction } from '../action.ts';
import { stale } from '../case-form.ts';
import { idOf, isId } from '../case-value.ts';

/** Opens a case again that is closed, or that was said to be done. */
export const reopen: AnswerAction = {
  kind: 'answer',
  name: 'reopen',
  needs: 'responder',
  carries: isId,
  async run({ value, actor, reader }, tools) {
    const caseId = idOf(value);
    if (caseId === null) return [stale(reader)];
    return [
      await drawReopened(await tools.act('reopen', { caseId, reason: null }, actor), { reader, tools }),
    ];
  },
};
