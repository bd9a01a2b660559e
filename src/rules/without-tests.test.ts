import { expect, test } from 'vitest';
import { withoutTests } from './without-tests.ts';

test.each([
  [
    'at the end',
    'title: a\nyagura:\n  window: 1h\n  tests:\n    - name: x\n      match: true\n',
    'title: a\nyagura:\n  window: 1h\n  tests: []\n\n\n',
  ],
  [
    'in the middle',
    'yagura:\n  tests:\n    - name: x\n  # why\n  window: 1h\nlevel: low',
    'yagura:\n  tests: []\n\n\n  window: 1h\nlevel: low',
  ],
  [
    'as a list at its own depth',
    'yagura:\n  tests:\n  - name: x\n  window: 1h',
    'yagura:\n  tests: []\n\n  window: 1h',
  ],
  [
    'before another rule',
    'yagura:\n  tests:\n    - name: x\n---\ntitle: b',
    'yagura:\n  tests: []\n\n---\ntitle: b',
  ],
])('the tests go, and lines keep their numbers: %s', (_where, text, left) => {
  expect(withoutTests(text)).toBe(left);
});

test.each([
  'yagura: {tests: [{name: x}]}',
  'detection:\n  tests:\n    eventName: x\n',
  'description: |\n  tests:\n    of a kind\nyagura:\n  window: 1h',
])('whatever else is called so stays: %s', (text) => {
  expect(withoutTests(text)).toBe(text);
});
