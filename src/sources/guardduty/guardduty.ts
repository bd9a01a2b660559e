import type { InnerEvent, Normalised, Source } from '../../finding/inner-event.ts';
import { foldKeys } from '../fold-keys.ts';
import { type Fields, fieldsOf, isObject } from '../read.ts';
import { normaliseFinding } from './finding.ts';
import { isObjectScan, normaliseObjectScan, objectScanResult } from './object-scan.ts';

/**
 * GuardDuty's own findings, as EventBridge sends them (`detail` in camelCase), as its API and SDKs answer them
 * (PascalCase), or bare. Also the results of malware scans of S3 objects.
 * Source: GuardDuty API reference, "Finding"; EventBridge reference, "Amazon GuardDuty events".
 */
export const guardduty: Source = {
  name: 'guardduty',

  accepts({ eventBridge, value }: InnerEvent): boolean {
    // CloudTrail's records of calls to GuardDuty also name `aws.guardduty` as their source.
    if (eventBridge?.source === 'aws.guardduty' && eventBridge.detailType.startsWith('GuardDuty'))
      return true;
    return isObject(value) && (looksLikeFinding(value) || isObjectScan(value));
  },

  normalise(event: InnerEvent, now: number): Normalised {
    const value = camelCased(fieldsOf(event.value));
    const detailType = event.eventBridge?.detailType ?? 'GuardDuty Finding';
    if (detailType === objectScanResult || isObjectScan(value)) return normaliseObjectScan(value, event, now);
    if (detailType !== 'GuardDuty Finding' && !looksLikeFinding(value)) {
      return {
        kind: 'event',
        reason: { code: 'no-finding', detail: detailType.slice(0, 300) },
        source: 'guardduty',
      };
    }
    return normaliseFinding(value, event, now);
  },
};

/** Its API, its SDKs and some exports write `AccountId` for EventBridge's `accountId`. */
function camelCased(value: Fields): Fields {
  return value['AccountId'] !== undefined || value['Type'] !== undefined ? foldKeys(value) : value;
}

/** `Family:Kind/Name` with an account and a numeric severity; Macie's types look alike, its severity is an object. */
function looksLikeFinding(value: Fields): boolean {
  const type = value['type'] ?? value['Type'];
  if (typeof type !== 'string' || !/^[A-Z]\w+:\w+[/ ]/.test(type)) return false;
  const severity = value['severity'] ?? value['Severity'];
  return (
    (typeof severity === 'number' || typeof severity === 'string') &&
    (value['accountId'] ?? value['AccountId']) !== undefined &&
    value['schema'] === undefined
  );
}
