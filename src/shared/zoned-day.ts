/** A calendar day as a time zone lives it. `from` inclusive, `to` exclusive, epoch milliseconds. */
export interface ZonedDay {
  /** `2026-11-22` */
  readonly day: string;
  readonly from: number;
  readonly to: number;
}

const formatters = new Map<string, Intl.DateTimeFormat>();
const dayMs = 86_400_000;

/** The day that `at` falls on in the zone. */
export function zonedDay(at: number, timeZone: string): ZonedDay {
  return daySpan(dateIn(at, timeZone), timeZone);
}

/** The span of a `2026-11-22` in the zone; 23 or 25 hours where clocks change. */
export function daySpan(day: string, timeZone: string): ZonedDay {
  const noon = Date.parse(`${day}T12:00:00Z`);
  return {
    day,
    from: midnightBefore(noon, day, timeZone),
    to: midnightBefore(noon + dayMs, nextDay(noon), timeZone),
  };
}

function nextDay(noon: number): string {
  return new Date(noon + dayMs).toISOString().slice(0, 10);
}

/** First instant whose date in the zone is `day`, found by halving: offsets are not to be trusted near a change. */
function midnightBefore(noon: number, day: string, timeZone: string): number {
  let before = noon - 2 * dayMs;
  let at = noon + 2 * dayMs;
  while (at - before > 1) {
    const middle = Math.floor((before + at) / 2);
    if (dateIn(middle, timeZone) >= day) at = middle;
    else before = middle;
  }
  return at;
}

function dateIn(at: number, timeZone: string): string {
  let formatter = formatters.get(timeZone);
  if (!formatter) {
    // Swedish writes dates as ISO does.
    formatter = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' });
    formatters.set(timeZone, formatter);
  }
  return formatter.format(at);
}
