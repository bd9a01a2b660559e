import { createHash } from 'node:crypto';
import { caseIdOf } from '../../../finding/case.ts';
import type { Place } from '../../../finding/lease.ts';
import type { Planned } from '../../../finding/lease-plan.ts';
import { type How, isHow } from '../../leases/ask.ts';
import { locate, type Person, planFor } from '../../leases/locate.ts';
import { responsesTo } from '../../leases/responses.ts';
import { type Answer, answerOf, result } from '../../receive/answer.ts';
import type { Tools } from '../../receive/tools.ts';
import type { Form } from '../action.ts';
import { drawIsolateForm, mildly } from './form.ts';

/** What the window is about, carried in it. */
interface Target {
  readonly how: How;
  /** An instance as typed, or a case; then the instance's id. */
  readonly instance: string;
  readonly caseId: number | null;
  /** Null: not looked for yet. */
  readonly place: Place | null;
  /** What was shown; another world is shown again. */
  readonly seen: string | null;
}

/** Finds the instance, looks at all that would react, and shows it. */
export async function lookAround(value: string, person: Person, tools: Tools): Promise<Form | Answer> {
  const target = targetIn(value);
  if (target === null) return answerOf([result(person.reader.words.failure.staleButton)]);
  const named = await instanceOf(target, person, tools);
  if ('answer' in named) return named.answer;
  const located = await locate(named.instance, person, tools);
  if ('answer' in located) return located.answer;
  const { instanceId, place } = located.found;
  const found: Target = { ...target, caseId: named.caseId, instance: instanceId, place };
  const looked = await planFor(mildly(instanceId), place, person, tools);
  if ('answer' in looked) return looked.answer;
  return show(found, looked.planned, { changed: false }, person, tools);
}

/** Looks again. What is as it was shown may be asked for. */
export async function seenAnew(
  target: Target,
  person: Person,
  tools: Tools,
): Promise<{ readonly form: Form | Answer } | { readonly same: true }> {
  const { place, instance } = target;
  if (place === null) return { form: answerOf([result(person.reader.words.failure.staleButton)]) };
  const looked = await planFor(mildly(instance), place, person, tools);
  if ('answer' in looked) return { form: looked.answer };
  const { planned } = looked;
  if (worldIn(planned) === target.seen) return { same: true };
  return { form: show(target, planned, { changed: true }, person, tools) };
}

function show(
  target: Target,
  planned: Planned & { readonly kind: 'plan' },
  { changed }: { readonly changed: boolean },
  person: Person,
  tools: Tools,
): Form {
  const value = JSON.stringify({ ...target, seen: worldIn(planned) });
  return { ...drawIsolateForm({ ...target, planned, changed }, person, tools), value };
}

/** A case stands for the one instance that it names. */
async function instanceOf(
  { instance, caseId }: Target,
  { reader }: Person,
  tools: Tools,
): Promise<{ readonly instance: string; readonly caseId: number | null } | { readonly answer: Answer }> {
  const about = caseIdOf(instance.normalize('NFKC'));
  if (about === null) return { instance, caseId };
  const view = await tools.store.cases.view(about);
  const found = view === null ? [] : responsesTo(view).filter(({ kind }) => kind === 'isolate');
  const label = instance.toUpperCase();
  if (view === null) return { answer: answerOf([result(reader.words.find.noSuchCase({ label }))]) };
  const [first, ...others] = found;
  if (first === undefined || others.length > 0)
    return { answer: answerOf([result(reader.words.leases.form.noOffers({ label }))]) };
  return { instance: first.id, caseId: about };
}

/** Ticks change what is done, and nothing of this. */
function worldIn({ plan: { instance, surroundings } }: Planned & { kind: 'plan' }): string {
  return createHash('sha256').update(JSON.stringify({ instance, surroundings })).digest('hex').slice(0, 16);
}

/** What the value says; it went through somebody's hands. */
export function targetIn(value: string): Target | null {
  try {
    const given = JSON.parse(value) as Readonly<Record<string, unknown>>;
    const { how, instance, caseId, place, seen } = given;
    if (typeof instance !== 'string' || instance === '') return null;
    return {
      how: typeof how === 'string' && isHow(how) ? how : 'ask',
      instance,
      caseId: typeof caseId === 'number' && Number.isSafeInteger(caseId) ? caseId : null,
      place: placeIn(place),
      seen: typeof seen === 'string' ? seen : null,
    };
  } catch {
    return null;
  }
}

function placeIn(given: unknown): Place | null {
  if (typeof given !== 'object' || given === null) return null;
  const { account, region } = given as Readonly<Record<string, unknown>>;
  return typeof account === 'string' && typeof region === 'string' ? { account, region } : null;
}
