import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Pacer } from './pacer.ts';

/** Sends as often as the pacer allows for `ms`; returns the times. */
function sendAll(
  pacer: Pacer,
  method: string,
  channels: readonly string[],
  ms: number,
): { at: number; channel: string }[] {
  const sent: { at: number; channel: string }[] = [];
  for (let now = 0; now <= ms; now += 10) {
    for (const channel of channels)
      if (pacer.reserve(method, channel, now) === 0) sent.push({ at: now, channel });
  }
  return sent;
}

describe('pacing', () => {
  it('posts at most once a second in a channel', () => {
    const times = sendAll(new Pacer(0), 'chat.postMessage', ['a'], 60_000).map((one) => one.at);
    expect(times.length).toBeGreaterThan(50);
    for (const [index, at] of times.entries())
      if (index > 0) expect(at - (times[index - 1] ?? 0)).toBeGreaterThanOrEqual(1_000);
  });

  it('posts at most four times a second in a workspace, whatever the number of channels', () => {
    const channels = Array.from({ length: 20 }, (_, index) => `c${index}`);
    const sent = sendAll(new Pacer(0), 'chat.postMessage', channels, 30_000);
    for (const { at } of sent) {
      expect(sent.filter((other) => other.at >= at && other.at < at + 1_000).length).toBeLessThanOrEqual(5);
    }
    expect(sent.length).toBeLessThanOrEqual(4 * 30 + 1);
    expect(sent.length).toBeGreaterThan(4 * 30 * 0.8);
  });

  it('keeps every other method inside its tier in any minute', () => {
    const sent = sendAll(new Pacer(0), 'chat.update', ['a', 'b'], 240_000);
    for (const { at } of sent) {
      expect(sent.filter((other) => other.at >= at && other.at < at + 60_000).length).toBeLessThanOrEqual(50);
    }
    expect(sent.length).toBeGreaterThan(45 * 4 * 0.9);
  });

  it('starts empty: the process before us may have posted a moment ago', () => {
    expect(new Pacer(5_000).reserve('chat.postMessage', 'a', 5_000)).toBeGreaterThan(5_900);
  });

  it('a 429 waits and then slows that method in that channel, and nothing else', () => {
    const pacer = new Pacer(-10_000);
    expect(pacer.reserve('chat.postMessage', 'a', 0)).toBe(0);
    expect(pacer.nextPlaceAt('chat.postMessage', 0)).toBe(1_050);
    pacer.limited('chat.postMessage', 'a', 30_000, 0);
    expect(pacer.nextPlaceAt('chat.postMessage', 0)).toBe(30_000);
    expect(pacer.nextPlaceAt('chat.update', 0)).toBeNull();
    expect(pacer.reserve('chat.postMessage', 'a', 10_000)).toBe(30_000);
    expect(pacer.reserve('chat.postMessage', 'b', 10_000)).toBe(0);
    expect(pacer.reserve('chat.update', 'a', 10_000)).toBe(0);
    expect(pacer.waiting('chat.postMessage', 10_000)).toEqual(expect.arrayContaining(['a']));
    const after = Array.from({ length: 40 }, (_, index) => 30_000 + index * 500).filter(
      (now) => pacer.reserve('chat.postMessage', 'a', now) === 0,
    );
    expect(after.length).toBeLessThan(19);
    expect(after.length).toBeGreaterThan(5);
  });

  it('lends Critical the next place, once, and takes it back', () => {
    const pacer = new Pacer(-10_000);
    expect(pacer.reserve('chat.postMessage', 'a', 0)).toBe(0);
    expect(pacer.reserve('chat.postMessage', 'a', 100)).toBeGreaterThan(1_000);
    expect(pacer.waiting('chat.postMessage', 100, 'at-once')).toEqual([]);
    expect(pacer.reserve('chat.postMessage', 'a', 100, 'at-once')).toBe(0);
    expect(pacer.waiting('chat.postMessage', 200, 'at-once')).toEqual(['a']);
    expect(pacer.reserve('chat.postMessage', 'a', 200, 'at-once')).toBe(1_050);
    expect(pacer.reserve('chat.postMessage', 'a', 1_049)).toBe(2_100);
    expect(pacer.reserve('chat.postMessage', 'a', 2_100)).toBe(0);
  });

  it('stays within the rate of a channel but for that one place, whoever is in a hurry', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ gap: fc.nat(700), haste: fc.constantFrom('at-once', 'soon', 'patient') }), {
          minLength: 1,
          maxLength: 200,
        }),
        (calls) => {
          const pacer = new Pacer(0);
          const sent: number[] = [];
          let now = 0;
          for (const { gap, haste } of calls) {
            now += gap;
            if (pacer.reserve('chat.postMessage', 'a', now, haste) === 0) sent.push(now);
          }
          for (const [first, from] of sent.entries())
            for (const [more, to] of sent.slice(first).entries())
              expect(more).toBeLessThanOrEqual((to - from) / 1_050 + 1 + 1e-9);
        },
      ),
    );
  });

  it('knows how many patient cards fit beside what nobody may fold', () => {
    const pacer = new Pacer(-10_000);
    expect(pacer.roomInAMinute(['a'], 0)).toEqual(new Map([['a', 57]]));
    sendAll(pacer, 'chat.postMessage', ['a'], 21_000);
    const room = pacer.roomInAMinute(['a', 'b'], 21_000);
    expect(room.get('a')).toBeLessThanOrEqual(38);
    expect(room.get('b')).toBe(57);
    expect(pacer.roomInAMinute(['a'], 90_000)).toEqual(new Map([['a', 57]]));
    for (let now = 100_000; now < 160_000; now += 1_050)
      pacer.reserve('chat.postMessage', 'b', now, 'patient');
    expect(pacer.roomInAMinute(['b'], 160_000)).toEqual(new Map([['b', 57]]));
  });

  it('shares the workspace among channels that are all full', () => {
    const channels = Array.from({ length: 24 }, (_, index) => `c${index}`);
    expect(new Set(new Pacer(0).roomInAMinute(channels, 0).values())).toEqual(new Set([10]));
  });

  it('always names a time to come when there is no place, and gives one then', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(3_000), { minLength: 1, maxLength: 60 }), (gaps) => {
        const pacer = new Pacer(0);
        let now = 0;
        for (const gap of gaps) {
          now += gap;
          const readyAt = pacer.reserve('chat.postMessage', 'a', now);
          if (readyAt !== 0) {
            expect(readyAt).toBeGreaterThan(now);
            expect(pacer.reserve('chat.postMessage', 'a', readyAt)).toBe(0);
            now = readyAt;
          }
        }
      }),
    );
  });

  it('does not wait for the old time to come again when the clock is set back', () => {
    const hour = 3_600_000;
    const pacer = new Pacer(hour);
    pacer.limited('chat.postMessage', 'a', 30_000, hour);
    expect(pacer.reserve('chat.postMessage', 'a', 0)).toBeLessThan(5_000);
    expect(pacer.reserve('chat.postMessage', 'a', 5_000)).toBe(0);
  });
});
