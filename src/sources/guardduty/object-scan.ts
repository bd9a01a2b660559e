import { partitionOf } from '../../finding/arn.ts';
import { outsideAws } from '../../finding/finding.ts';
import { malwareObjectIdentity, recordKey } from '../../finding/identity.ts';
import type { InnerEvent, Normalised } from '../../finding/inner-event.ts';
import {
  type Fields,
  factsOf,
  fieldsOf,
  found,
  invalidField,
  isObject,
  itemsOf,
  textOf,
  timeOf,
} from '../read.ts';

export const objectScanResult = 'GuardDuty Malware Protection Object Scan Result';

/** Has it the shape of that event's detail? */
export function isObjectScan(value: Fields): boolean {
  return isObject(value['s3ObjectDetails']) && isObject(value['scanResultDetails']);
}

/**
 * A scanned S3 object: a finding where threats were found. Accounts that use only malware protection get no
 * GuardDuty finding for it, so type and severity are those of the finding that GuardDuty would make.
 * Source: GuardDuty user guide, "Monitoring S3 object scans in Malware Protection for S3".
 */
export function normaliseObjectScan(value: Fields, event: InnerEvent, now: number): Normalised {
  const scan = fieldsOf(value['scanResultDetails']);
  const status = textOf(scan['scanResultStatus']);
  if (status === undefined) return invalidField('/scanResultDetails/scanResultStatus', 'expected a status');
  if (status !== 'THREATS_FOUND') {
    return {
      kind: 'event',
      reason: { code: 'no-finding', detail: status.slice(0, 300) },
      source: 'guardduty',
    };
  }
  const object = fieldsOf(value['s3ObjectDetails']);
  const bucket = textOf(object['bucketName']);
  const key = textOf(object['objectKey']);
  if (bucket === undefined) return invalidField('/s3ObjectDetails/bucketName', 'expected a bucket');
  if (key === undefined) return invalidField('/s3ObjectDetails/objectKey', 'expected a key');

  const version = textOf(object['versionId']) ?? '';
  const threat = textOf(fieldsOf(itemsOf(scan['threats'])[0])['name'], 256);
  const time = timeOf(event.eventBridge?.time) ?? now;
  const region = textOf(event.eventBridge?.region) ?? outsideAws;
  const path = `${bucket}/${key}`;
  return found({
    identity: malwareObjectIdentity(bucket, key, version),
    recordKey: recordKey('guardduty', path, version),
    source: 'guardduty',
    product: 'GuardDuty',
    id: path,
    kind: 'threat',
    type: 'Object:S3/MaliciousFile',
    title: `Object:S3/MaliciousFile ${path}`.slice(0, 1_000),
    description: '',
    severity: 'High',
    account: { id: textOf(event.eventBridge?.account) ?? outsideAws },
    region,
    resources: [{ type: 'S3Object', id: path, arn: `arn:${partitionOf(region)}:s3:::${path}` }],
    firstSeen: time,
    lastSeen: time,
    updatedAt: time,
    count: 1,
    sample: false,
    status: { archived: false, compliance: null, workflow: null },
    standards: [],
    links: [],
    facts: factsOf({ bucket, file: key, threat, version: version || undefined }),
  });
}
