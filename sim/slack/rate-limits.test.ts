import { WebAPIRateLimitedError } from '@slack/web-api';
import { describe, expect, it, onTestFinished } from 'vitest';
import { RateLimits } from './rate-limits.ts';
import { clientOf, ManualClock } from './testing.ts';
import { startSlackWorkspace } from './workspace.ts';

/** How many calls go through before the first refusal. */
function burst(take: () => number): number {
  let count = 0;
  while (take() === 0) count += 1;
  return count;
}

describe('RateLimits', () => {
  it.each([
    [1, 1],
    [2, 20],
    [3, 50],
    [4, 100],
  ] as const)('lets tier %i have %i calls a minute after its burst', (tier, perMinute) => {
    const clock = new ManualClock();
    const limits = new RateLimits(clock, true);
    burst(() => limits.take('m', tier));
    let served = 0;
    for (let second = 0; second < 600; second += 1) {
      clock.advance(1000);
      served += burst(() => limits.take('m', tier));
    }
    expect(served).toBe(perMinute * 10);
  });

  it('lets whoever waits the Retry-After go on, and nobody before', () => {
    const clock = new ManualClock();
    const limits = new RateLimits(clock, true);
    burst(() => limits.take('m', 2));
    const wait = limits.take('m', 2);
    expect(wait).toBe(3);
    clock.advance(wait * 1000 - 1);
    expect(limits.take('m', 2)).toBe(1);
    clock.advance(1);
    expect(limits.take('m', 2)).toBe(0);
  });

  it('holds a method and a channel to account each on its own', () => {
    const limits = new RateLimits(new ManualClock(), true);
    burst(() => limits.take('one', 3));
    expect(limits.take('other', 3)).toBe(0);
    expect(burst(() => limits.takePost('C1'))).toBe(3);
    expect(limits.takePost('C2')).toBe(0);
  });

  it('holds the whole workspace to 300 posts a minute', () => {
    const clock = new ManualClock();
    const limits = new RateLimits(clock, true);
    const everyChannel = () => {
      let channel = 0;
      return burst(() => limits.takePost(`C${channel++}`));
    };
    everyChannel();
    clock.advance(60_000);
    expect(everyChannel()).toBe(20);
    clock.advance(1000);
    expect(everyChannel()).toBe(5);
  });
});

describe('429', () => {
  it('comes with Retry-After, for that channel only, and ends when the clock has moved on', async () => {
    const clock = new ManualClock();
    const workspace = await startSlackWorkspace({ port: 0, clock });
    onTestFinished(() => workspace.stop());
    const client = clientOf(workspace);
    const post = (channel: string) => client.chat.postMessage({ channel, text: 'x' });
    for (let count = 0; count < 3; count += 1) await post('C0SECALERTS');

    const refused = await post('C0SECALERTS').catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(WebAPIRateLimitedError);
    expect(refused).toMatchObject({ retryAfter: 1 });
    expect(await post('C0SECCRITICAL')).toMatchObject({ ok: true });
    expect(workspace.state.calls.map(({ status }) => status)).toEqual([200, 200, 200, 429, 200]);

    clock.advance(1000);
    expect(await post('C0SECALERTS')).toMatchObject({ ok: true });
  });
});
