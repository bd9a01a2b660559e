import { describe, expect, test } from 'vitest';
import { traitsOf } from '../finding/traits.ts';
import { viewOf } from '../finding/view.ts';
import {
  attackSequence,
  attackSequenceInAsff,
  attackSequenceInOcsf,
  consolidatedFinding,
  controlFinding,
  controlFindingOfCis,
  controlInOcsf,
  customEvent,
  eventOf,
  findingIn,
  guardDutyFinding,
  guardDutyInAsff,
  guardDutyInOcsf,
  inspectorFinding,
  macieFinding,
  now,
} from './fixtures.ts';
import { normaliseEvent } from './registry.ts';

const normalise = (value: unknown) => findingIn(normaliseEvent(eventOf(value), now));

describe('one GuardDuty finding through three doors', () => {
  const copies = [guardDutyFinding, guardDutyInAsff, guardDutyInOcsf].map(normalise);

  test.each([
    'identity',
    'type',
    'severity',
    'region',
    'kind',
    'product',
    'count',
    'sample',
    'firstSeen',
    'lastSeen',
    'updatedAt',
    'title',
    'links',
  ] as const)('has the same %s', (field) => {
    expect(copies[1]?.[field]).toEqual(copies[0]?.[field]);
    expect(copies[2]?.[field]).toEqual(copies[0]?.[field]);
  });

  test('stays three records from three sources', () => {
    expect(new Set(copies.map((copy) => copy.recordKey)).size).toBe(3);
    expect(copies.map((copy) => copy.source)).toEqual(['guardduty', 'securityhub', 'securityhub-v2']);
  });

  test('tells the same tags, and the same instance', () => {
    for (const copy of copies) {
      expect(copy.resources.map(({ tags }) => tags)).toEqual([{ Name: 'web-7' }]);
      expect(traitsOf(viewOf([copy]))).toEqual(['instance:i-0abc1234567890def']);
    }
  });

  test('tells the same domain', () => {
    expect(copies.map((copy) => copy.facts['domain'])).toEqual(Array(3).fill('pool.example.net'));
  });
});

describe('one attack sequence through three doors', () => {
  const copies = [attackSequence, attackSequenceInAsff, attackSequenceInOcsf].map(normalise);
  const everywhere = (of: (copy: (typeof copies)[number]) => unknown, expected: unknown) =>
    expect(copies.map(of)).toEqual(Array(3).fill(expected));

  test('is one finding', () => {
    everywhere((copy) => copy.identity, 'guardduty:5e95e95e95e95e95e95e95e95e95e95e');
    everywhere((copy) => copy.type, 'AttackSequence:IAM/CompromisedCredentials');
    everywhere((copy) => copy.severity, 'Critical');
  });

  test('names the findings that are its signals, and no calls', () => {
    everywhere((copy) => copy.signals, ['guardduty:aaaa', 'guardduty:bbbb']);
    expect(viewOf(copies).signals).toEqual(['guardduty:aaaa', 'guardduty:bbbb']);
  });

  test('tells who, with which key, from where', () => {
    everywhere(
      (copy) => traitsOf(viewOf([copy])),
      ['address:198.51.100.7', 'key:AKIAEXAMPLE000000001', 'principal:111122223333/carol'],
    );
  });

  test('has the tags of what it touched', () => {
    everywhere((copy) => copy.resources.map(({ tags }) => tags), [{ team: 'billing' }]);
  });
});

describe('one open port through two standards, consolidated, and OCSF', () => {
  const copies = [controlFinding, controlFindingOfCis, consolidatedFinding, controlInOcsf].map(normalise);

  test('is one finding with four records', () => {
    expect(new Set(copies.map((copy) => copy.identity))).toEqual(
      new Set([
        'control:111122223333:eu-west-1:EC2.13:arn:aws:ec2:eu-west-1:111122223333:security-group/sg-0aaa1111bbb22222c',
      ]),
    );
    expect(new Set(copies.map((copy) => copy.recordKey)).size).toBe(4);
  });

  test('each record says its own control id; the shared one is a fact', () => {
    expect(copies.map((copy) => copy.type)).toEqual(['EC2.13', '4.1', 'EC2.13', 'EC2.13']);
    expect(copies.map((copy) => copy.facts['control'])).toEqual(Array(4).fill('EC2.13'));
  });

  test('each record names the standards it came through', () => {
    expect(copies.map((copy) => copy.standards)).toEqual([
      ['FSBP'],
      ['CIS 1.2.0'],
      ['CIS 1.2.0', 'FSBP'],
      ['FSBP'],
    ]);
  });
});

test('an account is the same account in ASFF and in OCSF', () => {
  const asff = { ...controlFinding, Resources: [{ Type: 'AwsAccount', Id: 'AWS::::Account:111122223333' }] };
  const ocsf = {
    ...controlInOcsf,
    resources: [
      {
        type: 'AWS::::Account',
        uid: '111122223333',
        uid_alt: 'arn:aws:guardduty:eu-west-1:111122223333:detector/d1',
      },
    ],
  };
  expect(normalise(asff).identity).toBe(normalise(ocsf).identity);
});

test("Inspector's finding is the same in both hubs", () => {
  const ocsf = {
    ...guardDutyInOcsf,
    class_uid: 2002,
    finding_info: { ...guardDutyInOcsf.finding_info, uid: inspectorFinding.Id },
    metadata: { product: { uid: 'arn:aws:securityhub:eu-west-1::productv2/aws/inspector' } },
  };
  expect(normalise(ocsf).identity).toBe(normalise(inspectorFinding).identity);
});

test("Macie's finding is the same directly and in Security Hub", () => {
  const asff = {
    ...inspectorFinding,
    Id: macieFinding.id,
    ProductArn: 'arn:aws:securityhub:eu-west-1::product/aws/macie',
  };
  expect(normalise(asff).identity).toBe(normalise(macieFinding).identity);
});

test.each([
  [
    'a custom product that calls itself GuardDuty',
    {
      ...guardDutyInAsff,
      ProductArn: 'arn:aws:securityhub:eu-west-1:111122223333:product/111122223333/default',
    },
  ],
  [
    'a partner that calls itself Security Hub',
    { ...controlFinding, ProductArn: 'arn:aws:securityhub:eu-west-1::product/partner/securityhub' },
  ],
  [
    'a custom event with fields of all',
    { ...guardDutyFinding, ...guardDutyInAsff, ...guardDutyInOcsf, status: 'open', ...customEvent },
  ],
])('%s never meets a finding of AWS', (_name, value) => {
  const { identity } = normalise(value);
  expect(identity).toMatch(/^(custom|asff):/);
  expect([guardDutyFinding, controlFinding].map((one) => normalise(one).identity)).not.toContain(identity);
});
