import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileGlob, escapeGlob, folded } from './glob.ts';

const matches = (pattern: string, text: string) => compileGlob(pattern)(folded(text));

describe('a glob', () => {
  it.each([
    ['S3.8', 'S3.8', true],
    ['S3.8', 's3.8', true],
    ['S3.8', 'S3.80', false],
    ['S3.8', 'xS3.8', false],
    ['IAM.*', 'IAM.22', true],
    ['IAM.*', 'IAMx22', false],
    ['*', '', true],
    ['**', 'anything', true],
    ['', '', true],
    ['', 'x', false],
    ['a*b*c', 'a-b-b-c', true],
    ['a*b*c', 'a-c-b', false],
    ['ab*ba', 'aba', false],
    ['ab*ba', 'abba', true],
    ['*aa*aa*', 'aaa', false],
    ['*aa*aa*', 'aaaa', true],
    ['web-?', 'web-7', true],
    ['web-?', 'web-', false],
    ['web-?', 'web-10', false],
    ['?*?', 'ab', true],
    ['?*?', 'a', false],
    ['*-?b', 'a-ab-bb', true],
    ['櫓-*', '櫓-本番', true],
    ['本番?', '本番🔥', true],
    ['STRASSE', 'straße', false],
    ['CAFÉ', 'cafe\u0301', true],
    ['i\\*', 'i*', true],
    ['i\\*', 'i-0abc', false],
    ['i\\?', 'i?', true],
    ['i\\?', 'ix', false],
    ['CORP\\alice', 'corp\\ALICE', true],
    ['a\\\\*', 'a\\b', true],
    ['.+', 'xx', false],
    ['(a+)+$', '(a+)+$', true],
  ])('%j and %j: %s', (pattern, text, expected) => {
    expect(matches(pattern, text)).toBe(expected);
  });

  it('matches a text that is taken literally, and no other', () => {
    const text = fc.string({ unit: fc.constantFrom('*', '?', '\\', 'a', 'é', '🔥'), maxLength: 8 });
    fc.assert(
      fc.property(text, text, (one, other) => {
        expect(matches(escapeGlob(one), one)).toBe(true);
        expect(matches(escapeGlob(one), other)).toBe(folded(one) === folded(other));
      }),
    );
  });

  it('agrees with the plain definition', () => {
    const pattern = fc.array(fc.constantFrom('*', '?', 'a', 'b'), { maxLength: 7 });
    const text = fc.array(fc.constantFrom('a', 'b', '🔥'), { maxLength: 8 });
    const plain = ([first, ...others]: string[], [head, ...tail]: string[]): boolean => {
      if (first === undefined) return head === undefined;
      if (first === '*')
        return (
          plain(others, head === undefined ? [] : [head, ...tail]) ||
          (head !== undefined && plain([first, ...others], tail))
        );
      return head !== undefined && (first === '?' || first === head) && plain(others, tail);
    };
    fc.assert(
      fc.property(pattern, text, (one, other) => {
        expect(matches(one.join(''), other.join(''))).toBe(plain(one, other));
      }),
    );
  });

  it.each(['*a', '?*a'])('takes no longer than text times pattern: many %s', (part) => {
    const test = compileGlob(`${part.repeat(60)}b`);
    const started = performance.now();
    expect(test('a'.repeat(4_000))).toBe(false);
    expect(performance.now() - started).toBeLessThan(500);
  });
});
