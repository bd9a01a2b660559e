import type { IsolateSpec } from '../../../finding/lease-spec.ts';
import { ask } from '../../leases/ask.ts';
import type { Person } from '../../leases/locate.ts';
import type { Answer } from '../../receive/answer.ts';
import { answerOf, result } from '../../receive/answer.ts';
import type { FormValues } from '../../receive/form-values.ts';
import type { Tools } from '../../receive/tools.ts';
import type { Form, FormAction } from '../action.ts';
import { checkWhy, howIn, blocks as shared } from '../lease-inputs.ts';
import { ticksBlock } from './form.ts';
import { lookAround, seenAnew, targetIn } from './look.ts';

/** Shows who would react to an isolation before it is asked for. */
export const leaseIsolate: FormAction = {
  kind: 'form',
  name: 'lease_isolate',
  needs: 'responder',
  carries: (value) => targetIn(value) !== null,
  title: (words) => words.leases.form.isolateTitle,
  open: (input, tools) => lookAround(input.value, input, tools),
  check: (values, reader) => checkWhy(values, reader),
  async submit(input, tools): Promise<Form | Answer> {
    const target = targetIn(input.value);
    if (target === null || target.place === null)
      return answerOf([result(input.reader.words.failure.staleButton)]);
    const seen = await seenAnew(target, input, tools);
    if ('form' in seen) return seen.form;
    return pursue(specIn(target.instance, input.values), { ...target, place: target.place }, input, tools);
  },
};

async function pursue(
  spec: IsolateSpec,
  target: NonNullable<ReturnType<typeof targetIn>> & { readonly place: { account: string; region: string } },
  input: Person & { readonly values: FormValues },
  tools: Tools,
): Promise<Answer> {
  const { leases: desk } = tools;
  if (desk === null) return answerOf([result(input.reader.words.leases.off)]);
  const reason = input.values.one(shared.why)?.trim() ?? '';
  const { place, caseId } = target;
  return ask({ spec, place, duration: null, reason, caseId, how: howIn(input.values) }, desk, input, tools);
}

/** Standby and taking it out of target groups are no ticks: they are done wherever they apply. */
function specIn(instanceId: string, values: FormValues): IsolateSpec {
  const ticked = values.all(ticksBlock);
  const has = (tick: string) => ticked.includes(tick);
  return {
    kind: 'isolate',
    instanceId,
    snapshot: has('snapshot'),
    tag: has('tag'),
    cut: has('cut'),
    revokeSessions: has('revokeSessions'),
    stop: has('stop'),
  };
}
