import type { InnerEvent, Normalised, Source } from '../../finding/inner-event.ts';
import { fieldsOf, isObject, textOf } from '../read.ts';

/**
 * A CloudTrail record, from a log file or as the detail of EventBridge's `AWS API Call via CloudTrail`. It is
 * no finding in itself; rules decide what it means. Source: CloudTrail user guide, "CloudTrail record contents".
 */
export const cloudtrail: Source = {
  name: 'cloudtrail',

  accepts({ value }: InnerEvent): boolean {
    if (!isObject(value)) return false;
    const hasVersion = typeof value['eventVersion'] === 'string';
    const source = value['eventSource'];
    if (typeof source !== 'string') return hasVersion && value['eventType'] === 'AwsCloudTrailInsight';
    // Notifications of S3 and Lambda's records also have eventSource and eventName; theirs begin with `aws:`.
    if (source.startsWith('aws:') || typeof value['eventName'] !== 'string') return false;
    // Log shippers and test events drop the version; who called and where is CloudTrail's way to say it too.
    return hasVersion || isObject(value['userIdentity']) || typeof value['awsRegion'] === 'string';
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
