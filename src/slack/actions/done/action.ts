import { caseIdOf, type Disposition, dispositions } from '../../../finding/case.ts';
import type { CheckResult } from '../../../finding/check.ts';
import type { CaseView } from '../../../finding/view.ts';
import { longestReason } from '../../../operations/reason.ts';
import { drawDone } from '../../answers/decisions.ts';
import type { Tools } from '../../receive/tools.ts';
import type { FormAction } from '../action.ts';
import { caseInSight, stale } from '../case-form.ts';
import { idOf, isId } from '../case-value.ts';
import { blocks, drawDoneForm, isEvaluated } from './form.ts';

/** Says that a case is done: looks at the resource where it can, and asks what it was where nothing can be looked at. */
export const done: FormAction = {
  kind: 'form',
  name: 'done',
  needs: 'responder',
  carries: isId,
  title: (words) => words.decisions.done.title,
  async open({ value, reader }, tools) {
    const found = await caseInSight(value, reader, tools);
    if ('answer' in found) return found.answer;
    const check = isEvaluated(found.view) ? await look(found.view, tools) : null;
    return drawDoneForm(found.view, check, tools.clock.now(), reader);
  },
  check(values, { words }) {
    const { done: said } = words.decisions;
    const what = values.one(blocks.what);
    if (what === null) return { [blocks.what]: said.choose };
    const note = values.one(blocks.note)?.trim() ?? '';
    if (note.length > longestReason)
      return { [blocks.note]: words.decisions.noReason({ limit: String(longestReason) }) };
    const missing = what === 'duplicate' && caseIdOf(values.one(blocks.which)?.trim() ?? '') === null;
    return missing ? { [blocks.which]: said.whichOne } : {};
  },
  async submit({ value, values, userId, actor, reader }, tools) {
    const caseId = idOf(value);
    const what = values.one(blocks.what);
    if (caseId === null || what === null) return stale(reader);
    const note = values.one(blocks.note);
    const told = { reader, tools, userId, role: actor.role };
    if (what === 'duplicate') {
      const duplicateOf = caseIdOf(values.one(blocks.which)?.trim() ?? '');
      return drawDone(await tools.act('resolve', { caseId, as: what, duplicateOf, note }, actor), told);
    }
    const found = await caseInSight(value, reader, tools);
    // Looked at once more: the window may have stood open for a while.
    const check = what === 'fixed' && 'view' in found ? await look(found.view, tools) : null;
    const disposition = dispositions.find((one): one is Disposition => one === what) ?? null;
    return drawDone(await tools.act('done', { caseId, check, disposition, note }, actor), told);
  },
};

/** It ends by itself within seconds. */
function look(view: CaseView, tools: Tools): Promise<CheckResult | null> {
  return tools.check(view, new AbortController().signal);
}
