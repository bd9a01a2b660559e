import { expect, test } from 'vitest';
import { awsProductName, awsProductOf, isAwsProductName } from './products.ts';

test.each([
  ['arn:aws:securityhub:eu-west-1::product/aws/guardduty', 'guardduty'],
  ['arn:aws-us-gov:securityhub:us-gov-west-1::productv2/aws/securityhub', 'securityhub'],
  ['arn:aws:securityhub:eu-west-1:111122223333:product/111122223333/default', null],
  ['arn:aws:securityhub:eu-west-1:111122223333:product/aws/guardduty', null],
  ['arn:aws:securityhub:eu-west-1::product/partner/guardduty', null],
  ['guardduty', null],
])('%s is %s', (arn, expected) => {
  expect(awsProductOf(arn)).toBe(expected);
});

test('names', () => {
  expect([awsProductName('macie'), awsProductName('constructor')]).toEqual(['Macie', 'constructor']);
  expect([isAwsProductName('GuardDuty'), isAwsProductName('Watchdog')]).toEqual([true, false]);
});
