import { describe, expect, test } from 'vitest';
import { traitsOf } from './traits.ts';

type View = Parameters<typeof traitsOf>[0];

const traits = (over: Partial<View>) =>
  traitsOf({
    account: { id: '111122223333' },
    product: 'GuardDuty',
    resources: [],
    facts: {},
    sample: false,
    ...over,
  });

describe('who', () => {
  test.each([
    ['carol', 'principal:111122223333/carol'],
    ['Carol', 'principal:111122223333/carol'],
    ['arn:aws:iam::111122223333:user/team/carol', 'principal:111122223333/carol'],
    ['arn:aws:iam::444455556666:role/deploy', 'principal:444455556666/deploy'],
    ['arn:aws:sts::111122223333:assumed-role/deploy/i-0abc1234567890def', 'principal:111122223333/deploy'],
    ['arn:aws:iam::111122223333:root', 'principal:111122223333/root'],
    ['Root', 'principal:111122223333/root'],
  ])('%s', (principal, expected) => {
    expect(traits({ principal })).toEqual([expected]);
  });

  test.each([
    'ec2.amazonaws.com',
    'states.amazonaws.com.cn',
    'arn:aws:sts::111122223333:assumed-role/AWSServiceRoleForConfig/session',
    'AWSServiceRoleForAmazonGuardDuty',
    'ANONYMOUS_PRINCIPAL',
    'system:anonymous',
    '444455556666',
    'a'.repeat(300),
  ])('%s is nobody in particular', (principal) => {
    expect(traits({ principal })).toEqual([]);
  });

  test('a service by the kind of its caller', () => {
    expect(traits({ principal: 'backup', facts: { userType: 'AWSService' } })).toEqual([]);
  });

  test('outside AWS a name belongs to who says it', () => {
    const outside = { account: { id: 'none' }, principal: 'root' };
    expect(traits({ ...outside, product: 'sshd' })).toEqual(['principal:sshd/root']);
    expect(traits({ ...outside, product: 'door' })).toEqual(['principal:door/root']);
  });
});

test.each([
  [{ facts: { accessKeyId: 'AKIAEXAMPLE000000001' } }, 'key:AKIAEXAMPLE000000001'],
  [{ resources: [{ type: 'AccessKey', id: 'ASIAEXAMPLE000000001' }] }, 'key:ASIAEXAMPLE000000001'],
  [
    { resources: [{ type: 'AwsIamAccessKey', id: 'AWS::IAM::AccessKey:AKIAEXAMPLE000000001' }] },
    'key:AKIAEXAMPLE000000001',
  ],
  [{ facts: { instanceId: 'i-0abc1234567890def' } }, 'instance:i-0abc1234567890def'],
  [{ resources: [{ type: 'Instance', id: 'i-0abc1234567890def' }] }, 'instance:i-0abc1234567890def'],
  [
    { resources: [{ type: 'AwsEc2Instance', id: 'arn:aws:ec2:eu-west-1:1:instance/i-0abc1234567890def' }] },
    'instance:i-0abc1234567890def',
  ],
  [{ remoteAddress: '203.0.113.9' }, 'address:203.0.113.9'],
  [{ remoteAddress: '2001:DB8::7' }, 'address:2001:db8::7'],
])('%j', (over, expected) => {
  expect(traits(over)).toEqual([expected]);
});

test.each([
  [{ resources: [{ type: 'AwsIamAccessKey', id: 'AWS::IAM::AccessKey:null' }] }],
  [{ resources: [{ type: 'S3Bucket', id: 'i-am-a-bucket' }] }],
  [{ facts: { accessKeyId: 'GeneratedFindingAccessKeyId' } }],
  [{ remoteAddress: 'gateway' }],
  [{ remoteAddress: '0.0.0.0' }],
  [{ remoteAddress: '::1' }],
])('%j relates nothing', (over) => {
  expect(traits(over)).toEqual([]);
});

test('a sample relates nothing', () => {
  expect(traits({ sample: true, principal: 'carol', remoteAddress: '198.51.100.0' })).toEqual([]);
});

test('people come before places where there is room for twenty', () => {
  const instances = Array.from({ length: 40 }, (_, index) => ({
    type: 'Instance',
    id: `i-${String(index).padStart(17, '0')}`,
  }));
  const all = traits({
    principal: 'carol',
    remoteAddress: '203.0.113.9',
    facts: { accessKeyId: 'AKIAEXAMPLE000000001' },
    resources: [...instances, ...instances],
  });
  expect(all).toHaveLength(20);
  expect(all).toEqual([...all].sort());
  expect(all).toEqual(
    expect.arrayContaining([
      'principal:111122223333/carol',
      'key:AKIAEXAMPLE000000001',
      'address:203.0.113.9',
    ]),
  );
});
