import { expect, it } from 'vitest';
import { judgePorts } from './open-port.ts';
import { judgeBucket } from './public-bucket.ts';
import { judgeTrust } from './role-trust.ts';
import { seesAll } from './trail-logging.ts';

const world = { IpRanges: [{ CidrIp: '0.0.0.0/0' }] };
const world6 = { Ipv6Ranges: [{ CidrIpv6: '::/0' }] };
const office = { IpRanges: [{ CidrIp: '198.51.100.0/24' }] };
const tcp = (FromPort: number, ToPort = FromPort) => ({ IpProtocol: 'tcp', FromPort, ToPort });

it.each([
  ['no rule', [], '22', []],
  ['the port to the world', [{ ...tcp(22), ...world }], '22', ['22']],
  ['the port to the world by IPv6', [{ ...tcp(22), ...world6 }], '22', ['22']],
  ['the port to the office', [{ ...tcp(22), ...office }], '22', []],
  ['another port to the world', [{ ...tcp(443), ...world }], '22', []],
  ['a range around it', [{ ...tcp(20, 25), ...world }], '22', ['20-25']],
  ['everything to the world', [{ IpProtocol: '-1', ...world }], '3389', ['all']],
  ['ping to the world', [{ IpProtocol: 'icmp', FromPort: 8, ToPort: -1, ...world }], '22', []],
  [
    'a web server',
    [
      { ...tcp(80), ...world },
      { ...tcp(443), ...world },
    ],
    'all but 80, 443',
    [],
  ],
  ['a range with a web server in it', [{ ...tcp(80, 443), ...world }], 'all but 80, 443', ['80-443']],
  ['another port', [{ ...tcp(8443), ...world }], 'all but 80, 443', ['8443']],
  ['a database', [{ ...tcp(5432), ...world }], 'high risk', ['5432']],
  ['what is no risk', [{ ...tcp(8443), ...world }], 'high risk', []],
])('ports: %s', (_name, rules, asked, open) => {
  expect(judgePorts(rules, asked)).toEqual({ holds: open.length === 0, facts: { asked, open } });
});

const everybody = [
  { Grantee: { Type: 'Group' as const, URI: 'http://acs.amazonaws.com/groups/global/AllUsers' } },
];
const itsLogs = [
  { Grantee: { Type: 'Group' as const, URI: 'http://acs.amazonaws.com/groups/s3/LogDelivery' } },
];
const whole = {
  ...{ BlockPublicAcls: true, IgnorePublicAcls: true },
  ...{ BlockPublicPolicy: true, RestrictPublicBuckets: true },
};

it.each([
  ['closed', {}, false, itsLogs, { holds: true, facts: { blocked: false, byPolicy: false, byList: false } }],
  [
    'open by policy',
    {},
    true,
    [],
    { holds: false, facts: { blocked: false, byPolicy: true, byList: false } },
  ],
  [
    'open by list',
    {},
    false,
    everybody,
    { holds: false, facts: { blocked: false, byPolicy: false, byList: true } },
  ],
  [
    'both, but blocked',
    whole,
    true,
    everybody,
    { holds: true, facts: { blocked: true, byPolicy: false, byList: false } },
  ],
  [
    'only new ones are blocked',
    { BlockPublicAcls: true, BlockPublicPolicy: true },
    true,
    everybody,
    { holds: false, facts: { blocked: false, byPolicy: true, byList: true } },
  ],
])('bucket: %s', (_name, block, policy, grants, reading) => {
  expect(judgeBucket(block, policy, grants)).toEqual(reading);
});

const own = '111122223333';
const trusting = (Principal: unknown, rest: object = {}) =>
  JSON.stringify({ Statement: { Effect: 'Allow', Action: 'sts:AssumeRole', Principal, ...rest } });

it.each([
  ['a service', trusting({ Service: 'ec2.amazonaws.com' }), undefined, []],
  ['its own account', trusting({ AWS: `arn:aws:iam::${own}:root` }), undefined, []],
  ['everybody', trusting('*'), undefined, ['*']],
  ['everybody in another spelling', trusting({ AWS: ['*'] }), undefined, ['*']],
  ['another account', trusting({ AWS: '444455556666' }), undefined, ['444455556666']],
  [
    "another account's role",
    trusting({ AWS: 'arn:aws:iam::444455556666:role/x' }),
    undefined,
    ['444455556666'],
  ],
  [
    'all but one',
    JSON.stringify({ Statement: [{ Effect: 'Allow', NotPrincipal: { AWS: own } }] }),
    undefined,
    ['*'],
  ],
  ['nobody by name', trusting('*', { Effect: 'Deny' }), undefined, []],
  ['not the stranger', trusting({ AWS: '444455556666' }), '777788889999', []],
  ['the stranger', trusting({ AWS: '444455556666' }), 'arn:aws:iam::444455556666:root', ['444455556666']],
])('trust: %s', (_name, document, stranger, trusts) => {
  expect(judgeTrust(document, own, stranger)).toEqual({ holds: trusts.length === 0, facts: { trusts } });
});

it.each(['', '{', '[]', '{"Statement":[]}', 'null'])('trust: “%s” says nothing', (document) => {
  expect(judgeTrust(document, own)).toEqual({ holds: null, facts: {} });
});

it.each([
  ['the default', { EventSelectors: [{ ReadWriteType: 'All', IncludeManagementEvents: true }] }, true],
  ['writes only', { EventSelectors: [{ ReadWriteType: 'WriteOnly', IncludeManagementEvents: true }] }, false],
  ['data events only', { EventSelectors: [{ ReadWriteType: 'All', IncludeManagementEvents: false }] }, false],
  [
    'advanced',
    { AdvancedEventSelectors: [{ FieldSelectors: [{ Field: 'eventCategory', Equals: ['Management'] }] }] },
    true,
  ],
  [
    'advanced, narrowed',
    {
      AdvancedEventSelectors: [
        {
          FieldSelectors: [
            { Field: 'eventCategory', Equals: ['Management'] },
            { Field: 'readOnly', Equals: ['false'] },
          ],
        },
      ],
    },
    false,
  ],
  ['none', {}, false],
] as const)('trail: %s', (_name, selectors, all) => {
  expect(seesAll(selectors as never)).toBe(all);
});
