import { longestReason } from '../../../operations/reason.ts';
import { daySpan } from '../../../shared/zoned-day.ts';
import { drawNoUse } from '../../answers/acts.ts';
import { drawSuppressed } from '../../answers/suppressions.ts';
import { isDay } from '../../commands/moment.ts';
import { type Answer, answerOf, type Reader, result } from '../../receive/answer.ts';
import type { FormValues } from '../../receive/form-values.ts';
import type { Tools } from '../../receive/tools.ts';
import type { ActionInput, Form, FormAction } from '../action.ts';
import { idOf, isId } from '../case-value.ts';
import { blocks, drawSuppressForm, idleMs } from './form.ts';

/** Keeps a case, and what is like it, quiet for a while: how much, how long and why, with a preview. */
export const suppress: FormAction = {
  kind: 'form',
  name: 'suppress',
  needs: 'responder',
  carries: isId,
  title: (words) => words.suppressions.title,
  open: (input, tools) => show(input, null, tools),
  change: (input, tools) => show(input, input.values.one(blocks.scope), tools),
  check,
  async submit({ value, values, userId, actor, reader }, tools) {
    const caseId = idOf(value);
    const scope = values.one(blocks.scope);
    const until = endOf(values, reader, tools.clock.now());
    if (caseId === null || scope === null || until === null)
      return answerOf([result(reader.words.failure.staleButton)]);
    const idle = values.all(blocks.idle).length > 0 ? idleMs : null;
    const reason = values.one(blocks.why) ?? '';
    const answer = await tools.act('suppress', { caseId, scope, until, idle, reason }, actor);
    return drawSuppressed(answer, { reader, tools, userId, role: actor.role });
  },
};

async function show(
  { value, actor, reader }: ActionInput,
  scope: string | null,
  tools: Tools,
): Promise<Form | Answer> {
  const caseId = idOf(value);
  if (caseId === null) return answerOf([result(reader.words.failure.staleButton)]);
  const preview = await tools.previewSuppression({ caseId, scope, actor });
  if (preview.kind !== 'preview') return drawNoUse(preview, { reader, tools });
  return drawSuppressForm(preview, tools.limits().suppression[preview.role], reader);
}

function check(values: FormValues, reader: Reader, now: number, value: string): Record<string, string> {
  const { wrong } = reader.words.suppressions;
  const errors: Record<string, string> = {};
  const until = endOf(values, reader, now);
  const why = values.one(blocks.why)?.trim() ?? '';
  if (idOf(value) === null) errors[blocks.scope] = reader.words.failure.staleButton;
  if (values.one(blocks.scope) === null) errors[blocks.scope] = wrong.scope;
  if (until === null) errors[blocks.howLong] = wrong.howLong;
  else if (until <= now) errors[blocks.until] = wrong.past;
  if (why === '') errors[blocks.why] = wrong.why;
  if (why.length > longestReason) errors[blocks.why] = wrong.tooLong({ limit: String(longestReason) });
  return errors;
}

/** The end of the chosen day where one is chosen, else so long from now; null: neither was chosen. */
function endOf(values: FormValues, { timeZone }: Reader, now: number): number | null {
  const day = values.one(blocks.until);
  if (day !== null) return isDay(day) ? daySpan(day, timeZone).to : null;
  const span = Number(values.one(blocks.howLong) ?? Number.NaN);
  return Number.isSafeInteger(span) && span > 0 ? now + span : null;
}
