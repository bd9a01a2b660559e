import type { AwsAccess } from './aws/access.ts';
import type { Investigator } from './investigate/gather.ts';
import { readWanted } from './investigate/reader.ts';
import { repeatAlone } from './reconcile/repeat-alone.ts';
import type { Clock } from './shared/clock.ts';
import { messageOf } from './shared/errors.ts';
import type { Logger } from './shared/logger.ts';
import type { Repositories } from './store/store.ts';

export interface OpenInvestigationsOptions {
  readonly investigator: Investigator;
  readonly store: Pick<Repositories, 'investigations' | 'cases' | 'cards' | 'locks'>;
  /** There may be cards to post. */
  readonly wake: () => void;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly owner: string;
}

/** Loaded for whoever first asks: not every bot is let into CloudTrail, and the SDK's client takes megabytes. */
export function lazyInvestigator(access: AwsAccess, clock: Clock, ownRegion: string): Investigator {
  let loaded: Promise<Investigator> | null = null;
  const load = () => {
    loaded ??= import('./investigate/gather.ts').then(({ createInvestigator }) =>
      createInvestigator(access, clock, ownRegion),
    );
    return loaded;
  };
  return {
    gather: async (...asked) => (await load()).gather(...asked),
    historyOf: async (...asked) => (await load()).historyOf(...asked),
  };
}

/** Longer than one round of reading may take, so that no other replica reads the same meanwhile. */
const leaseMs = 150_000;
const everyMs = 1_000;

/** Reads what people want to see of CloudTrail, one replica at a time, into the threads of the cases. */
export function openInvestigations(options: OpenInvestigationsOptions): { stop(): Promise<void> } {
  const { investigator, store, wake, clock, logger, owner } = options;
  return repeatAlone({
    ...{ locks: store.locks, name: 'investigations', owner, ttl: leaseMs, clock, everyMs },
    async work() {
      const shown = await readWanted({
        investigator,
        wanted: store.investigations,
        view: (caseId) => store.cases.view(caseId),
        show: ({ case: { id, channel, severity } }, data) =>
          store.cards.put({
            ...{ key: `investigation:${id}`, thread: `case:${id}`, channel, severity, data },
            ...{ now: clock.now(), material: true },
          }),
        clock,
        logger,
      });
      if (shown) wake();
    },
    onError: (error) => logger.warn({ error: messageOf(error) }, 'CloudTrail could not be read'),
  });
}
