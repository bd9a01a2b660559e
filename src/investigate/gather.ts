import {
  CloudTrailClient,
  type Event,
  LookupEventsCommand,
  type LookupEventsCommandInput,
} from '@aws-sdk/client-cloudtrail';
import type { AwsAccess } from '../aws/access.ts';
import { type Ask, askerIn, globalRegionOf } from '../aws/ask.ts';
import { failureOf } from '../aws/failure.ts';
import type { ChainLink, Search, Suspect, Timeline, TrailEvent } from '../finding/investigation.ts';
import type { Clock } from '../shared/clock.ts';
import { deadline } from '../shared/deadline.ts';
import { PermanentError } from '../shared/errors.ts';
import { readAssumption, readEvent } from './events.ts';
import { suspectTyped } from './suspects.ts';
import { foldTimeline } from './timeline.ts';

/** Of one suspect in one Region: 500 events in five seconds. */
const mostPages = 10;
const mostEvents = 2_000;
/** A role taken by a role taken by a role …: nobody does more. */
const longestChain = 5;
/** How long before its first use a session may have begun: twelve hours at most (STS API reference). */
const longestSession = 12 * 60 * 60_000;
const dayMs = 24 * 60 * 60_000;
/** Somebody waits for it. */
const longestLookMs = 60_000;

/** LookupEvents takes one attribute, so each suspect is a search of its own. */
const attributeOf: Readonly<Record<Suspect['kind'], 'AccessKeyId' | 'Username' | 'ResourceName'>> = {
  'access-key': 'AccessKeyId',
  user: 'Username',
  'role-session': 'Username',
  role: 'ResourceName',
  resource: 'ResourceName',
};

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
      const suspects = [suspectTyped(word)];
      const search = { account, region: region ?? ownRegion, suspects, from: to - dayMs, to };
      const until = deadline(clock, longestLookMs);
      return investigator.gather(search, { by, signal: until.signal }).finally(until.done);
    },
    async gather(search, { by, signal }) {
      const regions = [...new Set([search.region, globalRegionOf(access.partition)])];
      const askedAt = clock.now();
      const parts = await Promise.all(
        regions.map((region) =>
          inRegion(askerIn(access, { ...search, region }, signal, by), region, search, askedAt),
        ),
      );
      signal.throwIfAborted();
      const events = parts.flatMap((part) => part.events);
      const asks = regions.map((region) => askerIn(access, { ...search, region }, signal, by));
      // What cannot be followed is not told; the events stand for themselves.
      const chain = await chainOf(asks, firstKeyOf(search, events), search, askedAt).catch(() => []);
      return foldTimeline({
        search,
        askedAt,
        events,
        chain,
        cut: parts.some((part) => part.cut),
        troubles: parts.flatMap((part) => part.troubles),
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

/** What one Region knows of every suspect; a Region that does not answer does not keep the others from telling. */
async function inRegion(ask: Ask, region: string, search: Search, now: number): Promise<Part> {
  const events: TrailEvent[] = [];
  let cut = false;
  try {
    for (const suspect of search.suspects) {
      const found = await lookUp(ask, attributesOf(suspect, search), mostPages);
      events.push(...found.events.flatMap((one) => readEvent(one, now) ?? []));
      cut ||= found.more;
      if (events.length >= mostEvents) break;
    }
    return { events, cut: cut || events.length >= mostEvents, troubles: [] };
  } catch (error) {
    return { events, cut: true, troubles: [{ region, why: troubleOf(error) }] };
  }
}

function attributesOf({ kind, value }: Suspect, { from, to }: Search): LookupEventsCommandInput {
  return {
    LookupAttributes: [{ AttributeKey: attributeOf[kind], AttributeValue: value }],
    StartTime: new Date(from),
    EndTime: new Date(to),
    MaxResults: 50,
  };
}

/** Newest first, as CloudTrail gives them. */
async function lookUp(ask: Ask, input: LookupEventsCommandInput, pages: number) {
  const events: Event[] = [];
  let NextToken: string | undefined;
  for (let page = 0; page < pages; page += 1) {
    const answer = await ask(CloudTrailClient, 'cloudtrail:LookupEvents', (trail, options) =>
      trail.send(new LookupEventsCommand({ ...input, ...(NextToken && { NextToken }) }), options),
    );
    events.push(...(answer.Events ?? []));
    NextToken = answer.NextToken;
    if (NextToken === undefined) return { events, more: false };
  }
  return { events, more: true };
}

/** A session's key, which somebody was given by taking a role. */
function firstKeyOf({ suspects }: Search, events: readonly TrailEvent[]): string | null {
  const keys = [
    ...suspects.filter(({ kind }) => kind === 'access-key').map(({ value }) => value),
    ...events.map(({ accessKeyId }) => accessKeyId),
  ];
  return keys.find((key) => key?.startsWith('ASIA')) ?? null;
}

/** Back from a session to whoever took the role, and on from there, until it is no session any more. */
async function chainOf(
  asks: readonly Ask[],
  key: string | null,
  search: Search,
  now: number,
): Promise<ChainLink[]> {
  const chain: ChainLink[] = [];
  for (let next = key; next?.startsWith('ASIA') && chain.length < longestChain; ) {
    const taken = await assumptionBehind(asks, next, search, now);
    if (taken === null) break;
    chain.push(taken.link);
    // Who carries a source identity has said who they are, and STS does not let it change.
    next = taken.link.sourceIdentity === null ? taken.callerKey : null;
  }
  return chain;
}

/** The event in which STS gave out a key: CloudTrail lists the key among its resources. */
async function assumptionBehind(asks: readonly Ask[], key: string, { from, to }: Search, now: number) {
  const input = {
    LookupAttributes: [{ AttributeKey: 'ResourceName' as const, AttributeValue: key }],
    StartTime: new Date(from - longestSession),
    EndTime: new Date(to),
    MaxResults: 10,
  };
  for (const ask of asks) {
    const { events } = await lookUp(ask, input, 1);
    for (const event of events) {
      const taken = readAssumption(event, now);
      if (taken !== null) return taken;
    }
  }
  return null;
}

function troubleOf(error: unknown): Timeline['troubles'][number]['why'] {
  if (error instanceof PermanentError) return 'no-way-in';
  const failure = failureOf(error);
  return failure === 'denied' || failure === 'throttled' ? failure : 'away';
}
