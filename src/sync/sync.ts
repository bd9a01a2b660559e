import type { AwsAccess, Place } from '../aws/access.ts';
import type { IncomingMessage } from '../intake/message.ts';
import type { Lease } from '../reconcile/lease.ts';
import type { Clock } from '../shared/clock.ts';
import { messageOf as errorText } from '../shared/errors.ts';
import type { Logger } from '../shared/logger.ts';
import type { SyncRepository } from '../store/ports/jobs.ts';
import { messageOf } from './message.ts';
import type { Reader } from './reader.ts';
import { readers } from './registry.ts';

export interface SyncDeps {
  readonly syncs: SyncRepository;
  readonly access: Pick<AwsAccess, 'client' | 'pace'>;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Through the pipeline, as intake does it. `baseline`: it was there before we were. */
  readonly process: (messages: readonly IncomingMessage[], baseline: boolean) => Promise<unknown>;
  /** One replica at a time. */
  readonly lease: Lease;
  /** Where findings are read: the administrator's Regions, or those of each account. */
  readonly places: readonly Place[];
  readonly sources: readonly Reader['source'][];
}

export interface SyncProgress {
  /** Services and places, and how many of them are done. */
  readonly total: number;
  readonly done: number;
  readonly read: number;
}

export interface Synced {
  readonly read: number;
  /** It was the first time somewhere: what was found there and not told by itself is in the summary. */
  readonly baseline: boolean;
  /** What could not be read, one sentence each. */
  readonly problems: readonly string[];
}

/** What is written while we read, and clocks that differ, are read twice rather than never. */
const overlapMs = 60 * 60_000;

/**
 * Reads back what EventBridge may have missed, and lets the pipeline decide about it. Nothing is concluded from what is
 * not there. Twice changes nothing the second time. Null: another replica is at it.
 */
export async function sync(
  deps: SyncDeps,
  signal: AbortSignal,
  options: { readonly since?: number; readonly onProgress?: (progress: SyncProgress) => void } = {},
): Promise<Synced | null> {
  const { syncs, clock, logger, lease, places, sources } = deps;
  if (!(await lease.isOurs())) return null;
  try {
    const begun = clock.now();
    const known = await syncs.marks();
    const errands = sources.flatMap((source) => places.map((place) => ({ source, place })));
    const problems: string[] = [];
    let [read, done, baseline, whole] = [0, 0, false, true];
    const tell = () => options.onProgress?.({ total: errands.length, done, read });
    tell();
    for (const { source, place } of errands) {
      const mark = markOf(source, place);
      const last = known.get(mark);
      const since = options.since ?? (last === undefined ? null : last - overlapMs);
      try {
        for await (const findings of readers[source].read(since, { access: deps.access, place, signal })) {
          if (!(await lease.isOurs())) return null;
          const messages = findings.map((one) => messageOf(source, one, clock.now()));
          await deps.process(messages, last === undefined);
          read += findings.length;
          tell();
        }
        // What changed lately is not all that is there.
        const isWhole = since === null || (last !== undefined && since <= last);
        if (isWhole) await syncs.mark(mark, begun);
        whole &&= isWhole;
        baseline ||= last === undefined;
      } catch (error) {
        if (signal.aborted) throw error;
        problems.push(`${source} in ${place.account} ${place.region}: ${errorText(error)}`);
        logger.error({ source, ...place, error: errorText(error) }, 'findings could not be read back');
      }
      done += 1;
      tell();
    }
    if (whole && problems.length === 0) await syncs.mark(wholeMark, begun);
    return { read, baseline, problems };
  } finally {
    await lease.release();
  }
}

/** When all of it was last read without a problem. */
const wholeMark = 'whole';

function markOf(source: string, { account, region }: Place): string {
  return `${source} ${account} ${region}`;
}
