import type { SourceName } from '../finding/finding.ts';
import type { InnerEvent, Normalised, Source } from '../finding/inner-event.ts';
import { cloudtrail } from './cloudtrail/cloudtrail.ts';
import { custom } from './custom/custom.ts';
import { guardduty } from './guardduty/guardduty.ts';
import { macie } from './macie/macie.ts';
import { isObject } from './read.ts';
import { securityhub } from './securityhub/securityhub.ts';
import { securityhubV2 } from './securityhub-v2/securityhub-v2.ts';

/**
 * Every source, one folder each; the first that accepts an event has it. Our own events come first: they carry
 * an explicit marker, so whatever else they hold can never make them look like AWS's.
 */
export const sources: readonly Source[] = [custom, guardduty, securityhub, securityhubV2, macie, cloudtrail];

/** What an event means, and the source that said so. Never throws: an error of ours quarantines the event. */
export function normaliseEvent(
  event: InnerEvent,
  now: number,
): Normalised & { readonly source?: SourceName } {
  let source: Source | undefined;
  try {
    source = sources.find((one) => one.accepts(event));
    if (!source) return { kind: 'quarantined', reason: { code: 'unknown-shape', detail: shapeOf(event) } };
    return { ...source.normalise(event, now), source: source.name };
  } catch (error) {
    const detail = `${source?.name ?? 'no source'}: ${error instanceof Error ? error.name : typeof error}`;
    const refused: Normalised = { kind: 'quarantined', reason: { code: 'internal-error', detail } };
    return source ? { ...refused, source: source.name } : refused;
  }
}

/** Names only, no values: enough to see what it was, nothing of what it said. */
function shapeOf({ eventBridge, value }: InnerEvent): string {
  const kind = isObject(value) ? `{${Object.keys(value).slice(0, 12).join(', ')}}` : typeof value;
  const from = eventBridge ? `${eventBridge.source} / ${eventBridge.detailType}: ` : '';
  return `${from}${kind}`.replace(/[\p{Cc}\p{Cs}]/gu, ' ').slice(0, 300);
}
