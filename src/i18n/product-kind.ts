import type { FindingView } from '../finding/view.ts';
import type { products } from './en/products.ts';

export type ProductKind = keyof typeof products;

/** First match wins. The types are ASFF's, or the product's own where it reports by itself (Macie). */
const kindsByType: ReadonlyMap<string, readonly (readonly [fits: RegExp, kind: ProductKind])[]> = new Map([
  ['Inspector', [[/Network Reachability/, 'reachable-port']]],
  [
    'Macie',
    [
      [/SensitiveData:/, 'sensitive-data'],
      [/S3BucketPublic$/, 'public-bucket'],
      [/S3Bucket(SharedExternally|ReplicatedExternally|SharedWithCloudFront)$/, 'shared-bucket'],
      [/S3BlockPublicAccessDisabled$/, 'unblocked-bucket'],
      [/S3BucketEncryptionDisabled$/, 'unencrypted-bucket'],
    ],
  ],
  [
    'IAM Access Analyzer',
    [
      [/^Effects\/Data Exposure\/ ?External Access Granted$/, 'public-access'],
      [/External Access Granted$/, 'shared-access'],
      [/\/ ?Unused /, 'unused-access'],
    ],
  ],
  ['Config', [[/^/, 'config-rule']]],
  ['Systems Manager Patch Manager', [[/^/, 'missing-patches']]],
]);

const kindsByNotice: readonly (readonly [fits: RegExp, kind: ProductKind])[] = [
  [/CREDENTIALS_EXPOSED|EXPOSED_CREDENTIALS|IAM_QUARANTINE/, 'leaked-key-notice'],
  [/^AWS_ABUSE_/, 'abuse-notice'],
  [/^/, 'notice'],
];

/** Which of our words for other products fit; null: none, so the detector speaks for itself. */
export function productKind(view: FindingView): ProductKind | null {
  const { kind, product, type } = view;
  // Others may call themselves what they like; only our own findings come by our own door.
  if (view.sources.includes('yagura')) return type === 'SourceHealth' ? 'source-health' : null;
  if (kind === 'vulnerability' && Object.hasOwn(view.facts, 'cve'))
    return view.resources.some((resource) => /ContainerImage/i.test(resource.type))
      ? 'image-vulnerability'
      : 'vulnerability';
  const fitting =
    product === 'Health'
      ? kindsByNotice.find(([fits]) => fits.test(noticeCode(view) ?? ''))
      : kindsByType.get(product)?.find(([fits]) => fits.test(type));
  return fitting?.[1] ?? null;
}

/** `AWS_RISK_CREDENTIALS_EXPOSED` of a Health finding, which has it only in its title. */
export function noticeCode({ product, title }: FindingView): string | null {
  return product === 'Health' ? (/\bAWS_[A-Z0-9_]+/.exec(title)?.[0] ?? null) : null;
}
