import { expect, test } from 'vitest';
import { nameInArn, parseArn, partitionOf } from './arn.ts';

test('its parts', () => {
  expect(parseArn('arn:aws-cn:iam::111122223333:role/a/b:c')).toEqual({
    partition: 'aws-cn',
    service: 'iam',
    region: '',
    account: '111122223333',
    resource: 'role/a/b:c',
  });
});

test.each(['', 'i-0abc', 'arn:aws', 'arn:aws:s3', 'arn:aws:s3::', 'arn::s3:::b'])('%s is no ARN', (text) => {
  expect(parseArn(text)).toBeNull();
});

test.each([
  ['arn:aws:ec2:eu-west-1:111122223333:security-group/sg-0abc', 'sg-0abc'],
  ['arn:aws:s3:::invoices/2026/a.csv', 'invoices/2026/a.csv'],
  ['arn:aws:rds:eu-west-1:111122223333:db:db-2', 'db-2'],
  ['arn:aws:iam::111122223333:user/team/carol', 'carol'],
  ['arn:aws:logs:eu-west-1:111122223333:log-group:/aws/lambda/resize:*', 'resize'],
  ['arn:aws:ecr:eu-west-1:111122223333:repository/web/front/sha256:0123', 'front'],
  ['arn:aws:x:eu-west-1:111122223333:', null],
])('%s is called %s', (arn, expected) => {
  expect(nameInArn(arn)).toBe(expected);
});

test.each([
  ['eu-west-1', 'aws'],
  ['us-gov-west-1', 'aws-us-gov'],
  ['cn-north-1', 'aws-cn'],
])('%s is in %s', (region, partition) => {
  expect(partitionOf(region)).toBe(partition);
});
