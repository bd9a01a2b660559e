import type { Place } from '../../../finding/lease.ts';
import type { Planned } from '../../../finding/lease-plan.ts';
import type { IsolateSpec } from '../../../finding/lease-spec.ts';
import { surroundingLines } from '../../cards/lease-plan.ts';
import type { How } from '../../leases/ask.ts';
import { accountName, type Person } from '../../leases/locate.ts';
import { result } from '../../receive/answer.ts';
import type { Tools } from '../../receive/tools.ts';
import { plain } from '../../text/plain.ts';
import { type Run, richText, run } from '../../text/rich.ts';
import type { Form } from '../action.ts';
import { inputBlock } from '../case-form.ts';
import { howInput, option, ticks, whyInput } from '../lease-inputs.ts';

export const ticksBlock = 'lease_ticks';

/** Snapshots are ticked from the beginning. */
export function mildly(instanceId: string): IsolateSpec {
  const others = { tag: false, cut: false, revokeSessions: false, stop: false };
  return { kind: 'isolate', instanceId, snapshot: true, ...others };
}

interface Seen {
  readonly instance: string;
  readonly how: How;
  readonly place: Place | null;
  readonly planned: Planned & { readonly kind: 'plan' };
  /** It was shown before, and is different now. */
  readonly changed: boolean;
}

/** Who would react, what survives, and what may be done besides; nothing has been done yet. */
export function drawIsolateForm(seen: Seen, person: Person, tools: Tools): Form {
  const { reader } = person;
  const { leases } = reader.words;
  const { form: said } = leases;
  const { instance, planned, place, changed } = seen;
  const { plan } = planned;
  const target = plain(plan.instance?.name ?? instance, 60);
  const account = place === null ? '' : accountName(place.account, tools);
  const region = reader.card.region(place?.region ?? '');
  const lines: Run[][] = [
    ...(changed ? [result(leases.planChanged)] : []),
    result(said.about({ target: target === instance ? target : `${target} (${instance})`, account, region })),
    [run(said.looked)],
    ...surroundingLines({ spec: mildly(instance), plan }, reader.card.lease),
    [run(said.always)],
  ];
  return {
    kind: 'form',
    submit: said.submit,
    blocks: [
      richText(lines),
      inputBlock(
        ticksBlock,
        said.ticks,
        ticks('lease_isolate:ticks', optionsFor(seen, person), ['snapshot']),
        {
          optional: true,
        },
      ),
      whyInput('lease_isolate', reader),
      howInput('lease_isolate', seen.how, person, tools),
    ],
  };
}

function optionsFor({ planned }: Seen, { reader }: Person) {
  const { ticked: said } = reader.words.leases.form;
  const role = planned.plan.surroundings?.role ?? null;
  return [
    option(said.snapshot, 'snapshot'),
    option(said.tag, 'tag'),
    option(said.cut, 'cut', said.cutHint),
    ...(role === null
      ? []
      : [option(said.revokeSessions, 'revokeSessions', said.revokeSessionsHint({ role: plain(role, 30) }))]),
    option(said.stop, 'stop', said.stopHint),
  ];
}
