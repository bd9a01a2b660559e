import { parseArn } from './arn.ts';
import { isGlobalControl } from './controls.ts';

/** The longest key kept as it is. In UTF-8 that is 1,200 bytes: two fit into one PostgreSQL index row (2,704). */
const longestKey = 400;

/** GuardDuty's finding id: the last segment of its ARN, whichever door it came by. */
export function guardDutyIdentity(id: string): string {
  return bounded(`guardduty:${id.slice(id.lastIndexOf('/') + 1)}`);
}

/**
 * One object that GuardDuty's malware protection for S3 found bad. A finding's id holds no slash, so this can
 * never meet `guardduty:<id>`.
 */
export function malwareObjectIdentity(bucket: string, key: string, version: string): string {
  return bounded(`guardduty:object/${bucket}/${key}@${version}`);
}

/**
 * One failing control on its resources, however many standards include it and whichever door it came by.
 * `control` is the security control id (see `securityControlId`).
 */
export function controlIdentity(control: {
  readonly account: string;
  readonly region: string;
  readonly control: string;
  readonly resources: readonly { readonly type: string; readonly id: string; readonly arn?: string }[];
}): string {
  const region = isGlobalControl(control.control) ? 'global' : control.region;
  const keys = control.resources.map(resourceKey);
  const resources = keys.length < 2 ? (keys[0] ?? '') : [...new Set(keys)].sort().join('|');
  return bounded(`control:${control.account}:${region}:${control.control}:${resources}`);
}

/**
 * Every other finding of Security Hub: (ProductArn, Id). The V2 hub names the same product `productv2/…` and
 * keeps the product's own finding id, so both doors meet.
 */
export function productIdentity(productArn: string, id: string): string {
  return bounded(`asff:${escapeBar(productArn.replace(':productv2/', ':product/'))}|${id}`);
}

/** A finding in OCSF from a product that Security Hub does not know. */
export function ocsfIdentity(product: string, id: string): string {
  return bounded(`ocsf:${escapeBar(product)}|${id}`);
}

/** An event of our own schema. The prefix keeps it apart from everything AWS says. */
export function customIdentity(source: string, id: string): string {
  return bounded(`custom:${escapeBar(source)}|${id}`);
}

/** What a rule says of the same people; `key` is made of the values of the rule's dedup fields. */
export function ruleIdentity(rule: string, key: string): string {
  return bounded(`rule:${escapeBar(rule)}|${key}`);
}

export function isRuleIdentity(identity: string): boolean {
  return identity.startsWith('rule:');
}

/** A case of several findings: the policy that groups them, and what they have in common. No finding's identity begins so. */
export function groupKey(policy: string, values: readonly string[]): string {
  return bounded(`group:${[policy, ...values].map(escapeBar).join('|')}`);
}

/** What Yagura itself says of an account's sources in one region. */
export function sourceHealthIdentity(account: string, region: string): string {
  return bounded(`yagura:source-health:${account}:${region}`);
}

/** One copy of a finding: the door, who sent it there and the copy's own id. */
export function recordKey(door: string, first: string, ...others: readonly string[]): string {
  let key = `${door}:${escapeBar(first)}`;
  for (const id of others) key += `|${escapeBar(id)}`;
  return bounded(key);
}

/** The first id in a record's key: of Security Hub's doors, what the copy's product is called there. */
export function productOfRecord(key: string): string {
  return (key.slice(key.indexOf(':') + 1).split('|', 1)[0] ?? '').replaceAll('%7C', '|');
}

/**
 * ASFF says `AWS::::Account:111122223333`, OCSF says type `AWS::::Account` with uid `111122223333`, and some
 * controls name the root user: all of them mean the account. Else the ARN says most.
 */
function resourceKey(resource: {
  readonly type: string;
  readonly id: string;
  readonly arn?: string;
}): string {
  const { type, id } = resource;
  if (id.startsWith('AWS::::Account:')) return `account/${id.slice('AWS::::Account:'.length)}`;
  if (/account$/i.test(type) && /^\d{12}$/.test(id)) return `account/${id}`;
  if (id.startsWith('AWS::IAM::AccessKey:')) return id.slice('AWS::IAM::AccessKey:'.length);
  const root = id.endsWith(':root') ? parseArn(id) : null;
  if (root?.service === 'iam') return `account/${root.account}`;
  return id.startsWith('arn:') ? id : (resource.arn ?? id);
}

function escapeBar(text: string): string {
  return text.includes('|') ? text.replaceAll('|', '%7C') : text;
}

/** Keys stand in database indexes, so a long one keeps its start and ends in a hash of the whole. */
function bounded(key: string): string {
  if (key.length <= longestKey) return key;
  return `${key.slice(0, longestKey - 40).toWellFormed()}#${hash(key, 0x9e3779b9)}${hash(key, 0x85ebca6b)}`;
}

/**
 * 53 bits of a key as 14 hex digits (two multiply-xor lanes, finished as in MurmurHash3). Not a secret and not
 * a signature: it keeps long keys apart, and this folder has no node:crypto.
 */
function hash(text: string, seed: number): string {
  let high = 0xdeadbeef ^ seed;
  let low = 0x41c6ce57 ^ seed;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    high = Math.imul(high ^ unit, 2654435761);
    low = Math.imul(low ^ unit, 1597334677);
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
  const value = 4294967296 * (2097151 & low) + (high >>> 0);
  return value.toString(16).padStart(14, '0');
}
