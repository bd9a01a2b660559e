import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type OnCall, type Override, onCallAt, shifts } from './on-call.ts';
import { weekdays } from './weekday.ts';

const [aki, ben, chie] = ['UAKI', 'UBEN', 'UCHIE'];
const week = 7 * 86_400_000;

const rotation: OnCall = {
  kind: 'rotation',
  people: [aki, ben, chie],
  start: '2026-11-23',
  handover: { day: 'mon', time: '10:00' },
  timeZone: 'Asia/Tokyo',
};

const jst = (text: string) => Date.parse(`${text}:00+09:00`);
const standIn = (userId: string, from: string, until: string): Override => ({
  userId,
  from: jst(from),
  until: jst(until),
  by: aki,
});

describe('a rotation', () => {
  it.each([
    ['from its first handover', '2026-11-23T10:00', aki, ben, '2026-11-30T10:00'],
    ['until just before the next', '2026-11-30T09:59', aki, ben, '2026-11-30T10:00'],
    ['hands over to the second', '2026-11-30T10:00', ben, chie, '2026-12-07T10:00'],
    ['begins anew after the last', '2026-12-13T12:00', chie, aki, '2026-12-14T10:00'],
    ['and again', '2026-12-14T10:00', aki, ben, '2026-12-21T10:00'],
    ['is filled backwards before its start', '2026-11-23T09:59', chie, aki, '2026-11-23T10:00'],
    ['and further', '2026-11-10T12:00', ben, chie, '2026-11-16T10:00'],
  ])('%s', (_, at, first, second, until) => {
    expect(onCallAt(rotation, [], jst(at))).toEqual({ first, second, until: jst(until), overridden: false });
  });

  it('begins on the next handover day if its start is none', () => {
    const friday: OnCall = { ...rotation, handover: { day: 'fri', time: '10:00' } };
    expect(onCallAt(friday, [], jst('2026-11-27T10:00')).first).toBe(aki);
    expect(onCallAt(friday, [], jst('2026-11-27T09:59')).first).toBe(chie);
  });

  it('hands over at the same hour of the clock when the clocks change', () => {
    const berlin: OnCall = { ...rotation, start: '2026-10-19', timeZone: 'Europe/Berlin' };
    const [before, after] = shifts(berlin, [], Date.parse('2026-10-19T10:00+02:00'), 2);
    expect(before?.until).toBe(Date.parse('2026-10-26T10:00+01:00'));
    expect(after?.until).toBe(Date.parse('2026-11-02T10:00+01:00'));
  });

  it('hands over once where the clocks skip or repeat that hour', () => {
    const night: OnCall = { ...rotation, timeZone: 'Europe/Berlin', handover: { day: 'sun', time: '02:30' } };
    const ends = (from: string) => shifts(night, [], Date.parse(from), 2).map((one) => one.until);
    expect(ends('2026-03-23T00:00Z')).toEqual(['2026-03-29T01:00Z', '2026-04-05T00:30Z'].map(Date.parse));
    expect(ends('2026-10-20T00:00Z')).toEqual(['2026-10-25T00:30Z', '2026-11-01T01:30Z'].map(Date.parse));
  });

  it('of one has no second, and of nobody has no first', () => {
    const alone: OnCall = { ...rotation, people: [aki] };
    expect(onCallAt(alone, [], jst('2026-12-01T00:00'))).toMatchObject({ first: aki, second: null });
    const empty: OnCall = { ...rotation, people: [] };
    expect(onCallAt(empty, [], jst('2026-12-01T00:00'))).toMatchObject({ first: null, second: null });
  });

  it('may name a person twice, who is then not the second to themselves', () => {
    const twice: OnCall = { ...rotation, people: [aki, aki, ben] };
    expect(onCallAt(twice, [], jst('2026-11-24T00:00'))).toMatchObject({ first: aki, second: ben });
  });
});

describe('a group, and nobody', () => {
  const at = jst('2026-11-24T00:00');
  it('are on call for ever', () => {
    const group: OnCall = { kind: 'group', group: 'SONCALL' };
    expect(onCallAt(group, [], at)).toEqual({
      first: 'SONCALL',
      second: null,
      until: null,
      overridden: false,
    });
    expect(shifts(group, [], at, 5)).toHaveLength(1);
    expect(onCallAt({ kind: 'none' }, [], at)).toEqual({
      first: null,
      second: null,
      until: null,
      overridden: false,
    });
  });

  it('a group stands behind whoever stands in for it', () => {
    const override = standIn(ben, '2026-11-23T00:00', '2026-11-25T00:00');
    expect(onCallAt({ kind: 'group', group: 'SONCALL' }, [override], at)).toEqual({
      first: ben,
      second: 'SONCALL',
      until: override.until,
      overridden: true,
    });
  });
});

