import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cut, plain } from './plain.ts';

describe('plain', () => {
  test.each([
    ['what is plain stays as it is', 'web-7 (i-0abc)', 'web-7 (i-0abc)'],
    ['lines and tabs become one space', ' a\r\n\tb  c ', 'a b c'],
    ['control characters vanish', 'a\u0000b\u001b[31mc\u0007', 'ab[31mc'],
    ['text cannot be turned around', 'invoice\u202Egpj.exe\u2066', 'invoicegpj.exe'],
    ['zero width characters vanish', 'pay\u200Bpal\uFEFF\u2060', 'paypal'],
    ['a lone surrogate is replaced', 'a\uD800b', 'a\uFFFDb'],
    ['towers of accents are torn down', `Z${'\u0301'.repeat(40)}`, 'Z\u0301\u0301\u0301\u0301'],
    ['Japanese stays Japanese', '東京　リージョン', '東京 リージョン'],
  ])('%s', (_, text, expected) => {
    expect(plain(text, 100)).toBe(expected);
  });

  test('cuts with an ellipsis, and only where it is too long', () => {
    expect(plain('abcdef', 6)).toBe('abcdef');
    expect(plain('abcdef', 5)).toBe('abcd…');
  });

  test('never cuts a character in two', () => {
    expect(cut('ab😀cd', 4)).toBe('ab…');
    expect(cut('abe\u0301cd', 4)).toBe('ab…');
  });

  test('is bounded, well-formed and stable for any text', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 200 }),
        fc.integer({ min: 1, max: 60 }),
        (text, max) => {
          const once = plain(text, max);
          expect(once.length).toBeLessThanOrEqual(max);
          expect(once.isWellFormed()).toBe(true);
          expect(once).not.toMatch(/[\p{Cc}\p{Cf}\n]/u);
          expect(plain(once, max)).toBe(once);
        },
      ),
    );
  });
});
