import type { Place } from '../../../finding/lease.ts';
import { ask } from '../../leases/ask.ts';
import { accountName, deskOf, planFor } from '../../leases/locate.ts';
import { answerOf, result } from '../../receive/answer.ts';
import { plain } from '../../text/plain.ts';
import { richText, run } from '../../text/rich.ts';
import type { FormAction } from '../action.ts';
import { blocks, checkWhy, howIn, howInput, whyInput } from '../lease-inputs.ts';

/** Asks to switch a leaked key off. */
export const leaseKey: FormAction = {
  kind: 'form',
  name: 'lease_key',
  needs: 'responder',
  carries: (value) => keyIn(value) !== null,
  title: (words) => words.leases.form.keyTitle,
  async open(input, tools) {
    const { reader, value } = input;
    const target = keyIn(value);
    const at = deskOf(input, tools);
    if ('answer' in at) return at.answer;
    if (target === null) return answerOf([result(reader.words.failure.staleButton)]);
    const { key, place } = target;
    const looked = await planFor(specOf(key), place, input, tools);
    if ('answer' in looked) return looked.answer;
    const { planned } = looked;
    const { form: said } = reader.words.leases;
    const user = plain(planned.plan.user ?? '', 64);
    const where = accountName(place.account, tools);
    return {
      kind: 'form',
      submit: said.submit,
      blocks: [
        richText([result(`${said.keyAbout({ key, user })} · ${where}`), [run(said.keyNext)]]),
        whyInput('lease_key', reader),
        howInput('lease_key', 'ask', input, tools),
      ],
    };
  },
  check: (values, reader) => checkWhy(values, reader),
  async submit(input, tools) {
    const { reader, value, values } = input;
    const target = keyIn(value);
    const at = deskOf(input, tools);
    if ('answer' in at) return at.answer;
    if (target === null) return answerOf([result(reader.words.failure.staleButton)]);
    const { key, place, caseId } = target;
    const reason = values.one(blocks.why)?.trim() ?? '';
    const wish = { spec: specOf(key), place, duration: null, reason, caseId, how: howIn(values) };
    return ask(wish, at.desk, input, tools);
  },
};

function specOf(accessKeyId: string) {
  return { kind: 'access-key', accessKeyId } as const;
}

/** What the value says; it went through somebody's hands. */
function keyIn(value: string): { key: string; place: Place; caseId: number | null } | null {
  try {
    const { key, account, region, caseId } = JSON.parse(value) as Readonly<Record<string, unknown>>;
    if (typeof key !== 'string' || !/^AKIA[A-Z0-9]{12,124}$/.test(key)) return null;
    if (typeof account !== 'string' || typeof region !== 'string') return null;
    return { key, place: { account, region }, caseId: Number.isSafeInteger(caseId) ? Number(caseId) : null };
  } catch {
    return null;
  }
}
