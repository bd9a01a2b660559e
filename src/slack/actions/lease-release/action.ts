import { leaseLabel } from '../../../finding/lease.ts';
import { drawEnding, drawNoLease } from '../../answers/leases.ts';
import { spokenOf } from '../../cards/lease-words.ts';
import { answerOf, result } from '../../receive/answer.ts';
import { richText, run } from '../../text/rich.ts';
import type { FormAction } from '../action.ts';
import { idOf, isId } from '../case-value.ts';

/** Lets an isolated instance go, or switches a key on again, once it was said what that does. */
export const leaseRelease: FormAction = {
  kind: 'form',
  name: 'lease_release',
  needs: 'approver',
  carries: isId,
  title: (words) => words.leases.form.releaseTitle,
  async open({ value, reader }, tools) {
    const leaseId = idOf(value);
    if (leaseId === null) return answerOf([result(reader.words.failure.staleButton)]);
    const lease = await tools.store.leases.byId(leaseId);
    if (lease === null) return drawNoLease(leaseId, reader);
    const { form: said } = reader.words.leases;
    const { target, user } = spokenOf(lease, '');
    const does =
      lease.spec.kind === 'access-key'
        ? said.releases['access-key']({ key: target, user })
        : said.releases.isolate({ target });
    const blocks = [richText([result(leaseLabel(leaseId)), [run(does)]])];
    return { kind: 'form', submit: said.release, blocks };
  },
  check: () => ({}),
  async submit({ value, actor, reader }, tools) {
    const leaseId = idOf(value);
    if (leaseId === null) return answerOf([result(reader.words.failure.staleButton)]);
    return drawEnding(await tools.act('endLease', { leaseId }, actor), { reader, tools });
  },
};
