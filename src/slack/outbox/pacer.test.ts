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
    pacer.limited('chat.postMessage', 'a', 30_000, 0);
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
