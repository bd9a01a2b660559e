import { dayIn, daysAfter, instantOf } from '../shared/zoned-day.ts';
import { type Weekday, weekdayIndex, weekdays } from './weekday.ts';

/** Who is called when a case cannot wait. People and groups are Slack ids. */
export type OnCall =
  | { readonly kind: 'none' }
  | { readonly kind: 'group'; readonly group: string }
  | Rotation;

/** One person a week, in the order of `people`, for ever. */
interface Rotation {
  readonly kind: 'rotation';
  readonly people: readonly string[];
  /**
   * `2026-11-23`: the day on which the first of `people` begins; if it is not a handover day, the next one counts. The
   * weeks before it are filled backwards, so that somebody is on call at any time.
   */
  readonly start: string;
  readonly handover: { readonly day: Weekday /** `10:00` */; readonly time: string };
  readonly timeZone: string;
}

/** Somebody stands in, from `from` (inclusive) until `until` (exclusive), epoch milliseconds. */
export interface Override {
  readonly from: number;
  readonly until: number;
  readonly userId: string;
  /** Who said so. */
  readonly by: string;
}

export interface Duty {
  /** A user, or the group; null when nobody is on call. */
  readonly first: string | null;
  /** Whom to ask when the first does not answer, never the same as `first`; null when there is nobody else. */
  readonly second: string | null;
  /** When this ends: at the handover, or where an override begins or ends; null for never. */
  readonly until: number | null;
  /** The first is there because of an override. */
  readonly overridden: boolean;
}

export interface Shift extends Duty {
  readonly from: number;
}

/** Who is on call at `at`. Of overrides that overlap the one later in the list counts, so newer ones go last. */
export function onCallAt(onCall: OnCall, overrides: readonly Override[], at: number): Duty {
  const { line, until } = turnAt(onCall, at);
  const override = overrideAt(overrides, at);
  const [holder = null, ...others] = line;
  const first = override?.userId ?? holder;
  return {
    first,
    // Somebody stood in for is asked last, but rather than nobody.
    second: [...others, holder].find((one) => one !== first) ?? null,
    until: nextChange(overrides, override, at, until),
    overridden: override !== undefined,
  };
}

/** The `count` shifts from `from` on, without gaps; fewer if one of them never ends. */
export function shifts(
  onCall: OnCall,
  overrides: readonly Override[],
  from: number,
  count: number,
): readonly Shift[] {
  const coming: Shift[] = [];
  let begin: number | null = from;
  while (begin !== null && coming.length < count) {
    const shift: Shift = { from: begin, ...onCallAt(onCall, overrides, begin) };
    coming.push(shift);
    begin = shift.until;
  }
  return coming;
}

/** Everybody in the order in which they are called by plan, and when that order changes. */
interface Turn {
  readonly line: readonly string[];
  readonly until: number | null;
}

function turnAt(onCall: OnCall, at: number): Turn {
  switch (onCall.kind) {
    case 'none':
      return { line: [], until: null };
    case 'group':
      return { line: [onCall.group], until: null };
    case 'rotation': {
      const week = weekAt(onCall, at);
      const { people } = onCall;
      const turn = people.length && ((week % people.length) + people.length) % people.length;
      return { line: [...people.slice(turn), ...people.slice(0, turn)], until: handoverOf(onCall, week + 1) };
    }
  }
}

/** The number of the week that holds `at`, 0 being the first person's first. */
function weekAt(rotation: Rotation, at: number): number {
  const days = (Date.parse(dayIn(at, rotation.timeZone)) - Date.parse(firstHandover(rotation))) / 86_400_000;
  const week = Math.floor(days / 7);
  return at < handoverOf(rotation, week) ? week - 1 : week;
}

/** Counted in calendar days, so that the clocks' changes do not move the hour of the handover. */
function handoverOf(rotation: Rotation, week: number): number {
  const { handover, timeZone } = rotation;
  return instantOf(daysAfter(firstHandover(rotation), week * 7), handover.time, timeZone);
}

function firstHandover({ start, handover }: Rotation): string {
  return daysAfter(start, (weekdays.indexOf(handover.day) - weekdayIndex(start) + 7) % 7);
}

function overrideAt(overrides: readonly Override[], at: number): Override | undefined {
  return overrides.findLast((one) => one.from <= at && at < one.until);
}

/** The first moment after `at`, up to `end`, at which another override counts, or none any more. */
function nextChange(
  overrides: readonly Override[],
  current: Override | undefined,
  at: number,
  end: number | null,
): number | null {
  const change = overrides
    .flatMap((one) => [one.from, one.until])
    .filter((edge) => edge > at && (end === null || edge < end))
    .sort((one, other) => one - other)
    .find((edge) => overrideAt(overrides, edge) !== current);
  return change ?? end;
}
