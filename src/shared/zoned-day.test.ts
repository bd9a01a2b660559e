import { describe, expect, it } from 'vitest';
import { daySpan, zonedDay } from './zoned-day.ts';

const hour = 3_600_000;

describe('a day in a time zone', () => {
  it('is the day that people there live in', () => {
    const lateInUtc = Date.UTC(2026, 10, 21, 20, 0);
    expect(zonedDay(lateInUtc, 'UTC').day).toBe('2026-11-21');
    expect(zonedDay(lateInUtc, 'Asia/Tokyo').day).toBe('2026-11-22');
  });

  it('begins at its own midnight', () => {
    expect(daySpan('2026-11-22', 'Asia/Tokyo')).toEqual({
      day: '2026-11-22',
      from: Date.UTC(2026, 10, 21, 15),
      to: Date.UTC(2026, 10, 22, 15),
    });
  });

  it('is 23 or 25 hours long where the clocks change', () => {
    const spring = daySpan('2026-03-29', 'Europe/Berlin');
    const autumn = daySpan('2026-10-25', 'Europe/Berlin');
    expect((spring.to - spring.from) / hour).toBe(23);
    expect((autumn.to - autumn.from) / hour).toBe(25);
  });

  it('holds the instant it was made from', () => {
    for (const zone of ['UTC', 'Asia/Tokyo', 'America/St_Johns', 'Pacific/Kiritimati', 'Pacific/Pago_Pago']) {
      for (let at = Date.UTC(2026, 0, 1); at < Date.UTC(2026, 11, 31); at += 13 * 24 * hour + 7 * 60_000) {
        const { from, to } = zonedDay(at, zone);
        expect(from <= at && at < to, `${zone} ${new Date(at).toISOString()}`).toBe(true);
      }
    }
  });
});
