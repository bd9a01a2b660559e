import { AwsError } from '../service.ts';

export interface AccessBlock {
  readonly BlockPublicAcls: boolean;
  readonly IgnorePublicAcls: boolean;
  readonly BlockPublicPolicy: boolean;
  readonly RestrictPublicBuckets: boolean;
}

type Crowd = 'AllUsers' | 'AuthenticatedUsers';

export interface GrantSeed {
  /** Default: the owner. */
  readonly to?: Crowd;
  readonly permission: 'FULL_CONTROL' | 'READ' | 'WRITE' | 'READ_ACP' | 'WRITE_ACP';
}

export interface BucketSettings {
  readonly name: string;
  /** Default `us-east-1`. */
  readonly region?: string;
  /** Left out: all four on, as S3 makes buckets since April 2023. null: it has none. */
  readonly block?: AccessBlock | null;
  readonly policy?: PolicyText;
  /** Beside the owner's own. */
  readonly grants?: readonly GrantSeed[];
  /** Whether its objects can be locked; such a bucket keeps versions. */
  readonly objectLock?: boolean;
}

/** A bucket policy, or the like of one. */
type PolicyText = Readonly<Record<string, unknown>>;

export const lockModes = ['GOVERNANCE', 'COMPLIANCE'] as const;

export interface Retention {
  readonly mode: (typeof lockModes)[number];
  /** Milliseconds since 1970. */
  readonly until: number;
}

/** One version of an object; newest last in its list. */
export interface Version {
  readonly id: string;
  readonly key: string;
  readonly body: string;
  readonly at: number;
  readonly retention: Retention | null;
  /** What a plain DELETE leaves behind. */
  readonly deleted: boolean;
}

export interface Bucket {
  readonly owner: string;
  settings: BucketSettings;
  versions: readonly Version[];
}

const whole: AccessBlock = {
  BlockPublicAcls: true,
  IgnorePublicAcls: true,
  BlockPublicPolicy: true,
  RestrictPublicBuckets: true,
};

export function blockOf({ settings }: Bucket): AccessBlock | null {
  return settings.block === undefined ? whole : settings.block;
}

/** What an object is now; null: nothing, or deleted. */
export function currentOf({ versions }: Bucket, key: string): Version | null {
  const latest = versions.findLast((one) => one.key === key);
  return latest === undefined || latest.deleted ? null : latest;
}

export function noSuch(what: 'Bucket' | 'Key' | 'Version', message: string): never {
  throw new AwsError(`NoSuch${what}`, message, 404);
}
