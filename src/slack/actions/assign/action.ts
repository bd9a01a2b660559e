import type { InputBlock } from '@slack/types';
import { caseLabel, isVisible } from '../../../finding/case.ts';
import { drawAssigned, drawNoUse } from '../../answers/acts.ts';
import { drawUnfit } from '../../answers/unfit.ts';
import { answerOf, result } from '../../receive/answer.ts';
import { plain } from '../../text/plain.ts';
import type { FormAction } from '../action.ts';
import { idOf, isId } from '../case-value.ts';

const personBlock = 'assign_person';

/** Asks whose a case is to be. */
export const assign: FormAction = {
  kind: 'form',
  name: 'assign',
  needs: 'responder',
  carries: isId,
  title: (words) => words.acts.assign.title,
  async open({ value, reader }, tools) {
    const { words } = reader;
    const teller = { reader, tools };
    const caseId = idOf(value);
    if (caseId === null) return answerOf([result(words.failure.staleButton)]);
    const view = await tools.store.cases.view(caseId);
    if (view === null) return drawNoUse({ kind: 'no-case', caseId }, teller);
    const { state, assignee } = view.case;
    if (!isVisible(state)) return drawNoUse({ kind: 'not-open', caseId, state }, teller);
    const { assign: said } = words.acts;
    const block: InputBlock = {
      type: 'input',
      block_id: personBlock,
      label: { type: 'plain_text', text: plain(said.label({ label: caseLabel(caseId) }), 2_000) },
      hint: { type: 'plain_text', text: plain(said.hintOf, 2_000) },
      element: {
        type: 'users_select',
        action_id: 'assign:person',
        ...(assignee === null ? {} : { initial_user: assignee }),
      },
    };
    return { kind: 'form', submit: said.submit, blocks: [block] };
  },
  check: (values, { words }) =>
    values.one(personBlock) === null ? { [personBlock]: words.acts.assign.choose } : {},
  async submit({ value, values, userId, actor, reader }, tools) {
    const caseId = idOf(value);
    const to = values.one(personBlock);
    if (caseId === null || to === null) return answerOf([result(reader.words.failure.staleButton)]);
    const unfit = to === userId ? null : await tools.unfitnessOf(to);
    if (unfit !== null) return drawUnfit(unfit, to, reader, tools);
    const answer = await tools.act('assign', { caseId, to }, actor);
    return drawAssigned(answer, { reader, tools, userId, role: actor.role });
  },
};
