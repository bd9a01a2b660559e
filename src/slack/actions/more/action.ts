import type { SectionBlock } from '@slack/types';
import { caseLabel } from '../../../finding/case.ts';
import { drawNoUse } from '../../answers/acts.ts';
import { type CaseAct, caseActs } from '../../cards/case-acts.ts';
import { buttonOf } from '../../cards/case-buttons.ts';
import { labelOfAct } from '../../cards/case-menu.ts';
import { responsesTo } from '../../leases/responses.ts';
import { modalOf, type Reader } from '../../receive/answer.ts';
import { plain } from '../../text/plain.ts';
import { richText, run } from '../../text/rich.ts';
import type { ModalAction } from '../action.ts';
import { stale } from '../case-form.ts';
import { idOf, isId } from '../case-value.ts';

/** All that can be done, each with a word on what it is for; what the card has no room for stands first. */
export const more: ModalAction = {
  kind: 'modal',
  name: 'more',
  needs: 'viewer',
  carries: isId,
  title: (words) => words.more.title,
  async run({ value, reader }, tools) {
    const { words } = reader;
    const caseId = idOf(value);
    if (caseId === null) return stale(reader);
    const view = await tools.store.cases.view(caseId);
    if (view === null) return drawNoUse({ kind: 'no-case', caseId }, { reader, tools });
    const responds = tools.leases !== null && responsesTo(view).length > 0;
    const { buttons, menu, more: first } = caseActs(view, responds);
    return modalOf(words.more.title, words, [
      richText([[run(words.more.about({ label: caseLabel(caseId) }))]]),
      ...[...first, ...menu, ...buttons].map((act) => drawAct(act, caseId, reader)),
    ]);
  },
};

function drawAct(act: CaseAct, caseId: number, { words, card }: Reader): SectionBlock {
  return {
    type: 'section',
    text: { type: 'plain_text', text: plain(words.more.explains[act], 300), emoji: false },
    accessory: buttonOf(act, String(caseId), labelOfAct(act, card)),
  };
}
