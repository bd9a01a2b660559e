import fc from 'fast-check';
import { RE2JS } from 're2js';
import { expect, test } from 'vitest';
import { regularMatcher } from './regular-expression.ts';

test('the search for a needed text turns nothing away that would match', () => {
  const piece = fc.constantFrom(
    'abc',
    'b',
    'aab',
    '.',
    '^',
    '$',
    '[^]ab]',
    '[ab]',
    '[]x]',
    '\\.',
    '\\d',
    '(ab|c)',
    '|c',
  );
  const pieces = fc.array(fc.tuple(piece, fc.constantFrom('', '', '', '*', '+', '?', '{0,2}', '{2}', '*?')), {
    maxLength: 5,
  });
  const texts = fc.string({ unit: fc.constantFrom('a', 'b', 'c', '.', '1', 'abc', 'aab'), maxLength: 8 });
  fc.assert(
    fc.property(pieces, texts, (parts, text) => {
      const source = parts.map((part) => part.join('')).join('');
      fc.pre(isExpression(source));
      expect(regularMatcher(source, new Set())(text)).toBe(RE2JS.compile(source).test(text));
    }),
    { numRuns: 3_000 },
  );
});

function isExpression(source: string): boolean {
  try {
    return RE2JS.compile(source) !== null;
  } catch {
    return false;
  }
}
