import type { InputBlock, PlainTextOption } from '@slack/types';
import { caseLabel } from '../../../finding/case.ts';
import type { CaseSummary } from '../../../store/ports/cases.ts';
import { marks } from '../../cards/marks.ts';
import { numberOf, type Reader } from '../../receive/answer.ts';
import { plain } from '../../text/plain.ts';
import { smallPrint } from '../../text/rich.ts';
import type { Form } from '../action.ts';
import { type BulkActName, bulkActs, type Chosen } from './acts.ts';

/** As many as a menu of Slack takes. */
export const mostCases = 100;

export const blocks = { which: 'bulk_which', what: 'bulk_what', whom: 'bulk_whom' } as const;

/** Which ones, what, and for whom; all of them are chosen to begin with. */
export function drawChoice(found: readonly CaseSummary[], reader: Reader): Form {
  const { bulk: said } = reader.words;
  const options = found.slice(0, mostCases).map(optionOf);
  const acts = Object.keys(bulkActs) as BulkActName[];
  return {
    kind: 'form',
    submit: said.next,
    blocks: [
      input(blocks.which, said.which, said.whichHint, {
        type: 'multi_static_select',
        action_id: 'bulk:which',
        options,
        initial_options: options,
      }),
      input(blocks.what, said.what, null, {
        type: 'radio_buttons',
        action_id: 'bulk:what',
        options: acts.map((name) => option(said.acts[name], name)),
      }),
      {
        ...input(blocks.whom, said.whom, said.whomHint, { type: 'users_select', action_id: 'bulk:whom' }),
        optional: true,
      },
    ],
  };
}

/** How many, and what will be done: nothing is done before this is sent. `who`: the name of whom it is for. */
export function drawConfirmation(chosen: Chosen, who: string | null, reader: Reader): Form {
  const { bulk: said } = reader.words;
  const count = numberOf(chosen.ids.length, reader);
  const question = said.confirm({ act: said.acts[chosen.act], count, who });
  return {
    kind: 'form',
    submit: said.submit({ count }),
    value: JSON.stringify(chosen),
    blocks: [
      { type: 'section', text: { type: 'plain_text', text: plain(question, 300), emoji: false } },
      smallPrint(chosen.ids.map(caseLabel).join(' ')),
      smallPrint(said.confirmNext),
    ],
  };
}

function input(
  blockId: string,
  label: string,
  hint: string | null,
  element: InputBlock['element'],
): InputBlock {
  return {
    type: 'input',
    block_id: blockId,
    label: { type: 'plain_text', text: label },
    ...(hint === null ? {} : { hint: { type: 'plain_text', text: hint } }),
    element,
  };
}

function optionOf({ case: one, title }: CaseSummary): PlainTextOption {
  return option(`${marks[one.severity].emoji} ${caseLabel(one.id)} · ${title}`, String(one.id));
}

function option(text: string, value: string): PlainTextOption {
  return { text: { type: 'plain_text', text: plain(text, 75) }, value };
}
