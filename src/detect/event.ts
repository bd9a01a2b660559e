import type { EventSource } from './logsource.ts';

/** The time that the event itself tells, epoch milliseconds; null where it tells none. */
export function eventTimeOf(event: unknown, source: EventSource): number | null {
  const { eventTime, time } = fieldsOf(event);
  const told = source === 'cloudtrail' ? eventTime : time;
  if (typeof told === 'string') {
    const ms = Date.parse(told);
    return Number.isNaN(ms) ? null : ms;
  }
  if (source === 'cloudtrail' || typeof told !== 'number' || !Number.isFinite(told)) return null;
  // Custom events may count in seconds: as milliseconds these would all be in January 1970.
  return Math.abs(told) < 1e11 ? told * 1_000 : told;
}

/**
 * What makes an event the same when it comes again. A call across accounts is two CloudTrail records, one in each
 * account's trail, with one `sharedEventID`.
 */
export function eventIdOf(event: unknown, source: EventSource): string | null {
  const { sharedEventID, eventID, id } = fieldsOf(event);
  const named = source === 'cloudtrail' ? [sharedEventID, eventID] : [id];
  return (named.find((one) => typeof one === 'string' && one !== '') as string | undefined) ?? null;
}

function fieldsOf(event: unknown): Readonly<Record<string, unknown>> {
  return typeof event === 'object' && event !== null ? (event as Readonly<Record<string, unknown>>) : {};
}
