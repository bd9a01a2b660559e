import type { InnerEvent, Normalised, Source } from '../../finding/inner-event.ts';
import { fieldsOf, isObject, textOf } from '../read.ts';

/**
 * A CloudTrail record, from a log file or as the detail of EventBridge's `AWS API Call via CloudTrail`. It is
 * no finding in itself; rules decide what it means. Source: CloudTrail user guide, "CloudTrail record contents".
 */
export const cloudtrail: Source = {
  name: 'cloudtrail',

  accepts({ value }: InnerEvent): boolean {
    if (!isObject(value) || typeof value['eventVersion'] !== 'string') return false;
    // Notifications of S3 and Lambda's records also have eventSource and eventName; theirs begin with `aws:`.
    const source = value['eventSource'];
    if (typeof source === 'string')
      return !source.startsWith('aws:') && typeof value['eventName'] === 'string';
    return value['eventType'] === 'AwsCloudTrailInsight';
  },

  normalise({ value }: InnerEvent): Normalised {
    const detail = textOf(fieldsOf(value)['eventName'], 300);
    return {
      kind: 'event',
      reason: { code: 'no-finding', ...(detail === undefined ? {} : { detail }) },
      source: 'cloudtrail',
    };
  },
};
