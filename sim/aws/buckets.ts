import { Readable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import type { Caller } from './caller.ts';
import type { Answer } from './roles.ts';
import { xmlError } from './xml.ts';

export interface BucketSeed {
  readonly name: string;
  /** Default: our own account. */
  readonly owner?: string;
  /** Who may read and list besides the owner's account: accounts, or ARNs of roles. Nobody else may write. */
  readonly readers?: readonly string[];
}

export interface ObjectFault {
  /** All buckets when left out; and all keys. */
  readonly bucket?: string;
  readonly key?: string;
  readonly kind:
    | 'denied'
    | 'missing'
    | 'archived'
    | 'throttled'
    | 'broken'
    /** Half of the body, and then the connection is cut. */
    | 'cut'
    /** Half of the body, and then nothing. */
    | 'silent'
    /** The body at `bytesPerSecond`, 10,000 when left out. */
    | 'slow';
  readonly bytesPerSecond?: number;
  /** How many calls it strikes; no end when left out. */
  readonly count?: number;
}

export interface S3Request {
  readonly action: 'GetObject' | 'PutObject' | 'HeadObject' | 'ListObjectsV2' | 'HeadBucket';
  readonly bucket: string;
  readonly key: string;
}

/** What a request asks of S3 in path style; null: nothing that we serve. */
export function s3RequestOf(method: string, url: string): S3Request | null {
  const { pathname, searchParams } = new URL(url, 'http://s3');
  const [, bucket = '', ...rest] = pathname.split('/').map(decodeURIComponent);
  const key = rest.join('/');
  if (key !== '') {
    const actions = { GET: 'GetObject', PUT: 'PutObject', HEAD: 'HeadObject' } as const;
    const action = actions[method as keyof typeof actions];
    return action === undefined ? null : { action, bucket, key };
  }
  if (method === 'HEAD') return { action: 'HeadBucket', bucket, key };
  return method === 'GET' && searchParams.get('list-type') === '2'
    ? { action: 'ListObjectsV2', bucket, key }
    : null;
}

/** Who may do what in which bucket, and what goes wrong on the way. The objects themselves are with fauxqs. */
export function createBuckets(seeds: readonly BucketSeed[], ownAccount: string) {
  const buckets = new Map(
    seeds.map((bucket) => [bucket.name, { owner: ownAccount, readers: [], ...bucket }]),
  );
  const faults: { fault: ObjectFault; left: number }[] = [];

  function add(fault: ObjectFault): () => void {
    const entry = { fault, left: fault.count ?? Number.POSITIVE_INFINITY };
    faults.push(entry);
    return () => {
      entry.left = 0;
    };
  }

  /** The first that fits, spent by one. */
  function strike({ bucket, key }: S3Request): ObjectFault | null {
    const entry = faults.find(
      ({ fault, left }) => left > 0 && (fault.bucket ?? bucket) === bucket && (fault.key ?? key) === key,
    );
    if (!entry) return null;
    entry.left -= 1;
    return entry.fault;
  }

  /** Why a request is refused; null: fauxqs may answer it. */
  function refusal(
    { action, bucket: name }: S3Request,
    caller: Caller,
    expectedOwner: unknown,
  ): Answer | null {
    const bucket = buckets.get(name);
    // One that fauxqs does not know either: its answer is S3's.
    if (!bucket) return null;
    const owns = caller.account === bucket.owner;
    const mayRead = bucket.readers.some((reader) => reader === caller.account || reader === caller.roleArn);
    const allowed = owns || (mayRead && action !== 'PutObject');
    const meant = expectedOwner === undefined || expectedOwner === bucket.owner;
    return allowed && meant ? null : refusals.denied;
  }

  return { names: [...buckets.keys()], add, strike, refusal };
}

const refusals = {
  denied: { status: 403, body: xmlError('AccessDenied', 'Access Denied') },
  missing: { status: 404, body: xmlError('NoSuchKey', 'The specified key does not exist.') },
  archived: {
    status: 403,
    body: xmlError('InvalidObjectState', 'The operation is not valid for the object’s storage class'),
  },
  throttled: { status: 503, body: xmlError('SlowDown', 'Please reduce your request rate.') },
  broken: {
    status: 500,
    body: xmlError('InternalError', 'We encountered an internal error. Please try again.'),
  },
} as const satisfies Record<string, Answer>;

/** The answer that a fault gives instead of the object; null: it spoils the body. */
export function answerOf({ kind }: ObjectFault): Answer | null {
  return kind === 'cut' || kind === 'silent' || kind === 'slow' ? null : refusals[kind];
}

/** The body of an answer on its way through a fault. */
export function spoiled(body: Buffer, fault: ObjectFault): Readable {
  return Readable.from(drip(body, fault), { objectMode: false });
}

async function* drip(body: Buffer, { kind, bytesPerSecond = 10_000 }: ObjectFault): AsyncGenerator<Buffer> {
  if (kind === 'slow') {
    const step = Math.max(1, Math.round(bytesPerSecond / 20));
    for (let from = 0; from < body.length; from += step) {
      yield body.subarray(from, from + step);
      await delay(50);
    }
    return;
  }
  yield body.subarray(0, body.length / 2);
  if (kind === 'cut') throw new Error('cut');
  await new Promise<void>(() => undefined);
}
