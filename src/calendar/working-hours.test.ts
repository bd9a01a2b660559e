import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { weekdays } from './weekday.ts';
import {
  addWorking,
  beginOfWorkingDay,
  isWorking,
  nextBegin,
  type WorkingHours,
  workingDayBefore,
} from './working-hours.ts';

const hour = 3_600_000;

const tokyo: WorkingHours = {
  timeZone: 'Asia/Tokyo',
  days: ['mon', 'tue', 'wed', 'thu', 'fri'],
  from: '09:00',
  to: '18:00',
  holidays: 'japan',
  extraHolidays: ['2026-12-29', '2026-12-30', '2026-12-31'],
};
const never: WorkingHours = { ...tokyo, days: [] };

/** In Tokyo's time. */
const jst = (text: string) => Date.parse(`${text}:00+09:00`);

describe('working hours', () => {
  it.each([
    ['before they begin', '2026-11-24T08:59', false],
    ['at the begin', '2026-11-24T09:00', true],
    ['before they end', '2026-11-24T17:59', true],
    ['at the end', '2026-11-24T18:00', false],
    ['on a Saturday', '2026-11-21T12:00', false],
    ['on a national holiday', '2026-11-23T12:00', false],
    ["on the company's own day off", '2026-12-30T12:00', false],
  ])('%s', (_, at, expected) => {
    expect(isWorking(jst(at), tokyo)).toBe(expected);
  });

  it('know no national holidays where none are wanted', () => {
    expect(isWorking(jst('2026-11-23T12:00'), { ...tokyo, holidays: 'none' })).toBe(true);
  });

  it('may be the whole day, every day', () => {
    const always: WorkingHours = { ...tokyo, days: weekdays, from: '00:00', to: '24:00', holidays: 'none' };
    expect(isWorking(jst('2026-11-22T00:00'), always)).toBe(true);
    expect(addWorking(jst('2026-11-20T12:00'), 72 * hour, always)).toBe(jst('2026-11-23T12:00'));
  });

  it('follow a zone with half hours', () => {
    const kolkata: WorkingHours = { ...tokyo, timeZone: 'Asia/Kolkata' };
    expect(nextBegin(Date.parse('2026-11-24T00:00Z'), kolkata)).toBe(Date.parse('2026-11-24T03:30Z'));
  });
});

describe('the next working moment', () => {
  it.each([
    ['now, while people work', '2026-11-24T10:15', '2026-11-24T10:15'],
    ['this morning', '2026-11-24T03:00', '2026-11-24T09:00'],
    ['tomorrow', '2026-11-24T18:00', '2026-11-25T09:00'],
    ['after a weekend and a holiday', '2026-11-20T18:30', '2026-11-24T09:00'],
    ['after five days off in May', '2026-05-01T19:00', '2026-05-07T09:00'],
    ['after New Year', '2026-12-28T20:00', '2027-01-04T09:00'],
  ])('%s', (_, at, expected) => {
    expect(nextBegin(jst(at), tokyo)).toBe(jst(expected));
  });
});

describe('working time that passes', () => {
  it.each([
    ['within a day', '2026-11-24T10:00', 2, '2026-11-24T12:00'],
    ['from before the begin', '2026-11-24T06:00', 2, '2026-11-24T11:00'],
    ['to the very end of a day', '2026-11-24T17:00', 1, '2026-11-24T18:00'],
    ['over a weekend and a holiday', '2026-11-20T17:00', 2, '2026-11-24T10:00'],
    ['over several days', '2026-11-24T17:00', 20, '2026-11-27T10:00'],
    ['not at all', '2026-11-22T12:00', 0, '2026-11-22T12:00'],
  ])('%s', (_, at, hours, expected) => {
    expect(addWorking(jst(at), hours * hour, tokyo)).toBe(jst(expected));
  });

  it('counts the hour that the clocks skip or repeat as people live it', () => {
    const nights: WorkingHours = {
      ...tokyo,
      timeZone: 'Europe/Berlin',
      days: weekdays,
      from: '00:00',
      to: '06:00',
    };
    const spring = Date.parse('2026-03-28T23:00Z');
    const autumn = Date.parse('2026-10-24T22:00Z');
    expect(addWorking(spring, 5 * hour, nights)).toBe(Date.parse('2026-03-29T06:00+02:00'));
    expect(addWorking(autumn, 7 * hour, nights)).toBe(Date.parse('2026-10-25T06:00+01:00'));
  });

  it('has no span on a day whose hours the clocks jump over', () => {
    const jumped: WorkingHours = {
      ...tokyo,
      timeZone: 'Europe/Berlin',
      days: ['sun'],
      from: '02:10',
      to: '02:50',
    };
    expect(beginOfWorkingDay(Date.parse('2026-03-29T12:00+02:00'), jumped)).toBeNull();
    expect(nextBegin(Date.parse('2026-03-29T00:00+01:00'), jumped)).toBe(
      Date.parse('2026-04-05T02:10+02:00'),
    );
  });

  it('ends with the calendar that can be looked at, however much is asked for', () => {
    const at = jst('2026-11-24T10:00');
    expect(addWorking(at, 1e15, tokyo)).toBe(jst('2027-12-29T18:00'));
  });
});

