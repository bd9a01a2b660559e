import { describe, expect, it } from 'vitest';
import type { Account } from '../finding/account.ts';
import type { Match } from '../finding/match.ts';
import { type FindingView, viewOf } from '../finding/view.ts';
import { compileMatch, compileSaved } from './match.ts';
import { record } from './testing/samples.ts';

const account: Account = {
  id: '111122223333',
  name: 'payments-prod',
  environment: 'prod',
  owner: null,
  channel: null,
  tags: { team: 'Payments' },
};
const finding = viewOf([
  record({
    account: { id: '111122223333', name: 'aws-own-name' },
    principal: 'arn:aws:iam::111122223333:role/deploy',
    remoteAddress: '198.51.100.7',
    resources: [
      { type: 'AwsEc2SecurityGroup', id: 'sg-1', name: 'web', tags: { stage: 'prod', '': 'x' } },
      { type: 'AwsEc2Instance', id: 'i-1', arn: 'arn:aws:ec2:ap-northeast-1:111122223333:instance/i-1' },
    ],
    standards: ['CIS 1.4.0', 'FSBP'],
  }),
  record({ recordKey: 'ocsf', source: 'securityhub-v2' }),
]);

function says(match: Match, resources: 'any' | 'all' = 'any', view: FindingView = finding): boolean {
  return compileMatch(match, { resources })({ view, account, standards: view.standards });
}

describe('a matcher', () => {
  it.each<[Match, Match]>([
    // what matches, what does not
    [{}, { type: [] }],
    [{ identity: [finding.identity] }, { identity: ['control:*'] }],
    [{ kind: ['threat', 'control'] }, { kind: ['threat'] }],
    [{ source: ['SECURITYHUB'] }, { source: ['guardduty'] }],
    [{ source: ['securityhub-v?'] }, { source: ['securityhub-v'] }],
    [{ source: ['Security Hub'] }, { source: ['Security'] }],
    [{ type: ['ec2.*'] }, { type: ['S3.*'] }],
    [{ control: ['EC2.19'] }, { control: ['EC2.1'] }],
    [{ standard: ['CIS*'] }, { standard: ['PCI*'] }],
    [{ severity: ['High', 'Critical'] }, { severity: ['Critical'] }],
    [{ compliance: ['failed'] }, { compliance: ['passed', 'warning'] }],
    [{ account: ['111122223333'] }, { account: ['444455556666'] }],
    [{ account: ['payments-*'] }, { account: ['billing-*'] }],
    [{ account: ['aws-own-name'] }, { account: ['aws'] }],
    [{ environment: ['PROD'] }, { environment: ['staging'] }],
    [{ accountTag: { team: 'pay*' } }, { accountTag: { Team: 'pay*' } }],
    [{ region: ['ap-*'] }, { region: ['us-*'] }],
    [{ resourceType: ['AwsEc2*'] }, { resourceType: ['AwsS3Bucket'] }],
    [{ resource: ['sg-1'] }, { resource: ['sg-2'] }],
    [{ resource: ['web'] }, { resource: ['w'] }],
    [{ resource: ['arn:aws:ec2:*:instance/i-1'] }, { resource: ['arn:aws:ec2:*:instance/i-2'] }],
    [{ resourceTag: { stage: 'p*' } }, { resourceTag: { stage: 'p*', owner: '*' } }],
    [{ principal: ['*role/deploy'] }, { principal: ['deploy'] }],
    [{ remoteAddress: ['198.51.100.*'] }, { remoteAddress: ['203.0.113.*'] }],
    [{ title: ['UNRESTRICTED access'] }, { title: ['^Security'] }],
    [{ sample: false }, { sample: true }],
    [{ controlClass: ['other'] }, { controlClass: ['logging'] }],
    [
      { severity: ['High'], region: ['ap-*'] },
      { severity: ['High'], region: ['us-*'] },
    ],
  ])('%j matches, %j does not', (yes, no) => {
    expect(says(yes)).toBe(true);
    expect(says(no)).toBe(false);
  });

  it('asks for all resources where it hides, and for any where it shows', () => {
    const match = { resource: ['sg-1'] };
    expect([says(match, 'any'), says(match, 'all')]).toEqual([true, false]);
    expect(says({ resource: ['sg-*', 'i-*'] }, 'all')).toBe(true);
    // One resource has to have all of it.
    expect(says({ resourceType: ['AwsEc2Instance'], resource: ['sg-1'] }, 'any')).toBe(false);
    const nothing = viewOf([record({ resources: [] })]);
    expect([says(match, 'any', nothing), says({ resource: ['*'] }, 'all', nothing)]).toEqual([false, false]);
  });

  it('knows no account, principal or tag where there is none', () => {
    const bare = viewOf([record()]);
    const ask = (match: Match) =>
      compileMatch(match, { resources: 'any' })({ view: bare, account: null, standards: [] });
    for (const match of [
      { environment: ['*'] },
      { accountTag: { team: '*' } },
      { principal: ['*'] },
      { standard: ['*'] },
    ])
      expect(ask(match)).toBe(false);
    expect(ask({ resourceTag: { constructor: '*' } })).toBe(false);
    expect(ask({ controlClass: ['other'] })).toBe(true);
  });

  it('a control is no threat of the same name, nor has a threat a class', () => {
    const threat = viewOf([record({ kind: 'threat' })]);
    expect(says({ control: ['*'] }, 'any', threat)).toBe(false);
    expect(says({ controlClass: ['other'] }, 'any', threat)).toBe(false);
  });
});

describe('a control by the name that a standard has for it', () => {
  it('is the same control, with its class', () => {
    const cis = viewOf([record({ type: '2.5', facts: { control: 'Config.1' } })]);
    for (const match of [
      { control: ['Config.1'] },
      { control: ['2.5'] },
      { controlClass: ['required-service' as const] },
    ])
      expect(says(match, 'any', cis)).toBe(true);
  });
});

describe('a saved matcher that we cannot read', () => {
  it.each([
    ['of another version', { type: ['*'] }, 2],
    ['with a key of the future', { cluster: ['*'] }, 1],
    ['with a value that is no list', { type: '*' }, 1],
    ['that is nothing', null, 1],
  ])('%s matches nothing, so it hides nothing', (_, match, version) => {
    // What SQL hands over may be anything.
    const saved = JSON.parse(JSON.stringify(match));
    const matches = compileSaved(saved, version);
    expect(matches({ view: finding, account, standards: [] })).toBe(false);
  });
});
