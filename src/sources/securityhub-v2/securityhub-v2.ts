import type { InnerEvent, Normalised, Source } from '../../finding/inner-event.ts';
import { fieldsOf, isObject, numberOf, textOf } from '../read.ts';
import { normaliseFinding } from './finding.ts';

/**
 * Security Hub V2's findings, and whoever else writes the Open Cybersecurity Schema Framework: Security Lake,
 * Prowler. Source: OCSF schema 1.1 to 1.8, category Findings; Security Hub user guide, "OCSF findings".
 */
export const securityhubV2: Source = {
  name: 'securityhub-v2',

  accepts({ value }: InnerEvent): boolean {
    return isObject(value) && numberOf(value['class_uid']) !== undefined && isObject(value['metadata']);
  },

  normalise(event: InnerEvent, now: number): Normalised {
    const value = fieldsOf(event.value);
    const classUid = numberOf(value['class_uid']) ?? 0;
    // Category 2 is Findings; the others (network, identity, API activity …) are logs.
    if (classUid < 2_000 || classUid >= 3_000) {
      const detail = textOf(value['class_name'], 300) ?? `class_uid ${classUid}`;
      return { kind: 'event', reason: { code: 'no-finding', detail }, source: 'securityhub-v2' };
    }
    return normaliseFinding(value, event, now);
  },
};
