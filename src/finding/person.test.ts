import { describe, expect, test } from 'vitest';
import { type Caller, personBehind } from './person.ts';

const nobody: Caller = {
  type: undefined,
  arn: undefined,
  principalId: undefined,
  userName: undefined,
  invokedBy: undefined,
  role: undefined,
  sourceIdentity: undefined,
};
const session = {
  type: 'AssumedRole',
  role: 'deploy',
  arn: 'arn:aws:sts::111122223333:assumed-role/deploy/carol',
};
const sso = 'AWSReservedSSO_Power_Users_0123456789abcdef';

describe('who is behind a call', () => {
  test.each<[string, Partial<Caller>, string | undefined]>([
    ['a user', { type: 'IAMUser', userName: 'bob', arn: 'arn:aws:iam::111122223333:user/team/bob' }, 'bob'],
    ['a role: the session and the role', session, 'carol (deploy)'],
    ['a role: who took it, where that is known', { ...session, sourceIdentity: 'dave' }, 'dave (deploy)'],
    ['single sign-on: the permission set', { ...session, role: sso }, 'carol (Power_Users)'],
    ['a session that is named after its role', { ...session, role: 'carol' }, 'carol'],
    ['root', { type: 'Root', arn: 'arn:aws:iam::111122223333:root' }, 'root'],
    ['a service', { type: 'AWSService', invokedBy: 'config.amazonaws.com' }, 'config.amazonaws.com'],
    ['only an ARN', { arn: 'arn:aws:iam::111122223333:user/bob' }, 'bob'],
    ['only an id', { principalId: 'AIDAEXAMPLE' }, 'AIDAEXAMPLE'],
    ['nothing', {}, undefined],
    ['a name without an end', { userName: 'x'.repeat(1_000) }, 'x'.repeat(64)],
  ])('%s', (_, caller, person) => {
    expect(personBehind({ ...nobody, ...caller })).toBe(person);
  });
});
