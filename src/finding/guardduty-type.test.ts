import { expect, test } from 'vitest';
import { guardDutyType, hasSampleTitle } from './guardduty-type.ts';

test.each([
  [['TTPs/Discovery/Recon:EC2-PortProbeUnprotectedPort'], 'Recon:EC2/PortProbeUnprotectedPort'],
  [['TTPs/Command and Control/Backdoor:EC2-C&CActivity.B!DNS'], 'Backdoor:EC2/C&CActivity.B!DNS'],
  [['Recon:EC2/PortProbeUnprotectedPort'], 'Recon:EC2/PortProbeUnprotectedPort'],
  [['Threats', 'AttackSequence:EC2/CompromisedInstanceGroup'], 'AttackSequence:EC2/CompromisedInstanceGroup'],
  [['TTPs/AttackSequence:IAM-CompromisedCredentials'], 'AttackSequence:IAM/CompromisedCredentials'],
  [['Execution:Runtime-NewBinary-Executed'], 'Execution:Runtime/NewBinary-Executed'],
  [['Odd:Thing'], 'Odd:Thing'],
  [['Threats'], null],
  [[], null],
])('%j is %s', (types, expected) => {
  expect(guardDutyType(types)).toBe(expected);
});

test('samples say so first', () => {
  expect([hasSampleTitle('[SAMPLE] x'), hasSampleTitle('x [SAMPLE]')]).toEqual([true, false]);
});