describe('an override', () => {
  const night = standIn(chie, '2026-11-25T18:00', '2026-11-26T09:00');

  it('holds from its begin until its end', () => {
    expect(shifts(rotation, [night], jst('2026-11-23T10:00'), 4)).toEqual([
      { from: jst('2026-11-23T10:00'), first: aki, second: ben, until: night.from, overridden: false },
      { from: night.from, first: chie, second: ben, until: night.until, overridden: true },
      { from: night.until, first: aki, second: ben, until: jst('2026-11-30T10:00'), overridden: false },
      {
        from: jst('2026-11-30T10:00'),
        first: ben,
        second: chie,
        until: jst('2026-12-07T10:00'),
        overridden: false,
      },
    ]);
  });

  it('by the next in turn makes the one after them the second', () => {
    const swap = standIn(ben, '2026-11-23T10:00', '2026-11-30T10:00');
    expect(onCallAt(rotation, [swap], jst('2026-11-24T00:00'))).toMatchObject({ first: ben, second: chie });
  });

  it('leaves the person stood in for as the second, rather than nobody', () => {
    const pair: OnCall = { ...rotation, people: [aki, ben] };
    const swap = standIn(ben, '2026-11-23T10:00', '2026-11-30T10:00');
    expect(onCallAt(pair, [swap], jst('2026-11-24T00:00'))).toMatchObject({ first: ben, second: aki });
  });

  it('gives way to a newer one, and has its time back afterwards', () => {
    const newer = standIn(ben, '2026-11-25T20:00', '2026-11-25T22:00');
    const people = shifts(rotation, [night, newer], jst('2026-11-25T17:00'), 5).map((one) => one.first);
    expect(people).toEqual([aki, chie, ben, chie, aki]);
  });

  it('that a newer one covers is no end of a shift', () => {
    const covered = standIn(ben, '2026-11-25T20:00', '2026-11-25T22:00');
    expect(onCallAt(rotation, [covered, night], jst('2026-11-25T19:00')).until).toBe(night.until);
  });

  it('that ends before it begins is none', () => {
    const backwards = standIn(chie, '2026-11-26T09:00', '2026-11-25T18:00');
    expect(onCallAt(rotation, [backwards], jst('2026-11-25T20:00')).first).toBe(aki);
    expect(onCallAt(rotation, [backwards], jst('2026-11-25T17:00')).until).toBe(jst('2026-11-30T10:00'));
  });
});

describe('any rotation', () => {
  const base = Date.UTC(2026, 0, 1);
  const anyTime = fc.integer({ min: base, max: base + 104 * week });
  const anyRotation: fc.Arbitrary<OnCall> = fc.record({
    kind: fc.constant('rotation' as const),
    people: fc.uniqueArray(fc.constantFrom('UA', 'UB', 'UC', 'UD'), { minLength: 1 }),
    start: fc.constantFrom('2026-01-01', '2026-03-29', '2027-06-30'),
    handover: fc.record({
      day: fc.constantFrom(...weekdays),
      time: fc.constantFrom('00:00', '02:30', '10:00', '24:00'),
    }),
    timeZone: fc.constantFrom('Asia/Tokyo', 'Europe/Berlin', 'America/Santiago', 'Australia/Lord_Howe'),
  });
  const anyOverrides = fc.array(
    fc
      .record({
        from: anyTime,
        length: fc.integer({ min: -week, max: 3 * week }),
        userId: fc.constantFrom('UA', 'UX'),
      })
      .map(({ from, length, userId }) => ({ from, until: from + length, userId, by: 'UA' })),
    { maxLength: 5 },
  );

  it('has one answer for every instant: the shift that holds it', () => {
    fc.assert(
      fc.property(anyRotation, anyOverrides, anyTime, fc.nat(4 * week), (onCall, overrides, from, after) => {
        const at = from + after;
        const coming = shifts(onCall, overrides, from, 20);
        const holding = coming.filter((one) => one.from <= at && one.until !== null && at < one.until);
        expect(holding).toHaveLength(1);
        expect(holding[0]).toMatchObject(onCallAt(onCall, overrides, at));
      }),
    );
  });

  it('has no gaps, no empty shifts, and at most one handover a week', () => {
    fc.assert(
      fc.property(anyRotation, anyTime, (onCall, from) => {
        const coming = shifts(onCall, [], from, 10);
        expect(coming).toHaveLength(10);
        for (const [index, shift] of coming.entries()) {
          const length = (shift.until ?? 0) - shift.from;
          expect(length).toBeGreaterThan(0);
          if (index > 0) {
            expect(shift.from).toBe(coming[index - 1]?.until);
            expect(Math.abs(length - week)).toBeLessThanOrEqual(3_600_000);
          }
        }
      }),
    );
  });

  it('never names the first as the second', () => {
    fc.assert(
      fc.property(anyRotation, anyOverrides, anyTime, (onCall, overrides, at) => {
        const { first, second } = onCallAt(onCall, overrides, at);
        expect(first).not.toBeNull();
        expect(second).not.toBe(first);
      }),
    );
  });
});
