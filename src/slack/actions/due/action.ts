import { reasonOf } from '../../../operations/reason.ts';
import { dayIn } from '../../../shared/zoned-day.ts';
import { drawDueSet } from '../../answers/decisions.ts';
import type { FormAction } from '../action.ts';
import { caseInSight, endOfDay, inputBlock, reasonInput, stale } from '../case-form.ts';
import { idOf, isId } from '../case-value.ts';
import { saidReason } from '../said-reason.ts';

const blocks = { day: 'due_day', why: 'due_why' } as const;

/** Asks until when a case has to be done, and why. */
export const due: FormAction = {
  kind: 'form',
  name: 'due',
  needs: 'responder',
  carries: isId,
  title: (words) => words.decisions.due.title,
  async open({ value, reader }, tools) {
    const { due: said } = reader.words.decisions;
    const found = await caseInSight(value, reader, tools);
    if ('answer' in found) return found.answer;
    const { dueAt } = found.view.case;
    // The day that ends then.
    const initial = dueAt === null ? {} : { initial_date: dayIn(dueAt - 1, reader.timeZone) };
    const day = { type: 'datepicker' as const, action_id: 'due:day', ...initial };
    return {
      kind: 'form',
      submit: said.submit,
      blocks: [
        inputBlock(blocks.day, said.day, day, { hint: said.dayHint, optional: true }),
        inputBlock(blocks.why, said.why, reasonInput('due:why')),
      ],
    };
  },
  check(values, reader, now) {
    const end = endOfDay(values.one(blocks.day), reader);
    return {
      ...(end !== null && end <= now ? { [blocks.day]: reader.words.decisions.due.past } : {}),
      ...saidReason(values, blocks.why, reader),
    };
  },
  async submit({ value, values, actor, reader }, tools) {
    const caseId = idOf(value);
    const reason = reasonOf(values.one(blocks.why) ?? '');
    if (caseId === null || reason === null) return stale(reader);
    const answer = await tools.act(
      'setDue',
      { caseId, due: endOfDay(values.one(blocks.day), reader), reason },
      actor,
    );
    return drawDueSet(answer, { reader, tools });
  },
};
