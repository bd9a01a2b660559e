import { nameInArn } from '../../finding/arn.ts';
import type { Resource } from '../../finding/finding.ts';
import { type Fields, fieldsOf, isObject, itemsOf, resourceOf, resourcesOf, textOf } from '../read.ts';
import { tagsOf } from '../tags.ts';

interface Described {
  readonly resources: Resource[];
  readonly principal: string | undefined;
  readonly facts: Fields;
}

/** One resource out of one details object; `type` is `resource.resourceType`. */
type Reader = (details: unknown, type: string) => readonly (Resource | undefined)[];

/**
 * Where each `resourceType` keeps its resource. Source: GuardDuty API reference, "Resource". The types that
 * share a details object are told apart by name only.
 */
const readers: Readonly<Record<string, readonly [detailsKey: string, read: Reader]>> = {
  Instance: ['instanceDetails', one('instanceId')],
  AccessKey: ['accessKeyDetails', accessKey],
  S3Bucket: ['s3BucketDetails', each(one('name', 'arn'))],
  S3Object: ['s3BucketDetails', s3Objects],
  EKSCluster: ['eksClusterDetails', one('name', 'arn')],
  ECSCluster: ['ecsClusterDetails', one('name', 'arn')],
  Container: ['containerDetails', one('id')],
  RDSDBInstance: ['rdsDbInstanceDetails', one('dbInstanceIdentifier', 'dbInstanceArn')],
  RDSLimitlessDB: ['rdsLimitlessDbDetails', one('dbShardGroupIdentifier', 'dbShardGroupArn')],
  Lambda: ['lambdaDetails', one('functionName', 'functionArn')],
  EBSVolume: ['ebsVolumeDetails', volumes],
  EBSSnapshot: ['ebsSnapshotDetails', one('snapshotArn', 'snapshotArn')],
  EC2Image: ['ec2ImageDetails', one('imageArn', 'imageArn')],
};

/** The resources a finding is about, who acted, and what is worth a place in a sentence. */
export function describeResources(resource: Fields): Described {
  const type = textOf(resource['resourceType']);
  const instance = fieldsOf(resource['instanceDetails']);
  const key = fieldsOf(resource['accessKeyDetails']);
  const bucket = fieldsOf(itemsOf(resource['s3BucketDetails'])[0]);
  const kubernetes = fieldsOf(resource['kubernetesDetails']);
  const workload = fieldsOf(kubernetes['kubernetesWorkloadDetails']);
  const container = fieldsOf(resource['containerDetails'] ?? itemsOf(workload['containers'])[0]);
  return {
    resources: resourcesOf(type === undefined ? guess(resource) : byType(type, resource)),
    principal:
      textOf(key['userName']) ??
      textOf(fieldsOf(kubernetes['kubernetesUserDetails'])['username']) ??
      textOf(fieldsOf(resource['rdsDbUserDetails'])['user']),
    facts: {
      accessKeyId: key['accessKeyId'],
      userType: key['userType'],
      session: sessionOf(key['principalId']),
      instanceId: instance['instanceId'],
      instanceType: instance['instanceType'],
      bucket: bucket['name'],
      image: container['image'],
      cluster:
        textOf(fieldsOf(resource['eksClusterDetails'])['name']) ??
        textOf(fieldsOf(resource['ecsClusterDetails'])['name']),
      workload: workload['name'],
      namespace: workload['namespace'],
      database: fieldsOf(resource['rdsDbInstanceDetails'])['dbInstanceIdentifier'],
    },
  };
}

function byType(type: string, resource: Fields): readonly (Resource | undefined)[] {
  const known = Object.hasOwn(readers, type) ? readers[type] : undefined;
  if (!known) return guess(resource, type);
  const [detailsKey, read] = known;
  const found = read(resource[detailsKey], type);
  return found.some((one) => one !== undefined) ? found : guess(resource, type);
}

/** A kind that is new here: the first details object that names something, by ARN, id or name. */
function guess(resource: Fields, type?: string): readonly (Resource | undefined)[] {
  for (const key in resource) {
    if (!key.endsWith('Details')) continue;
    const details = fieldsOf(itemsOf(resource[key])[0] ?? resource[key]);
    const kind = type ?? key.slice(0, -'Details'.length);
    for (const ending of [/arn$/i, /id$/i, /(name|identifier)$/i]) {
      const name = Object.keys(details).find((one) => ending.test(one) && typeof details[one] === 'string');
      const found = name === undefined ? undefined : named(kind, details[name], undefined, details);
      if (found) return [found];
    }
  }
  return [];
}

function one(idKey: string, arnKey?: string): Reader {
  return (value, type) => {
    const details = fieldsOf(value);
    const arn = arnKey === undefined ? undefined : details[arnKey];
    return [named(type, details[idKey] ?? arn, arn, details)];
  };
}

function each(read: Reader): Reader {
  return (value, type) =>
    (isObject(value) ? [value] : itemsOf(value)).flatMap((details) => read(details, type));
}

/**
 * A key bears the name of its user or role, which people know. Calls without a key (an assumed root session, an
 * anonymous one) are known by their principal.
 */
function accessKey(value: unknown, type: string): readonly (Resource | undefined)[] {
  const details = fieldsOf(value);
  const id = textOf(details['accessKeyId']) ?? textOf(details['principalId']);
  return [id === undefined ? undefined : resourceOf(type, id, undefined, textOf(details['userName']))];
}

/** Who took a role says so in the name of the session, behind the role's own id: `AROA…:carol@example.com`. */
function sessionOf(principalId: unknown): string | undefined {
  return /^AROA[A-Z0-9]+:(.+)$/.exec(textOf(principalId) ?? '')?.[1];
}

function s3Objects(value: unknown, type: string): readonly (Resource | undefined)[] {
  return itemsOf(value).flatMap((bucket) =>
    itemsOf(fieldsOf(bucket)['s3ObjectDetails']).map((object) => {
      const arn = textOf(fieldsOf(object)['objectArn']);
      const path = arn === undefined ? undefined : nameInArn(arn);
      return named(type, path ?? fieldsOf(object)['key'], arn, {});
    }),
  );
}

function volumes(value: unknown, type: string): readonly (Resource | undefined)[] {
  const details = fieldsOf(value);
  const scanned = itemsOf(details['scannedVolumeDetails']);
  return (scanned.length > 0 ? scanned : itemsOf(details['skippedVolumeDetails'])).map((volume) => {
    const arn = textOf(fieldsOf(volume)['volumeArn']);
    return named(type, arn === undefined ? undefined : nameInArn(arn), arn, {});
  });
}

function named(type: string, id: unknown, arn: unknown, details: Fields): Resource | undefined {
  const known = textOf(id);
  if (known === undefined) return undefined;
  const shown = textOf(arn) ?? (known.startsWith('arn:') ? known : undefined);
  const tags = tagsOf(details['tags']);
  return resourceOf(type, known, shown, tags?.['Name'] || undefined, tags);
}
