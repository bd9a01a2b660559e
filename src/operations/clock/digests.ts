import { beginOfWorkingDay, isWorking, nextBegin, type WorkingHours } from '../../calendar/working-hours.ts';
import type { DigestData } from '../../finding/card-data.ts';
import type { Case } from '../../finding/case.ts';
import type { Suppression } from '../../finding/suppression.ts';
import { zonedDay } from '../../shared/zoned-day.ts';
import type { DigestCase } from '../../store/ports/digests.ts';
import type { ActTransaction } from '../../store/ports/transactions.ts';
import type { Store } from '../../store/store.ts';
import { edited } from '../../triage/case-change.ts';
import { callFor } from '../../triage/people.ts';
import type { TriageRules } from '../../triage/rules.ts';
import { auditByClock } from '../audited.ts';
import { onlyCases } from '../case-act.ts';
import { contextOf } from '../deciding.ts';
import { putSuppressionCard } from '../suppression-card.ts';
import type { Ticked } from './ticked.ts';

/** More than anybody reads in one message; `/secfind` lists the rest. */
const mostListed = 200;
/** Whoever is called once is called for all of theirs, however many they are. */
const mostWaiting = 5_000;

/**
 * At the begin of a channel's working day: one card per owner with what is overdue, what soon will be, what came
 * overnight, and which of their suppressions end. Never a message per case. Whoever is to be called for what was still
 * on its way at that moment is called a little later.
 */
export function createDigests(store: Stores) {
  /** Channel, or null for all others → the last day that is done; after a restart cards that exist say it. */
  const done = new Map<string | null, string>();
  return async (rules: TriageRules, now: number): Promise<Ticked> => {
    let changed = false;
    const waiting = await store.digests.waiting(now);
    for (const { channel, hours } of calendarsOf(rules)) {
      const { day } = zonedDay(now, hours.timeZone);
      const own = Object.keys(rules.settings.hours.channels);
      const concerns = (one: string) => (channel === null ? !own.includes(one) : one === channel);
      const late = done.get(channel) === day;
      const here = waiting.filter(concerns);
      if ((late && here.length === 0) || !hasBegun(now, hours)) continue;
      const soon = zonedDay(nextBegin(zonedDay(now, hours.timeZone).to, hours), hours.timeZone).to;
      const due = late ? nothingDue : await dueSoon(store, soon, concerns);
      changed = (await writeDay(store, { ...due, waiting: here, day, soon, now, rules })) || changed;
      done.set(channel, day);
    }
    return { changed, more: false };
  };
}

type Stores = Pick<Store, 'act' | 'digests' | 'suppressions'>;

/** A process that was down in the morning still says it, but not in the evening. */
function hasBegun(now: number, hours: WorkingHours): boolean {
  const begin = beginOfWorkingDay(now, hours);
  return begin !== null && begin <= now && isWorking(now, hours);
}

function calendarsOf({
  settings: { hours },
}: TriageRules): { channel: string | null; hours: WorkingHours }[] {
  const own = Object.entries(hours.channels).map(([channel, one]) => ({ channel, hours: one }));
  return [{ channel: null, hours: hours.default }, ...own];
}

/** What the digests of some channels are made of. */
interface Due {
  readonly cases: readonly DigestCase[];
  readonly ending: readonly Suppression[];
}

interface Morning extends Due {
  /** Channels with cases whose mention waited until now. */
  readonly waiting: readonly string[];
  readonly day: string;
  /** The end of the next working day. */
  readonly soon: number;
  readonly now: number;
  readonly rules: TriageRules;
}

const nothingDue: Due = { cases: [], ending: [] };

async function dueSoon(
  { digests, suppressions }: Stores,
  soon: number,
  concerns: (channel: string) => boolean,
): Promise<Due> {
  return {
    cases: (await digests.due(soon)).filter((one) => concerns(one.channel)),
    ending: (await suppressions.toRemind(soon, mostListed)).filter((one) => concerns(one.channel)),
  };
}

async function writeDay(store: Stores, morning: Morning): Promise<boolean> {
  const { cases, ending, waiting } = morning;
  const channels = new Set([...[...cases, ...ending].map((one) => one.channel), ...waiting]);
  for (const channel of channels)
    await store.act((transaction) => writeChannel(transaction, channel, morning));
  return channels.size > 0;
}

