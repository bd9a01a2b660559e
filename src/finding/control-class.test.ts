import { describe, expect, test } from 'vitest';
import { controlClasses, controlClassOf, controlTable } from './control-class.ts';

const rows = controlClasses.flatMap((name) =>
  Object.entries(controlTable[name]).map(([service, numbers]) => ({ name, service, numbers })),
);

describe('the table', () => {
  test('has every control once', () => {
    const all = rows.flatMap(({ service, numbers }) => numbers.map((number) => `${service}.${number}`));
    expect(all.filter((control, index) => all.indexOf(control) !== index)).toEqual([]);
  });

  test('is sorted, so that a control is found at a glance', () => {
    for (const name of controlClasses) {
      const services = rows.filter((row) => row.name === name).map((row) => row.service.toLowerCase());
      expect(services).toEqual([...services].sort());
    }
    for (const { numbers } of rows) expect(numbers).toEqual([...numbers].sort((a, b) => a - b));
  });

  test('counts', () => {
    const counts = Object.fromEntries(controlClasses.map((name) => [name, 0]));
    for (const { name, numbers } of rows) counts[name] = (counts[name] ?? 0) + numbers.length;
    expect(counts).toEqual({
      'required-service': 20,
      availability: 54,
      logging: 78,
      'encryption-in-transit': 35,
      'encryption-at-rest': 37,
      unused: 8,
      other: 182,
    });
  });
});

// A few of each, checked against their titles in the Security Hub user guide.
test.each([
  ['GuardDuty.1', 'required-service'],
  ['IAM.28', 'required-service'],
  ['Inspector.3', 'required-service'],
  ['RDS.5', 'availability'],
  ['DynamoDB.2', 'availability'],
  ['ELB.6', 'availability'],
  ['EC2.6', 'logging'],
  ['CloudWatch.14', 'logging'],
  ['S3.5', 'encryption-in-transit'],
  ['ELB.1', 'encryption-in-transit'],
  ['EC2.7', 'encryption-at-rest'],
  ['SQS.1', 'encryption-at-rest'],
  ['IAM.22', 'unused'],
  ['EC2.16', 'unused'],
  ['S3.8', 'other'],
  ['CloudTrail.6', 'other'],
  ['IAM.6', 'other'],
  ['SSM.2', 'other'],
])('%s is about %s', (control, expected) => {
  expect(controlClassOf(control)).toBe(expected);
});

test('letter case does not matter, since AWS spells a service both ways', () => {
  expect(controlClassOf('Autoscaling.1')).toBe('availability');
  expect(controlClassOf('OPENSEARCH.3')).toBe('encryption-in-transit');
});

test.each(['', 'EC2.9999', 'CIS.1.4.0/4.1', '__proto__', 'ec2_instance_public_ip'])(
  'an unknown control (%s) is of no class in particular',
  (control) => {
    expect(controlClassOf(control)).toBe('other');
  },
);
