import { drawRefused } from '../../answers/leases.ts';
import { answerOf, result } from '../../receive/answer.ts';
import type { FormAction } from '../action.ts';
import { idOf, isId } from '../case-value.ts';
import { blocks, checkWhy, whyInput } from '../lease-inputs.ts';

/** Somebody says no, and why. */
export const leaseRefuse: FormAction = {
  kind: 'form',
  name: 'lease_refuse',
  needs: 'approver',
  carries: isId,
  title: (words) => words.leases.form.refuseTitle,
  async open({ reader }) {
    return {
      kind: 'form',
      submit: reader.words.leases.form.refuse,
      blocks: [whyInput('lease_refuse', reader)],
    };
  },
  check: (values, reader) => checkWhy(values, reader),
  async submit({ value, values, actor, reader }, tools) {
    const leaseId = idOf(value);
    if (leaseId === null) return answerOf([result(reader.words.failure.staleButton)]);
    const reason = values.one(blocks.why) ?? '';
    return drawRefused(await tools.act('refuseLease', { leaseId, reason }, actor), { reader, tools });
  },
};
