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
  const [, partition, service, region, account, ...rest] = text.split(':');
  if (!partition || !service || region === undefined || account === undefined || rest.length === 0)
    return null;
  return { partition, service, region, account, resource: rest.join(':') };
}

/**
 * The part of an ARN a person would say: `sg-0abc` of `…:security-group/sg-0abc`, the bucket with its key, the
 * repository of a container image (its digest says nothing to anybody).
 */
export function nameInArn(text: string): string | null {
  const arn = parseArn(text);
  if (!arn) return null;
  if (arn.service === 's3') return arn.resource || null;
  const words = arn.resource.split(/[/:]/).filter((word) => word !== '' && word !== '*');
  const digest = words.indexOf('sha256');
  return words.at(digest > 0 ? digest - 1 : -1) ?? null;
}

/** The partition a region belongs to; ordinary regions are `aws`. */
export function partitionOf(region: string): string {
  if (region.startsWith('cn-')) return 'aws-cn';
  return region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
}
