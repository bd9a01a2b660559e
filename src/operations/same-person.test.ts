import { expect, test } from 'vitest';
import { samePerson } from './same-person.ts';

const people = samePerson([
  { slack: ['U0ALICE', 'U0ALICE2'], principals: [] },
  { slack: ['U0BOB'], principals: ['bob@example.com'] },
]);

test.each([
  ['U0ALICE', 'U0ALICE', true],
  ['U0ALICE', 'U0ALICE2', true],
  ['U0ALICE', 'U0BOB', false],
  ['U0DAVE', 'U0DAVE', true],
  // Nobody named either of them; that makes them no one person.
  ['U0DAVE', 'U0ERIN', false],
])('%s and %s are one person: %s', (a, b, is) => {
  expect(people.same(a, b)).toBe(is);
  expect(people.same(b, a)).toBe(is);
});
