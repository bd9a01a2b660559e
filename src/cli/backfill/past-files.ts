import { createReadStream, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { ListObjectsV2Command } from '@aws-sdk/client-s3';
import { openBuckets } from '../../aws/buckets.ts';
import type { Config } from '../../config/config.ts';
import { accountOfBucket, rolesOf } from '../../open-files.ts';
import { systemClock } from '../../shared/clock.ts';
import { messageOf, UsageError } from '../../shared/errors.ts';
import { type OnRecord, type Reading, readObject, readRecords } from '../../trail/read-object.ts';
import { parseTrailKey } from '../../trail/trail-key.ts';

/** Log files of the past, wherever they lie. */
export interface PastFiles {
  readonly files: readonly PastFile[];
  close(): void;
}

interface PastFile {
  readonly name: string;
  /** Bytes, as they lie there. */
  readonly size: number;
  read(onRecord: OnRecord): Promise<Reading>;
}

const clock = systemClock();

/** Those under an S3 prefix or in a folder that may hold something newer than `since`. Throws UsageError. */
export async function pastFiles(place: string, since: number, config: Config): Promise<PastFiles> {
  return place.startsWith('s3://') ? inBucket(place, since, config) : inFolder(place, since);
}

function inFolder(place: string, since: number): PastFiles {
  try {
    const isFolder = statSync(place).isDirectory();
    const names = isFolder ? readdirSync(place, { recursive: true, encoding: 'utf8' }) : [''];
    const files = names
      .filter((name) => !isFolder || /\.(json|ndjson)(\.gz)?$/.test(name))
      .sort()
      .flatMap((name): PastFile[] => {
        const path = join(place, name);
        // Of a name as CloudTrail gives them the day is known; a file's own time says when it was copied.
        const key = parseTrailKey(path);
        if (key.kind !== 'other' && key.kind !== 'log') return [];
        if (key.kind === 'log' && isBefore(key.day, since)) return [];
        const read = (onRecord: OnRecord) => readRecords(createReadStream(path), onRecord, { clock });
        return [{ name: path, size: statSync(path).size, read }];
      });
    return { files, close: () => undefined };
  } catch (error) {
    throw new UsageError(`${place} cannot be read: ${messageOf(error)}`, { cause: error });
  }
}

async function inBucket(place: string, since: number, config: Config): Promise<PastFiles> {
  const [, bucket, prefix = ''] = /^s3:\/\/([^/]+)\/?(.*)$/.exec(place) ?? [];
  if (bucket === undefined) throw new UsageError(`${place} is no prefix such as s3://bucket/AWSLogs/.`);
  const { region, buckets: known } = config.aws;
  const buckets = openBuckets({ region, roles: rolesOf(known) }, clock);
  const named = known.find(({ name }) => name === bucket);
  const account = named && accountOfBucket(named);
  const s3 = buckets.client(account === undefined ? {} : { account });
  const files: PastFile[] = [];
  try {
    for (let after: string | undefined, more = true; more; ) {
      const page = await s3.send(
        new ListObjectsV2Command({
          Bucket: bucket,
          Prefix: prefix,
          ...(after !== undefined && { ContinuationToken: after }),
        }),
      );
      for (const { Key: key = '', Size: size = 0 } of page.Contents ?? []) {
        const said = parseTrailKey(key);
        if (said.kind !== 'log' || isBefore(said.day, since)) continue;
        const read = (onRecord: OnRecord) => readObject(s3, { bucket, key }, onRecord, { clock });
        files.push({ name: `s3://${bucket}/${key}`, size, read });
      }
      after = page.NextContinuationToken;
      more = after !== undefined;
    }
  } catch (error) {
    buckets.destroy();
    throw new UsageError(`${place} cannot be listed: ${messageOf(error)}`, { cause: error });
  }
  return { files, close: () => buckets.destroy() };
}

/** A file of a day holds calls of that day, and of the last minutes before it. */
function isBefore(day: string, since: number): boolean {
  return Date.parse(`${day}T23:59:59Z`) < since;
}
