import type { AnchorBucket } from './archive/anchor-bucket.ts';
import { createArchive } from './archive/archive.ts';
import type { BucketSettings } from './aws/buckets.ts';
import type { Config } from './config/config.ts';
import type { Engine } from './reconcile/engine.ts';
import type { Clock } from './shared/clock.ts';
import type { Logger } from './shared/logger.ts';
import type { Repositories } from './store/store.ts';

type S3 = Pick<BucketSettings, 'endpoint' | 'credentials'>;

export interface OpenedBucket {
  readonly bucket: AnchorBucket;
  /** `s3://bucket/prefix` */
  readonly place: string;
  destroy(): void;
}

/** `s3://bucket/prefix`; null: the configuration names none. */
export function anchorPlaceOf({ audit: { bucket } }: Pick<Config, 'audit'>): string | null {
  return bucket && `s3://${bucket.name}/${bucket.prefix}`;
}

/** The bucket that the audit log's anchors are kept in; null: the configuration names none. */
export async function openAnchorBucket(
  { audit }: Pick<Config, 'audit'>,
  clock: Clock,
  s3: S3 = {},
): Promise<OpenedBucket | null> {
  const place = anchorPlaceOf({ audit });
  if (audit.bucket === null || place === null) return null;
  const { region, owner, role } = audit.bucket;
  // Loaded only here: the SDK's client takes megabytes, and most have no such bucket.
  const [{ openBuckets }, { anchorBucket }] = await Promise.all([
    import('./aws/buckets.ts'),
    import('./archive/anchor-bucket.ts'),
  ]);
  const roles = role !== null && owner !== null ? { [owner]: role } : {};
  const buckets = openBuckets({ region, ...s3, roles }, clock);
  const client = buckets.client({ region, ...(owner !== null && { account: owner }) });
  return {
    bucket: anchorBucket(client, audit.bucket),
    place,
    destroy: () => buckets.destroy(),
  };
}

export interface OpenArchiveOptions {
  readonly config: Config;
  readonly s3: S3 | undefined;
  readonly store: Pick<Repositories, 'anchorCopies' | 'locks'>;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly owner: string;
}

/** Keeps the audit log's anchors in a bucket; null: the configuration names none. */
export async function openArchive(options: OpenArchiveOptions): Promise<Pick<Engine, 'stop'> | null> {
  const { config, s3, store, clock, logger, owner } = options;
  const opened = await openAnchorBucket(config, clock, s3);
  if (opened === null) return null;
  const { bucket, place } = opened;
  const engine = createArchive({ store, bucket, place, clock, logger, owner });
  engine.start();
  return {
    async stop() {
      await engine.stop();
      opened.destroy();
    },
  };
}
