import type { Rate } from './service.ts';

/** Token buckets by name, on the clock that is handed in. */
export function createThrottle(now: () => number) {
  const buckets = new Map<string, { tokens: number; at: number }>();
  /** Whether a call may go on; takes its token when it may. */
  return (name: string, { perSecond, burst }: Rate): boolean => {
    const at = now();
    const bucket = buckets.get(name) ?? { tokens: burst, at };
    const grown = bucket.tokens + ((at - bucket.at) / 1_000) * perSecond;
    const tokens = Math.min(burst, Math.max(0, grown));
    buckets.set(name, { tokens: tokens >= 1 ? tokens - 1 : tokens, at });
    return tokens >= 1;
  };
}
