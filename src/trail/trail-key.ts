/** What an object's key says of it, in CloudTrail's layout. */
export type TrailKey =
  | {
      readonly kind: 'log';
      /** Whose calls are in the file; not always who owns the bucket. */
      readonly account: string;
      /** Where the calls were made; not always where the bucket is. */
      readonly region: string;
      /** `o-…`, for the trail of an organisation. */
      readonly organization: string | null;
      /** Of delivery, UTC: `2026-11-22`. */
      readonly day: string;
    }
  /** Hourly hashes of the log files, unusual volumes, totals: CloudTrail's own, without a record of a call. */
  | { readonly kind: 'digest' | 'insight' | 'aggregate' }
  | { readonly kind: 'other' };

// With any prefix: AWSLogs/[o-id/]account/CloudTrail[-kind]/region/yyyy/mm/dd/name (CloudTrail user guide, "Finding
// your CloudTrail log files", which also names the kinds; "Creating a trail for an organization" for the o-id).
const layout =
  /(?:^|\/)AWSLogs\/(?:(?<organization>o-[a-z0-9]{10,32})\/)?(?<account>\d{12})\/CloudTrail(?<kind>-[A-Za-z]+)?\/(?<region>[a-z0-9-]+)\/(?<day>\d{4}\/\d{2}\/\d{2})\/[^/]+\.json(?:\.gz)?$/;

const kinds: Readonly<Record<string, 'digest' | 'insight' | 'aggregate'>> = {
  '-Digest': 'digest',
  '-Insight': 'insight',
  '-Aggregated': 'aggregate',
};

/** Of a key as S3 knows it, not form-encoded. Keys are at most 1,024 bytes; never throws. */
export function parseTrailKey(key: string): TrailKey {
  const found = layout.exec(key)?.groups;
  if (!found) return { kind: 'other' };
  const { kind, account = '', region = '', organization = null, day = '' } = found;
  const special = kind === undefined ? undefined : kinds[kind];
  if (special !== undefined) return { kind: special };
  if (kind !== undefined && kind !== '-NetworkActivity') return { kind: 'other' };
  return { kind: 'log', account, region, organization, day: day.replaceAll('/', '-') };
}
