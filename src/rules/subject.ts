import type { Finding } from '../finding/finding.ts';
import { actOf } from '../sources/cloudtrail/act.ts';
import type { Subject } from './finding.ts';

/** Of a custom event its own finding says what is known; any other event is a record of CloudTrail. */
export function subjectOf(event: unknown, custom: Finding | null, now: number): Subject {
  if (!custom) return { source: 'cloudtrail', product: 'CloudTrail', act: actOf(event, now), sample: false };
  const { account, region, lastSeen, principal, remoteAddress, resources, facts, product, sample } = custom;
  const act = { account: account.id, region, at: lastSeen, principal, remoteAddress, resources, facts };
  return { source: 'custom', product, act, sample };
}