/** One channel's morning: all of its cards, or none. */
async function writeChannel(transaction: ActTransaction, channel: string, morning: Morning): Promise<void> {
  const { day, soon, now, rules } = morning;
  const here = <T extends { readonly channel: string }>(all: readonly T[]) =>
    all.filter((one) => one.channel === channel);
  const ending = here(morning.ending);
  const waiting = await whoeverWaits(transaction, channel, rules, now);
  const written = new Set<string | null>();
  for (const data of digestsOf(waiting, here(morning.cases), ending, soon, now)) {
    const ofDay = `digest:${channel}:${data.owner ?? 'none'}:${day}`;
    const hasBeen = await transaction.hasCard(ofDay);
    if (hasBeen && data.waiting.length === 0) continue;
    const card = hasBeen ? { key: `${ofDay}:${now}`, data: onlyWaiting(data) } : { key: ofDay, data };
    await transaction.putCard({ ...card, channel, severity: 'Medium', now, material: true });
    auditByClock(transaction, now, {
      act: 'digest',
      outcome: 'done',
      target: card.key,
      after: countsOf(card.data),
    });
    if (!hasBeen) written.add(data.owner);
  }
  if (waiting.length > 0)
    await transaction.save(onlyCases(waiting.map((one) => edited({ ...one, mentionAt: null }))), now);
  for (const suppression of ending.filter(({ author }) => written.has(author))) {
    await transaction.suppressionReminded(suppression.id, now);
    await putSuppressionCard(transaction, suppression, now);
  }
}

/** How much whoever it calls is told of. */
function countsOf({ owner, waiting, overdue, dueTomorrow, suppressions }: DigestData) {
  const lists = { waiting, overdue, dueTomorrow, suppressions };
  const counts = Object.entries(lists).map(([name, ids]) => [name, ids.length] as const);
  return { owner, ...Object.fromEntries(counts) };
}

/** The rest has been said today. */
function onlyWaiting(data: DigestData): DigestData {
  return { ...data, overdue: [], dueTomorrow: [], suppressions: [] };
}

/** Cases that came outside working hours, with whom they call now. */
async function whoeverWaits(
  transaction: ActTransaction,
  channel: string,
  rules: TriageRules,
  now: number,
): Promise<Case[]> {
  const cases = await transaction.awaitingMention(channel, now, mostWaiting);
  if (cases.length === 0) return [];
  const context = await contextOf(transaction, rules, now);
  return cases.map((one) => ({ ...one, ...callFor(one, context) }));
}

/** Sorted out by whom each concerns, in no particular order of people. A case is in one of a digest's lists only. */
function digestsOf(
  waiting: readonly Pick<Case, 'id' | 'mentions'>[],
  cases: readonly DigestCase[],
  ending: readonly Suppression[],
  soon: number,
  now: number,
): DigestData[] {
  const digests = new Map<
    string | null,
    Record<'waiting' | 'overdue' | 'dueTomorrow' | 'suppressions', number[]>
  >();
  const of = (owner: string | null) => {
    const known = digests.get(owner) ?? { waiting: [], overdue: [], dueTomorrow: [], suppressions: [] };
    digests.set(owner, known);
    return known;
  };
  for (const { id, mentions } of waiting) for (const one of mentions) of(one).waiting.push(id);
  for (const { caseId, owner, dueAt } of cases) {
    if (dueAt > soon) continue;
    const lists = of(owner);
    if (dueAt <= now) {
      // Late is worse than new.
      lists.overdue.push(caseId);
      lists.waiting = lists.waiting.filter((one) => one !== caseId);
    } else if (!lists.waiting.includes(caseId)) lists.dueTomorrow.push(caseId);
  }
  for (const { id, author } of ending) of(author).suppressions.push(id);
  return [...digests]
    .map(([owner, { waiting, overdue, dueTomorrow, suppressions }]) => ({
      owner,
      mention: owner !== null,
      waiting: waiting.slice(0, mostListed),
      overdue: overdue.slice(0, mostListed),
      dueTomorrow: dueTomorrow.slice(0, mostListed),
      suppressions: suppressions.slice(0, mostListed),
    }))
    .filter(
      (one) => one.waiting.length + one.overdue.length + one.dueTomorrow.length + one.suppressions.length > 0,
    );
}
