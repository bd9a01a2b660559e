import type { InnerEvent, Normalised, Source } from '../../finding/inner-event.ts';
import { fieldsOf, isObject } from '../read.ts';
import { normaliseFinding } from './finding.ts';

/**
 * Security Hub CSPM: one finding in the AWS Security Finding Format, imported or sent by a custom action, from
 * whatever product. Source: Security Hub user guide, "AWS Security Finding Format (ASFF)" and "EventBridge
 * event formats for Security Hub".
 */
export const securityhub: Source = {
  name: 'securityhub',

  accepts({ eventBridge, value }: InnerEvent): boolean {
    if (!isObject(value)) return false;
    if (typeof value['ProductArn'] === 'string' && value['AwsAccountId'] !== undefined) return true;
    return eventBridge?.source === 'aws.securityhub' && eventBridge.detailType.startsWith('Security Hub ');
  },

  normalise(event: InnerEvent, now: number): Normalised {
    const value = fieldsOf(event.value);
    const detailType = event.eventBridge?.detailType ?? '';
    // Insight results count findings and name none; a findings event holds at least one of them in `findings`,
    // which was unwrapped into events of their own.
    if (value['ProductArn'] === undefined && !detailType.startsWith('Security Hub Findings')) {
      return {
        kind: 'event',
        reason: { code: 'no-finding', detail: detailType.slice(0, 300) },
        source: 'securityhub',
      };
    }
    return normaliseFinding(value, event, now);
  },
};
