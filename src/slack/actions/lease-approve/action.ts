import { type Lease, leaseLabel } from '../../../finding/lease.ts';
import { nameFor } from '../../answers/acts.ts';
import { drawTrouble } from '../../answers/lease-plans.ts';
import { drawApproved, drawNoLease } from '../../answers/leases.ts';
import { planLines, surroundingLines } from '../../cards/lease-plan.ts';
import { whatOf } from '../../cards/lease-words.ts';
import { deskOf } from '../../leases/locate.ts';
import { answerOf, type Reader, result } from '../../receive/answer.ts';
import type { Tools } from '../../receive/tools.ts';
import { plain } from '../../text/plain.ts';
import { richText, run } from '../../text/rich.ts';
import type { Form, FormAction } from '../action.ts';
import { idOf } from '../case-value.ts';

/** Shows the plan; whoever says yes to it says yes to exactly that. */
export const leaseApprove: FormAction = {
  kind: 'form',
  name: 'lease_approve',
  needs: 'approver',
  carries: (value) => /^[1-9]\d{0,14}(?::[0-9a-f]{1,64})?$/.test(value),
  title: (words) => words.leases.form.approveTitle,
  async open({ value, reader }, tools) {
    const leaseId = idOf(value);
    if (leaseId === null) return answerOf([result(reader.words.failure.staleButton)]);
    const lease = await tools.store.leases.byId(leaseId);
    if (lease === null) return drawNoLease(leaseId, reader);
    if (lease.state !== 'requested')
      return drawApproved({ kind: 'not-now', lease, state: lease.state }, { reader, tools });
    return show(lease, { changed: false }, reader, tools);
  },
  check: () => ({}),
  async submit(input, tools) {
    const { reader, actor } = input;
    const [id = '', shownHash = ''] = input.value.split(':');
    const leaseId = idOf(id);
    const at = deskOf(input, tools);
    if ('answer' in at) return at.answer;
    if (leaseId === null) return answerOf([result(reader.words.failure.staleButton)]);
    const lease = await tools.store.leases.byId(leaseId);
    if (lease === null) return drawNoLease(leaseId, reader);
    const planned = await at.desk.planAgain(lease);
    if (planned.kind === 'trouble') return drawTrouble(planned, reader);
    const answer = await tools.act('approveLease', { leaseId, shownHash, planned }, actor);
    return answer.kind === 'plan-changed'
      ? show(answer.lease, { changed: true }, reader, tools)
      : drawApproved(answer, { reader, tools });
  },
};

async function show(
  lease: Lease,
  { changed }: { readonly changed: boolean },
  reader: Reader,
  tools: Tools,
): Promise<Form> {
  const { leases: said } = reader.words;
  const words = reader.card.lease;
  const who = await nameFor(lease.requester, tools);
  return {
    kind: 'form',
    submit: said.form.approve,
    value: `${lease.id}:${lease.planHash}`,
    blocks: [
      richText([
        ...(changed ? [result(said.planChanged)] : []),
        result(`${leaseLabel(lease.id)} · ${whatOf(lease, who, words)}`),
        [run(words.reason(plain(lease.reason, 300)))],
        ...planLines(lease, words),
        ...surroundingLines(lease, words),
        [run(said.form.approveNext)],
      ]),
    ],
  };
}
