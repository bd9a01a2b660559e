import type { AwsAccess, Place } from './aws/access.ts';
import type { Config } from './config/config.ts';
import type { IncomingMessage } from './intake/message.ts';
import { createLease } from './reconcile/lease.ts';
import type { Clock } from './shared/clock.ts';
import type { Logger } from './shared/logger.ts';
import type { Repositories } from './store/store.ts';
import type { Reader } from './sync/reader.ts';
import type { SyncDeps, Synced, SyncProgress } from './sync/sync.ts';
import type { AlertWorker } from './worker/worker.ts';

export interface OpenSyncOptions {
  readonly config: Config;
  readonly store: Pick<Repositories, 'syncs' | 'cards' | 'locks'>;
  readonly access: AwsAccess;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly owner: string;
  /** `baseline`: it was there before we were. */
  readonly process: (messages: readonly IncomingMessage[], baseline: boolean) => Promise<unknown>;
}

/** Longer than any call to AWS takes. */
const leaseMs = 120_000;

/** Reads findings back once; after the first time somewhere, a card says what was there. Null: another replica is at it. */
export async function syncOnce(
  options: OpenSyncOptions,
  signal: AbortSignal,
  how: { readonly since?: number; readonly onProgress?: (progress: SyncProgress) => void } = {},
): Promise<Synced | null> {
  const { config, store, access, clock, logger, owner, process } = options;
  const deps: SyncDeps = {
    ...{ syncs: store.syncs, access, clock, logger, process },
    lease: createLease(store.locks, { name: 'sync', owner, ttl: leaseMs, clock }),
    places: syncPlaces(config),
    sources: syncSources(config),
  };
  const begun = await lookBegun(options);
  // Loaded for whoever reads back: once a day, and the SDK's clients take tens of megabytes.
  const { sync } = await import('./sync/sync.ts');
  const synced = await sync(deps, signal, how);
  if (synced?.baseline) await putSummary(options, begun);
  if (synced !== null) await store.syncs.mark(lookMark, 0);
  return synced;
}

/** The same as a job; null: the configuration does not ask for it. */
export function syncJob(
  options: Omit<OpenSyncOptions, 'process'> & {
    readonly process: AlertWorker['process'];
    /** There may be cards to post. */
    readonly wake: () => void;
  },
): ((signal: AbortSignal) => Promise<unknown>) | null {
  const { config, clock, process, wake } = options;
  if (config.sync === 'off') return null;
  const whole: OpenSyncOptions = {
    ...options,
    process: (messages, baseline) => process(messages, clock.now(), baseline).finally(wake),
  };
  return (signal) => syncOnce(whole, signal).finally(wake);
}

/** When the look that goes on began; 0: the last one came to its end. */
const lookMark = 'look';

/** A look that was cut off is gone on with by the next: one summary tells of all that both found. */
async function lookBegun({ store, clock }: OpenSyncOptions): Promise<number> {
  const under = (await store.syncs.marks()).get(lookMark) ?? 0;
  if (under > 0) return under;
  const now = clock.now();
  await store.syncs.mark(lookMark, now);
  return now;
}

async function putSummary({ config, store, clock }: OpenSyncOptions, since: number): Promise<void> {
  const data = await store.syncs.baseline(since);
  if (data.untold === 0) return;
  const now = clock.now();
  const { channel } = config.slack;
  await store.cards.put({ key: `baseline:${since}`, channel, severity: 'Medium', now, material: true, data });
}

/** The administrator sees all accounts; without one, each is asked. */
export function syncPlaces({ aws, accounts }: Pick<Config, 'aws' | 'accounts'>): Place[] {
  const regions = aws.regions.length > 0 ? aws.regions : [aws.region];
  const who = aws.administrator === null ? accounts.map((one) => one.id) : [aws.administrator];
  return who.flatMap((account) => regions.map((region) => ({ account, region })));
}

/** What no queue may carry is not read back either. */
export function syncSources({ queues }: Pick<Config, 'queues'>): Reader['source'][] {
  const carried = new Set<string>(queues.flatMap((queue) => queue.sources));
  return (['guardduty', 'securityhub'] as const).filter((source) => carried.has(source) || carried.has('*'));
}
