import { expect, test } from 'vitest';
import { resolve } from './resolve.ts';

const inner = JSON.stringify({ 'a/b': { 'm~n': [10, '{"deep":true}', '[oops'] }, '': 0 });
const body = JSON.stringify({ Message: inner });

test.each([
  ['', { Message: inner }],
  ['/Message/a~1b/m~0n/0', 10],
  ['/Message/a~1b/m~0n/1', { deep: true }],
  ['/Message/a~1b/m~0n/1/deep', true],
  ['/Message/a~1b/m~0n/2', '[oops'],
  ['/Message/', 0],
  ['/Message/a~1b/m~0n/3', undefined],
  ['/Message/a~1b/m~0n/01', undefined],
  ['/Message/a~1b/m~0n/-', undefined],
  ['/Message/a~1b/m~0n/0/0', undefined],
  ['Message', undefined],
  ['/nothing', undefined],
  ['/a'.repeat(65), undefined],
])('%s', (path, expected) => {
  expect(resolve(body, path)).toEqual(expected);
});

test('a body that is no JSON is itself', () => {
  expect(resolve('plain words', '')).toBe('plain words');
  expect(resolve('plain words', '/0')).toBeUndefined();
});

test('a body beyond the limit is not opened', () => {
  expect(resolve(`"${'a'.repeat(1_048_576)}"`, '')).toBeUndefined();
});
