import type { KnownBlock } from '@slack/types';
import { caseLabel } from '../../../finding/case.ts';
import { isEnough, roleOn } from '../../../operations/grants.ts';
import type { Actor } from '../../../operations/operation.ts';
import { drawNoUse } from '../../answers/acts.ts';
import { accountsOf, placesOfView } from '../../answers/places.ts';
import { modalOf, numberOf, type Reader } from '../../receive/answer.ts';
import type { Tools } from '../../receive/tools.ts';
import { richText, run } from '../../text/rich.ts';
import type { ModalAction } from '../action.ts';
import { idOf, isId } from '../case-value.ts';

const perBlock = 2_900;
const inAll = 10_000;

const needs = 'responder';

/** The event behind a card as it arrived. It names people and addresses: responders and up, and each read is recorded. */
export const rawEvent: ModalAction = {
  kind: 'modal',
  name: 'raw_event',
  needs,
  carries: isId,
  title: (words) => words.raw.title,
  async run({ value, actor, reader }, tools) {
    const { words } = reader;
    const caseId = idOf(value);
    if (caseId === null)
      return modalOf(words.raw.title, words, [richText([[run(words.failure.staleButton)]])]);
    const label = caseLabel(caseId);
    const may = await mayRead(caseId, actor, tools);
    // Before it is shown: what cannot be written down is not read.
    await tools.store.audit.add({
      ...{
        at: tools.clock.now(),
        actor: actor.userId,
        role: actor.role,
        surface: actor.surface,
        act: 'readRawEvent',
      },
      ...{ outcome: may ? 'done' : 'refused', target: label, before: null, after: null, reason: null },
    });
    if (!may) {
      const refused = await drawNoUse({ kind: 'not-yours', caseId, needs }, { reader, tools });
      return modalOf(words.raw.title, words, refused.blocks);
    }
    const event = await tools.rawEvent(caseId);
    if (event === null || event === undefined)
      return modalOf(words.raw.title, words, [richText([[run(words.raw.none({ label }))]])]);
    return modalOf(words.raw.title, words, drawRaw(event, label, reader));
  },
};

/** Their role holds in every account that the case is about. */
async function mayRead(caseId: number, actor: Actor, tools: Tools): Promise<boolean> {
  const view = await tools.store.cases.view(caseId);
  return view === null || isEnough(roleOn(actor, placesOfView(view, accountsOf(tools))), needs);
}

function drawRaw(event: unknown, label: string, reader: Reader): KnownBlock[] {
  const { raw } = reader.words;
  const whole = visible(JSON.stringify(event, null, 2));
  const shown = whole.slice(0, inAll).toWellFormed();
  const about = [[run(raw.about({ label }))], [run(raw.audited)]];
  if (shown.length < whole.length)
    about.push([
      run(raw.cut({ shown: numberOf(shown.length, reader), total: numberOf(whole.length, reader) })),
    ]);
  return [
    richText(about),
    ...slices(shown).map(
      (text): KnownBlock => ({
        type: 'rich_text',
        elements: [{ type: 'rich_text_preformatted', elements: [{ type: 'text', text }] }],
      }),
    ),
  ];
}

/** Cut at line ends where a line end is near, so that no block begins in the middle of a line. */
function slices(text: string): string[] {
  const result: string[] = [];
  for (let from = 0; from < text.length; ) {
    const line = text.lastIndexOf('\n', from + perBlock);
    const whole = from + perBlock >= text.length;
    const to = whole ? text.length : line > from ? line : from + perBlock;
    result.push(text.slice(from, to));
    from = text[to] === '\n' ? to + 1 : to;
  }
  return result.filter((slice) => slice !== '').map((slice) => slice.toWellFormed());
}

/** What turns text around or hides it is shown by its number: here people want to see what really arrived. */
function visible(json: string): string {
  return json.replace(/[\p{Cf}\p{Co}\p{Default_Ignorable_Code_Point}\u007F-\u009F]/gu, (sign) => {
    const code = (sign.codePointAt(0) ?? 0).toString(16).padStart(4, '0');
    return code.length > 4 ? `\\u{${code}}` : `\\u${code}`;
  });
}
