import {
  guardDutyLink,
  macieLink,
  outsideLink,
  securityHubLink,
  securityHubV2Link,
} from '../../finding/console-links.ts';
import type { FindingKind, Link, Resource } from '../../finding/finding.ts';
import { outsideAws } from '../../finding/finding.ts';
import { guardDutyType, hasSampleTitle } from '../../finding/guardduty-type.ts';
import {
  controlIdentity,
  guardDutyIdentity,
  ocsfIdentity,
  productIdentity,
  recordKey,
} from '../../finding/identity.ts';
import type { InnerEvent, Normalised } from '../../finding/inner-event.ts';
import { awsProductName, awsProductOf, isAwsProductName } from '../../finding/products.ts';
import type { Severity } from '../../finding/severity.ts';
import { severityOfOcsf, severityOfWord } from '../../finding/severity.ts';
import {
  accountOf,
  countOf,
  type Fields,
  factsOf,
  fieldsOf,
  flagOf,
  found,
  invalidField,
  itemsOf,
  numberOf,
  proseOf,
  rawOf,
  textOf,
  textsOf,
} from '../read.ts';
import { signalIdentities } from '../sequence.ts';
import { controlOf, standardsOf } from './control.ts';
import { evidenceOf } from './evidence.ts';
import { ocsfResources, rawResources } from './resources.ts';
import { statusOf } from './status.ts';
import { timesOf } from './times.ts';

/** One OCSF finding of any class. Only its id is required. */
export function normaliseFinding(value: Fields, event: InnerEvent, now: number): Normalised {
  const metadata = fieldsOf(value['metadata']);
  const product = fieldsOf(metadata['product']);
  // Before OCSF 1.1 the class was Security Finding and the object `finding`.
  const info = fieldsOf(value['finding_info'] ?? value['finding']);
  const uid = textOf(info['uid']) ?? textOf(metadata['uid']);
  if (uid === undefined) return invalidField('/finding_info/uid', 'expected a finding id');

  const productUid = textOf(product['uid']) ?? textOf(product['name']) ?? 'unknown';
  const awsProduct = awsProductOf(productUid);
  const isGuardDuty = awsProduct === 'guardduty';
  const control = awsProduct === 'securityhub' ? controlOf(value, info, uid) : null;
  const resources = ocsfResources(value);
  const cloud = fieldsOf(value['cloud']);
  const first = fieldsOf(rawResources(value)[0]);
  const account = accountIn(cloud, first) ?? textOf(event.eventBridge?.account) ?? outsideAws;
  const accountName = textOf(fieldsOf(cloud['account'])['name']);
  const region =
    textOf(cloud['region']) ?? textOf(first['region']) ?? textOf(event.eventBridge?.region) ?? outsideAws;
  const types = textsOf(info['types']);
  // Scanners name their check in `event_code`: it is their control's id.
  const check = textOf(metadata['event_code']);
  const ownType = isGuardDuty || awsProduct === 'macie' ? guardDutyType(types) : null;
  const type = control?.id ?? check ?? ownType ?? types[0] ?? 'Finding';
  const title = textOf(info['title'], 1_000) ?? type;
  const evidence = evidenceOf(value);
  const status = statusOf(value);
  const times = timesOf(value, info, event, now);
  return found(
    {
      identity: identityOf({ uid, productUid, awsProduct, account, region, resources, control }),
      recordKey: recordKey('securityhub-v2', productUid, uid),
      source: 'securityhub-v2',
      product: productName(awsProduct, textOf(product['name'], 256) ?? productUid),
      id: uid,
      kind: kindOf(numberOf(value['class_uid']), awsProduct, status.compliance !== null),
      type,
      title,
      description: proseOf(info['desc'] ?? value['message'], 4_000) ?? '',
      severity: severityOf(value),
      account: accountOf(account, accountName),
      region,
      resources,
      firstSeen: times.firstSeen,
      lastSeen: times.lastSeen,
      updatedAt: times.updatedAt,
      count: countOf(value['count']),
      sample: flagOf(fieldsOf(value['unmapped'])['Sample']) || (isGuardDuty && hasSampleTitle(title)),
      status,
      standards: control ? standardsOf(value) : [],
      links: linksOf(value, region, uid, productUid, awsProduct),
      facts: factsOf(control?.facts, evidence.facts),
    },
    {
      principal: evidence.principal,
      remoteAddress: evidence.remoteAddress,
      remediation: proseOf(fieldsOf(value['remediation'])['desc'], 2_000),
      ...(isGuardDuty && { signals: signalsOf(info, type) }),
    },
  );
}

