import { leaseLabel } from '../../../finding/lease.ts';
import { nameFor } from '../../answers/acts.ts';
import { drawExtensionDecided, drawNoLease } from '../../answers/leases.ts';
import { answerOf, result, timeOf } from '../../receive/answer.ts';
import { plain } from '../../text/plain.ts';
import { richText, run } from '../../text/rich.ts';
import type { FormAction } from '../action.ts';
import { inputBlock } from '../case-form.ts';
import { idOf } from '../case-value.ts';
import { option } from '../lease-inputs.ts';

const block = 'lease_decision';

/** Decides about a longer time than whoever asked for it may have. */
export const leaseExtension: FormAction = {
  kind: 'form',
  name: 'lease_extension',
  needs: 'approver',
  carries: (value) => /^[1-9]\d{0,14}(?::\d{1,16})?$/.test(value),
  title: (words) => words.leases.form.extensionTitle,
  async open({ value, reader }, tools) {
    const leaseId = idOf(value);
    if (leaseId === null) return answerOf([result(reader.words.failure.staleButton)]);
    const lease = await tools.store.leases.byId(leaseId);
    if (lease === null) return drawNoLease(leaseId, reader);
    const { extension } = lease;
    if (extension === null) return drawExtensionDecided({ kind: 'no-extension', lease }, { reader, tools });
    const { form: said } = reader.words.leases;
    const asked = reader.card.lease.longer({
      who: await nameFor(extension.by, tools),
      until: timeOf(extension.until, tools.clock.now(), reader),
      reason: plain(extension.reason, 200),
    });
    const options = (['grant', 'keep'] as const).map((one) => option(said.decisions[one], one));
    const element = { type: 'radio_buttons' as const, action_id: 'lease_extension:decision', options };
    return {
      kind: 'form',
      submit: said.decide,
      value: `${leaseId}:${extension.until}`,
      blocks: [
        richText([result(leaseLabel(leaseId)), [run(asked)]]),
        inputBlock(block, said.extensionTitle, element),
      ],
    };
  },
  check: (values, { words }) => (values.one(block) === null ? { [block]: words.leases.form.choose } : {}),
  async submit({ value, values, actor, reader }, tools) {
    const [id = '', until = ''] = value.split(':');
    const leaseId = idOf(id);
    if (leaseId === null || !/^\d{1,16}$/.test(until))
      return answerOf([result(reader.words.failure.staleButton)]);
    const decided = { leaseId, until: Number(until), grant: values.one(block) === 'grant' };
    return drawExtensionDecided(await tools.act('decideExtension', decided, actor), { reader, tools });
  },
};
