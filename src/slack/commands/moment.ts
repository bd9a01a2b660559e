import { dayIn, daysAfter, instantOf } from '../../shared/zoned-day.ts';

/** A moment as typed. */
export interface Moment {
  readonly at: number;
  /** `2026-12-24` where only a day was typed; `at` is its begin. */
  readonly day: string | null;
}

/**
 * `18:00` (the next time that clocks show it after `after`), `2026-12-24`, `2026-12-24T18:00`, in the zone; with a zone
 * of its own (`Z`, `+09:00`) in that. Null: neither.
 */
export function momentOf(word: string, after: number, zone: string): Moment | null {
  const typed = word.normalize('NFKC');
  if (/^([01]?\d|2[0-3]):[0-5]\d$/.test(typed)) return { at: nextTime(typed, after, zone), day: null };
  const parts = /^(\d{4}-\d\d-\d\d)(?:T((?:[01]\d|2[0-3]):[0-5]\d)(Z|[+-](?:0\d|1[0-4]):[0-5]\d)?)?$/i.exec(
    typed,
  );
  const [, day, time, offset] = parts ?? [];
  if (day === undefined || !isDay(day)) return null;
  if (time === undefined) return { at: instantOf(day, '00:00', zone), day };
  if (offset !== undefined) return { at: Date.parse(`${day}T${time}${offset.toUpperCase()}`), day: null };
  return { at: instantOf(day, time, zone), day: null };
}

function nextTime(time: string, after: number, zone: string): number {
  const today = instantOf(dayIn(after, zone), time, zone);
  return today > after ? today : instantOf(daysAfter(dayIn(after, zone), 1), time, zone);
}

/** `2026-02-31` rolls over into March, so it is no day; what lies beyond this millennium no calendar here can reckon. */
export function isDay(day: string): boolean {
  if (!/^2\d{3}-\d\d-\d\d$/.test(day)) return false;
  const at = Date.parse(`${day}T00:00:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(day);
}
