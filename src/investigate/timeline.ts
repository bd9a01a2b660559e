import {
  type ChainLink,
  type Counted,
  isDenial,
  type Search,
  type Timeline,
  type TrailEvent,
} from '../finding/investigation.ts';

const mostNotable = 40;
const mostCounted = 8;
const spans = 48;
/** LookupEvents is behind by up to 15 minutes (CloudTrail user guide, "Viewing events with CloudTrail event history"). */
const deliveryLagMs = 15 * 60_000;

export interface Gathered {
  readonly search: Search;
  readonly askedAt: number;
  readonly events: readonly TrailEvent[];
  readonly chain: readonly ChainLink[];
  readonly cut: boolean;
  readonly troubles: Timeline['troubles'];
}

/** What was found, folded: what changed or was refused stands out, what was only read is counted. */
export function foldTimeline({ search, askedAt, events, chain, cut, troubles }: Gathered): Timeline {
  const ordered = [...new Map(events.map((one) => [one.id, one])).values()].sort(
    (a, b) => a.at - b.at || (a.id < b.id ? -1 : 1),
  );
  const notable = ordered.filter(isNotable);
  const reads = ordered.filter((one) => !isNotable(one));
  return {
    search,
    askedAt,
    completeUntil: Math.min(search.to, askedAt - deliveryLagMs),
    total: ordered.length,
    notable: notable.slice(0, mostNotable),
    notableTotal: notable.length,
    denied: ordered.filter(({ errorCode }) => isDenial(errorCode)).length,
    reads: counted(reads, ({ service }) => service),
    addresses: counted(ordered, ({ address }) => address),
    agents: counted(ordered, ({ agent }) => agent),
    chain,
    activity: activityOf(search, ordered),
    cut,
    troubles,
  };
}

function isNotable(event: TrailEvent): boolean {
  return !event.readOnly || isDenial(event.errorCode);
}

/** Most first; equal counts by name. */
function counted(events: readonly TrailEvent[], nameOf: (event: TrailEvent) => string | null): Counted[] {
  const found = new Map<string, { count: number; first: number; last: number }>();
  for (const event of events) {
    const name = nameOf(event);
    if (name === null || name === '') continue;
    const known = found.get(name) ?? { count: 0, first: event.at, last: event.at };
    found.set(name, { count: known.count + 1, first: known.first, last: event.at });
  }
  return [...found]
    .map(([name, one]) => ({ name, ...one }))
    .sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1))
    .slice(0, mostCounted);
}

function activityOf({ from, to }: Search, events: readonly TrailEvent[]): Timeline['activity'] {
  const spanMs = Math.max(60_000, Math.ceil((to - from) / spans));
  const length = Math.max(1, Math.ceil((to - from) / spanMs));
  const none = () => Array.from({ length }, () => 0);
  const activity = { spanMs, writes: none(), denied: none(), reads: none() };
  for (const event of events) {
    const at = Math.min(length - 1, Math.max(0, Math.floor((event.at - from) / spanMs)));
    const kind = isDenial(event.errorCode) ? 'denied' : event.readOnly ? 'reads' : 'writes';
    activity[kind][at] = (activity[kind][at] ?? 0) + 1;
  }
  return activity;
}
