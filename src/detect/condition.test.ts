import { describe, expect, test } from 'vitest';
import { problemsOf, ruleText, tryRule } from './testing/try-rule.ts';

/** Searches a, b, c …: each holds where the event has the field of its name. */
const searches = Object.fromEntries(
  ['a', 'b', 'c', 'sel_1', 'sel_2', 'filter_x', '_hidden', 'all_in'].map((name) => [
    name,
    { [`${name}|exists`]: true },
  ]),
);

function holds(condition: unknown, ...present: string[]): boolean {
  return tryRule({ ...searches, condition }, Object.fromEntries(present.map((name) => [name, 1])));
}

/*
 * Expected by hand from the Sigma Rules Specification 2.0.0, "Condition": precedence is or, and, not, x of, brackets,
 * from least to most binding.
 */
describe('each form of a condition', () => {
  test.each<[condition: unknown, yes: string[][], no: string[][]]>([
    ['a', [['a']], [[], ['b']]],
    ['a and b', [['a', 'b']], [['a'], ['b'], []]],
    ['a or b', [['a'], ['b'], ['a', 'b']], [[]]],
    ['not a', [[], ['b']], [['a']]],
    ['not not a', [['a']], [[]]],
    ['a and not b', [['a']], [['a', 'b'], []]],
    ['a or b and c', [['a'], ['b', 'c']], [['b'], ['c']]],
    ['b and c or a', [['a'], ['b', 'c']], [['b'], ['c']]],
    [
      '(a or b) and c',
      [
        ['a', 'c'],
        ['b', 'c'],
      ],
      [['a'], ['a', 'b'], ['c']],
    ],
    ['not a or b', [[], ['b'], ['a', 'b']], [['a']]],
    ['not (a or b)', [[], ['c']], [['a'], ['b']]],
    ['not a and b', [['b']], [['a', 'b'], []]],
    ['((a))', [['a']], [[]]],
    [
      '(a and(b or c))',
      [
        ['a', 'b'],
        ['a', 'c'],
      ],
      [['a'], ['b', 'c']],
    ],
    ['1 of sel_*', [['sel_1'], ['sel_2']], [['a'], []]],
    ['any of sel_*', [['sel_2']], [['a']]],
    ['all of sel_*', [['sel_1', 'sel_2']], [['sel_1'], []]],
    ['1 of *_x', [['filter_x']], [['sel_1']]],
    ['1 of s*l_*', [['sel_1']], [['a']]],
    ['1 of a', [['a']], [['b']]],
    ['1 of them', [['a'], ['filter_x']], [['_hidden'], []]],
    [
      'all of them',
      [['a', 'b', 'c', 'sel_1', 'sel_2', 'filter_x', 'all_in']],
      [['a', 'b', 'c', 'sel_1', 'sel_2', 'filter_x', '_hidden']],
    ],
    ['_hidden', [['_hidden']], [['a']]],
    ['1 of _hid*', [['_hidden']], [['a']]],
    ['all_in', [['all_in']], [['a']]],
    [
      'a and 1 of sel_* and not 1 of filter_*',
      [['a', 'sel_2']],
      [['a'], ['sel_1'], ['a', 'sel_1', 'filter_x']],
    ],
    ['not 1 of sel_* and a', [['a']], [['a', 'sel_1']]],
    ['not all of sel_*', [['sel_1'], []], [['sel_1', 'sel_2']]],
    ['a AND b OR NOT c', [['a', 'b', 'c'], []], [['c'], ['a', 'c']]],
    [
      ['a', 'b and c'],
      [['a'], ['b', 'c']],
      [['b'], []],
    ],
  ])('%j', (condition, yes, no) => {
    expect(yes.filter((present) => !holds(condition, ...present))).toEqual([]);
    expect(no.filter((present) => holds(condition, ...present))).toEqual([]);
  });
});

describe('each shape of a search', () => {
  const event = {
    user: 'carol',
    action: 'delete',
    tags: ['prod', 'db'],
    count: 3,
    deep: { note: 'Mimikatz found' },
  };
  test.each<[what: string, search: unknown, expected: boolean]>([
    ['a map is all of its fields', { user: 'carol', action: 'delete' }, true],
    ['a map with one that fails', { user: 'carol', action: 'read' }, false],
    ['a list of maps is any of them', [{ user: 'bob' }, { action: 'delete', count: 3 }], true],
    ['a list of maps, none', [{ user: 'bob' }, { action: 'read' }], false],
    ['lists of values within maps', { user: ['bob', 'carol'], tags: ['db', 'x'] }, true],
    ['keywords are any of them, anywhere', ['mimi', 'nothing'], true],
    ['keywords look into numbers and names, too', ['count'], true],
    ['keywords with wildcards', ['mimi*found'], true],
    ['keywords, none', ['kiwi'], false],
    ['one keyword', 'MIMIKATZ', true],
    ['a number as a keyword', [3], true],
    ['|all: every keyword', { '|all': ['mimikatz', 'carol'] }, true],
    ['|all: not every keyword', { '|all': ['mimikatz', 'bob'] }, false],
    ['|re: a regular expression as a keyword', { '|re': 'Mimi(katz)?' }, true],
    ['|cased: keywords that mind case', { '|cased': ['mimikatz'] }, false],
    ['keywords and maps in one list', ['kiwi', { user: 'carol' }], true],
    ['a list in a list', [['kiwi', 'carol'], { user: 'bob' }], true],
  ])('%s', (_what, search, expected) => {
    expect(tryRule({ search, condition: 'search' }, event)).toBe(expected);
  });
});

describe('a condition that cannot be read', () => {
  test.each<[condition: unknown, why: RegExp]>([
    ['nope', /names "nope", which the detection does not have; there are a, b, c/],
    ['a and', /ends where something is missing/],
    ['and a', /names "and"/],
    ['a b', /goes on with "b"/],
    ['(a', /opens a bracket and does not close it/],
    ['a)', /goes on with "\)"/],
    ['2 of sel_*', /"2 of"; only "1 of" and "all of" exist/],
    ['1 of nope*', /"of nope\*", and nothing is named so/],
    ['1 of', /ends where something is missing/],
    ['a | count() > 5', /aggregations .* write a correlation rule/],
    ['', /ends where something is missing/],
    [[], /the condition is empty/],
    [7, /must be a text/],
    [`${'('.repeat(65)}a${')'.repeat(65)}`, /more than 64 brackets/],
    ['not '.repeat(6_000), /longer than 20000 characters/],
  ])('%j', (condition, why) => {
    const problems = problemsOf(ruleText({ ...searches, condition }));
    expect(problems).toEqual([expect.stringMatching(why)]);
  });

  test('no condition, no searches, empty searches', () => {
    expect(problemsOf(ruleText({ a: { f: 1 } }))).toEqual([expect.stringMatching(/has no condition/)]);
    expect(problemsOf(ruleText({ condition: 'a' }))).toEqual([expect.stringMatching(/has no search/)]);
    expect(problemsOf(ruleText({ a: {}, condition: 'a' }))).toEqual([
      expect.stringMatching(/the map is empty/),
    ]);
    expect(problemsOf(ruleText({ a: [], condition: 'a' }))).toEqual([
      expect.stringMatching(/the list is empty/),
    ]);
  });

  test('brackets as deep as they may be, and many nots', () => {
    expect(holds(`${'('.repeat(64)}a${')'.repeat(64)}`, 'a')).toBe(true);
    expect(holds(`${'not '.repeat(4_001)}a`, 'a')).toBe(false);
  });
});
