import type { Clock } from '../shared/clock.ts';

/** How often one API may be called in one account and Region. */
interface Rate {
  readonly perSecond: number;
  /** So many at once, after a silence. */
  readonly burst: number;
}

/**
 * What AWS writes about the API itself (CloudTrail API reference, `LookupEvents`; Security Hub API reference,
 * `BatchUpdateFindings` and `GetFindings`).
 */
const rates: Readonly<Record<string, Rate>> = {
  'cloudtrail:LookupEvents': { perSecond: 2, burst: 1 },
  'securityhub:BatchUpdateFindings': { perSecond: 10, burst: 30 },
  'securityhub:GetFindings': { perSecond: 3, burst: 6 },
};
/** For an API that says nothing about itself: others in that account call it too. */
const quiet: Rate = { perSecond: 5, burst: 5 };

/** Beyond so many, those that have no debt are forgotten. */
const mostKept = 1_000;

/** Gives out the places among the calls per second, in the order in which they are asked for. */
export function createPace(clock: Clock): (key: string, api: string, signal: AbortSignal) => Promise<void> {
  // When each key's debt is paid: every call adds the time that one call takes at its rate.
  const paidAt = new Map<string, number>();

  function take(key: string, { perSecond, burst }: Rate): number {
    const now = clock.now();
    if (paidAt.size > mostKept) for (const [one, at] of paidAt) if (at <= now) paidAt.delete(one);
    const each = 1_000 / perSecond;
    const from = Math.max(now, paidAt.get(key) ?? now);
    paidAt.set(key, from + each);
    return Math.max(0, Math.ceil(from - now - (burst - 1) * each));
  }

  return async (key, api, signal) => {
    signal.throwIfAborted();
    const wait = take(`${key} ${api}`, rates[api] ?? quiet);
    if (wait === 0) return;
    await clock.sleep(wait, signal);
    signal.throwIfAborted();
  };
}
