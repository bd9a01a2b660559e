import type { Logsource } from './rule.ts';

/** Where an event comes from, as far as rules are concerned. */
export type EventSource = 'cloudtrail' | 'custom';

/** Is a rule about CloudTrail? What it does not say does not matter: `product: aws` alone is about all of AWS. */
export function isCloudTrail({ product, service, category }: Logsource): boolean {
  return (product ?? 'aws') === 'aws' && (service ?? 'cloudtrail') === 'cloudtrail' && category === null;
}

/** What a custom event says of its origin, in Sigma's spelling: lower case, no spaces. */
export interface CustomOrigin {
  readonly source: string;
  readonly type: string;
  /** Only where the event has a field of that name. */
  readonly product: string | null;
}

export function originOf(event: unknown): CustomOrigin {
  const { source, type, fields } = (event ?? {}) as Readonly<Record<string, unknown>>;
  const product = (fields as Readonly<Record<string, unknown>> | undefined)?.['product'];
  const name = spelt(source) ?? '';
  return { source: name, type: spelt(type) ?? name, product: spelt(product) };
}

function spelt(value: unknown): string | null {
  return typeof value === 'string' ? value.toLowerCase().replaceAll(' ', '_') : null;
}

/**
 * Is a rule about events of this origin? The service is the event's source, the category its type. Sigma's product
 * (`linux`, for sshd) is asked only where the event names one, or where the rule says nothing else: then it is the
 * source, too. No custom event is ever AWS's.
 */
export function isAbout({ product, service, category }: Logsource, origin: CustomOrigin): boolean {
  if (product === 'aws') return false;
  if (service !== null && service !== origin.source) return false;
  if (category !== null && category !== origin.type) return false;
  if (product === null) return true;
  if (origin.product !== null) return product === origin.product;
  return service !== null || category !== null || product === origin.source;
}
