import type { BucketSettings } from './aws/buckets.ts';
import type { Config } from './config/config.ts';
import { createFileDesk, type FileDesk } from './files/file-desk.ts';
import type { KnownBucket } from './files/log-files.ts';
import { queueRuleOf } from './pipeline-deps.ts';
import type { RuleSource } from './rules/rule-source.ts';
import type { Clock } from './shared/clock.ts';
import type { Logger } from './shared/logger.ts';
import { startTrailThread } from './trail/trail-thread.ts';
import type { AlertWorker } from './worker/worker.ts';

export interface Files {
  readonly desk: FileDesk;
  /** New rules, for whatever is read from now on. */
  reload(rules: RuleSource): Promise<void>;
  stop(): Promise<void>;
}

export interface OpenFilesOptions {
  readonly config: () => Config;
  readonly rules: RuleSource;
  readonly s3: Pick<BucketSettings, 'endpoint' | 'credentials'> | undefined;
  readonly worker: Pick<AlertWorker, 'commitMatches' | 'finishFile' | 'knownPaths'>;
  /** There may be cards to post. */
  readonly wake: () => void;
  readonly clock: Clock;
  readonly logger: Logger;
}

const matcherModule = new URL('./rules/matcher.ts', import.meta.url).href;

/** The thread that reads log files, and whoever gives it work; null where the configuration names no bucket. */
export async function openFiles(options: OpenFilesOptions): Promise<Files | null> {
  const { config, rules, s3, worker, wake, clock, logger } = options;
  const { region, buckets } = config().aws;
  if (buckets.length === 0) return null;
  const thread = await startTrailThread({
    buckets: { region, ...s3, roles: rolesOf(buckets) },
    matcher: { module: matcherModule, data: rules },
    logger,
  });
  const desk = createFileDesk({
    thread,
    writer: {
      knownPaths: (messageId) => worker.knownPaths(messageId),
      async commitMatches(place, matches) {
        const counts = await worker.commitMatches(place, matches, clock.now());
        wake();
        return counts;
      },
      async finishFile(place, verdict) {
        await worker.finishFile(place, verdict, clock.now());
        if (verdict.outcome === 'quarantined') wake();
      },
    },
    buckets: () => config().aws.buckets.map(knownBucket),
    queueRule: (queue) => queueRuleOf(config())(queue),
    attempts: () => config().aws.attempts,
    clock,
    logger,
  });
  return {
    desk,
    reload: (next) => thread.reload({ module: matcherModule, data: next }),
    async stop() {
      await desk.stop();
      await thread.stop();
    },
  };
}

type BucketConfig = Config['aws']['buckets'][number];

/** The account that a role belongs to owns the bucket that it reads, unless the configuration says otherwise. */
export function accountOfBucket({ account, roleArn }: BucketConfig): string | undefined {
  return account ?? roleArn?.split(':')[4];
}

function knownBucket(bucket: BucketConfig): KnownBucket {
  const account = accountOfBucket(bucket);
  return { name: bucket.name, ...(account !== undefined && { account }) };
}

/** Roles by the account that owns the bucket. */
export function rolesOf(buckets: readonly BucketConfig[]): NonNullable<BucketSettings['roles']> {
  return Object.fromEntries(
    buckets.flatMap((bucket) => {
      const account = accountOfBucket(bucket);
      const { roleArn, externalId } = bucket;
      if (roleArn === undefined || account === undefined) return [];
      return [[account, { roleArn, ...(externalId !== undefined && { externalId }) }]];
    }),
  );
}
