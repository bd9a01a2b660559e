import { S3Client } from '@aws-sdk/client-s3';
import { STSClient } from '@aws-sdk/client-sts';
import type { Clock } from '../shared/clock.ts';
import { type AccountRole, assumedRole } from './assumed-role.ts';

export interface BucketSettings {
  /** Where we run, and where a bucket is taken to be when nobody says otherwise. */
  readonly region: string;
  /** Only for tests; a deployment says it through `AWS_ENDPOINT_URL`, which the SDK reads by itself. */
  readonly endpoint?: string;
  /** Default: the SDK's own chain (environment, container, instance role …). */
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string };
  /** By the account that owns the buckets. Buckets of any other account are read as ourselves. */
  readonly roles?: Readonly<Record<string, AccountRole>>;
}

export interface Buckets {
  /** A client for buckets of this account in this region; both may be unknown. Made once, then shared. */
  client(place: { readonly account?: string; readonly region?: string }): S3Client;
  destroy(): void;
}

/** Objects come in streams of megabytes; more at once would only wait for the thread that reads them. */
const maxSockets = 16;

/** S3 clients by account and region that never hang: bounded connect, bounded answer, three attempts. */
export function openBuckets(settings: BucketSettings, clock: Clock): Buckets {
  const common = {
    ...(settings.endpoint !== undefined && { endpoint: settings.endpoint }),
    maxAttempts: 3,
    requestHandler: {
      connectionTimeout: 5_000,
      // Until the first byte; how long the rest may take is for the reader to say.
      requestTimeout: 20_000,
      throwOnRequestTimeout: true,
      httpAgent: { keepAlive: true, maxSockets },
      httpsAgent: { keepAlive: true, maxSockets },
    },
  };
  const ourselves = settings.credentials === undefined ? {} : { credentials: settings.credentials };
  const sts = new STSClient({ ...common, ...ourselves, region: settings.region });
  const roles = new Map(
    Object.entries(settings.roles ?? {}).map(([account, role]) => [
      account,
      assumedRole(sts, role, clock).credentials,
    ]),
  );
  const clients = new Map<string, S3Client>();

  function open(region: string, account: string | undefined): S3Client {
    const credentials = account === undefined ? undefined : roles.get(account);
    return new S3Client({
      ...common,
      ...(credentials === undefined ? ourselves : { credentials }),
      region,
      // CloudTrail's notice does not say where the bucket is; S3 does when it is asked in the wrong place.
      followRegionRedirects: true,
      // A log file is gzip and has a checksum of its own; S3's would be counted in JavaScript.
      responseChecksumValidation: 'WHEN_REQUIRED',
    });
  }

  return {
    client({ account, region = settings.region }) {
      // An account without a role is ourselves: one client for all of those.
      const key = `${account !== undefined && roles.has(account) ? account : ''} ${region}`;
      const known = clients.get(key) ?? open(region, account);
      clients.set(key, known);
      return known;
    },
    destroy() {
      for (const client of clients.values()) client.destroy();
      sts.destroy();
    },
  };
}
