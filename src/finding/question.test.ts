import { expect, test } from 'vitest';
import { addressIn, humanBehind, isLeak } from './question.ts';

const isProgram = (name: string) => /github/i.test(name);
const humanOf = (principal: string | undefined, facts: Record<string, string> = {}) =>
  humanBehind({ ...(principal !== undefined && { principal }), facts }, isProgram);

test.each([
  ['carol', {}, 'carol', null],
  ['carol@example.com (Admin)', {}, 'carol@example.com (Admin)', 'carol@example.com'],
  ['Admin', { session: 'Carol@Example.com' }, 'Carol@Example.com', 'carol@example.com'],
  ['Admin', { session: 'carol' }, 'Admin', null],
])('%s (%j) may be a person', (principal, facts, name, email) => {
  expect(humanOf(principal, facts)).toEqual({ principal: name });
  expect(addressIn(name)).toBe(email);
});

test.each([
  [undefined, {}],
  ['root', {}],
  ['autoscaling.amazonaws.com', {}],
  ['AWSServiceRoleForSupport', {}],
  ['carol', { userType: 'AWSService' }],
  ['deploy (GitHubActions)', {}],
  ['Deploy', { session: 'github-4711@example.com' }],
  ['AppRole', { session: 'i-0123456789abcdef0' }],
  ['botocore-session-1700000000 (AppRole)', {}],
  ['111122223333', {}],
  ['system:serviceaccount:default:web', {}],
] as [string | undefined, Record<string, string>][])('%s (%j) is nobody to ask', (principal, facts) => {
  expect(humanOf(principal, facts)).toBeNull();
});

test.each([
  ['UnauthorizedAccess:IAMUser/InstanceCredentialExfiltration.OutsideAWS', true],
  ['CredentialAccess:IAMUser/CompromisedCredentials', true],
  ['AttackSequence:IAM/CompromisedCredentials', true],
  ['UnauthorizedAccess:IAMUser/ConsoleLoginSuccess.B', false],
  ['Persistence:IAMUser/AnomalousBehavior', false],
])('%s is about a credential in the wrong hands: %s', (type, expected) => {
  expect(isLeak({ type })).toBe(expected);
});
