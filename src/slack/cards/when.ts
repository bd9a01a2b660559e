import type { FindingView } from '../../finding/view.ts';
import type { Catalogue } from '../../i18n/catalogue.ts';
import { type ZonedTime, zoned } from '../text/time.ts';

/** Phrases about time in one channel's zone and words. The year is said where it is not that of `reference`. */
export interface TimeWords {
  /** `22 Nov 14:02`. */
  moment(at: number): string;
  /** `22 Nov`. */
  date(at: number): string;
  /** `14:36` on the day of `beside`, else `23 Nov 14:36`. */
  near(at: number, beside: number): string;
  /** `22 Nov 14:02–14:31, 12 times`; for what stays until it is mended, `since 3 Nov 09:12, last seen …`. */
  seen(view: Seen): string;
  duration(ms: number): string;
}

export type Seen = Pick<FindingView, 'kind' | 'firstSeen' | 'lastSeen' | 'count'>;

/** The day is always said: a card is read on other days than it was posted on. */
export function timeWords(words: Catalogue['card'], timeZone: string, reference: number): TimeWords {
  const year = zoned(reference, timeZone).year;
  const dateOf = (time: ZonedTime) => words.date(time, time.year !== year);
  const momentOf = (time: ZonedTime) => words.dateTime(dateOf(time), time.time);
  return {
    moment: (at) => momentOf(zoned(at, timeZone)),
    date: (at) => dateOf(zoned(at, timeZone)),
    near(at, beside) {
      const time = zoned(at, timeZone);
      return dateOf(time) === dateOf(zoned(beside, timeZone)) ? time.time : momentOf(time);
    },
    seen({ kind, firstSeen, lastSeen, count }) {
      const first = zoned(firstSeen, timeZone);
      const last = zoned(lastSeen, timeZone);
      const moment = momentOf(first);
      const until = momentOf(last);
      const sameDay = dateOf(first) === dateOf(last);
      if (kind === 'control' || kind === 'vulnerability')
        return words.since(moment, until === moment ? null : sameDay ? last.time : until);
      if (until === moment) return words.times(moment, count);
      return words.times(words.span(moment, sameDay ? last.time : until, sameDay), count);
    },
    duration: (ms) => words.duration(Math.max(0, Math.floor(ms / 60_000))),
  };
}
