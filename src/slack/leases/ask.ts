import type { Lease, Place } from '../../finding/lease.ts';
import type { LeaseDesk } from '../../finding/lease-desk.ts';
import { guardsOf } from '../../finding/lease-guards.ts';
import type { Planned } from '../../finding/lease-plan.ts';
import type { LeaseSpec } from '../../finding/lease-spec.ts';
import { drawDryRun, drawGuards, drawTrouble } from '../answers/lease-plans.ts';
import { drawRequested } from '../answers/leases.ts';
import type { Answer } from '../receive/answer.ts';
import type { Tools } from '../receive/tools.ts';
import { askerAt, environmentAt, type Person, planFor } from './locate.ts';

const hows = ['ask', 'dry-run', 'break-glass'] as const;
export type How = (typeof hows)[number];

export function isHow(word: string): word is How {
  return hows.some((how) => how === word);
}

/** Something that somebody wants of AWS for a while. */
export interface Wish {
  readonly spec: LeaseSpec;
  readonly place: Place;
  /** In ms; null: until a person ends it. */
  readonly duration: number | null;
  readonly reason: string;
  readonly caseId: Lease['caseId'];
  readonly how: How;
}

/** Looks at AWS, and asks for what was wished, or shows what would be done. */
export async function ask(wish: Wish, desk: LeaseDesk, person: Person, tools: Tools): Promise<Answer> {
  const { spec, place } = wish;
  const looked = await planFor(spec, place, person, tools);
  if ('answer' in looked) return looked.answer;
  const { planned } = looked;
  return wish.how === 'dry-run'
    ? rehearse(wish, planned, desk, person, tools)
    : request(wish, planned, person, tools);
}

async function request(
  { how, ...wish }: Wish,
  planned: Planned & { kind: 'plan' },
  person: Person,
  tools: Tools,
): Promise<Answer> {
  const asked = { ...wish, planned, breakGlass: how === 'break-glass' };
  return drawRequested(await tools.act('requestLease', asked, person.actor), person.reader, tools);
}

/** Calls nothing that changes anything. What the configuration does not allow is said here too. */
async function rehearse(
  { spec, place, duration }: Wish,
  planned: Planned & { kind: 'plan' },
  desk: LeaseDesk,
  person: Person,
  tools: Tools,
): Promise<Answer> {
  const { reader } = person;
  const policy = tools.limits().leases;
  const asker = askerAt(place, person, tools);
  const environment = environmentAt(place, tools);
  const guards =
    policy === null ? [] : guardsOf({ spec, place, duration, environment, role: asker.role }, policy);
  if (guards.length > 0) return drawGuards(guards, reader);
  const checked = await desk.check(spec, place, planned, asker);
  if ('kind' in checked) return drawTrouble(checked, reader);
  return drawDryRun({ spec, plan: planned.plan }, checked, reader);
}
