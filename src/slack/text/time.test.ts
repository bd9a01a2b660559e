import { expect, test } from 'vitest';
import { zoned } from './time.ts';

test('the same instant, in the day of each zone', () => {
  const at = Date.UTC(2026, 10, 22, 15, 4);
  expect(zoned(at, 'Asia/Tokyo')).toEqual({ year: 2026, month: 11, day: 23, time: '00:04' });
  expect(zoned(at, 'UTC')).toEqual({ year: 2026, month: 11, day: 22, time: '15:04' });
});

test('a time beyond the calendar does not throw', () => {
  expect(zoned(9e15, 'UTC').year).toBe(275_760);
});
