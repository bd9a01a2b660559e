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
      { type: 'S3Bucket', id: 'invoices-archive', arn: 'arn:aws:s3:::invoices-archive' },
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

test('it is known by its envelope too', () => {
  expect(macie.accepts(eventOf({}, { source: 'aws.macie', detailType: 'Macie Finding' }))).toBe(true);
});
