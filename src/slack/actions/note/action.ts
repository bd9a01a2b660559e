import { caseLabel } from '../../../finding/case.ts';
import { longestNote } from '../../../operations/note.ts';
import { drawNoted } from '../../answers/decisions.ts';
import type { FormAction } from '../action.ts';
import { inputBlock, reasonInput, stale } from '../case-form.ts';
import { idOf, isId } from '../case-value.ts';

const textBlock = 'note_text';

/** Writes into a case's thread. */
export const note: FormAction = {
  kind: 'form',
  name: 'note',
  needs: 'responder',
  carries: isId,
  title: (words) => words.decisions.note.title,
  async open({ value, reader }) {
    const { note: said } = reader.words.decisions;
    const caseId = idOf(value);
    if (caseId === null) return stale(reader);
    const label = said.label({ label: caseLabel(caseId) });
    const blocks = [inputBlock(textBlock, label, reasonInput('note:text', longestNote), { hint: said.hint })];
    return { kind: 'form', submit: said.submit, blocks };
  },
  check(values, { words }) {
    const text = values.one(textBlock)?.trim() ?? '';
    const wrong = text === '' || text.length > longestNote;
    return wrong ? { [textBlock]: words.decisions.note.noText({ limit: String(longestNote) }) } : {};
  },
  async submit({ value, values, actor, reader }, tools) {
    const caseId = idOf(value);
    if (caseId === null) return stale(reader);
    const text = values.one(textBlock) ?? '';
    return drawNoted(await tools.act('note', { caseId, text }, actor), { reader, tools });
  },
};
