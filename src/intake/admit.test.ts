import { expect, test } from 'vitest';
import { admit } from './admit.ts';

const ours = '111122223333';
const theirs = '444455556666';

test.each([
  [['guardduty'], [ours], 'guardduty', ours, null],
  [['guardduty'], ['*'], 'guardduty', theirs, null],
  [['*'], [ours], 'securityhub', ours, null],
  [['guardduty'], [ours], 'securityhub', ours, 'source-not-allowed'],
  [['guardduty'], [ours], 'guardduty', theirs, 'account-not-allowed'],
  [['guardduty'], [ours], 'guardduty', 'none', 'account-not-allowed'],
  // Anybody can claim to be custom: only a queue that names it takes it.
  [['*'], ['*'], 'custom', 'none', 'source-not-allowed'],
  [['*', 'custom'], [ours], 'custom', 'none', null],
  [['custom'], [ours], 'custom', ours, null],
  [['custom'], [ours], 'custom', theirs, 'account-not-allowed'],
  [[], [], 'guardduty', ours, 'source-not-allowed'],
])('sources %j, accounts %j: %s of %s → %s', (sources, accounts, source, account, expected) => {
  expect(admit({ sources, accounts }, source, account)?.code ?? null).toBe(expected);
});

test('the reason names what was refused', () => {
  expect(admit({ sources: ['guardduty'], accounts: [ours] }, 'guardduty', theirs)).toEqual({
    code: 'account-not-allowed',
    detail: theirs,
  });
});
