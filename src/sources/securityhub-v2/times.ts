import type { InnerEvent } from '../../finding/inner-event.ts';
import { type Fields, timeOf } from '../read.ts';

interface Times {
  readonly firstSeen: number;
  readonly lastSeen: number;
  readonly updatedAt: number;
}

/** Each time of OCSF may stand as an epoch (`first_seen_time`), as a text (`first_seen_time_dt`) or as both. */
export function timesOf(value: Fields, info: Fields, event: InnerEvent, now: number): Times {
  const written = timeIn(value, 'time') ?? timeOf(event.eventBridge?.time);
  const updated = timeIn(info, 'modified_time') ?? written;
  const firstSeen = timeIn(info, 'first_seen_time') ?? timeIn(info, 'created_time') ?? updated ?? now;
  const lastSeen = timeIn(info, 'last_seen_time') ?? updated ?? firstSeen;
  return { firstSeen, lastSeen, updatedAt: updated ?? lastSeen };
}

function timeIn(fields: Fields, name: string): number | undefined {
  return timeOf(fields[name]) ?? timeOf(fields[`${name}_dt`]);
}
