import { expect, test } from 'vitest';
import { rulesetOf } from './testing/try-rule.ts';

/** Rules r0, r1 …, each with one search; which of them match the event? */
function found(searches: readonly object[], event: unknown): string[] {
  const text = searches.map((search, index) =>
    JSON.stringify({
      ...{ title: 'A rule', id: `r${index}`, logsource: { product: 'aws' } },
      detection: { s: search, condition: 's' },
    }),
  );
  return rulesetOf(text.join('\n---\n'))
    .match(event, 'cloudtrail')
    .map(({ ruleId }) => ruleId);
}

const numbers = Array.from({ length: 250 }, (_, index) => index);
const long = 'Long'.repeat(200);

test.each<[what: string, searches: object[], event: object, expected: string[]]>([
  ['letter case in the rule and in the event', [{ a: 'Abc' }, { a: 'aBC' }], { a: 'ABC' }, ['r0', 'r1']],
  [
    'a text longer than the shortcuts take',
    [{ a: long }, { a: `${long}x` }],
    { a: long.toUpperCase() },
    ['r0'],
  ],
  ['a letter that is longer in lower case', [{ a: 'İz' }, { a: 'xy' }], { a: 'İZ' }, ['r0']],
  ['the empty text', [{ a: '' }, { a: 'x' }], { a: '' }, ['r0']],
  ['a rule that two values lead to', [{ a: ['x', 'y'] }], { a: ['x', 'y', 'X'] }, ['r0']],
  ['parts, ignoring case', [{ 'a|contains': 'BcD' }, { 'a|endswith': 'xyz' }], { a: 'abcdE' }, ['r0']],
  [
    'parts, minding case',
    [{ 'a|contains|cased': 'BcD' }, { 'a|contains|cased': 'bcd' }],
    { a: 'abcdE' },
    ['r1'],
  ],
  ['parts of regular expressions', [{ 'a|re': 'b[.]c:+dd' }, { 'a|re': 'x.yyy' }], { a: 'ab.c:ddd' }, ['r0']],
  [
    'signs that mean something in an expression',
    [{ 'a|contains': '(a|b)^$.[\\\\-x]' }],
    { a: '?(A|B)^$.[\\-X]?' },
    ['r0'],
  ],
  ['a part that any element has', [{ 'a|contains': 'bcd' }], { a: ['x', 'abcd'] }, ['r0']],
  [
    'every kind in one order',
    [{ 'a|contains': 'bcd' }, { b: null }, { a: 'abcd' }, { 'a|re': 'bcd' }],
    { a: 'abcd' },
    ['r0', 'r1', 'r2', 'r3'],
  ],
  [
    'very many parts',
    numbers.map((n) => ({ 'a|contains': `<${n}>` })),
    { a: 'x<7>,<249>,<300>' },
    ['r7', 'r249'],
  ],
  ['very many texts', numbers.map((n) => ({ a: `v${n}` })), { a: 'V249' }, ['r249']],
  [
    'very many values of one rule',
    [{ a: numbers.flatMap((n) => [`v${n}`, `w${n}`, `x${n}`]) }],
    { a: 'X249' },
    ['r0'],
  ],
])('%s', (_what, searches, event, expected) => {
  expect(found(searches, event)).toEqual(expected);
});

test('ever new texts do not fill the memory, and are not mistaken', () => {
  const ruleset = rulesetOf(
    JSON.stringify({
      title: 'A',
      logsource: { product: 'aws' },
      detection: { s: { a: 'v4999' }, condition: 's' },
    }),
  );
  const matched = Array.from({ length: 10_000 }, (_, index) =>
    ruleset.match({ a: `V${index % 5_000}` }, 'cloudtrail'),
  );
  expect(matched.flat()).toHaveLength(2);
});
