/** Days and times in one zone. Building a formatter takes longer than drawing a card, so they are kept. */
export interface ZonedTime {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  /** `14:02`. */
  readonly time: string;
}

const formatters = new Map<string, Intl.DateTimeFormat>();
const farthest = 8.64e15;

/** `at` in epoch milliseconds; `zone` an IANA name that the config has checked (RangeError otherwise). */
export function zoned(at: number, zone: string): ZonedTime {
  let formatter = formatters.get(zone);
  if (!formatter) {
    formatter = new Intl.DateTimeFormat('en-CA', {
      timeZone: zone,
      calendar: 'iso8601',
      numberingSystem: 'latn',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    });
    formatters.set(zone, formatter);
  }
  const parts: Partial<Record<Intl.DateTimeFormatPartTypes, string>> = {};
  // Whatever a finding claims, Intl throws outside the range of Date.
  for (const part of formatter.formatToParts(Math.max(-farthest, Math.min(farthest, at))))
    parts[part.type] = part.value;
  return {
    year: Number(parts.year),
    month: Number(parts.month),
    day: Number(parts.day),
    time: `${parts.hour}:${parts.minute}`,
  };
}
