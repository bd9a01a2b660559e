import type { InputBlock } from '@slack/types';
import { isVisible } from '../../finding/case.ts';
import type { CaseView } from '../../finding/view.ts';
import { longestReason } from '../../operations/reason.ts';
import { daySpan } from '../../shared/zoned-day.ts';
import { drawNoUse } from '../answers/acts.ts';
import { isDay } from '../commands/moment.ts';
import { type Answer, answerOf, type Reader, result } from '../receive/answer.ts';
import type { Tools } from '../receive/tools.ts';
import { plain } from '../text/plain.ts';
import { idOf } from './case-value.ts';

/** The case that a form is about, if people can still do something about it; else what is said instead. */
export async function caseInSight(
  value: string,
  reader: Reader,
  tools: Tools,
): Promise<{ readonly view: CaseView } | { readonly answer: Answer }> {
  const caseId = idOf(value);
  if (caseId === null) return { answer: stale(reader) };
  const view = await tools.store.cases.view(caseId);
  const teller = { reader, tools };
  if (view === null) return { answer: await drawNoUse({ kind: 'no-case', caseId }, teller) };
  const { state } = view.case;
  if (isVisible(state)) return { view };
  return { answer: await drawNoUse({ kind: 'not-open', caseId, state }, teller) };
}

export function stale({ words }: Reader): Answer {
  return answerOf([result(words.failure.staleButton)]);
}

/** An input of a form. */
export function inputBlock(
  blockId: string,
  label: string,
  element: InputBlock['element'],
  more: { readonly hint?: string; readonly optional?: boolean } = {},
): InputBlock {
  return {
    type: 'input',
    block_id: blockId,
    label: { type: 'plain_text', text: plain(label, 2_000) },
    ...(more.hint === undefined ? {} : { hint: { type: 'plain_text', text: plain(more.hint, 2_000) } }),
    ...(more.optional ? { optional: true } : {}),
    element,
  };
}

export function reasonInput(actionId: string, most = longestReason): InputBlock['element'] {
  return { type: 'plain_text_input', action_id: actionId, multiline: true, max_length: most };
}

/** The end of a chosen day where the reader is; null: none was chosen, or it is no day. */
export function endOfDay(day: string | null, { timeZone }: Reader): number | null {
  return day === null || !isDay(day) ? null : daySpan(day, timeZone).to;
}
