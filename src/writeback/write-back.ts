import type { AwsAccess, Place } from '../aws/access.ts';
import { failureOf } from '../aws/failure.ts';
import { ended, marked } from '../finding/mark.ts';
import type { TellableSource } from '../finding/wish.ts';
import type { Language } from '../i18n/catalogue.ts';
import type { Told } from '../operations/services-told.ts';
import { backoff, createEngine, type Engine, type Task } from '../reconcile/engine.ts';
import type { Clock } from '../shared/clock.ts';
import { messageOf, PermanentError } from '../shared/errors.ts';
import type { Logger } from '../shared/logger.ts';
import type { ClaimedWish, WishRepository } from '../store/ports/wishes.ts';
import { type Door, type DoorCall, inParts, type Present, type Refusal, type Saying } from './door.ts';
import { noteOf } from './note.ts';
import { sayingOf } from './plan.ts';
import { doors } from './registry.ts';

export interface WriteBackDeps {
  readonly wishes: Pick<WishRepository, 'places' | 'claim' | 'intend'>;
  /** Writes down what became of it; see operations/services-told.ts. */
  readonly told: (told: readonly Told[]) => Promise<void>;
  readonly access: Pick<AwsAccess, 'client' | 'pace'>;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Names this process in claims. */
  readonly owner: string;
  readonly settings: () => {
    readonly mode: 'off' | 'dry-run' | 'on';
    /** Who speaks for all accounts; null: each for itself. */
    readonly administrator: string | null;
    readonly language: Language;
  };
  /** The address of a case's card; null: not in Slack, or not known. Never throws. */
  readonly linkTo: (caseId: number) => Promise<string | null>;
  /** Slack ids → names; those that are not known are missing. Never throws. */
  readonly namesOf: (ids: readonly string[]) => Promise<ReadonlyMap<string, string>>;
}

/** One service in one place: who is asked there, and for whose findings. */
interface Errand {
  readonly source: TellableSource;
  readonly place: Place;
  readonly accounts: readonly string[];
}

interface ClaimedErrand extends Errand {
  readonly wishes: readonly ClaimedWish[];
}

/** Long enough for a hundred copies that each want words of their own. */
const claimMs = 300_000;
const mostPlaces = 200;
const firstWaitMs = 5_000;
const longestWaitMs = 15 * 60_000;
/** Somebody has to mend it first; then it should not take long. */
const deniedWaitMs = 60 * 60_000;
/** A service that takes the others may take this one yet; after so many times it will not. */
const mostRefusals = 8;

/** What SQL wants said in Security Hub and GuardDuty. An item is a place: its wishes go out together. */
function writeBack(deps: WriteBackDeps): Task<Errand, ClaimedErrand, readonly Told[]> {
  const { wishes, clock, logger, owner } = deps;
  return {
    name: 'write-back',
    async due(now) {
      const { mode, administrator } = deps.settings();
      if (mode === 'off') return [];
      const places = await wishes.places(now, mostPlaces);
      const errands = Map.groupBy(places, ({ source, region, account }) =>
        [source, administrator ?? account, region].join(' '),
      );
      return [...errands.values()].flatMap((alike): Errand[] => {
        const [first] = alike;
        if (!first) return [];
        const place = { account: administrator ?? first.account, region: first.region };
        return [{ source: first.source, place, accounts: alike.map((one) => one.account) }];
      });
    },
    keyOf: ({ source, place }) => `${source} ${place.account} ${place.region}`,
    // Paced call by call, since an errand makes many.
    reserve: () => 0,
    async claim(errand, now) {
      const { source, place, accounts } = errand;
      const { atOnce: limit } = await doors[source]();
      const until = now + claimMs;
      const taken = await wishes.claim(
        { source, region: place.region, accounts },
        { owner, now, until, limit },
      );
      return taken.length === 0 ? null : { ...errand, wishes: taken };
    },
    act: (errand, signal) => run(errand, deps, signal),
    record: (_errand, told) => deps.told(told),
    async fail({ source, place, wishes: claimed }, error) {
      logger.error(
        { source, ...place, copies: claimed.length, error: messageOf(error) },
        'nothing could be written back there',
      );
      await deps.told(claimed.map((wish) => failed(source, wish, error, clock.now())));
    },
  };
}

/** Has an engine of its own: AWS being away must keep nobody else from working. */
export function createWriteBack(deps: WriteBackDeps): Engine {
  return createEngine({
    tasks: [writeBack(deps)],
    clock: deps.clock,
    logger: deps.logger,
    // Each wish is claimed in SQL, so every replica may write.
    mayAct: async () => true,
  });
}

interface Planned {
  readonly wish: ClaimedWish;
  readonly present: Present;
  /** Null: there is nothing to say. */
  readonly saying: Saying | null;
}

