import type { InputBlock, KnownBlock, PlainTextOption } from '@slack/types';
import { caseLabel } from '../../../finding/case.ts';
import type { CheckResult } from '../../../finding/check.ts';
import type { CaseView } from '../../../finding/view.ts';
import { readingsIn } from '../../answers/decisions.ts';
import { leadingFinding } from '../../cards/case-group.ts';
import { numberOf, type Reader, timeOf } from '../../receive/answer.ts';
import { plain } from '../../text/plain.ts';
import { type Run, richText, run } from '../../text/rich.ts';
import type { Form } from '../action.ts';
import { inputBlock, reasonInput } from '../case-form.ts';

export const blocks = { what: 'done_what', which: 'done_which', note: 'done_note' } as const;

/** What it may have been; `fixed` only of what something evaluates. */
const findings = ['fixed', 'handled', 'benign', 'false-positive', 'duplicate'] as const;

/** The whole window: what a look at the resource says, or what happened since, and what people found out. */
export function drawDoneForm(view: CaseView, check: CheckResult | null, now: number, reader: Reader): Form {
  const { done: said } = reader.words.decisions;
  const lasts = isEvaluated(view);
  const about = [result(said.about({ label: caseLabel(view.case.id) }))];
  const seen = lasts ? checkLines(view, check, now, reader) : sinceAckLines(view, now, reader);
  return {
    kind: 'form',
    submit: said.submit,
    blocks: [richText([...about, ...seen]), ...inputsOf(lasts, reader)],
  };
}

/** Something evaluates all of it again and again, as long as it is there. */
export function isEvaluated({ findings: views }: CaseView): boolean {
  return views.every(({ kind }) => kind === 'control' || kind === 'vulnerability');
}

function checkLines(view: CaseView, check: CheckResult | null, now: number, reader: Reader): Run[][] {
  const { done: said } = reader.words.decisions;
  const looked = check === null ? [] : readingsIn(check, reader).map((facts) => [run(said.now({ facts }))]);
  if (check === null || check.holds === null) return [...looked, [run(said.unknown)]];
  const names = [...new Set(check.readings.map((one) => reader.words.checks.names[one.check]))];
  return [
    [run(said.checked({ name: names.join(reader.words.between), at: timeOf(check.at, now, reader) }))],
    [run(said.before({ facts: plain(leadingFinding(view).title, 150) }))],
    ...readingsIn(check, reader).map((facts) => [run(said.now({ facts }))]),
    [run(check.holds ? said.holds : said.fails, 'bold')],
  ];
}

function sinceAckLines({ case: one, findings: views }: CaseView, now: number, reader: Reader): Run[][] {
  const { done: said } = reader.words.decisions;
  if (one.acknowledgedAt === null) return [];
  const last = Math.max(...views.map((view) => view.lastSeen));
  if (last <= one.acknowledgedAt) return [[run(said.quietSinceAck)]];
  const count = views.reduce((sum, view) => sum + view.count, 0);
  return [[run(said.sinceAck({ at: timeOf(last, now, reader), count: numberOf(count, reader) }), 'bold')]];
}

function inputsOf(lasts: boolean, reader: Reader): (InputBlock | KnownBlock)[] {
  const { done: said } = reader.words.decisions;
  // Of what is evaluated, handled is the same as fixed.
  const offered = findings.filter((one) => (lasts ? one !== 'handled' : one !== 'fixed'));
  const options = offered.map(
    (one): PlainTextOption => ({ text: { type: 'plain_text', text: said[one] }, value: one }),
  );
  const [first] = options;
  const chosen = lasts && first ? { initial_option: first } : {};
  const which = { type: 'plain_text_input' as const, action_id: 'done:which', max_length: 20 };
  return [
    inputBlock(blocks.what, said.what, { type: 'radio_buttons', action_id: 'done:what', options, ...chosen }),
    inputBlock(blocks.which, said.which, which, { optional: true }),
    inputBlock(blocks.note, said.note, reasonInput('done:note'), { optional: true }),
  ];
}

function result(text: string): Run[] {
  return [run(text, 'bold')];
}
