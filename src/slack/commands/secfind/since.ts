import { zoned } from '../../text/time.ts';
import { durationOf } from '../duration.ts';

/**
 * `30m`, `24h`, `7d`, `2w` before now; or an ISO date or time, read in the channel's zone where it names none.
 * Null: neither.
 */
export function sinceOf(value: string, now: number, zone: string): number | null {
  const span = durationOf(value);
  if (span !== null) return Math.max(0, now - span);
  const iso = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?(Z|[+-]\d\d:?\d\d)?)?$/i.exec(
    value,
  );
  if (!iso) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = iso
    .slice(1, 7)
    .map((part) => Number(part ?? 0));
  const utc = Date.UTC(year, month - 1, day, hour, minute, second);
  const back = new Date(utc);
  // Date.UTC rolls 31 February over into March; a date that does not exist is no date.
  if (
    back.getUTCMonth() !== month - 1 ||
    back.getUTCDate() !== day ||
    hour > 23 ||
    minute > 59 ||
    second > 59
  )
    return null;
  return iso[7] === undefined ? inZone(utc, zone) : utc - offsetOf(iso[7]);
}

/** `+09:00` in milliseconds. */
function offsetOf(zone: string): number {
  const parts = /^([+-])(\d\d):?(\d\d)$/.exec(zone);
  if (!parts) return 0;
  return (parts[1] === '-' ? -1 : 1) * (Number(parts[2]) * 60 + Number(parts[3])) * 60_000;
}

/** The moment at which clocks in the zone show what `wall` shows in UTC; twice, for the days that clocks change. */
function inZone(wall: number, zone: string): number {
  const first = wall - ahead(wall, zone);
  return wall - ahead(first, zone);
}

function ahead(at: number, zone: string): number {
  const { year, month, day, time } = zoned(at, zone);
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  return Date.UTC(year, month - 1, day, hour, minute) - Math.floor(at / 60_000) * 60_000;
}
