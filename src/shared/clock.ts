import { setTimeout as delay } from 'node:timers/promises';

/** The only source of time. Times are integer epoch milliseconds, UTC. */
export interface Clock {
  now(): number;
  /** Resolves after `ms`, or at once when the signal aborts; never rejects, so a stop is not an error. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/**
 * Real time, or real time run `speed` times as fast since `origin` (the demo and the fault tests use that; processes
 * that share an origin agree on the time).
 */
export function systemClock(speed = 1, origin = Date.now()): Clock {
  return {
    now: () => (speed === 1 ? Date.now() : Math.round(origin + (Date.now() - origin) * speed)),
    async sleep(ms, signal) {
      if (signal?.aborted) return;
      await delay(Math.max(0, ms / speed), undefined, signal ? { signal } : {}).catch(() => undefined);
    },
  };
}

/** A clock that stands still until a test moves it. */
export class FakeClock implements Clock {
  #now: number;
  #sleepers: { at: number; wake: () => void }[] = [];

  constructor(now = Date.UTC(2026, 10, 22, 5, 0, 0)) {
    this.#now = now;
  }

  now(): number {
    return this.#now;
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    if (signal?.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      this.#sleepers.push({ at: this.#now + ms, wake: resolve });
      signal?.addEventListener('abort', () => resolve(), { once: true });
    });
  }

  /** Moves time on and wakes, in order, everyone whose time has come. */
  async advance(ms: number): Promise<void> {
    // Whoever was started a moment ago gets to its first sleep before time moves.
    await new Promise((resolve) => setImmediate(resolve));
    const end = this.#now + ms;
    for (;;) {
      this.#sleepers.sort((a, b) => a.at - b.at);
      const next = this.#sleepers[0];
      if (!next || next.at > end) break;
      this.#sleepers.shift();
      this.#now = Math.max(this.#now, next.at);
      next.wake();
      await new Promise((resolve) => setImmediate(resolve));
    }
    this.#now = end;
    await new Promise((resolve) => setImmediate(resolve));
  }
}
