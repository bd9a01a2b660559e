import fc from 'fast-check';
import { expect, test } from 'vitest';
import { distance, nearest } from './nearest.ts';

test.each([
  ['', '', 0],
  ['abc', 'abc', 0],
  ['sevrity', 'severity', 1],
  ['severtiy', 'severity', 1],
  ['kitten', 'sitting', 3],
  ['', 'abc', 3],
])('%s and %s are %i slips apart', (a, b, slips) => {
  expect(distance(a, b)).toBe(slips);
});

test.each([
  ['sevrity', 'severity'],
  ['Acount', 'account'],
  ['stat', 'state'],
  ['sev', 'severity'],
  ['foo', null],
  ['', null],
  ['x'.repeat(10_000), null],
])('for %s the nearest word is %s', (word, expected) => {
  expect(nearest(word, ['severity', 'account', 'state', 'source'])).toBe(expected);
});

test('distance is symmetric, and nothing only between equals', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 20 }), fc.string({ maxLength: 20 }), (a, b) => {
      expect(distance(a, b)).toBe(distance(b, a));
      expect(distance(a, b) === 0).toBe(a === b);
    }),
  );
});
