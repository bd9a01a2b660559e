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
  return daySpan(dayIn(at, timeZone), timeZone);
}

/** The span of a `2026-11-22` in the zone; 23 or 25 hours where clocks change. */
export function daySpan(day: string, timeZone: string): ZonedDay {
  return { day, from: instantOf(day, '00:00', timeZone), to: instantOf(day, '24:00', timeZone) };
}

/** The date that a calendar on the wall shows at that instant: `2026-11-22`. */
export function dayIn(at: number, timeZone: string): string {
  return wallText(at, timeZone).slice(0, 10);
}

/** The day `count` days after (before, if negative) a `2026-11-22`; a calendar's days, whatever their length. */
export function daysAfter(day: string, count: number): string {
  return new Date(Date.parse(day) + count * dayMs).toISOString().slice(0, 10);
}

/**
 * The first instant at which the zone's clocks show `time` (`09:30`; `24:00` is the end of the day) of `day`, or more.
 * So a time that the clocks jump over is the moment of the jump, one that they show twice is the first of the two, and
 * a later time never comes before an earlier one.
 */
export function instantOf(day: string, time: string, timeZone: string): number {
  const wall = Date.parse(day) + minutesInto(time) * 60_000;
  // Zones are at most 14 hours from UTC: a day to either side lies on both sides of any change that matters.
  const offsets = [wall - dayMs, wall + dayMs].map((at) => wallAt(at, timeZone) - at);
  const earliest = wall - Math.max(...offsets);
  const latest = wall - Math.min(...offsets);
  if (earliest === latest || wallAt(earliest, timeZone) === wall) return earliest;
  return firstBetween(earliest, latest, (at) => wallAt(at, timeZone) >= wall);
}

function minutesInto(time: string): number {
  const [hours, minutes] = time.split(':').map(Number);
  return (hours ?? 0) * 60 + (minutes ?? 0);
}

/** By halving: `holds` is false at `before`, true at `at`, and changes once. */
function firstBetween(before: number, at: number, holds: (at: number) => boolean): number {
  if (at - before <= 1) return at;
  const middle = Math.floor((before + at) / 2);
  return holds(middle) ? firstBetween(before, middle, holds) : firstBetween(middle, at, holds);
}

/** What the zone's clocks show, read as if they were UTC's, in milliseconds. */
function wallAt(at: number, timeZone: string): number {
  return Date.parse(`${wallText(at, timeZone).replace(' ', 'T')}Z`) + (at - Math.floor(at / 1_000) * 1_000);
}

/** `2026-11-22 14:05:06`; throws RangeError for a zone that Intl does not know. */
function wallText(at: number, timeZone: string): string {
  let formatter = formatters.get(timeZone);
  if (!formatter) {
    // Swedish writes dates and times as ISO does.
    formatter = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' });
    formatters.set(timeZone, formatter);
  }
  return formatter.format(at);
}
