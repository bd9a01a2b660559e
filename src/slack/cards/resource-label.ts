import { nameInArn } from '../../finding/arn.ts';
import type { Resource } from '../../finding/finding.ts';
import type { FindingView } from '../../finding/view.ts';
import type { Catalogue } from '../../i18n/catalogue.ts';
import { plain } from '../text/plain.ts';

const longestName = 64;
// Security Hub names an account as a resource this way.
const accountResource = /^AWS::::Account:(\d{12})$/;

/** The account itself, which its line names already. */
export function isAccount(resource: Resource, accountId: string): boolean {
  return accountResource.exec(resource.id)?.[1] === accountId;
}

/** A person's word for it: its name, else the short form of its id. */
export function nameOf(resource: Resource, words: Catalogue['card']): string {
  const account = accountResource.exec(resource.id)?.[1];
  if (account !== undefined) return words.thisAccount(account);
  const name = plain(resource.name ?? nameInArn(resource.id) ?? resource.id, longestName);
  // What Security Hub writes for a key that GuardDuty did not name; its kind says more.
  return name === 'null' ? plain(resource.type, longestName) : name;
}

/** The name, behind it the id where that says more and is no ARN, and what is worth knowing (`t3.large`). */
export function labelOf(resource: Resource, words: Catalogue['card'], more = ''): string {
  const name = nameOf(resource, words);
  const id = plain(resource.id, longestName);
  const details = [id === name || id.includes(':') ? '' : id, plain(more, 24)].filter((one) => one !== '');
  return details.length === 0 ? name : `${name} (${details.join(', ')})`;
}

/** What GuardDuty's type is about, its second word: `EC2` of `CryptoCurrency:EC2/BitcoinTool.B`; else empty. */
export function aboutOf(view: FindingView): string {
  return /^[A-Za-z0-9]+:([A-Za-z0-9]+)\//.exec(view.type)?.[1] ?? '';
}

// A finding's resources come sorted by id, not by what it is about.
const kindOfResource: Readonly<Record<string, RegExp>> = {
  EC2: /^(Instance|AwsEc2Instance)/i,
  S3: /s3/i,
  IAMUser: /AccessKey|Iam/i,
  RDS: /rds/i,
  Lambda: /lambda/i,
  Kubernetes: /eks|kubernetes/i,
  EKS: /eks/i,
  ECS: /ecs/i,
};

/** GuardDuty, ASFF and OCSF each have their own word for it. */
export function isAccessKey(resource: Resource): boolean {
  return /AccessKey$/.test(resource.type);
}

/** The resource that a finding is about; null when it names none. */
export function primaryResource(view: FindingView): Resource | null {
  const about = aboutOf(view);
  const kind = Object.hasOwn(kindOfResource, about) ? kindOfResource[about] : undefined;
  const fitting = kind ? view.resources.find((resource) => kind.test(resource.type)) : undefined;
  if (fitting) return fitting;
  // GuardDuty may name the key that was used as the resource, and the bucket only beside it.
  const bucket = about === 'S3' ? view.facts['bucket'] : undefined;
  return bucket === undefined ? (view.resources[0] ?? null) : { type: 'S3Bucket', id: bucket };
}
