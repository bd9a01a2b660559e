import { describe, expect, it } from 'vitest';
import { FakeClock } from '../../shared/clock.ts';
import { RetryableError } from '../../shared/errors.ts';
import { assertStillOurs, claimMs, isUncertain } from './outbox.ts';

describe('a claim on a post', () => {
  it('is not used any more shortly before it ends: somebody else may be posting the same by then', async () => {
    const clock = new FakeClock();
    const posting = { unconfirmedSince: clock.now(), claimedAt: clock.now() };
    expect(() => assertStillOurs(clock, posting)).not.toThrow();
    await clock.advance(claimMs / 2);
    expect(() => assertStillOurs(clock, posting)).not.toThrow();
    await clock.advance(claimMs / 4);
    expect(() => assertStillOurs(clock, posting)).toThrow(RetryableError);
  });

  it('is uncertain where an earlier one asked Slack already', () => {
    expect(isUncertain({ unconfirmedSince: null, claimedAt: 2 })).toBe(false);
    expect(isUncertain({ unconfirmedSince: 2, claimedAt: 2 })).toBe(false);
    expect(isUncertain({ unconfirmedSince: 1, claimedAt: 2 })).toBe(true);
  });
});
