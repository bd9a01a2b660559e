import type { Ticked } from './operations/clock/ticked.ts';
import { repeatAlone } from './reconcile/repeat-alone.ts';
import type { Clock } from './shared/clock.ts';
import { messageOf } from './shared/errors.ts';
import type { Logger } from './shared/logger.ts';
import type { Repositories } from './store/store.ts';

export interface OpenClockworkOptions {
  readonly store: Pick<Repositories, 'locks'>;
  readonly tick: () => Promise<Ticked>;
  /** Something may be to be said. */
  readonly onChange: () => void;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly owner: string;
}

/** Another replica takes over so long after the one that did the clock's acts died. */
const leaseMs = 10_000;
const everyMs = 1_000;

/** Does what time alone brings about, once a second, on one replica at a time. */
export function openClockwork(options: OpenClockworkOptions): { stop(): Promise<void> } {
  const { store, tick, onChange, clock, logger, owner } = options;
  return repeatAlone({
    ...{ locks: store.locks, name: 'clockwork', owner, ttl: leaseMs, clock, everyMs },
    async work() {
      const { changed, more } = await tick();
      if (changed) onChange();
      return more;
    },
    onError: (error) => logger.warn({ error: messageOf(error) }, 'the clockwork missed a beat'),
  });
}
