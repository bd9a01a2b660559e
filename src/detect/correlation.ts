import type { CorrelationEntry, CorrelationState, CorrelationWindow } from './correlation-state.ts';
import { RuleFlaw } from './flaw.ts';
import type { CorrelationRule } from './rule.ts';

/** One correlation, ready to be fed; knows no events, only who belongs to which group and when. */
export interface Correlator {
  readonly id: string;
  /** Takes one entry in. The count that made it match now; null where it does not. */
  feed(group: string, entry: CorrelationEntry, state: CorrelationState): number | null;
}

/** Entries that a group keeps at least; a rule that counts further keeps more. */
const fewestEntries = 1_000;
const highestCount = 10_000;
/** A late event is looked for in so many windows that end after it. */
const mostLaterWindows = 100;

/**
 * event_count, value_count, temporal and temporal_ordered of the Sigma Correlation Rules Specification 2.0.0, over
 * windows that slide with the events: asked is each window of the timespan that ends at an event and has the new entry
 * in it, in whatever order events arrive. A group that has matched is quiet for one timespan.
 */
export function createCorrelator(rule: CorrelationRule): Correlator {
  const { type, timespan, rules, condition } = rule.correlation;
  const { gt, gte, lt, lte, eq } = condition ?? { gte: rules.length };
  const holds = (count: number) =>
    (gt === undefined || count > gt) &&
    (gte === undefined || count >= gte) &&
    (lt === undefined || count < lt) &&
    (lte === undefined || count <= lte) &&
    (eq === undefined || count === eq);
  const highest = Math.max(...[gt, gte, lt, lte, eq].map((one) => one ?? 0));
  if (highest > highestCount)
    throw new RuleFlaw(`it counts further than ${highestCount}, which is more than is remembered`, [
      ...['correlation', 'condition'],
    ]);
  const mostEntries = Math.max(fewestEntries, 2 * highest);
  const count = counters[type];
  return {
    id: rule.id,
    feed(group, entry, state) {
      const before = state.get(rule.id, group) ?? empty;
      if (
        entry.event !== '' &&
        before.entries.some((one) => one.event === entry.event && one.rule === entry.rule)
      )
        return null;
      const entries = inserted(before.entries, entry);
      const newest = entries.at(-1)?.at ?? entry.at;
      // Twice the timespan, so that what arrives late still finds its neighbours.
      const kept = entries.filter((one) => one.at >= newest - 2 * timespan).slice(-mostEntries);
      const matched = firstMatch(kept, entry.at, timespan, before.quietUntil, (within) => {
        const counted = count(within);
        return holds(counted) ? counted : null;
      });
      state.put(rule.id, group, {
        entries: kept,
        quietUntil: matched ? matched.at + timespan : before.quietUntil,
        dropped: before.dropped + Math.max(0, entries.length - mostEntries),
      });
      return matched?.count ?? null;
    },
  };
}

const empty: CorrelationWindow = { entries: [], quietUntil: 0, dropped: 0 };

function inserted(entries: readonly CorrelationEntry[], entry: CorrelationEntry): CorrelationEntry[] {
  const after = entries.findLastIndex((one) => one.at <= entry.at) + 1;
  return entries.toSpliced(after, 0, entry);
}

/** The first window, by the time of its end, that has the moment `at` in it and for which `counted` gives a number. */
function firstMatch(
  entries: readonly CorrelationEntry[],
  at: number,
  timespan: number,
  quietUntil: number,
  counted: (within: readonly CorrelationEntry[]) => number | null,
): { readonly at: number; readonly count: number } | null {
  const first = entries.findIndex((one) => one.at >= at);
  const ends = new Set(entries.slice(first, first + mostLaterWindows + 1).map((one) => one.at));
  for (const end of ends) {
    if (end > at + timespan || end < quietUntil) continue;
    const count = counted(entries.filter((one) => one.at <= end && one.at >= end - timespan));
    if (count !== null) return { at: end, count };
  }
  return null;
}

const counters: Readonly<
  Record<CorrelationRule['correlation']['type'], (entries: readonly CorrelationEntry[]) => number>
> = {
  event_count: (entries) => entries.length,
  value_count: (entries) => new Set(entries.map((one) => one.value)).size,
  temporal: (entries) => new Set(entries.map((one) => one.rule)).size,
  temporal_ordered: longestInOrder,
};

/** How many of the rules appear in the order of the list; where several entries share a moment any order will do. */
function longestInOrder(entries: readonly CorrelationEntry[]): number {
  // bestTo[r]: the longest run that ends with rule r; equal moments are read in the order of the rules.
  const bestTo = new Map<number, number>();
  for (const { rule } of [...entries].sort((a, b) => a.at - b.at || a.rule - b.rule)) {
    let best = 0;
    for (const [earlier, length] of bestTo) if (earlier < rule) best = Math.max(best, length);
    bestTo.set(rule, Math.max(bestTo.get(rule) ?? 0, best + 1));
  }
  return Math.max(0, ...bestTo.values());
}
