import type { Reason } from '../finding/ledger.ts';
import { admit, type QueueRule } from '../intake/admit.ts';
import { detailOf } from '../intake/detail.ts';
import type { IncomingMessage } from '../intake/message.ts';
import { unwrap } from '../intake/unwrap.ts';
import { type ObjectReference, pointersOf } from '../trail/pointers.ts';
import { parseTrailKey } from '../trail/trail-key.ts';

/** An object that a message points to. */
export interface PointedFile {
  /** Its own row in the ledger. */
  readonly path: string;
  readonly object: ObjectReference;
}

export interface FilesOfMessage {
  readonly files: readonly PointedFile[];
  /** There are other events in it as well. */
  readonly mixed: boolean;
}

/** What every such notice has in its text, however deep it is wrapped; most alerts have none of it. */
const telling = /s3ObjectKey|aws[:.]s3/;

/** The objects that a message points to; null: none, so it is a message like any other. Never throws. */
export function filesIn({ body }: IncomingMessage): FilesOfMessage | null {
  if (!telling.test(body)) return null;
  let mixed = false;
  const files = unwrap(body).flatMap((event): PointedFile[] => {
    const objects = 'problem' in event ? null : pointersOf(event);
    if (objects === null || objects.length === 0) mixed = true;
    const [only, ...others] = objects ?? [];
    if (only && others.length === 0) return [{ path: event.path, object: only }];
    return (objects ?? []).map((object, at) => ({ path: `${event.path}/s3ObjectKey/${at}`, object }));
  });
  return files.length === 0 ? null : { files, mixed };
}

/** A bucket that the configuration names. */
export interface KnownBucket {
  readonly name: string;
  readonly account?: string;
}

/** A file that is to be read, with whose calls are in it; or why it is not. */
export type Admission =
  | { readonly account: string; readonly object: ObjectReference; readonly bucketAccount: string | null }
  | { readonly outcome: 'dropped' | 'quarantined'; readonly reason: Reason };

/**
 * Notices are outside text and may name any bucket: only those of the configuration are read, with the account that
 * stands there, and only where the queue may speak about CloudTrail and the account in the key.
 */
export function admitFile(
  { object }: PointedFile,
  buckets: readonly KnownBucket[],
  queue: QueueRule,
): Admission {
  const { bucketOwner: _, ...untrusted } = object;
  const detail = detailOf(`s3://${object.bucket}/${object.key}`);
  const key = parseTrailKey(object.key);
  if (key.kind !== 'log') return { outcome: 'dropped', reason: { code: 'no-log-file', detail } };
  const known = buckets.find(({ name }) => name === object.bucket);
  if (!known) return { outcome: 'quarantined', reason: { code: 'bucket-not-allowed', detail } };
  const refused = admit(queue, 'cloudtrail', key.account);
  if (refused) return { outcome: 'quarantined', reason: refused };
  const { account: bucketAccount = null } = known;
  const owned = bucketAccount === null ? untrusted : { ...untrusted, bucketOwner: bucketAccount };
  return { account: key.account, object: owned, bucketAccount };
}
