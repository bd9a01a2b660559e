import type { AwsAccess } from '../aws/access.ts';
import { type Ask, askerIn, globalRegionOf } from '../aws/ask.ts';
import { failureOf } from '../aws/failure.ts';
import type { Search, Suspect, Timeline, TrailEvent } from '../finding/investigation.ts';
import type { Clock } from '../shared/clock.ts';
import { deadline } from '../shared/deadline.ts';
import { PermanentError } from '../shared/errors.ts';
import { chainsOf } from './chain.ts';
import { isByRole, readEvent } from './events.ts';
import { lookUp, type Question } from './lookup.ts';
import { type Taken, takenIn, withRoleArns, withSessions } from './roles.ts';
import { suspectsTyped } from './suspects.ts';
import { foldTimeline } from './timeline.ts';

/** Of one suspect in one Region: 500 events in five seconds; of all of them, as many as fit into twenty. */
const mostPages = 10;
const mostCalls = 40;
const mostEvents = 2_000;
const dayMs = 24 * 60 * 60_000;
/** Somebody waits for it. */
const longestLookMs = 60_000;

const attributeOf: Readonly<Record<Suspect['kind'], Question['attribute']>> = {
  'access-key': 'AccessKeyId',
  user: 'Username',
  'role-session': 'Username',
  role: 'ResourceName',
  resource: 'ResourceName',
};

/** One Region of the account that is looked at. */
interface RegionalAsk {
  readonly region: string;
  readonly ask: Ask;
}

/** Who wants to know, and until when they wait. */
interface Asking {
  /** Slack user id. */
  readonly by: string | null;
  readonly signal: AbortSignal;
}

export interface Investigator {
  /** Throws only where no Region at all can be asked for want of a way into the account, or when called off. */
  gather(search: Search, asking: Asking): Promise<Timeline>;
  /** The last day of what somebody typed; `region` null: our own. */
  historyOf(
    word: string,
    place: { readonly account: string; readonly region: string | null },
    by: string | null,
  ): Promise<Timeline>;
}

/** Reads CloudTrail's event history from the account itself; management events of the last 90 days. */
export function createInvestigator(access: AwsAccess, clock: Clock, ownRegion: string): Investigator {
  const investigator: Investigator = {
    async historyOf(word, { account, region }, by) {
      const to = clock.now();
      const suspects = suspectsTyped(word);
      const search = { account, region: region ?? ownRegion, suspects, from: to - dayMs, to };
      const until = deadline(clock, longestLookMs);
      return investigator.gather(search, { by, signal: until.signal }).finally(until.done);
    },
    async gather(asked, { by, signal }) {
      const { partition } = access;
      const askIn = (region: string) => askerIn(access, { ...asked, region }, signal, by);
      const globally = globalRegionOf(partition);
      const asks = [...new Set([asked.region, globally])].map((region) => ({ region, ask: askIn(region) }));
      const askedAt = clock.now();
      const search = await withRoleArns(asked, { ask: askIn(globally), partition });
      const roles = await rolesIn(asks, search, askedAt);
      const parts = await Promise.all(asks.map((one) => inRegion(one, roles.search, askedAt)));
      signal.throwIfAborted();
      const events = parts.flatMap((part) => part.events);
      const known = { taken: roles.taken, keys: keysOf(search, events) };
      const chain = await chainsOf(
        asks.map(({ ask }) => ask),
        known,
        search,
        askedAt,
      );
      const troubles = [roles, ...parts].flatMap((part) => part.troubles);
      return foldTimeline({
        ...{ search, askedAt, events, chain },
        cut: roles.cut || parts.some((part) => part.cut),
        troubles: [...new Map(troubles.map((one) => [one.region, one])).values()],
      });
    },
  };
  return investigator;
}

interface Part {
  readonly events: readonly TrailEvent[];
  readonly cut: boolean;
  readonly troubles: Timeline['troubles'];
}

/** Who took the roles that are searched for, and whom to look for in their place. */
async function rolesIn(asks: readonly RegionalAsk[], search: Search, now: number) {
  const troubles: Timeline['troubles'][number][] = [];
  if (search.suspects.every(({ kind }) => kind !== 'role'))
    return { search, taken: [], cut: false, troubles };
  const parts = await Promise.all(
    asks.map(({ ask, region }) =>
      takenIn(ask, search, now).catch((error: unknown): Taken => {
        troubles.push({ region, why: troubleOf(error) });
        return { taken: [], cut: true };
      }),
    ),
  );
  return { ...withSessions(search, parts), troubles };
}

/** What one Region knows of every suspect; a Region that does not answer does not keep the others from telling. */
async function inRegion({ ask, region }: RegionalAsk, search: Search, now: number): Promise<Part> {
  const events: TrailEvent[] = [];
  const pages = Math.min(mostPages, Math.max(1, Math.floor(mostCalls / search.suspects.length)));
  let cut = false;
  try {
    for (const suspect of search.suspects) {
      const found = await lookUp(ask, questionAbout(suspect, search), pages);
      const { role } = suspect;
      const theirs = role === undefined ? found.events : found.events.filter((one) => isByRole(one, role));
      events.push(...theirs.flatMap((one) => readEvent(one, now) ?? []));
      cut ||= found.more;
      if (events.length >= mostEvents) break;
    }
    return { events, cut: cut || events.length >= mostEvents, troubles: [] };
  } catch (error) {
    return { events, cut: true, troubles: [{ region, why: troubleOf(error) }] };
  }
}

function questionAbout({ kind, value }: Suspect, { from, to }: Search): Question {
  return { attribute: attributeOf[kind], value, from, to };
}

/** Of sessions, which somebody was given by taking a role. */
function keysOf({ suspects }: Search, events: readonly TrailEvent[]): string[] {
  const keys = [
    ...suspects.filter(({ kind }) => kind === 'access-key').map(({ value }) => value),
    ...events.map(({ accessKeyId }) => accessKeyId),
  ];
  return [...new Set(keys.filter((key) => key !== null))].filter((key) => key.startsWith('ASIA'));
}

function troubleOf(error: unknown): Timeline['troubles'][number]['why'] {
  if (error instanceof PermanentError) return 'no-way-in';
  const failure = failureOf(error);
  return failure === 'denied' || failure === 'throttled' ? failure : 'away';
}
