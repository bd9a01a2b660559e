import { expect, test } from 'vitest';
import { isGlobalControl, securityControlId, standardName } from './controls.ts';

const cis = (version: string) => `arn:aws:securityhub:::ruleset/cis-aws-foundations-benchmark/v/${version}`;

test.each([
  ['EC2.19', 'standards/aws-foundational-security-best-practices/v/1.0.0', 'EC2.19'],
  ['4.1', cis('1.2.0'), 'EC2.13'],
  ['CIS.4.1', cis('1.2.0'), 'EC2.13'],
  ['4.1', cis('1.4.0'), 'CIS.1.4.0/4.1'],
  ['2.1.5.1', cis('1.4.0'), 'S3.1'],
  ['1.1', cis('1.2.0'), 'CIS.1.2.0/1.1'],
  ['PCI.S3.1', 'standards/pci-dss/v/3.2.1', 'S3.3'],
  ['PCI.Config.1', 'standards/pci-dss/v/3.2.1', 'Config.1'],
  ['PCI.EC2.5', 'standards/pci-dss/v/3.2.1', 'EC2.13'],
  ['CT.S3.2', 'standards/service-managed-aws-control-tower/v/1.0.0', 'S3.2'],
  ['constructor', '', 'constructor'],
])('%s of %s is %s', (id, standard, expected) => {
  expect(securityControlId(id, standard)).toBe(expected);
});

test('where the tables end, the how-to link tells', () => {
  const link = 'https://docs.aws.amazon.com/console/securityhub/EC2.7/remediation';
  expect(securityControlId('2.2.1', cis('3.0.0'), link)).toBe('EC2.7');
  expect(securityControlId('2.2.1', cis('3.0.0'))).toBe('CIS.3.0.0/2.2.1');
});

test.each(['IAM.4', 'CloudFront.1', 'Route53.2', 'Account.1', 'S3.1', 'KMS.1', 'WAF.1'])(
  '%s is global',
  (id) => {
    expect(isGlobalControl(id)).toBe(true);
  },
);

test.each(['EC2.7', 'Config.1', 'GuardDuty.1', 'S3.8', 'IAM.28', 'WAF.10', 'IAM', ''])(
  '%s is regional',
  (id) => {
    expect(isGlobalControl(id)).toBe(false);
  },
);

test.each([
  ['arn:aws:securityhub:::standards/aws-foundational-security-best-practices/v/1.0.0', 'FSBP'],
  ['ruleset/cis-aws-foundations-benchmark/v/1.2.0', 'CIS 1.2.0'],
  ['standards/pci-dss/v/4.0.1', 'PCI DSS 4.0.1'],
  ['standards/nist-800-53/v/5.0.0', 'NIST 800-53'],
  ['standards/new-standard/v/2.0', 'new-standard 2.0'],
  ['aws-foundational-security-best-practices/v/1.0.0/EC2.19', 'FSBP'],
  ['security-control/EC2.2', null],
  ['', null],
])('%s is called %s', (text, expected) => {
  expect(standardName(text)).toBe(expected);
});
