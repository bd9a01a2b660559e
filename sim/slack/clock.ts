import { setTimeout as delay } from 'node:timers/promises';

/** Times are epoch milliseconds. Every limit, deadline, ts and Retry-After of the workspace follows it. */
export interface Clock {
  now(): number;
  /** Resolves after `ms`, or at once when the signal aborts. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

export const realClock: Clock = {
  now: () => Date.now(),
  async sleep(ms, signal) {
    await delay(ms, undefined, signal ? { signal } : {}).catch(() => undefined);
  },
};