describe('working days', () => {
  it('begin when they begin, whatever the time of day', () => {
    expect(beginOfWorkingDay(jst('2026-11-24T23:00'), tokyo)).toBe(jst('2026-11-24T09:00'));
    expect(beginOfWorkingDay(jst('2026-11-24T00:00'), tokyo)).toBe(jst('2026-11-24T09:00'));
    expect(beginOfWorkingDay(jst('2026-11-23T12:00'), tokyo)).toBeNull();
  });

  it.each([
    ['yesterday', '2026-11-26T12:00', '2026-11-25T09:00'],
    ['yesterday, even before work begins', '2026-11-26T00:00', '2026-11-25T09:00'],
    ['before a weekend and a holiday', '2026-11-24T12:00', '2026-11-20T09:00'],
    ['before a day off', '2026-11-22T12:00', '2026-11-20T09:00'],
  ])('the one before: %s', (_, at, expected) => {
    expect(workingDayBefore(jst(at), tokyo)).toBe(jst(expected));
  });
});

describe('a calendar in which nobody ever works', () => {
  const at = jst('2026-11-24T12:00');
  it('delays nothing', () => {
    expect(isWorking(at, never)).toBe(false);
    expect(nextBegin(at, never)).toBe(at);
    expect(addWorking(at, hour, never)).toBe(at);
    expect(workingDayBefore(at, never)).toBe(at);
  });
});

describe('any working hours', () => {
  const times = [
    ['09:00', '18:00'],
    ['00:00', '24:00'],
    ['01:30', '02:30'],
    ['13:15', '24:00'],
  ] as const;
  const anyHours: fc.Arbitrary<WorkingHours> = fc
    .record({
      timeZone: fc.constantFrom(
        'Asia/Tokyo',
        'Europe/Berlin',
        'America/St_Johns',
        'Australia/Lord_Howe',
        'Asia/Kolkata',
      ),
      days: fc.subarray([...weekdays], { minLength: 1 }),
      times: fc.constantFrom(...times),
      holidays: fc.constantFrom('japan', 'none'),
      extraHolidays: fc.subarray(['2026-03-30', '2026-12-29', '2027-01-04']),
    })
    .map(({ times: [from, to], ...rest }) => ({ ...rest, from, to }));
  const anyTime = fc.integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2028, 0, 1) });
  /** At one hour a week, still within the 400 days. */
  const anyWait = fc.nat(20 * hour);

  it('begin at a working moment, with no other between', () => {
    fc.assert(
      fc.property(anyTime, fc.double({ min: 0, max: 1, noNaN: true }), anyHours, (at, part, hours) => {
        const begin = nextBegin(at, hours);
        expect(isWorking(begin, hours)).toBe(true);
        const between = at + Math.floor((begin - at) * part);
        expect(between < begin && isWorking(between, hours)).toBe(false);
      }),
    );
  });

  it('add up', () => {
    fc.assert(
      fc.property(anyTime, anyWait, anyWait, anyHours, (at, one, other, hours) => {
        const inTwoSteps = addWorking(addWorking(at, one, hours), other, hours);
        expect(inTwoSteps).toBe(addWorking(at, one + other, hours));
      }),
    );
  });

  it('never run backwards', () => {
    fc.assert(
      fc.property(
        anyTime,
        fc.nat(30 * 24 * hour),
        anyWait,
        fc.nat(hour),
        anyHours,
        (at, later, ms, more, hours) => {
          const moment = addWorking(at, ms, hours);
          expect(moment).toBeGreaterThanOrEqual(at + ms);
          expect(addWorking(at, ms + more, hours)).toBeGreaterThanOrEqual(moment);
          expect(addWorking(at + later, ms, hours)).toBeGreaterThanOrEqual(moment);
        },
      ),
    );
  });

  it('name an earlier day as the one before', () => {
    fc.assert(
      fc.property(anyTime, anyHours, (at, hours) => {
        const before = workingDayBefore(at, hours);
        expect(before).toBeLessThan(at);
        expect(beginOfWorkingDay(before, hours)).toBe(before);
      }),
    );
  });
});
