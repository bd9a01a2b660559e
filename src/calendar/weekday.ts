/** In the order of ISO 8601. */
export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

export type Weekday = (typeof weekdays)[number];

/** The place in `weekdays` of a `2026-11-22`. */
export function weekdayIndex(day: string): number {
  return (new Date(day).getUTCDay() + 6) % 7;
}
