import fc from 'fast-check';
import { expect, test } from 'vitest';
import { matcherOf, parsePattern, plainText } from './pattern.ts';

/** Obviously right: try everything, character by character. */
function slow(text: readonly string[], source: readonly string[]): boolean {
  const [first, ...rest] = source;
  if (first === undefined) return text.length === 0;
  if (first === '*') return text.some((_, index) => slow(text.slice(index), rest)) || slow([], rest);
  return text.length > 0 && (first === '?' || first === text[0]) && slow(text.slice(1), rest);
}

test('wildcards match what trying everything matches', () => {
  const letters = fc.constantFrom('a', 'b', '😀');
  const sources = fc.array(fc.oneof(letters, fc.constantFrom('*', '?')), { maxLength: 7 });
  fc.assert(
    fc.property(fc.array(letters, { maxLength: 8 }), sources, (text, source) => {
      expect(matcherOf(parsePattern(source.join('')))(text.join(''))).toBe(slow(text, source));
    }),
    { numRuns: 3_000 },
  );
});

test('a text whose special characters are escaped matches itself only', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('a', '*', '?', '\\') }), (text) => {
      const pattern = parsePattern(text.replaceAll(/[*?\\]/g, '\\$&'));
      expect(plainText(pattern)).toBe(text);
      expect(matcherOf(pattern)(text)).toBe(true);
    }),
  );
});

test('a pattern that would make a backtracking matcher hang does not', () => {
  const matches = matcherOf(parsePattern(`${'a*'.repeat(200)}b`));
  expect(matches('a'.repeat(100_000))).toBe(false);
  expect(matches(`${'a'.repeat(100_000)}b`)).toBe(true);
});
