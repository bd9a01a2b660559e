import { AwsError, CommonFailure, type ServiceCall, type SimulatedService } from '../service.ts';
import type { Setting } from '../setting.ts';
import { accountBlock, accountBlockPath } from './account-block.ts';
import { type AccessBlock, type Bucket, type BucketSettings, noSuch, type Version } from './bucket.ts';
import { objectOperations } from './objects.ts';
import { settingOperations } from './settings.ts';

/** S3 of one account, from inside. */
export interface S3Place {
  /** Makes a bucket, or replaces what it says of itself; its objects stay. */
  putBucket(settings: BucketSettings): void;
  /** Block Public Access of the whole account; null: it has none, as accounts begin. */
  blockAccount(block: AccessBlock | null): void;
  /** All that the bucket holds, oldest first. */
  versions(bucket: string): readonly Version[];
}

/** Parameters of a URL that are understood here; another one would be another operation, and is refused. */
const understood = new Set([
  ...['acl', 'location', 'object-lock', 'policy', 'policyStatus', 'publicAccessBlock', 'retention'],
  ...['continuation-token', 'list-type', 'max-keys', 'prefix', 'versionId', 'x-id'],
  ...['key-marker', 'version-id-marker', 'versions'],
]);
const ofBuckets = ['acl', 'location', 'object-lock', 'policy', 'policyStatus', 'publicAccessBlock'];

/** Buckets with what they say of themselves, and with locks. Those of `buckets` are fauxqs's. */
export function createS3({ now, objectBuckets }: Setting) {
  const buckets = new Map<string, Bucket>();
  const accounts = new Map<string, AccessBlock>();

  function bucketOf({ account, input, region, request }: ServiceCall): Bucket {
    const name = String(input['Bucket']);
    const unknown = [...request.query.keys()].find((key) => !understood.has(key));
    if (unknown !== undefined) throw new CommonFailure('unknown-action', `${unknown} is not simulated.`);
    const bucket = buckets.get(name) ?? noSuch('Bucket', 'The specified bucket does not exist');
    const meant = request.headers['x-amz-expected-bucket-owner'] ?? bucket.owner;
    if (account !== bucket.owner || meant !== bucket.owner)
      throw new CommonFailure('denied', 'Access Denied');
    if (region !== (bucket.settings.region ?? 'us-east-1') && !request.query.has('location'))
      throw new AwsError(
        'PermanentRedirect',
        'The bucket you are attempting to access must be addressed using the specified endpoint.',
        301,
      );
    return bucket;
  }

  const service: SimulatedService = {
    name: 's3',
    protocol: 'rest-xml',
    takes: (_method, { pathname, searchParams }) => {
      if (pathname === accountBlockPath) return true;
      const name = decodeURIComponent(pathname.split('/')[1] ?? '');
      if (objectBuckets.includes(name)) return false;
      return buckets.has(name) || ofBuckets.some((flag) => searchParams.has(flag));
    },
    operations: [accountBlock(accounts), ...settingOperations(bucketOf), ...objectOperations(bucketOf, now)],
  };

  function at(owner: string): S3Place {
    return {
      putBucket(settings) {
        const known = buckets.get(settings.name);
        if (objectBuckets.includes(settings.name) || (known && known.owner !== owner))
          throw new Error(`the bucket ${settings.name} is somebody else's`);
        buckets.set(settings.name, { owner, versions: known?.versions ?? [], settings });
      },
      blockAccount(block) {
        if (block === null) accounts.delete(owner);
        else accounts.set(owner, block);
      },
      versions: (name) => buckets.get(name)?.versions ?? [],
    };
  }

  return { service, at };
}
