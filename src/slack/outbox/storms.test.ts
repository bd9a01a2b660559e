import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ChannelPressure } from '../../store/ports/cards.ts';
import { type StormLaw, stepOf } from './storms.ts';

const now = 1_000_000;
const calm: ChannelPressure = { channel: 'sec', waiting: 0, lastMinute: 0, stormKey: null };
const open: ChannelPressure = { ...calm, stormKey: 'storm:sec:1' };
const law: StormLaw = { now, room: 57, release: 100 };

const nothing = { do: 'nothing' };
const begins = { do: 'fold', stormKey: `storm:sec:${now}` };
const goesOn = { do: 'fold', stormKey: 'storm:sec:1' };
const ends = { do: 'end', stormKey: 'storm:sec:1', release: 100 };

describe('one look at a channel', () => {
  const minuteAgo = now - 60_000;
  it.each<[string, Partial<ChannelPressure>, number | null, Partial<StormLaw>, object, number | null]>([
    ['nothing waits', {}, null, {}, nothing, null],
    ['what waits fits into a minute', { waiting: 57, lastMinute: 200 }, null, {}, nothing, null],
    ['one more than fits, and they keep coming', { waiting: 58, lastMinute: 58 }, null, {}, begins, null],
    [
      'more than fits, but nothing new: a storm just ended',
      { waiting: 100, lastMinute: 28 },
      null,
      {},
      nothing,
      null,
    ],
    [
      'more than a storm would set free: an outage is over',
      { waiting: 101, lastMinute: 0 },
      null,
      {},
      begins,
      null,
    ],
    [
      'Critical and High take the whole minute',
      { waiting: 11, lastMinute: 11 },
      null,
      { room: 0 },
      begins,
      null,
    ],
    ['… but a handful is no storm', { waiting: 10, lastMinute: 10 }, null, { room: 0 }, nothing, null],
    ['nothing is ever set free', { waiting: 58, lastMinute: 0 }, null, { release: 0 }, begins, null],
    ['open: newcomers are folded', { ...open, waiting: 1, lastMinute: 500 }, null, {}, goesOn, null],
    ['open: nothing new at the moment', { ...open, lastMinute: 500 }, null, {}, nothing, null],
    ['open: it grows calm', { ...open, waiting: 3, lastMinute: 28 }, null, {}, goesOn, now],
    [
      'open: calm for less than a minute',
      { ...open, lastMinute: 0 },
      minuteAgo + 1,
      {},
      nothing,
      minuteAgo + 1,
    ],
    ['open: calm for a minute', { ...open, waiting: 3, lastMinute: 28 }, minuteAgo, {}, ends, null],
    ['open: not calm any more', { ...open, lastMinute: 29 }, minuteAgo, {}, nothing, null],
    ['open: the clock was set back', { ...open, lastMinute: 0 }, now + 3_600_000, {}, nothing, now],
  ])('%s', (_name, pressure, calmSince, changed, step, next) => {
    const decided = stepOf({ ...calm, ...pressure }, calmSince, { ...law, ...changed });
    expect(decided).toEqual({ step, calmSince: next });
  });
});

describe('a channel over time', () => {
  /** A channel that posts as fast as Slack lets it, with what comes in each second. */
  function live(arrivals: readonly number[], release: number) {
    const times: number[] = [];
    let waiting = 0;
    let folded = 0;
    let posted = 0;
    let stormKey: string | null = null;
    let calmSince: number | null = null;
    const begun: number[] = [];
    for (const [second, count] of arrivals.entries()) {
      const at = second * 1_000;
      for (let one = 0; one < count; one += 1) times.push(at);
      waiting += count;
      const lastMinute = times.filter((time) => time > at - 60_000).length;
      const decided = stepOf({ channel: 'c', waiting, lastMinute, stormKey }, calmSince, {
        ...{ now: at, room: 57, release },
      });
      calmSince = decided.calmSince;
      if (decided.step.do === 'fold') {
        if (stormKey === null) begun.push(second);
        stormKey = decided.step.stormKey;
        folded += waiting;
        waiting = 0;
      } else if (decided.step.do === 'end') {
        stormKey = null;
        const freed = Math.min(release, folded);
        folded -= freed;
        waiting += freed;
      } else if (waiting > 0) {
        waiting -= 1;
        posted += 1;
      }
    }
    return { came: times.length, waiting, folded, posted, stormKey, begun };
  }

  const quietTail = Array.from({ length: 700 }, () => 0);

  it('loses nothing, calls every storm over, and its end begins no other', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.constant(0), fc.nat(3), fc.nat(400)), { minLength: 1, maxLength: 200 }),
        fc.constantFrom(0, 20, 57, 100, 300),
        (arrivals, release) => {
          const { came, waiting, folded, posted, stormKey, begun } = live(
            [...arrivals, ...quietTail],
            release,
          );
          expect(waiting + folded + posted).toBe(came);
          expect(waiting).toBe(0);
          expect(stormKey).toBeNull();
          for (const second of begun) expect(second).toBeLessThan(arrivals.length + 1);
        },
      ),
    );
  });

  it('never folds what comes slowly enough', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(0, 1), { maxLength: 600 }), (arrivals) => {
        expect(live(arrivals, 100)).toMatchObject({ folded: 0, begun: [] });
      }),
    );
  });
});
