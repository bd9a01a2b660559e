import { describe, expect, it } from 'vitest';
import { daysAfter } from '../shared/zoned-day.ts';
import { japaneseHolidays, japaneseHolidaysEnd } from './holidays.ts';
import { weekdayIndex } from './weekday.ts';

/** The law of national holidays, as it stands since 2022: what the table was not made from. */
function byLaw(year: number): string[] {
  const national = new Set([...fixedDays(year), ...happyMondays(year), ...equinoxes(year)]);
  const off = new Set(national);
  for (const day of national) {
    // Article 3, 2: for a Sunday, the nearest later day that is no national holiday.
    if (weekdayIndex(day) === 6) off.add(nextOutside(national, day));
    // Article 3, 3: the one day between two of them.
    const between = daysAfter(day, 1);
    if (!national.has(between) && national.has(daysAfter(day, 2))) off.add(between);
  }
  return [...off].sort();
}

function fixedDays(year: number): string[] {
  const days = ['01-01', '02-11', '02-23', '04-29', '05-03', '05-04', '05-05', '08-11', '11-03', '11-23'];
  return days.map((monthDay) => `${year}-${monthDay}`);
}

/** Coming of age, the sea, respect for the aged, sports. */
function happyMondays(year: number): string[] {
  const months = [
    ['01', 2],
    ['07', 3],
    ['09', 3],
    ['10', 2],
  ] as const;
  return months.map(([month, nth]) => {
    const first = `${year}-${month}-01`;
    return daysAfter(first, ((7 - weekdayIndex(first)) % 7) + (nth - 1) * 7);
  });
}

/** The usual approximation, good from 1980 to 2099. */
function equinoxes(year: number): string[] {
  const since = year - 1980;
  const drift = 0.242194 * since - Math.floor(since / 4);
  return [`${year}-03-${Math.floor(20.8431 + drift)}`, `${year}-09-${Math.floor(23.2488 + drift)}`];
}

function nextOutside(days: ReadonlySet<string>, day: string): string {
  const next = daysAfter(day, 1);
  return days.has(next) ? nextOutside(days, next) : next;
}

describe("Japan's national holidays", () => {
  it.each([2026, 2027, 2028])('of %i are those that the law gives', (year) => {
    const shipped = [...japaneseHolidays].filter((day) => day.startsWith(`${year}-`)).sort();
    expect(shipped).toEqual(byLaw(year));
  });

  it('are known to the end of the last of these years', () => {
    expect([...japaneseHolidays].every((day) => day <= japaneseHolidaysEnd)).toBe(true);
    expect(japaneseHolidays.size).toBe(18 + 17 + 16);
  });
});
