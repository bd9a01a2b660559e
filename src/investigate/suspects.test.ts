import { expect, it } from 'vitest';
import { caseOf, findingView, viewOf } from '../../test/support/tools.ts';
import { searchOf, suspectsTyped } from './suspects.ts';

const hour = 3_600_000;
const at = Date.UTC(2026, 10, 22, 5);
const searched = (over: Parameters<typeof findingView>[0], now = at) =>
  searchOf(viewOf(caseOf(1), [findingView(over)]), now);

it('the narrowest first: key, person, instance', () => {
  const search = searched({
    principal: 'arn:aws:sts::111122223333:assumed-role/deploy/ci',
    facts: { accessKeyId: 'ASIAEXAMPLE000000001', instanceId: 'i-0abc1234567890def' },
    resources: [{ type: 'AccessKey', id: 'ASIAEXAMPLE000000001', name: 'ci' }],
  });
  expect(search?.suspects).toEqual([
    { kind: 'access-key', value: 'ASIAEXAMPLE000000001' },
    { kind: 'role-session', value: 'ci', role: 'deploy' },
    { kind: 'resource', value: 'i-0abc1234567890def' },
    { kind: 'role-session', value: 'i-0abc1234567890def' },
  ]);
});

it('an hour around it, a day at most, never the future', () => {
  const short = searched({ firstSeen: at - 3 * hour, lastSeen: at - 2 * hour });
  expect(short).toMatchObject({ from: at - 4 * hour, to: at - hour });
  const long = searched({ firstSeen: at - 240 * hour, lastSeen: at });
  expect(long).toMatchObject({ from: at - 24 * hour, to: at });
});

it.each([
  ['outside AWS', { account: { id: 'none' } }],
  ['nothing to look for', { resources: [] }],
])('%s: nothing', (_name, over) => {
  expect(searched(over)).toBeNull();
});

it.each([
  ['AKIAIOSFODNN7EXAMPLE', 'access-key', 'AKIAIOSFODNN7EXAMPLE'],
  ['sg-0abc1234567890def', 'resource', 'sg-0abc1234567890def'],
  ['role/deploy', 'role', 'deploy'],
  ['arn:aws:iam::111122223333:user/team/carol', 'user', 'carol'],
  ['arn:aws:iam::111122223333:role/deploy', 'role', 'arn:aws:iam::111122223333:role/deploy'],
])('%s typed is a %s', (word, kind, value) => {
  expect(suspectsTyped(word)).toEqual([{ kind, value }]);
});

it.each(['i-0abc1234567890def', 'arn:aws:ec2:eu-west-1:111122223333:instance/i-0abc1234567890def'])(
  '%s typed is what was done to the machine, and what it did',
  (word) => {
    expect(suspectsTyped(word)).toEqual([
      { kind: 'resource', value: 'i-0abc1234567890def' },
      { kind: 'role-session', value: 'i-0abc1234567890def' },
    ]);
  },
);

it('a name typed may be a user’s or a role’s, and a session is one of its role', () => {
  expect(suspectsTyped('deploy')).toEqual([
    { kind: 'user', value: 'deploy' },
    { kind: 'role', value: 'deploy' },
  ]);
  expect(suspectsTyped('two words')).toEqual([{ kind: 'user', value: 'two words' }]);
  expect(suspectsTyped('arn:aws:sts::111122223333:assumed-role/deploy/ci')).toEqual([
    { kind: 'role-session', value: 'ci', role: 'deploy' },
  ]);
});

it.each<[string, string, Record<string, string>, object]>([
  [
    'whoever took a role, by the session',
    'Admin',
    { userType: 'AssumedRole', session: 'carol' },
    { kind: 'role-session', value: 'carol', role: 'Admin' },
  ],
  [
    'a role whose session nobody names',
    'Admin',
    { userType: 'AssumedRole' },
    { kind: 'role', value: 'Admin' },
  ],
  [
    'a role itself',
    'arn:aws:iam::111122223333:role/team/Admin',
    {},
    { kind: 'role', value: 'arn:aws:iam::111122223333:role/team/Admin' },
  ],
  ['a user', 'carol', { userType: 'IAMUser' }, { kind: 'user', value: 'carol' }],
])('of a finding: %s', (_name, principal, facts, suspect) => {
  expect(searched({ principal, facts, resources: [] })?.suspects).toEqual([suspect]);
});
