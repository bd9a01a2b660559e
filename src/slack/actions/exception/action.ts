import { caseLabel } from '../../../finding/case.ts';
import { reasonOf } from '../../../operations/reason.ts';
import { drawExceptionAsked } from '../../answers/decisions.ts';
import { richText, run } from '../../text/rich.ts';
import type { FormAction } from '../action.ts';
import { caseInSight, endOfDay, inputBlock, reasonInput, stale } from '../case-form.ts';
import { idOf, isId } from '../case-value.ts';
import { saidReason } from '../said-reason.ts';

const blocks = { until: 'exception_until', why: 'exception_why' } as const;

/** "If this is intended, say why": asks somebody to accept a case until a review. */
export const exception: FormAction = {
  kind: 'form',
  name: 'exception',
  needs: 'responder',
  carries: isId,
  title: (words) => words.decisions.exception.title,
  async open({ value, reader }, tools) {
    const { exception: said } = reader.words.decisions;
    const found = await caseInSight(value, reader, tools);
    if ('answer' in found) return found.answer;
    const label = caseLabel(found.view.case.id);
    const day = { type: 'datepicker' as const, action_id: 'exception:until' };
    return {
      kind: 'form',
      submit: said.submit,
      blocks: [
        richText([[run(said.about({ label }), 'bold')], [run(said.means)]]),
        inputBlock(blocks.until, said.until, day),
        inputBlock(blocks.why, said.why, reasonInput('exception:why'), { hint: said.whyHint }),
      ],
    };
  },
  check(values, reader, now) {
    const { exception: said, due } = reader.words.decisions;
    const until = endOfDay(values.one(blocks.until), reader);
    const wrong = until === null ? said.choose : until <= now ? due.past : null;
    return {
      ...(wrong === null ? {} : { [blocks.until]: wrong }),
      ...saidReason(values, blocks.why, reader),
    };
  },
  async submit({ value, values, userId, actor, reader }, tools) {
    const caseId = idOf(value);
    const until = endOfDay(values.one(blocks.until), reader);
    const reason = reasonOf(values.one(blocks.why) ?? '');
    if (caseId === null || until === null || reason === null) return stale(reader);
    const answer = await tools.act('askException', { caseId, until, reason }, actor);
    return drawExceptionAsked(answer, { reader, tools, userId, role: actor.role });
  },
};
