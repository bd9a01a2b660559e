import type { Clock } from './clock.ts';

/** Does something again and again, one at a time, `everyMs` after the last time ended, until stopped. */
export function repeat(options: {
  readonly clock: Clock;
  readonly everyMs: number;
  /** Answers true when there is more to do: then it goes on at once. */
  readonly work: () => Promise<unknown>;
  /** What failed is told here, and tried again at its next time. */
  readonly onError: (error: unknown) => void;
}): { stop(): Promise<void> } {
  const { clock, everyMs, work, onError } = options;
  const stopping = new AbortController();
  const running = loop();
  async function loop(): Promise<void> {
    while (!stopping.signal.aborted) {
      const more = await work().catch(onError);
      if (more !== true) await clock.sleep(everyMs, stopping.signal);
    }
  }
  return {
    async stop() {
      stopping.abort();
      await running;
    },
  };
}
