import { caseIdOf } from '../../../finding/case.ts';
import { drawCase } from '../../cards/case-card.ts';
import { type Answer, answerOf, type Reader, result } from '../../receive/answer.ts';
import type { Tools } from '../../receive/tools.ts';
import { linkRun, richText, run } from '../../text/rich.ts';

/** `/secfind Y12`: the card as it stands in the channel, and the way to it. */
export async function showCase(label: string, reader: Reader, tools: Tools): Promise<Answer> {
  const { find } = reader.words;
  const id = caseIdOf(label);
  const view = id === null ? null : await tools.store.cases.view(id);
  if (view === null)
    return answerOf([
      result(find.noSuchCase({ label: label.toUpperCase() })),
      [run(find.allCases), run('/secfind state:all', 'code')],
    ]);

  const card = await tools.store.cards.byKey(`case:${view.case.id}`);
  const url = card?.channelId && card.ts ? tools.permalink(card.channelId, card.ts) : null;
  const { language, timeZone } = reader;
  const { text, blocks, attachments } = drawCase(view, { language, timeZone, rawEvent: true });
  const where = url === null ? (card?.ts ? [] : [run(find.noCard)]) : [linkRun(find.openCard, url)];
  return { text, blocks: where.length === 0 ? blocks : [...blocks, richText([where])], attachments };
}
