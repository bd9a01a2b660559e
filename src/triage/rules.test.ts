import { describe, expect, it } from 'vitest';
import type { Policy } from '../finding/policy.ts';
import { plainSettings } from './plain-settings.ts';
import { compileTriage } from './rules.ts';
import { day, policy, view } from './testing/samples.ts';

function answer(policies: readonly Policy[], more: Parameters<typeof view>[0] = {}): string | null {
  return compileTriage({ ...plainSettings, policies }).policyOf(view(more))?.name ?? null;
}

describe('the policy that decides', () => {
  it('is the first that matches', () => {
    const policies = [
      policy('s3', 'track', { match: { control: ['S3.*'] } }),
      policy('ec2', 'track', { match: { control: ['EC2.*'] } }),
      policy('all'),
    ];
    expect(answer(policies)).toBe('ec2');
    expect(answer(policies, { type: 'IAM.1' })).toBe('all');
    expect(answer(policies.slice(0, 1))).toBeNull();
  });

  it('is asked once for each standard, and the strictest answer wins', () => {
    const cis = policy('cis', 'track', { match: { standard: ['CIS*'] }, due: 14 * day });
    const pci = policy('pci', 'track', { match: { standard: ['PCI*'] }, due: 7 * day });
    const rest = policy('rest', 'notify');
    const policies = [policy('fsbp', 'accept', { match: { standard: ['FSBP'] } }), cis, pci, rest];
    expect(answer(policies, { standards: ['FSBP'] })).toBe('fsbp');
    expect(answer(policies, { standards: ['FSBP', 'NIST'] })).toBe('rest');
    expect(answer(policies, { standards: ['CIS 1.4.0', 'FSBP'] })).toBe('cis');
    expect(answer(policies, { standards: ['CIS 1.4.0', 'FSBP', 'PCI DSS'] })).toBe('pci');
    expect(answer(policies, { standards: [] })).toBe('rest');
  });

  it('is no policy where one standard has none: what nobody thought of is shown', () => {
    const policies = [policy('fsbp', 'disable', { match: { standard: ['FSBP'] } })];
    expect(answer(policies, { standards: ['FSBP', 'CIS 1.4.0'] })).toBeNull();
  });

  it('hides only what it covers with all resources, and shows for any', () => {
    const resources = [
      { type: 'AwsEc2SecurityGroup', id: 'sg-1' },
      { type: 'AwsEc2SecurityGroup', id: 'sg-2' },
    ];
    const match = { resource: ['sg-1'] };
    expect(answer([policy('hide', 'accept', { match })], { resources })).toBeNull();
    expect(answer([policy('show', 'track', { match })], { resources })).toBe('show');
  });
});
