import type { Clock } from './clock.ts';

/** Slack's tiers, calls a minute of one method in one workspace; `post` is chat.postMessage's own law. */
export type Tier = 1 | 2 | 3 | 4 | 'post';

/** Tokens that trickle in; the capacity is the burst that is let through after a rest. */
class TokenBucket {
  readonly #capacity: number;
  readonly #perSecond: number;
  #tokens: number;
  #filledAt: number;

  constructor(capacity: number, perMinute: number, now: number) {
    this.#capacity = capacity;
    this.#perSecond = perMinute / 60;
    this.#tokens = capacity;
    this.#filledAt = now;
  }

  /** Seconds until a call is allowed; 0 when it is allowed now. */
  wait(now: number): number {
    const gained = ((now - this.#filledAt) / 1000) * this.#perSecond;
    this.#tokens = Math.min(this.#capacity, this.#tokens + gained);
    this.#filledAt = now;
    // A hair of tolerance: a client that waited exactly as told must not fail by rounding.
    const missing = 1 - this.#tokens;
    return missing <= 1e-9 ? 0 : missing / this.#perSecond;
  }

  take(): void {
    this.#tokens -= 1;
  }
}

// Minute rates: docs.slack.dev/apis/web-api/rate-limits. Bursts are not published; these are small, as Slack says.
const tiers: Record<1 | 2 | 3 | 4, { burst: number; perMinute: number }> = {
  1: { burst: 4, perMinute: 1 },
  2: { burst: 5, perMinute: 20 },
  3: { burst: 10, perMinute: 50 },
  4: { burst: 20, perMinute: 100 },
};
const channelPosts = { burst: 3, perMinute: 60 };
const workspacePosts = { burst: 20, perMinute: 300 };

/** Refuses as Slack does: per method and workspace, and for posts per channel ("any route") and workspace. */
export class RateLimits {
  enabled: boolean;
  readonly #clock: Clock;
  readonly #buckets = new Map<string, TokenBucket>();

  constructor(clock: Clock, enabled: boolean) {
    this.#clock = clock;
    this.enabled = enabled;
  }

  /** Counts one call: 0 when it may go on, else whole seconds of the clock to wait (the Retry-After). */
  take(method: string, tier: Tier): number {
    if (tier === 'post') throw new Error('posts are counted by takePost');
    return this.#takeAll([this.#bucket(method, tiers[tier])]);
  }

  /** Counts one message that everybody in a channel sees. */
  takePost(channel: string): number {
    return this.#takeAll([
      this.#bucket(`post ${channel}`, channelPosts),
      this.#bucket('post', workspacePosts),
    ]);
  }

  reset(): void {
    this.#buckets.clear();
  }

  #takeAll(buckets: readonly TokenBucket[]): number {
    if (!this.enabled) return 0;
    const now = this.#clock.now();
    const wait = Math.max(...buckets.map((bucket) => bucket.wait(now)));
    if (wait > 0) return Math.max(1, Math.ceil(wait));
    for (const bucket of buckets) bucket.take();
    return 0;
  }

  #bucket(key: string, law: { burst: number; perMinute: number }): TokenBucket {
    const known = this.#buckets.get(key);
    if (known) return known;
    const bucket = new TokenBucket(law.burst, law.perMinute, this.#clock.now());
    this.#buckets.set(key, bucket);
    return bucket;
  }
}
