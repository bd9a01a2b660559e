import { expect, test } from 'vitest';
import { sinceOf } from './since.ts';

const now = Date.UTC(2026, 10, 22, 5, 0, 0);
const hour = 3_600_000;

test.each([
  ['30m', now - hour / 2],
  ['24h', now - 24 * hour],
  ['7D', now - 7 * 24 * hour],
  ['2w', now - 14 * 24 * hour],
  ['2026-11-20', Date.UTC(2026, 10, 19, 15)],
  ['2026-11-20T09:30', Date.UTC(2026, 10, 20, 0, 30)],
  ['2026-11-20T09:30:15Z', Date.UTC(2026, 10, 20, 9, 30, 15)],
  ['2026-11-20T09:30+02:00', Date.UTC(2026, 10, 20, 7, 30)],
  ['2026-02-31', null],
  ['2026-13-01', null],
  ['2026-11-20T25:00', null],
  ['yesterday', null],
  ['24', null],
  ['h', null],
  ['-1h', null],
])('%s, in Tokyo', (value, expected) => {
  expect(sinceOf(value, now, 'Asia/Tokyo')).toBe(expected);
});

test('a day that begins as clocks change begins at its own midnight', () => {
  // 29 March 2026: Berlin goes from +01:00 to +02:00 at two o'clock.
  expect(sinceOf('2026-03-29', now, 'Europe/Berlin')).toBe(Date.UTC(2026, 2, 28, 23));
  expect(sinceOf('2026-03-30', now, 'Europe/Berlin')).toBe(Date.UTC(2026, 2, 29, 22));
});
