import { expect, test } from 'vitest';
import { eventOf, findingIn, macieFinding, now } from '../fixtures.ts';
import { macie } from './macie.ts';

const normalise = (value: unknown) => macie.normalise(eventOf(value), now);

test('a finding about an object', () => {
  expect(findingIn(normalise(macieFinding))).toMatchObject({
    identity: 'asff:arn:aws:securityhub:eu-west-1::product/aws/macie|5be50fce24526e670df77bc00example',
    product: 'Macie',
    kind: 'data',
    type: 'SensitiveData:S3Object/Personal',
    severity: 'High',
    account: { id: '111122223333' },
    resources: [
      {
        type: 'S3Bucket',
        id: 'invoices-archive',
        arn: 'arn:aws:s3:::invoices-archive',
        tags: { team: 'billing' },
      },
      { type: 'S3Object', id: 'invoices-archive/2026/november.csv' },
    ],
    count: 2,
    facts: { bucket: 'invoices-archive', file: '2026/november.csv', data: 'NAME' },
  });
});

test.each([
  [{ score: 1 }, 'Low'],
  [{ score: 2, description: 'Medium' }, 'Medium'],
  [{ description: 'High' }, 'High'],
])('severity %j is %s', (severity, expected) => {
  expect(findingIn(normalise({ ...macieFinding, severity })).severity).toBe(expected);
});

test.each(['id', 'type', 'accountId', 'severity'])('without %s it is refused', (field) => {
  expect(normalise({ ...macieFinding, [field]: undefined })).toMatchObject({
    kind: 'quarantined',
    reason: { code: 'invalid-field' },
  });
});

test.each([
  [
    'a user',
    { iamUser: { userName: 'carol', arn: 'arn:aws:iam::111122223333:user/carol' } },
    'carol',
    undefined,
  ],
  [
    'a role',
    {
      assumedRole: {
        accessKeyId: 'ASIAEXAMPLE000000001',
        arn: 'arn:aws:sts::111122223333:assumed-role/deploy/7',
        sessionContext: { sessionIssuer: { type: 'Role', userName: 'deploy' } },
      },
    },
    'deploy',
    'ASIAEXAMPLE000000001',
  ],
  [
    'the root user',
    { root: { arn: 'arn:aws:iam::111122223333:root' } },
    'arn:aws:iam::111122223333:root',
    undefined,
  ],
])('a policy was changed by %s', (_name, userIdentity, principal, accessKeyId) => {
  const actor = { userIdentity, ipAddressDetails: { ipAddressV4: '203.0.113.9' } };
  const said = findingIn(normalise({ ...macieFinding, policyDetails: { actor } }));
  expect([said.principal, said.facts['accessKeyId'], said.remoteAddress]).toEqual([
    principal,
    accessKeyId,
    '203.0.113.9',
  ]);
});

test('it is known by its envelope too', () => {
  expect(macie.accepts(eventOf({}, { source: 'aws.macie', detailType: 'Macie Finding' }))).toBe(true);
});
