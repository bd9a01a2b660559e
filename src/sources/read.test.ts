import { describe, expect, test } from 'vitest';
import {
  accountOf,
  countOf,
  factsOf,
  flagOf,
  numberOf,
  proseOf,
  rawOf,
  resourceOf,
  resourcesOf,
  textOf,
  textsOf,
  timeOf,
} from './read.ts';

const noon = Date.UTC(2026, 10, 22, 12, 0, 0);

test.each([
  ['2026-11-22T12:00:00Z', noon],
  ['2026-11-22T12:00:00.000Z', noon],
  ['2026-11-22T12:00:00.123Z', noon + 123],
  ['2024-02-29T12:00:00Z', Date.UTC(2024, 1, 29, 12)],
  ['2026-11-22T24:00:01Z', undefined],
  ['2026-00-22T12:00:00Z', undefined],
  ['2026-11-22T21:00:00+09:00', noon],
  ['2026-11-22 12:00:00.000000+00:00', noon],
  ['2026-11-22T12:00:00.000000', noon],
  ['2026-11-22', Date.UTC(2026, 10, 22)],
  [noon, noon],
  [noon / 1_000, noon],
  [noon * 1_000, noon],
  [String(noon), noon],
  ['2026-13-45T99:00:00Z', undefined],
  ['Sun, 22 Nov 2026 12:00:00', undefined],
  ['0001-01-01T00:00:00Z', undefined],
  ['', undefined],
  ['soon', undefined],
  [Number.NaN, undefined],
  [Number.POSITIVE_INFINITY, undefined],
  [-1, undefined],
  [1e300, undefined],
  [null, undefined],
  [{}, undefined],
])('timeOf(%j) is %j', (value, expected) => {
  expect(timeOf(value)).toBe(expected);
});

describe('texts', () => {
  test.each([
    ['plain', 'plain'],
    [12, '12'],
    ['a\u0000\u0085b', 'a  b'],
    ['\ud83d\ude00 ok', '\ud83d\ude00 ok'],
    ['\ud83d broken', '  broken'],
    ['東京', '東京'],
    ['  ', undefined],
    ['', undefined],
    ['\u0000', undefined],
    [Number.NaN, undefined],
    [true, undefined],
    [['a'], undefined],
  ])('textOf(%j) is %j', (value, expected) => {
    expect(textOf(value)).toBe(expected);
  });

  test('are cut, never inside a surrogate pair', () => {
    expect(textOf('abcdef', 3)).toBe('abc');
    expect(textOf('ab\ud83d\ude00', 3)).toBe('ab');
  });

  test('a raw text is as it came', () => {
    expect([rawOf(' a\u0000'), rawOf(12), rawOf(undefined)]).toEqual([' a\u0000', '', '']);
  });

  test('prose keeps its lines', () => {
    expect(proseOf('one\ntwo\tthree\u0000', 100)).toBe('one\ntwo\tthree ');
    expect(proseOf(7, 100)).toBeUndefined();
  });

  test('a single text may stand for a list', () => {
    expect(textsOf('one')).toEqual(['one']);
    expect(textsOf(['one', 2, null, ''])).toEqual(['one', '2']);
    expect(textsOf(undefined)).toEqual([]);
  });
});

test('numbers, counts and flags', () => {
  expect([numberOf('8.5'), numberOf(''), numberOf('x'), numberOf(null)]).toEqual([
    8.5,
    undefined,
    undefined,
    undefined,
  ]);
  expect([countOf('12'), countOf(0), countOf(-3), countOf(2.7), countOf({}), countOf(1e300)]).toEqual([
    12, 1, 1, 2, 1, 1,
  ]);
  expect([flagOf(true), flagOf('True'), flagOf('false'), flagOf(1)]).toEqual([true, true, false, false]);
});

test('what is unknown is left out', () => {
  expect(Object.keys(resourceOf('t', 'i', undefined, 'n'))).toEqual(['type', 'id', 'name']);
  expect(Object.keys(accountOf('111122223333', undefined))).toEqual(['id']);
  expect(factsOf({ port: 22, domain: '', api: {} })).toEqual({ port: '22' });
});

test('resources are sorted, one of each, at most 500', () => {
  const many = Array.from({ length: 600 }, (_, i) => ({ type: 't', id: String(1_000 + i) }));
  expect(resourcesOf([...many].reverse())).toEqual(many.slice(0, 500));
  expect(
    resourcesOf([undefined, { type: 't', id: 'b' }, { type: 't', id: 'a' }, { type: 't', id: 'b' }]),
  ).toEqual([
    { type: 't', id: 'a' },
    { type: 't', id: 'b' },
  ]);
});
