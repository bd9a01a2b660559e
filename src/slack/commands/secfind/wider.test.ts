import { expect, test } from 'vitest';
import { tokensOf } from './tokens.ts';
import { wider } from './wider.ts';

test.each([
  ['severity:high web', 'visible', '/secfind severity:high web state:all'],
  ['', 'visible', '/secfind state:all'],
  ['state:resolved web', 'resolved', '/secfind web state:all'],
  ['state:all since:24h web', 'all', '/secfind state:all web'],
  ['state:all account:prod "two words"', 'all', '/secfind state:all account:prod'],
  ['state:all', 'all', null],
] as const)('after %s', (typed, state, expected) => {
  expect(wider(tokensOf(typed), state)).toBe(expected);
});