async function run(
  { source, place, wishes: claimed }: ClaimedErrand,
  deps: WriteBackDeps,
  signal: AbortSignal,
): Promise<readonly Told[]> {
  const { access, clock } = deps;
  const door = await doors[source]();
  const call: DoorCall = { access, place, signal };
  const present = await door.read(
    claimed.map((wish) => wish.record),
    call,
  );
  const textOf = await notesFor(claimed, deps);
  const planned = claimed.flatMap((wish): Planned[] => {
    const said = present.get(wish.recordKey);
    return said ? [{ wish, present: said, saying: sayingOf(wish, said, door, textOf(wish)) }] : [];
  });
  const told: Told[] = claimed
    .filter((wish) => !present.has(wish.recordKey))
    .map((wish) => ({ ...about(source, wish), result: { ...keyOf(wish), ...unknownThere } }));
  // The same words go out in one call.
  for (const alike of Map.groupBy(planned, ({ saying }) => JSON.stringify(saying)).values()) {
    const saying = alike[0]?.saying ?? null;
    if (saying === null) told.push(...alike.map(({ wish }) => asWanted(source, wish, clock.now())));
    else if (deps.settings().mode === 'dry-run') told.push(...rehearse(alike, saying, source, place, deps));
    else
      for (const part of inParts(alike, door.atOnce))
        told.push(...(await say(part, saying, door, call, deps, clock.now())));
  }
  return told;
}

/** One call. What is about to be written is noted first, so that its echo is known whatever becomes of us. */
async function say(
  part: readonly Planned[],
  saying: Saying,
  door: Door,
  call: DoorCall,
  deps: WriteBackDeps,
  now: number,
): Promise<readonly Told[]> {
  const intended = part.map(({ wish, present }) => ({
    wish,
    present,
    marks: marked(wish.marks, saying.word, now),
  }));
  await deps.wishes.intend(intended.map(({ wish, marks }) => ({ ...keyOf(wish), marks })));
  let refusals: ReadonlyMap<string, Refusal>;
  try {
    const copies = part.map(({ wish }) => wish.record);
    refusals = await door.write(copies, saying, call);
  } catch (error) {
    // What other calls of the errand wrote is not lost with this one.
    return part.map(({ wish }) => failed(door.source, wish, error, now));
  }
  return intended.map(({ wish, present, marks }): Told => {
    const refusal = refusals.get(wish.recordKey);
    if (refusal) return { ...about(door.source, wish), result: refused(wish, refusal, now) };
    return {
      ...about(door.source, wish),
      result: { ...keyOf(wish), kind: 'written', wanted: wish.wanted, marks },
      change: { before: present.word, after: saying.word, why: wish.wanted },
    };
  });
}

function rehearse(
  alike: readonly Planned[],
  { word, note }: Saying,
  source: TellableSource,
  place: Place,
  { logger }: WriteBackDeps,
): readonly Told[] {
  const cases = [...new Set(alike.map(({ wish }) => wish.caseId))].slice(0, 20);
  logger.info(
    { source, ...place, word, copies: alike.length, cases, note: note !== null },
    'would write back',
  );
  return alike.map(({ wish }) => ({ ...about(source, wish), result: { ...keyOf(wish), kind: 'rehearsed' } }));
}

/** The note for each wish; cards and names are asked for once each. */
async function notesFor(
  claimed: readonly ClaimedWish[],
  { linkTo, namesOf, settings }: WriteBackDeps,
): Promise<(wish: ClaimedWish) => string> {
  const people = new Set(claimed.flatMap(({ wanted }) => wanted?.by ?? []));
  const cases = new Set(claimed.flatMap((wish) => caseOf(wish) ?? []));
  const names = await namesOf([...people]);
  const links = new Map<number, string | null>();
  for (const id of cases) links.set(id, await linkTo(id));
  const { language } = settings();
  return (wish) => {
    const caseId = caseOf(wish);
    const url = caseId === null ? null : (links.get(caseId) ?? null);
    return noteOf(wish.wanted, { language, caseId, name: names.get(wish.wanted?.by ?? '') ?? null, url });
  };
}

/** A policy speaks of many cases at once; what is taken back is about one. */
function caseOf({ wanted, caseId }: ClaimedWish): number | null {
  return wanted === null ? caseId : wanted.caseId;
}

const unknownThere = { kind: 'failed', problem: 'FindingNotFound', nextAt: null } as const;

function keyOf({ identity, recordKey, claim }: ClaimedWish) {
  return { identity, recordKey, claim };
}

function about(source: TellableSource, { caseId }: ClaimedWish): Pick<Told, 'source' | 'caseId' | 'change'> {
  return { source, caseId, change: null };
}

/**
 * The service says so already, maybe because we wrote it and ended before we could say so; or there is nothing of ours
 * to be taken back.
 */
function asWanted(source: TellableSource, wish: ClaimedWish, now: number): Told {
  const { wanted } = wish;
  const marks = wanted === null ? ended(wish.marks, now) : wish.marks;
  return { ...about(source, wish), result: { ...keyOf(wish), kind: 'written', wanted, marks } };
}

function refused(wish: ClaimedWish, { problem, isFinal }: Refusal, now: number): Told['result'] {
  const isOver = isFinal || wish.attempts + 1 >= mostRefusals;
  const nextAt = isOver ? null : now + backoff(wish.attempts, firstWaitMs, longestWaitMs);
  return { ...keyOf(wish), kind: 'failed', problem, nextAt };
}

/** Nothing of a call was taken, or nobody knows what was. It converges once AWS lets us again. */
function failed(source: TellableSource, wish: ClaimedWish, error: unknown, now: number): Told {
  const isDenied = error instanceof PermanentError || failureOf(error) === 'denied';
  const wait = isDenied ? deniedWaitMs : backoff(wish.attempts, firstWaitMs, longestWaitMs);
  const problem = error instanceof Error ? error.name : 'Error';
  return {
    ...about(source, wish),
    result: { ...keyOf(wish), kind: 'failed', problem, nextAt: now + wait },
  };
}
