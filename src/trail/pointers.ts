import type { InnerEvent } from '../finding/inner-event.ts';

/** An object that a notice says is there. All of it is outside text: nothing here was looked at in S3. */
export interface ObjectReference {
  readonly bucket: string;
  /** As S3 knows it, decoded. */
  readonly key: string;
  /** Where the bucket is, where the notice says so. */
  readonly region?: string;
  /** The account that owns the bucket, where the notice says so. */
  readonly bucketOwner?: string;
  /** Bytes, as they lie in the bucket. */
  readonly size?: number;
  /** Tells two contents of one key apart. */
  readonly etag?: string;
}

type Fields = Readonly<Record<string, unknown>>;

/**
 * The objects that one inner event points to: a notification of S3 (straight or through SNS), the same through
 * EventBridge, or CloudTrail's own notice through SNS. Empty: such a notice, but of nothing to read (an object was
 * deleted). Null: not such a notice. Never throws.
 */
export function pointersOf({ eventBridge, value }: InnerEvent): readonly ObjectReference[] | null {
  if (!isObject(value)) return null;
  if (value['eventSource'] === 'aws:s3') return fromNotification(value);
  if (eventBridge?.source === 'aws.s3') return fromEventBridge(eventBridge, value);
  return fromCloudTrail(value);
}

/** S3 user guide, "Event message structure": the key is form-encoded. */
function fromNotification({ s3, eventName, awsRegion }: Fields): readonly ObjectReference[] | null {
  if (!isObject(s3)) return null;
  // A test or a shipper may leave the name out; in doubt the object is there.
  if (typeof eventName === 'string' && !eventName.includes('ObjectCreated:')) return [];
  return reference(s3, formDecoded, { region: awsRegion });
}

/** S3 user guide, "Using EventBridge": the key is as it is. */
function fromEventBridge(
  { detailType, account, region }: NonNullable<InnerEvent['eventBridge']>,
  detail: Fields,
): readonly ObjectReference[] | null {
  if (detailType !== 'Object Created') return [];
  return reference(detail, (key) => key, { region, bucketOwner: account });
}

/** CloudTrail user guide, "Configuring Amazon SNS notifications": the keys are as they are. */
function fromCloudTrail({ s3Bucket, s3ObjectKey }: Fields): readonly ObjectReference[] | null {
  if (!isText(s3Bucket) || !Array.isArray(s3ObjectKey)) return null;
  const keys = new Set(s3ObjectKey.filter(isText));
  return [...keys].map((key) => ({ bucket: s3Bucket, key }));
}

function reference(
  { bucket, object }: Fields,
  decode: (key: string) => string,
  place: { readonly region: unknown; readonly bucketOwner?: unknown },
): readonly ObjectReference[] | null {
  if (!isObject(bucket) || !isObject(object)) return null;
  const { name } = bucket;
  const { key, size, eTag, etag = eTag } = object;
  if (!isText(name) || !isText(key)) return null;
  return [
    {
      bucket: name,
      key: decode(key),
      ...(isText(place.region) && { region: place.region }),
      ...(isText(place.bucketOwner) && { bucketOwner: place.bucketOwner }),
      ...(typeof size === 'number' && { size }),
      ...(isText(etag) && { etag }),
    },
  ];
}

/** `+` is a space, `%2B` a plus. What cannot be decoded is taken as it is: S3 will say that there is no such key. */
function formDecoded(key: string): string {
  try {
    return decodeURIComponent(key.replaceAll('+', ' '));
  } catch {
    return key;
  }
}

function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}
