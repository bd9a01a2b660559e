import { caseLabel } from '../../../finding/case.ts';
import { drawNoUse } from '../../answers/acts.ts';
import { deskOf } from '../../leases/locate.ts';
import { type Response, responsesTo } from '../../leases/responses.ts';
import { type Answer, answerOf, type Reader, result } from '../../receive/answer.ts';
import { plain } from '../../text/plain.ts';
import type { Form, FormAction } from '../action.ts';
import { inputBlock } from '../case-form.ts';
import { idOf, isId } from '../case-value.ts';
import { option } from '../lease-inputs.ts';
import { leaseIsolate } from '../lease-isolate/action.ts';
import { leaseKey } from '../lease-key/action.ts';

const block = 'respond_what';
/** Windows that it goes on with: it is them from then on, and its value says which. */
const further = { isolate: leaseIsolate, 'access-key': leaseKey } as const;
const mostOffered = 10;

/** What the facts of a case let one do about it: cut its instance off, switch its key off. */
export const respond: FormAction = {
  kind: 'form',
  name: 'respond',
  needs: 'responder',
  carries: (value) => isId(value) || isGoingOn(value),
  title: (words) => words.leases.form.respondTitle,
  async open(input, tools) {
    const { reader, value } = input;
    const at = deskOf(input, tools);
    if ('answer' in at) return at.answer;
    const caseId = idOf(value);
    if (caseId === null) return answerOf([result(reader.words.failure.staleButton)]);
    const view = await tools.store.cases.view(caseId);
    if (view === null) return drawNoUse({ kind: 'no-case', caseId }, { reader, tools });
    const offers = responsesTo(view).slice(0, mostOffered);
    if (offers.length === 0)
      return answerOf([result(reader.words.leases.form.noOffers({ label: caseLabel(caseId) }))]);
    return drawOffers(offers, caseId, reader);
  },
  check(values, reader, now, value) {
    const going = goingOn(value);
    if (going !== null) return further[going.kind].check(values, reader, now, going.value);
    return values.one(block) === null ? { [block]: reader.words.leases.form.choose } : {};
  },
  async submit(input, tools) {
    const going = goingOn(input.value);
    if (going !== null)
      return carryOn(going.kind, await further[going.kind].submit({ ...input, value: going.value }, tools));
    const chosen = goingOn(input.values.one(block) ?? '');
    if (chosen === null) return answerOf([result(input.reader.words.failure.staleButton)]);
    const { kind, value } = chosen;
    const opened = await further[kind].open({ ...input, value }, tools);
    return carryOn(kind, 'kind' in opened ? { ...opened, value: opened.value ?? value } : opened);
  },
};

/** What that window carries, it carries under its name here. */
function carryOn(kind: keyof typeof further, shown: Form | Answer): Form | Answer {
  return 'kind' in shown && shown.value !== undefined ? { ...shown, value: `${kind}:${shown.value}` } : shown;
}

function drawOffers(offers: readonly Response[], caseId: number, reader: Reader): Form {
  const { form: said } = reader.words.leases;
  const options = offers.map((one) => {
    const name = plain(one.name, 50);
    const words =
      one.kind === 'isolate' ? said.offer.isolate({ target: name }) : said.offer.key({ key: name });
    return option(words, `${one.kind}:${carriedBy(one, caseId)}`);
  });
  const [first] = options;
  const element = {
    type: 'radio_buttons' as const,
    action_id: 'respond:what',
    options,
    ...(first && { initial_option: first }),
  };
  return { kind: 'form', submit: said.submit, blocks: [inputBlock(block, said.offers, element)] };
}

/** Slack takes 150 characters for the value of an option. */
function carriedBy({ kind, id, place }: Response, caseId: number): string {
  return kind === 'isolate'
    ? JSON.stringify({ instance: id, caseId })
    : JSON.stringify({ key: id, ...place, caseId });
}

function isGoingOn(value: string): boolean {
  const going = goingOn(value);
  return going !== null && further[going.kind].carries(going.value);
}

function goingOn(value: string): { readonly kind: keyof typeof further; readonly value: string } | null {
  const match = /^(isolate|access-key):(.*)$/s.exec(value);
  if (!match) return null;
  return { kind: match[1] === 'isolate' ? 'isolate' : 'access-key', value: match[2] ?? '' };
}
