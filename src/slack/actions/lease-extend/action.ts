import { leaseLabel } from '../../../finding/lease.ts';
import { drawExtended, drawNoLease } from '../../answers/leases.ts';
import { durationOf } from '../../commands/duration.ts';
import { answerOf, result, timeOf } from '../../receive/answer.ts';
import { plain } from '../../text/plain.ts';
import { richText } from '../../text/rich.ts';
import type { FormAction } from '../action.ts';
import { inputBlock } from '../case-form.ts';
import { idOf, isId } from '../case-value.ts';
import { checkWhy, lineInput, blocks as shared, whyInput } from '../lease-inputs.ts';

const block = 'lease_longer';

/** Asks for a later end, and why. */
export const leaseExtend: FormAction = {
  kind: 'form',
  name: 'lease_extend',
  needs: 'responder',
  carries: isId,
  title: (words) => words.leases.form.extendTitle,
  async open({ value, reader }, tools) {
    const leaseId = idOf(value);
    if (leaseId === null) return answerOf([result(reader.words.failure.staleButton)]);
    const lease = await tools.store.leases.byId(leaseId);
    if (lease === null) return drawNoLease(leaseId, reader);
    if (lease.endsAt === null) return drawExtended({ kind: 'endless', lease }, { reader, tools });
    const { form: said } = reader.words.leases;
    const at = timeOf(lease.endsAt, tools.clock.now(), reader);
    return {
      kind: 'form',
      submit: said.extend,
      blocks: [
        richText([result(said.endsNow({ label: leaseLabel(leaseId), at }))]),
        inputBlock(block, said.longer, lineInput('lease_extend:longer', '1h'), { hint: said.howLongHint }),
        whyInput('lease_extend', reader),
      ],
    };
  },
  check(values, reader) {
    const span = values.one(block)?.trim() ?? '';
    const { problem } = reader.words.leases;
    const wrong = durationOf(span) === null ? { [block]: problem.span({ word: plain(span, 40) }) } : {};
    return { ...wrong, ...checkWhy(values, reader) };
  },
  async submit({ value, values, actor, reader }, tools) {
    const leaseId = idOf(value);
    const duration = durationOf(values.one(block)?.trim() ?? '');
    if (leaseId === null || duration === null) return answerOf([result(reader.words.failure.staleButton)]);
    const asked = { leaseId, duration, reason: values.one(shared.why) ?? '' };
    return drawExtended(await tools.act('extendLease', asked, actor), { reader, tools });
  },
};