/**
 * GuardDuty's findings that an attack sequence names as related. Source: OCSF schema, "Finding Information";
 * AWS documents no sequence in OCSF, so what is no ARN of such a finding is left alone.
 */
function signalsOf(info: Fields, type: string): readonly string[] {
  if (!type.startsWith('AttackSequence:')) return [];
  const related = itemsOf(info['related_events']).map((event) => fieldsOf(event)['uid']);
  return signalIdentities(related.filter((uid) => /^arn:[\w-]+:guardduty:.*\/finding\//.test(rawOf(uid))));
}

function identityOf(one: {
  readonly uid: string;
  readonly productUid: string;
  readonly awsProduct: string | null;
  readonly account: string;
  readonly region: string;
  readonly resources: readonly Resource[];
  readonly control: { readonly securityControl: string } | null;
}): string {
  if (one.awsProduct === 'guardduty') return guardDutyIdentity(one.uid);
  const { account, region, resources, control } = one;
  if (control) return controlIdentity({ account, region, resources, control: control.securityControl });
  // A product that Security Hub knows keeps its finding id in both hubs, so this is ASFF's (ProductArn, Id).
  if (/^arn:[\w-]+:securityhub:/.test(one.productUid)) return productIdentity(one.productUid, one.uid);
  return ocsfIdentity(one.productUid, one.uid);
}

/** Only AWS's own products are shown under AWS's names. */
function productName(awsProduct: string | null, ownName: string): string {
  if (awsProduct !== null) return awsProductName(awsProduct);
  return isAwsProductName(ownName) ? 'Custom' : ownName;
}

/** OCSF 1.0 had `cloud.account_uid`; a cluster or an appliance has no cloud at all. */
function accountIn(cloud: Fields, resource: Fields): string | undefined {
  return (
    textOf(fieldsOf(cloud['account'])['uid']) ??
    textOf(cloud['account_uid']) ??
    textOf(fieldsOf(fieldsOf(resource['owner'])['account'])['uid'])
  );
}

/** Scanners report their checks as Detection Findings; having a verdict makes a finding a control. */
function kindOf(classUid: number | undefined, awsProduct: string | null, hasVerdict: boolean): FindingKind {
  if (classUid === 2_002 || awsProduct === 'inspector') return 'vulnerability';
  if (awsProduct === 'guardduty') return 'threat';
  if (classUid === 2_003 || hasVerdict) return 'control';
  if (classUid === 2_006 || awsProduct === 'macie') return 'data';
  return classUid === 2_004 ? 'threat' : 'other';
}

/** Unknown (0) and Other (99) say nothing, so the word may; a finding without any is Medium: shown. */
function severityOf(value: Fields): Severity {
  return (
    severityOfOcsf(numberOf(value['severity_id']) ?? 0) ??
    severityOfWord(textOf(value['severity']) ?? '') ??
    'Medium'
  );
}

function linksOf(
  value: Fields,
  region: string,
  uid: string,
  productUid: string,
  awsProduct: string | null,
): Link[] {
  const references = itemsOf(fieldsOf(value['remediation'])['references']).slice(0, 20);
  const howTo = references
    .map((one) => outsideLink('remediation', textOf(one)))
    .find((links) => links.length > 0);
  return [...consoleOf(region, uid, productUid, awsProduct), ...(howTo ?? [])];
}

function consoleOf(region: string, uid: string, productUid: string, awsProduct: string | null): Link[] {
  if (awsProduct === 'guardduty') return guardDutyLink(region, uid);
  if (awsProduct === 'macie') return macieLink(region, uid);
  if (productUid.includes(':productv2/')) return securityHubV2Link(region, uid);
  return productUid.includes(':product/') ? securityHubLink(region, uid) : [];
}
