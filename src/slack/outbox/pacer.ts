/** Slack's tiers, calls a minute per method and workspace. Source: docs.slack.dev, "Rate limits" (2026-11). */
const tierOf: Readonly<Record<string, number>> = {
  'chat.update': 50,
  'chat.delete': 50,
  'conversations.history': 50,
  'conversations.replies': 50,
  'conversations.list': 20,
};
const defaultTier = 20;
export const postMethod = 'chat.postMessage';

/** A bucket that fills evenly; `available` may go below one, never above `capacity`. */
interface Bucket {
  available: number;
  at: number;
  readonly capacity: number;
  readonly perMs: number;
  /** Divides the rate after a 429; creeps back to 1. */
  slowdown: number;
  blockedUntil: number;
}

/**
 * How much of a hurry a call is in. `at-once` (Critical): may take the next place before its time, as one of the short
 * bursts that Slack allows, and the next call waits longer for it. `patient`: cards of Medium and lower, which a storm
 * may fold.
 */
export type Haste = 'at-once' | 'soon' | 'patient';

// "About one a second" is measured by Slack, not by us: the small margin absorbs a network that is not even.
const postSpacingMs = 1_050;
const workspacePostsPerSecond = 4;
const share = 0.9;
const maxSlowdown = 4;
const recovery = 0.97;
const minuteMs = 60_000;

/** The one that may be borrowed: never a second before the first is paid back. */
const borrowed = 1;

/**
 * Our own pacing of Slack calls, in clock milliseconds: chat.postMessage one a second a channel and four a second
 * a workspace, every other method at 90 % of its tier. Buckets start empty, since the process before us may have
 * called a moment ago. A 429 slows only that method and channel.
 */
export class Pacer {
  readonly #buckets = new Map<string, Bucket>();
  /** When posts were made that no storm may fold, by channel, over the last minute. */
  readonly #firm = new Map<string, number[]>();
  readonly #startedAt: number;

  constructor(now: number) {
    this.#startedAt = now;
  }

  /** Takes a place and returns 0, or takes none and returns when there will be one. */
  reserve(method: string, channel: string, now: number, haste: Haste = 'soon'): number {
    const buckets = this.#bucketsOf(method, channel);
    const credit = haste === 'at-once' ? borrowed : 0;
    const readyAt = Math.max(...buckets.map((bucket) => readyTime(bucket, now, credit)));
    if (readyAt > now) return readyAt;
    for (const bucket of buckets) {
      bucket.available -= 1;
      bucket.slowdown = Math.max(1, bucket.slowdown * recovery);
    }
    if (method === postMethod && haste !== 'patient')
      this.#firm.set(channel, [...this.#firmIn(channel, now), now]);
    return 0;
  }

  /** Channels that have no place for this method now, not even for a call in such a hurry. */
  waiting(method: string, now: number, haste: Haste = 'soon'): string[] {
    const credit = haste === 'at-once' ? borrowed : 0;
    return this.#channels(method)
      .filter(([, bucket]) => readyTime(bucket, now, credit) > now)
      .map(([channel]) => channel);
  }

  /** When the first of the channels that have no place for this method now has one; null: all have one. */
  nextPlaceAt(method: string, now: number): number | null {
    const times = this.#channels(method)
      .map(([, bucket]) => readyTime(bucket, now, 0))
      .filter((at) => at > now);
    return times.length === 0 ? null : Math.min(...times);
  }

  /**
   * How many patient cards fit into each of these channels within a minute, going by what everything else took in the
   * minute before: what is left of the channel's own posts, and no more than its share of the workspace's.
   */
  roomInAMinute(channels: readonly string[], now: number): Map<string, number> {
    const all = [...this.#firm.keys()].reduce((sum, channel) => sum + this.#firmIn(channel, now).length, 0);
    const share = (workspacePostsPerSecond * 60 - all) / Math.max(1, channels.length);
    return new Map(
      channels.map((channel) => {
        const own = minuteMs / postSpacingMs - this.#firmIn(channel, now).length;
        return [channel, Math.max(0, Math.floor(Math.min(own, share)))];
      }),
    );
  }

  #channels(method: string): [channel: string, bucket: Bucket][] {
    const prefix = `${method} `;
    return [...this.#buckets].flatMap(([name, bucket]) =>
      name.startsWith(prefix) ? [[name.slice(prefix.length), bucket]] : [],
    );
  }

  #firmIn(channel: string, now: number): number[] {
    return (this.#firm.get(channel) ?? []).filter((at) => at > now - minuteMs && at <= now);
  }

  /** Slack said 429: this method waits in this channel, and then goes slower for a while. */
  limited(method: string, channel: string, retryAfterMs: number, now: number): void {
    const bucket = this.#bucketsOf(method, channel)[0];
    if (!bucket) return;
    refill(bucket, now);
    bucket.blockedUntil = Math.max(bucket.blockedUntil, now + retryAfterMs);
    bucket.available = Math.min(bucket.available, 0);
    bucket.slowdown = Math.min(maxSlowdown, bucket.slowdown * 2);
  }

  /** The narrowest bucket first: a 429 is charged to that one. */
  #bucketsOf(method: string, channel: string): Bucket[] {
    if (method === postMethod) {
      return [
        this.#bucket(`${method} ${channel}`, 1, 1 / postSpacingMs),
        this.#bucket(method, 1, workspacePostsPerSecond / 1_000),
      ];
    }
    const tier = (tierOf[method] ?? defaultTier) * share;
    const whole = this.#bucket(method, Math.max(1, Math.floor(tier * 0.1)), tier / 60_000);
    // Only a 429 ever narrows a single channel below the method's own budget.
    return [this.#bucket(`${method} ${channel}`, whole.capacity, tier / 60_000), whole];
  }

  #bucket(name: string, capacity: number, perMs: number): Bucket {
    let bucket = this.#buckets.get(name);
    if (!bucket) {
      bucket = {
        available: 0,
        at: this.#startedAt,
        capacity,
        perMs,
        slowdown: 1,
        blockedUntil: Number.NEGATIVE_INFINITY,
      };
      this.#buckets.set(name, bucket);
    }
    return bucket;
  }
}

/** A clock that was set back by more than this: waiting for the old time to come again could take hours. */
const clockStepMs = 60_000;

function refill(bucket: Bucket, now: number): void {
  if (bucket.at - now > clockStepMs) {
    bucket.at = now;
    bucket.blockedUntil = Number.NEGATIVE_INFINITY;
  }
  const since = Math.max(0, now - Math.max(bucket.at, bucket.blockedUntil));
  bucket.available = Math.min(bucket.capacity, bucket.available + (since * bucket.perMs) / bucket.slowdown);
  bucket.at = Math.max(bucket.at, now);
}

function readyTime(bucket: Bucket, now: number, credit: number): number {
  refill(bucket, now);
  if (bucket.blockedUntil > now) return bucket.blockedUntil;
  const missing = 1 - credit - bucket.available;
  // A rounding error must not make it wait for a millisecond that never ends.
  return missing <= 1e-9 ? now : now + Math.ceil((missing * bucket.slowdown) / bucket.perMs);
}
