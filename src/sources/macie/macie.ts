import { partitionOf } from '../../finding/arn.ts';
import { macieLink } from '../../finding/console-links.ts';
import type { Resource } from '../../finding/finding.ts';
import { outsideAws } from '../../finding/finding.ts';
import { productIdentity, recordKey } from '../../finding/identity.ts';
import type { InnerEvent, Normalised, Source } from '../../finding/inner-event.ts';
import type { Severity } from '../../finding/severity.ts';
import { severityOfWord } from '../../finding/severity.ts';
import {
  countOf,
  type Fields,
  factsOf,
  fieldsOf,
  flagOf,
  found,
  invalidField,
  isObject,
  itemsOf,
  numberOf,
  proseOf,
  resourceOf,
  resourcesOf,
  textOf,
  timeOf,
} from '../read.ts';
import { tagsOf } from '../tags.ts';

/**
 * Macie's own findings about S3: sensitive data in objects, policies of buckets.
 * Source: Macie user guide, "Amazon EventBridge event schema for Macie findings".
 */
export const macie: Source = {
  name: 'macie',

  accepts({ eventBridge, value }: InnerEvent): boolean {
    if (eventBridge?.source === 'aws.macie' && eventBridge.detailType === 'Macie Finding') return true;
    return isObject(value) && isObject(value['resourcesAffected']) && isObject(value['severity']);
  },

  normalise(event: InnerEvent, now: number): Normalised {
    const value = fieldsOf(event.value);
    const id = textOf(value['id']);
    const type = textOf(value['type']);
    const account = textOf(value['accountId']);
    const severity = severityOf(fieldsOf(value['severity']));
    if (id === undefined) return invalidField('/id', 'expected a finding id');
    if (type === undefined) return invalidField('/type', 'expected a finding type');
    if (account === undefined) return invalidField('/accountId', 'expected an account id');
    if (severity === null) return invalidField('/severity', 'expected a score from 1 to 3 or its word');

    const region = textOf(value['region']) ?? textOf(event.eventBridge?.region) ?? outsideAws;
    const affected = fieldsOf(value['resourcesAffected']);
    const actor = actorOf(fieldsOf(fieldsOf(value['policyDetails'])['actor']));
    const updated = timeOf(value['updatedAt']);
    const created = timeOf(value['createdAt']) ?? updated ?? timeOf(event.eventBridge?.time) ?? now;
    return found(
      {
        // Security Hub's copies keep the id, so all doors share (ProductArn, Id).
        identity: productIdentity(`arn:${partitionOf(region)}:securityhub:${region}::product/aws/macie`, id),
        recordKey: recordKey('macie', id),
        source: 'macie',
        product: 'Macie',
        id,
        kind: 'data',
        type,
        title: textOf(value['title'], 1_000) ?? type,
        description: proseOf(value['description'], 4_000) ?? '',
        severity,
        account: { id: account },
        region,
        resources: resourcesOf([bucketOf(affected), objectOf(affected)]),
        firstSeen: created,
        lastSeen: updated ?? created,
        updatedAt: updated ?? created,
        count: countOf(value['count']),
        sample: flagOf(value['sample']),
        status: { archived: flagOf(value['archived']), compliance: null, workflow: null },
        standards: [],
        links: macieLink(region, id),
        facts: factsOf({
          bucket: fieldsOf(affected['s3Bucket'])['name'],
          file: fieldsOf(affected['s3Object'])['key'],
          accessKeyId: actor.accessKeyId,
          data: dataOf(fieldsOf(fieldsOf(value['classificationDetails'])['result'])),
        }),
      },
      { principal: actor.name, remoteAddress: actor.address },
    );
  },
};

/** 1 Low, 2 Medium, 3 High; the description is the same in words. */
function severityOf(severity: Fields): Severity | null {
  const words: readonly Severity[] = ['Low', 'Medium', 'High'];
  const score = numberOf(severity['score']) ?? 0;
  return severityOfWord(textOf(severity['description']) ?? '') ?? words[score - 1] ?? null;
}

function bucketOf(affected: Fields): Resource | undefined {
  const bucket = fieldsOf(affected['s3Bucket']);
  const id = textOf(bucket['name']) ?? textOf(bucket['arn']);
  return id === undefined
    ? undefined
    : resourceOf('S3Bucket', id, textOf(bucket['arn']), undefined, tagsOf(bucket['tags']));
}

function objectOf(affected: Fields): Resource | undefined {
  const object = fieldsOf(affected['s3Object']);
  const id = textOf(object['path']) ?? textOf(object['key']);
  return id === undefined
    ? undefined
    : resourceOf('S3Object', id, undefined, undefined, tagsOf(object['tags']));
}

interface Actor {
  readonly name: string | undefined;
  readonly accessKeyId: unknown;
  readonly address: string | undefined;
}

/** Who changed a bucket's policy, and from where. A role is known by its own name, not by its session's. */
function actorOf(actor: Fields): Actor {
  const identity = fieldsOf(actor['userIdentity']);
  const session = fieldsOf(identity['assumedRole'] ?? identity['federatedUser']);
  const issuer = fieldsOf(fieldsOf(session['sessionContext'])['sessionIssuer']);
  return {
    name:
      textOf(fieldsOf(identity['iamUser'])['userName']) ??
      textOf(issuer['userName']) ??
      textOf(session['arn']) ??
      textOf(fieldsOf(identity['root'])['arn']),
    accessKeyId: session['accessKeyId'],
    address: textOf(fieldsOf(actor['ipAddressDetails'])['ipAddressV4']),
  };
}

/** The kinds of sensitive data found, e.g. `NAME, CREDIT_CARD_NUMBER`. */
function dataOf(result: Fields): string | undefined {
  const kinds = itemsOf(result['sensitiveData']).flatMap((one) =>
    itemsOf(fieldsOf(one)['detections']).map((detection) => textOf(fieldsOf(detection)['type'], 64)),
  );
  const known = [...new Set(kinds.filter((kind) => kind !== undefined))];
  return known.length > 0 ? known.slice(0, 5).join(', ') : undefined;
}
