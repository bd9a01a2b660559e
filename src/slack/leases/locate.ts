import type { Place } from '../../finding/lease.ts';
import type { Asker, FoundInstance, LeaseDesk } from '../../finding/lease-desk.ts';
import { type Guarded, placeGuards } from '../../finding/lease-guards.ts';
import type { Planned } from '../../finding/lease-plan.ts';
import type { LeaseSpec } from '../../finding/lease-spec.ts';
import { roleOn } from '../../operations/grants.ts';
import type { Actor } from '../../operations/operation.ts';
import { drawGuards, drawObstacles, drawTrouble } from '../answers/lease-plans.ts';
import { type Answer, answerOf, numberOf, type Reader, result } from '../receive/answer.ts';
import type { Tools } from '../receive/tools.ts';
import { plain } from '../text/plain.ts';
import { type Run, run } from '../text/rich.ts';

/** Whoever wants something of a lease. */
export interface Person {
  readonly userId: string;
  readonly actor: Actor;
  readonly reader: Reader;
}

const mostShown = 10;

/** The desk, while the configuration knows leases; else what is said instead. */
export function deskOf(
  { reader }: Pick<Person, 'reader'>,
  tools: Tools,
): { readonly desk: LeaseDesk } | { readonly answer: Answer } {
  const { leases } = tools;
  if (leases === null || tools.limits().leases === null)
    return { answer: answerOf([result(reader.words.leases.off)]) };
  return { desk: leases };
}

/** What somebody is in the account of a place. */
export function askerAt(place: Place, { userId, actor }: Person, tools: Tools): Asker {
  const environment = environmentAt(place, tools);
  return { by: userId, role: roleOn(actor, [{ account: place.account, environment }]) };
}

export function environmentAt({ account }: Place, tools: Tools): string | null {
  return tools.settings().accounts.find(({ id }) => id === account)?.environment ?? null;
}

/** Why they may ask for nothing there; empty: they may, and may be told what is there. */
function guardsAt(place: Place, person: Person, tools: Tools): readonly Guarded[] {
  const policy = tools.limits().leases;
  if (policy === null) return [];
  const environment = environmentAt(place, tools);
  return placeGuards({ place, role: askerAt(place, person, tools).role, environment }, policy);
}

/** What AWS says of what somebody wants there; else what they are told instead. */
export async function planFor(
  spec: LeaseSpec,
  place: Place,
  person: Person,
  tools: Tools,
): Promise<{ readonly planned: Planned & { readonly kind: 'plan' } } | { readonly answer: Answer }> {
  const at = deskOf(person, tools);
  if ('answer' in at) return at;
  const { reader, actor } = person;
  const guards = guardsAt(place, person, tools);
  if (guards.length > 0) {
    const why = { why: 'guarded', guards: guards.map(({ code }) => code), account: place.account };
    await tools.store.audit.add({
      ...{ at: tools.clock.now(), actor: actor.userId, role: actor.role, surface: actor.surface },
      ...{ act: 'requestLease', outcome: 'refused', target: null, before: null, reason: null },
      after: { ...why, kind: spec.kind },
    });
    return { answer: drawGuards(guards, reader) };
  }
  const planned = await at.desk.plan(spec, place, askerAt(place, person, tools));
  if (planned.kind === 'trouble') return { answer: drawTrouble(planned, reader) };
  if (planned.kind === 'obstacles') return { answer: drawObstacles(planned.obstacles, reader) };
  return { planned };
}

/** The one instance that was meant; else what is said instead. */
export async function locate(
  word: string,
  person: Person,
  tools: Tools,
): Promise<{ readonly found: FoundInstance; readonly desk: LeaseDesk } | { readonly answer: Answer }> {
  const at = deskOf(person, tools);
  if ('answer' in at) return at;
  const { reader, actor, userId } = person;
  const { found: said } = reader.words.leases;
  const { found: all, missed } = await at.desk.find(word, { by: userId, role: actor.role });
  const found = all.filter(({ place }) => guardsAt(place, person, tools).length === 0);
  const [only, ...others] = found;
  if (only !== undefined && others.length === 0) return { found: only, desk: at.desk };
  const typed = plain(word, 60);
  const places = missed.map(({ account, region }) => `${accountName(account, tools)} ${region}`).join(', ');
  const silent: Run[][] = missed.length === 0 ? [] : [[run(said.missed({ places }))]];
  if (only === undefined) return { answer: answerOf([result(said.none({ word: typed })), ...silent]) };
  const count = numberOf(found.length, reader);
  const lines = found.slice(0, mostShown).map(({ instanceId: id, place }): Run[] => {
    const account = accountName(place.account, tools);
    return [run(`• ${said.one({ id, account, region: reader.card.region(place.region) })}`)];
  });
  return { answer: answerOf([result(said.many({ word: typed, count })), ...lines, ...silent]) };
}

export function accountName(account: string, tools: Tools): string {
  return plain(tools.settings().accounts.find(({ id }) => id === account)?.name ?? account, 60);
}
