import { describe, expect, test } from 'vitest';
import {
  controlIdentity,
  customIdentity,
  groupKey,
  guardDutyIdentity,
  malwareObjectIdentity,
  ocsfIdentity,
  productIdentity,
  recordKey,
} from './identity.ts';

const base = { account: '111122223333', region: 'eu-west-1', control: 'EC2.19' };
const bucket = (id: string) => ({ type: 'AwsS3Bucket', id: `arn:aws:s3:::${id}` });

test("GuardDuty's is the last segment of its ARN", () => {
  const arn = 'arn:aws:guardduty:eu-west-1:111122223333:detector/d1/finding/f-1';
  expect(guardDutyIdentity(arn)).toBe(guardDutyIdentity('f-1'));
  expect(malwareObjectIdentity('b', 'finding/f-1', '')).not.toBe(guardDutyIdentity('finding/f-1'));
});

describe('controls', () => {
  test('sorted resources, each once', () => {
    const one = controlIdentity({ ...base, resources: [bucket('b'), bucket('a'), bucket('a')] });
    expect(one).toBe('control:111122223333:eu-west-1:EC2.19:arn:aws:s3:::a|arn:aws:s3:::b');
  });

  test.each([
    ['AWS::::Account:111122223333', 'AwsAccount'],
    ['111122223333', 'AWS::::Account'],
    ['arn:aws:iam::111122223333:root', 'AwsAccount'],
  ])('%s is the account', (id, type) => {
    expect(controlIdentity({ ...base, resources: [{ type, id }] })).toBe(
      'control:111122223333:eu-west-1:EC2.19:account/111122223333',
    );
  });

  test('the ARN beside a bare id is what counts', () => {
    const bare = { type: 'AWS::S3::Bucket', id: 'a', arn: 'arn:aws:s3:::a' };
    expect(controlIdentity({ ...base, resources: [bare] })).toBe(
      controlIdentity({ ...base, resources: [bucket('a')] }),
    );
  });

  test('without resources it is still one of that account', () => {
    expect(controlIdentity({ ...base, resources: [] })).toBe('control:111122223333:eu-west-1:EC2.19:');
  });

  test('a global control has no region', () => {
    expect(controlIdentity({ ...base, control: 'IAM.4', resources: [] })).toBe(
      'control:111122223333:global:IAM.4:',
    );
  });
});

test('both hubs name a product alike', () => {
  const v1 = productIdentity('arn:aws:securityhub:eu-west-1::product/aws/inspector', 'x');
  expect(productIdentity('arn:aws:securityhub:eu-west-1::productv2/aws/inspector', 'x')).toBe(v1);
});

test('the bar between the parts cannot be forged', () => {
  expect(customIdentity('a|b', 'c')).not.toBe(customIdentity('a', 'b|c'));
  expect(ocsfIdentity('a|b', 'c')).not.toBe(ocsfIdentity('a', 'b|c'));
  expect(recordKey('x', 'a|b', 'c')).not.toBe(recordKey('x', 'a', 'b|c'));
});

test('long keys stay apart, short and well-formed', () => {
  const long = 'x'.repeat(5_000);
  const keys = [`${long}1`, `${long}2`, `${long}1\u{1f600}`, '\u{1f600}'.repeat(2_000)].map((id) =>
    customIdentity('s', id),
  );
  expect(new Set(keys).size).toBe(4);
  for (const key of keys) {
    expect(key.length).toBeLessThanOrEqual(400);
    expect(key.isWellFormed()).toBe(true);
  }
  expect(customIdentity('s', `${long}1`)).toBe(keys[0]);
});

test('a group is no finding, and its parts stay apart', () => {
  expect(groupKey('images', ['111122223333', 'CVE'])).toBe('group:images|111122223333|CVE');
  expect(groupKey('a', ['b|c'])).not.toBe(groupKey('a', ['b', 'c']));
  expect(groupKey('a', ['x'.repeat(5_000)]).length).toBeLessThanOrEqual(400);
});
