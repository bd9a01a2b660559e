import { dayIn, daysAfter, instantOf } from '../shared/zoned-day.ts';
import { japaneseHolidays } from './holidays.ts';
import { type Weekday, weekdayIndex, weekdays } from './weekday.ts';

/** When the people of a channel are at work. */
export interface WorkingHours {
  readonly timeZone: string;
  readonly days: readonly Weekday[];
  /** `09:00`, inclusive. */
  readonly from: string;
  /** `18:00`, exclusive; `24:00` for the end of the day. Hours that go past midnight cannot be said. */
  readonly to: string;
  readonly holidays: 'japan' | 'none';
  /** `2026-12-29`, …: the company's own days off. */
  readonly extraHolidays: readonly string[];
}

/** One day's work, epoch milliseconds: `from` inclusive, `to` exclusive. */
interface Span {
  readonly from: number;
  readonly to: number;
}

/** How far to look for a working day. A calendar without any must not be the reason that nobody is told. */
const horizonDays = 400;

export function isWorking(at: number, hours: WorkingHours): boolean {
  const span = spanOf(dayIn(at, hours.timeZone), hours);
  return span !== null && span.from <= at && at < span.to;
}

/** The first working moment from `at` on: `at` itself while people work, and if they never do within 400 days. */
export function nextBegin(at: number, hours: WorkingHours): number {
  for (const span of spansFrom(at, hours)) return Math.max(at, span.from);
  return at;
}

/**
 * The moment at which `ms` of working time have passed since `at`; none pass while people are off. With `ms` 0 that is
 * `at`, and with what is left of a day it is the end of that day, not the next day's begin. Whatever would take more
 * than 400 days ends with the last working day among them; without any it is `at`.
 */
export function addWorking(at: number, ms: number, hours: WorkingHours): number {
  if (ms <= 0) return at;
  let left = ms;
  let reached = at;
  for (const span of spansFrom(at, hours)) {
    const begin = Math.max(at, span.from);
    if (left <= span.to - begin) return begin + left;
    left -= span.to - begin;
    reached = span.to;
  }
  return reached;
}

/** When work begins on the day of `at`, whether before or after `at`; null on a day off. */
export function beginOfWorkingDay(at: number, hours: WorkingHours): number | null {
  return spanOf(dayIn(at, hours.timeZone), hours)?.from ?? null;
}

/** When work begins on the last working day before the day of `at`; `at` itself if there is none within 400 days. */
export function workingDayBefore(at: number, hours: WorkingHours): number {
  const today = dayIn(at, hours.timeZone);
  for (let back = 1; back <= horizonDays; back++) {
    const span = spanOf(daysAfter(today, -back), hours);
    if (span) return span.from;
  }
  return at;
}

/** What is left of today's work, if anything, and the work of the days that follow. */
function* spansFrom(at: number, hours: WorkingHours): Generator<Span> {
  const today = dayIn(at, hours.timeZone);
  for (let ahead = 0; ahead <= horizonDays; ahead++) {
    const span = spanOf(daysAfter(today, ahead), hours);
    if (span && at < span.to) yield span;
  }
}

/** Null on a day off, and on one whose working hours the clocks jump over. */
function spanOf(day: string, hours: WorkingHours): Span | null {
  if (isDayOff(day, hours)) return null;
  const from = instantOf(day, hours.from, hours.timeZone);
  const to = instantOf(day, hours.to, hours.timeZone);
  return from < to ? { from, to } : null;
}

function isDayOff(day: string, hours: WorkingHours): boolean {
  const weekday = weekdays[weekdayIndex(day)];
  return (
    !hours.days.some((one) => one === weekday) ||
    hours.extraHolidays.includes(day) ||
    (hours.holidays === 'japan' && japaneseHolidays.has(day))
  );
}
