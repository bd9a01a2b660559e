import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayIn, daySpan, daysAfter, instantOf, zonedDay } from './zoned-day.ts';

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

describe('a time on the wall', () => {
  const berlin = 'Europe/Berlin';

  it.each([
    ['a plain day', '2026-11-24', '09:30', 'Asia/Tokyo', '2026-11-24T00:30:00Z'],
    ['a zone with half hours', '2026-11-24', '09:00', 'Asia/Kolkata', '2026-11-24T03:30:00Z'],
    ['the end of a day', '2026-12-31', '24:00', 'UTC', '2027-01-01T00:00:00Z'],
    ['before the clocks jump', '2026-03-29', '01:59', berlin, '2026-03-29T00:59:00Z'],
    ['jumped over: the jump', '2026-03-29', '02:30', berlin, '2026-03-29T01:00:00Z'],
    ['after the jump', '2026-03-29', '03:30', berlin, '2026-03-29T01:30:00Z'],
    ['shown twice: the first', '2026-10-25', '02:30', berlin, '2026-10-25T00:30:00Z'],
    ['after the repeat', '2026-10-25', '03:00', berlin, '2026-10-25T02:00:00Z'],
    ['a jump of half an hour', '2026-10-04', '02:15', 'Australia/Lord_Howe', '2026-10-03T15:30:00Z'],
    ['a midnight jumped over', '2026-09-06', '00:00', 'America/Santiago', '2026-09-06T04:00:00Z'],
    ['a whole day jumped over', '2011-12-30', '12:00', 'Pacific/Apia', '2011-12-30T10:00:00Z'],
  ])('%s', (_, day, time, timeZone, instant) => {
    expect(instantOf(day, time, timeZone)).toBe(Date.parse(instant));
  });

  it('never runs backwards, and every instant has its day', () => {
    const zone = fc.constantFrom('UTC', berlin, 'America/Santiago', 'Asia/Kolkata', 'Australia/Lord_Howe');
    const time = fc.nat(24 * 60).map((minutes) => {
      const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
      return `${String(hours).padStart(2, '0')}:${String(rest).padStart(2, '0')}`;
    });
    fc.assert(
      fc.property(zone, fc.nat(1_000), time, time, (timeZone, days, one, other) => {
        const day = daysAfter('2026-01-01', days);
        const [early, late] = one < other ? [one, other] : [other, one];
        const [begin, end] = [instantOf(day, early, timeZone), instantOf(day, late, timeZone)];
        expect(begin).toBeLessThanOrEqual(end);
        if (early !== '24:00') expect(dayIn(begin, timeZone)).toBe(day);
      }),
    );
  });
});
