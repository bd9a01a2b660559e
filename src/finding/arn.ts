/** `arn:partition:service:region:account:resource`; the parts that are never used here are left out. */
export interface Arn {
  readonly partition: string;
  readonly service: string;
  /** Empty for global services. */
  readonly region: string;
  /** Empty where the service leaves it out (S3, Security Hub's products). */
  readonly account: string;
  /** All after the account, colons and slashes included. */
  readonly resource: string;
}

/** null when the text is no ARN. */
export function parseArn(text: string): Arn | null {
  if (!text.startsWith('arn:')) return null;
  const [, partition, service, region, account] = text.split(':', 5);
  if (!partition || !service || region === undefined || account === undefined) return null;
  const end = 'arn:'.length + [partition, service, region, account].join(':').length;
  return text[end] === ':' ? { partition, service, region, account, resource: text.slice(end + 1) } : null;
}

/**
 * The part of an ARN a person would say: `sg-0abc` of `…:security-group/sg-0abc`, the bucket with its key, the
 * repository of a container image (its digest says nothing to anybody). null: nothing to say.
 */
export function nameInArn(arn: string): string | null {
  const s3 = arn.indexOf(':s3:::');
  if (s3 > 0) return arn.slice(s3 + ':s3:::'.length) || null;
  const colon = arn.lastIndexOf(':');
  const isDigest = arn.endsWith('sha256', colon);
  const end = isDigest ? colon - 'sha256:'.length : arn.endsWith(':*') ? colon : arn.length;
  const start = Math.max(arn.lastIndexOf('/', end - 1), arn.lastIndexOf(':', end - 1)) + 1;
  return arn.slice(start, end) || null;
}

/** The partition a region belongs to; ordinary regions are `aws`. */
export function partitionOf(region: string): string {
  if (region.startsWith('cn-')) return 'aws-cn';
  return region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
}
