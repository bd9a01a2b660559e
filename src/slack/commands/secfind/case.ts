import { caseIdOf } from '../../../finding/case.ts';
import type { Suppression } from '../../../finding/suppression.ts';
import type { CaseView } from '../../../finding/view.ts';
import { catalogues } from '../../../i18n/catalogue.ts';
import { drawCase } from '../../cards/case-card.ts';
import { leadingFinding } from '../../cards/case-group.ts';
import { notesOn } from '../../cards/choose-text.ts';
import { grey } from '../../cards/marks.ts';
import { namesInCase } from '../../cards/people.ts';
import { type Answer, answerOf, type Reader, result } from '../../receive/answer.ts';
import type { Tools } from '../../receive/tools.ts';
import { linkRun, type Run, richText, run } from '../../text/rich.ts';

/** As many findings of a case as the store hands out. */
const mostListed = 10;

/** `/secfind Y12`: the card as it stands in the channel, and beneath it what else there is to know and the way to it. */
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
  const suppression = await suppressionOf(view, tools);
  const names = await namesOf(namesInCase(view, suppression), tools);
  const style = { language, timeZone, now: tools.clock.now(), names };
  const { text, blocks, attachments } = drawCase(view, style, { suppression, listed: mostListed });
  const where = url === null ? (card?.ts ? [] : [[run(find.noCard)]]) : [[linkRun(find.openCard, url)]];
  const beneath = [...background(view, reader), ...where];
  if (beneath.length === 0) return { text, blocks, attachments };
  const last = { color: grey, fallback: text, blocks: [richText(beneath)] };
  return { text, blocks, attachments: [...attachments, last] };
}

/** What keeps it quiet; null where no suppression does. */
async function suppressionOf({ case: { quiet } }: CaseView, tools: Tools): Promise<Suppression | null> {
  return quiet?.by === 'suppression' ? tools.store.suppressions.byId(quiet.suppression) : null;
}

async function namesOf(ids: readonly string[], tools: Tools): Promise<ReadonlyMap<string, string>> {
  return new Map(await Promise.all(ids.map(async (id) => [id, await tools.nameOf(id)] as const)));
}

function background(view: CaseView, { language }: Reader): Run[][] {
  const notes = notesOn(leadingFinding(view), catalogues[language]);
  return notes.map(({ label, text }) => [run(label, 'bold'), run(` ${text}`)]);
}
