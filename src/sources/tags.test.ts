import { describe, expect, test } from 'vitest';
import { labelsOf, tagsOf } from './tags.ts';

describe('tags', () => {
  test.each([
    ['by key', { Name: 'web-7', empty: '' }],
    [
      'as keys and values',
      [
        { key: 'Name', value: 'web-7' },
        { key: 'empty', value: '' },
      ],
    ],
    ['as names and values', [{ name: 'Name', value: 'web-7' }, { name: 'empty' }]],
  ])('%s', (_name, tags) => {
    expect(tagsOf(tags)).toEqual({ Name: 'web-7', empty: '' });
  });

  test.each([undefined, null, 'Name', 7, [], {}, [null, 'PORT_PROBE', { value: 'x' }, { key: ' ' }]])(
    '%j are none',
    (tags) => {
      expect(tagsOf(tags)).toBeUndefined();
    },
  );

  test('of two with one key the first stays', () => {
    expect(
      tagsOf([
        { key: 'a', value: '1' },
        { key: 'a', value: '2' },
      ]),
    ).toEqual({ a: '1' });
  });

  test('are bounded in number and length', () => {
    const many = Object.fromEntries(Array.from({ length: 80 }, (_, index) => [`k${index}`, 'v']));
    const list = Object.entries(many).map(([key, value]) => ({ key, value }));
    expect(Object.keys(tagsOf(many) ?? {})).toHaveLength(50);
    expect(Object.keys(tagsOf(list) ?? {})).toHaveLength(50);
    expect(tagsOf({ ['k'.repeat(500)]: 'v'.repeat(500) })).toEqual({ ['k'.repeat(128)]: 'v'.repeat(256) });
  });

  test('a key is no prototype', () => {
    const tags = tagsOf(JSON.parse('{"__proto__": "x", "constructor": "y"}')) ?? {};
    expect(Object.entries(tags)).toEqual([['constructor', 'y']]);
    expect(Object.getPrototypeOf(tags)).toBe(Object.prototype);
    expect(tagsOf([{ key: '__proto__', value: 'x' }])).toBeUndefined();
  });
});

test.each([
  ['team=web', { team: 'web' }],
  ['team:web', { team: 'web' }],
  ['aws:cloudformation:stack-name=web', { 'aws:cloudformation:stack-name': 'web' }],
  ['team=', { team: '' }],
  ['internal', { internal: '' }],
])('the label %s', (label, expected) => {
  expect(labelsOf([label])).toEqual(expected);
});

test.each([undefined, 'team=web', [], [7, null, '']])('%j are no labels', (labels) => {
  expect(labelsOf(labels)).toBeUndefined();
});
