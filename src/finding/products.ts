/** What AWS calls its own products in Security Hub, by the last words of their product ARN. */
const awsProducts: ReadonlyMap<string, string> = new Map(
  Object.entries({
    'access-analyzer': 'IAM Access Analyzer',
    config: 'Config',
    detective: 'Detective',
    'firewall-manager': 'Firewall Manager',
    guardduty: 'GuardDuty',
    health: 'Health',
    inspector: 'Inspector',
    macie: 'Macie',
    securityhub: 'Security Hub',
    'ssm-patch-manager': 'Systems Manager Patch Manager',
    'trusted-advisor': 'Trusted Advisor',
  }),
);

const awsProductNames: ReadonlySet<string> = new Set(awsProducts.values());

/**
 * The AWS product behind a Security Hub product ARN (`arn:aws:securityhub:us-east-1::product/aws/guardduty`,
 * `…::productv2/aws/guardduty`): `guardduty`. null for partners and custom products, whatever they call
 * themselves: AWS gives an empty account to its own products alone.
 */
export function awsProductOf(productArn: string): string | null {
  return /^arn:[\w-]+:securityhub:[\w-]*::product(?:v2)?\/aws\/([\w-]+)$/.exec(productArn)?.[1] ?? null;
}

/** `GuardDuty` of `guardduty`; an unknown product keeps its own word. */
export function awsProductName(product: string): string {
  return awsProducts.get(product) ?? product;
}

/** Is this a name of AWS's own, which nobody else's product may be shown under? */
export function isAwsProductName(name: string): boolean {
  return awsProductNames.has(name);
}
