import type { QueueRule } from '../intake/admit.ts';
import type { IncomingMessage } from '../intake/message.ts';
import type { Clock } from '../shared/clock.ts';
import { messageOf, RetryableError } from '../shared/errors.ts';
import type { Logger } from '../shared/logger.ts';
import type { TrailMatch } from '../trail/matcher.ts';
import { createSchedule } from '../trail/schedule.ts';
import type { TrailReading } from '../trail/thread/protocol.ts';
import type { TrailThread } from '../trail/trail-thread.ts';
import type { FilePlace } from './commit.ts';
import { admitFile, filesIn, type KnownBucket, type PointedFile } from './log-files.ts';
import { type Counts, type FileVerdict, givenUp, readWhole } from './read-result.ts';

export interface FileDeskOptions {
  readonly thread: Pick<TrailThread, 'read'>;
  /** Whoever writes to SQL. */
  readonly writer: {
    /** Paths of this message that the ledger knows. */
    knownPaths(messageId: string): Promise<readonly string[]>;
    commitMatches(place: FilePlace, matches: readonly TrailMatch[]): Promise<Counts>;
    finishFile(place: FilePlace, verdict: FileVerdict): Promise<void>;
  };
  readonly buckets: () => readonly KnownBucket[];
  readonly queueRule: (queue: string) => QueueRule;
  /** How often a file is tried. */
  readonly attempts: () => number;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Files that are read at once; default 4. */
  readonly atOnce?: number;
}

export interface FileDesk {
  /** Does this message point to files? `mixed`: there is more in it, which is nothing for this desk. */
  takes(message: IncomingMessage): { readonly mixed: boolean } | null;
  /** Reads its files; true: all of them are in the ledger. False: it belongs back to its queue. Never rejects. */
  process(message: IncomingMessage): Promise<boolean>;
  stop(): Promise<void>;
}

interface Job {
  readonly place: FilePlace & { readonly account: string };
  readonly file: { readonly object: PointedFile['object']; readonly bucketAccount: string | null };
  readonly last: boolean;
}

/** More than any process holds of all queues together: whoever receives waits before that. */
const mostWaiting = 100_000;
/** A gigabyte takes less than a minute on a machine that does nothing else. */
const longestReadingMs = 15 * 60_000;

/**
 * Reads the log files that messages point to, some at once and the accounts in turn. Every file gets one row in the
 * ledger when it was read to its end, or when it is given up.
 */
export function createFileDesk(options: FileDeskOptions): FileDesk {
  const { thread, writer, buckets, queueRule, attempts, clock, logger, atOnce } = options;
  const schedule = createSchedule<Job, boolean>({
    ownerOf: ({ place }) => place.account,
    run: read,
    clock,
    waiting: mostWaiting,
    limitMs: longestReadingMs,
    ...(atOnce !== undefined && { atOnce }),
  });

  /** Rejects where nothing was settled. */
  async function read({ place, file, last }: Job, signal: AbortSignal): Promise<boolean> {
    const { object, bucketAccount } = file;
    const found: Counts = {};
    const reading: TrailReading = await thread.read(
      { object, ...(bucketAccount !== null && { account: bucketAccount }) },
      async (matches) => add(found, await writer.commitMatches(place, matches)),
      signal,
    );
    const { problem } = reading;
    if (problem === null) {
      await writer.finishFile(place, readWhole(object, reading, found));
      return true;
    }
    logger.warn(
      { bucket: object.bucket, key: object.key, problem: problem.kind, detail: problem.detail, last },
      'a log file could not be read',
    );
    if (problem.kind === 'stopped' || (problem.retry && !last)) return false;
    await writer.finishFile(place, givenUp(object, problem, reading, found));
    return true;
  }

  async function settle(message: IncomingMessage, file: PointedFile): Promise<boolean> {
    const { path } = file;
    const admission = admitFile(file, buckets(), queueRule(message.queue));
    if ('outcome' in admission) {
      await writer.finishFile({ message, path, account: null }, admission);
      return true;
    }
    const { account, object, bucketAccount } = admission;
    const last = message.receiveCount >= attempts();
    const place = { message, path, account };
    try {
      return await schedule.add({ place, file: { object, bucketAccount }, last });
    } catch (error) {
      if (error instanceof RetryableError || !last) throw error;
      const detail = error instanceof Error ? error.name : typeof error;
      await writer.finishFile(place, { outcome: 'quarantined', reason: { code: 'internal-error', detail } });
      return true;
    }
  }

  return {
    takes: (message) => filesIn(message),
    async process(message) {
      try {
        const known = new Set(await writer.knownPaths(message.messageId));
        const files = (filesIn(message)?.files ?? []).filter(({ path }) => !known.has(path));
        const settled = await Promise.allSettled(files.map((file) => settle(message, file)));
        const failed = settled.find((one) => one.status === 'rejected');
        if (failed) throw failed.reason;
        return settled.every((one) => one.status === 'fulfilled' && one.value);
      } catch (error) {
        logger.warn(
          { messageId: message.messageId, error: messageOf(error) },
          'the log files of a message were not taken in, and it returns to its queue',
        );
        return false;
      }
    },
    stop: () => schedule.stop(),
  };
}

function add(sum: Counts, more: Counts): void {
  for (const [outcome, count] of Object.entries(more) as [keyof Counts, number][])
    sum[outcome] = (sum[outcome] ?? 0) + count;
}
