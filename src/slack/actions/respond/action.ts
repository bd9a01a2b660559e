import type { SectionBlock } from '@slack/types';
import { caseLabel } from '../../../finding/case.ts';
import { drawNoUse } from '../../answers/acts.ts';
import { buttonOf } from '../../cards/case-buttons.ts';
import { deskOf } from '../../leases/locate.ts';
import { type Response, responsesTo } from '../../leases/responses.ts';
import { answerOf, modalOf, type Reader, result } from '../../receive/answer.ts';
import { plain } from '../../text/plain.ts';
import { richText } from '../../text/rich.ts';
import type { ModalAction } from '../action.ts';
import { stale } from '../case-form.ts';
import { idOf, isId } from '../case-value.ts';
import { leaseIsolate } from '../lease-isolate/action.ts';
import { leaseKey } from '../lease-key/action.ts';

/** What takes the window over. */
const further = { isolate: leaseIsolate, 'access-key': leaseKey } as const;
const mostOffered = 10;

/** What the facts of a case let one do about it: cut its instance off, switch its key off. */
export const respond: ModalAction = {
  kind: 'modal',
  name: 'respond',
  needs: 'responder',
  carries: isId,
  title: (words) => words.leases.form.respondTitle,
  async run(input, tools) {
    const { reader, value } = input;
    const at = deskOf(input, tools);
    if ('answer' in at) return at.answer;
    const caseId = idOf(value);
    if (caseId === null) return stale(reader);
    const view = await tools.store.cases.view(caseId);
    if (view === null) return drawNoUse({ kind: 'no-case', caseId }, { reader, tools });
    const offers = responsesTo(view).slice(0, mostOffered);
    const { form: said } = reader.words.leases;
    if (offers.length === 0) return answerOf([result(said.noOffers({ label: caseLabel(caseId) }))]);
    return modalOf(said.respondTitle, reader.words, [
      richText([result(said.offers)]),
      ...offers.map((one, number) => drawOffer(one, number, caseId, reader)),
    ]);
  },
};

function drawOffer(one: Response, number: number, caseId: number, { words }: Reader): SectionBlock {
  const { form: said } = words.leases;
  const name = plain(one.name, 100);
  const text = one.kind === 'isolate' ? said.offer.isolate({ target: name }) : said.offer.key({ key: name });
  return {
    type: 'section',
    text: { type: 'plain_text', text, emoji: false },
    accessory: buttonOf(`${further[one.kind].name}:${number}`, carriedBy(one, caseId), said.submit),
  };
}

function carriedBy({ kind, id, place }: Response, caseId: number): string {
  return kind === 'isolate'
    ? JSON.stringify({ instance: id, caseId })
    : JSON.stringify({ key: id, ...place, caseId });
}
