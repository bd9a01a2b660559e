/**
 * Japan's national holidays by year, as `month-day`.
 *
 * 2026 and 2027 are as the Cabinet Office published them (https://www8.cao.go.jp/chosei/shukujitsu/syukujitsu.csv).
 * 2028 follows from the law (国民の祝日に関する法律); its equinoxes, 03-20 and 09-22, are predictions until the
 * National Astronomical Observatory announces them in February 2027.
 */
const byYear = {
  2026: [
    '01-01 01-12 02-11 02-23 03-20 04-29 05-03 05-04 05-05 07-20 08-11 09-21 09-23 10-12 11-03 11-23',
    // For Sunday 05-03, past the holidays that follow it (article 3, 2); between two holidays (article 3, 3).
    '05-06 09-22',
  ],
  2027: [
    '01-01 01-11 02-11 02-23 03-21 04-29 05-03 05-04 05-05 07-19 08-11 09-20 09-23 10-11 11-03 11-23',
    // For Sunday 03-21.
    '03-22',
  ],
  2028: ['01-01 01-10 02-11 02-23 03-20 04-29 05-03 05-04 05-05 07-17 08-11 09-18 09-22 10-09 11-03 11-23'],
};

/** `2026-05-06`, …: the national holidays of Japan with the days off that the law adds to them. */
export const japaneseHolidays: ReadonlySet<string> = new Set(
  Object.entries(byYear).flatMap(([year, lines]) =>
    lines.flatMap((line) => line.split(' ').map((monthDay) => `${year}-${monthDay}`)),
  ),
);

/** After this day no holiday is known, so every weekday counts as one of work: mentions come rather than wait. */
export const japaneseHolidaysEnd = '2028-12-31';
