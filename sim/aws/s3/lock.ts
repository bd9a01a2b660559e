import { AwsError, type ServiceRequest } from '../service.ts';
import { type Bucket, lockModes, type Retention } from './bucket.ts';

const invalid = (message: string) => new AwsError('InvalidArgument', message);

/** What a PutObject asks for; null: no lock (S3 user guide, "Object Lock considerations"; API reference, PutObject). */
export function retentionAsked(
  { settings }: Bucket,
  { headers }: ServiceRequest,
  now: number,
): Retention | null {
  const mode = headers['x-amz-object-lock-mode'];
  const date = headers['x-amz-object-lock-retain-until-date'];
  if (mode === undefined && date === undefined) return null;
  if (settings.objectLock !== true)
    throw new AwsError('InvalidRequest', 'Bucket is missing Object Lock Configuration');
  if (mode === undefined || date === undefined)
    throw invalid('x-amz-object-lock-retain-until-date and x-amz-object-lock-mode must both be supplied');
  const known = lockModes.find((one) => one === mode);
  if (known === undefined) throw invalid('Unknown wormMode directive.');
  const until = Date.parse(String(date));
  if (Number.isNaN(until)) throw invalid('The retain until date must be provided in ISO 8601 format');
  if (until <= now) throw invalid('The retain until date must be in the future!');
  if (!Object.keys(headers).some((name) => name === 'content-md5' || /^x-amz-checksum-\w+$/.test(name)))
    throw new AwsError(
      'InvalidRequest',
      'Content-MD5 OR x-amz-checksum- HTTP header is required for Put Object requests with Object Lock parameters',
    );
  return { mode: known, until };
}

/** Whether a version may go: COMPLIANCE holds against everybody, GOVERNANCE until somebody says to pass it. */
export function isLocked(retention: Retention | null, { headers }: ServiceRequest, now: number): boolean {
  if (retention === null || retention.until <= now) return false;
  return retention.mode === 'COMPLIANCE' || headers['x-amz-bypass-governance-retention'] !== 'true';
}

/** As the headers of an answer. */
export function lockHeaders(retention: Retention | null): Record<string, string> {
  if (retention === null) return {};
  return {
    'x-amz-object-lock-mode': retention.mode,
    'x-amz-object-lock-retain-until-date': new Date(retention.until).toISOString(),
  };
}
