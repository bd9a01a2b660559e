import { expect, it } from 'vitest';
import { type Asked, guardsOf } from './lease-guards.ts';
import type { LeasePolicy } from './lease-policy.ts';
import type { RuleSource } from './lease-spec.ts';

const hour = 3_600_000;
const longest = { viewer: 0, responder: 4 * hour, approver: 8 * hour, admin: 24 * hour };
const approvals = { 'security-group': 1, isolate: 1, 'access-key': 1 };
const policy: LeasePolicy = {
  ...{ deployment: 'test', channel: 'sec', approvers: {}, accounts: ['111122223333'] },
  ports: [
    { from: 22, to: 22 },
    { from: 5432, to: 5440 },
  ],
  ...{ protocols: ['tcp'], prefix: { v4: 24, v6: 56 } },
  environments: {
    '*': { needs: null, longest, approvals },
    prod: { needs: 'approver', longest: { ...longest, approver: 2 * hour }, approvals },
  },
  ...{ requestFor: hour, reviewAfter: hour, groupsPerInterface: 5, forensicGroups: {}, failsafe: null },
  ...{ breakGlass: null, runbooks: [], dryRun: false },
};

function codes(
  over: Partial<Asked> & { source?: RuleSource; ports?: [number, number]; udp?: boolean },
): string[] {
  const {
    source = { kind: 'cidr', cidr: '198.51.100.7/32' },
    ports = [22, 22],
    udp = false,
    ...asked
  } = over;
  const rule = {
    protocol: udp ? ('udp' as const) : ('tcp' as const),
    fromPort: ports[0],
    toPort: ports[1],
    source,
  };
  const all: Asked = {
    spec: { kind: 'security-group', instanceId: 'i-0123456789abcdef0', interfaces: null, rule },
    place: { account: '111122223333', region: 'ap-northeast-1' },
    ...{ environment: null, role: 'responder', duration: hour },
    ...asked,
  };
  return guardsOf(all, policy).map(({ code }) => code);
}

const cidr = (text: string): RuleSource => ({ kind: 'cidr', cidr: text });

it('what is asked within the bounds has nothing against it', () => {
  expect(codes({})).toEqual([]);
  expect(codes({ ports: [5_433, 5_440], duration: 4 * hour })).toEqual([]);
  expect(codes({ source: { kind: 'group', groupId: 'sg-0123456789abcdef0' } })).toEqual([]);
});

it.each<[string, string[], Parameters<typeof codes>[0]]>([
  ['another account', ['account-not-allowed'], { place: { account: '444455556666', region: 'x' } }],
  ['a port that is not allowed', ['port-not-allowed'], { ports: [23, 23] }],
  ['a range that only begins within', ['port-not-allowed'], { ports: [5_440, 5_441] }],
  ['a range over two allowed ones', ['port-not-allowed'], { ports: [22, 5_432] }],
  ['a protocol that is not allowed', ['protocol-not-allowed'], { udp: true }],
  ['longer than a responder may', ['too-long'], { duration: 4 * hour + 1 }],
  ['no end', ['no-duration'], { duration: null }],
  ['an end that is none', ['too-long'], { duration: Number.NaN }],
  ['the past', ['too-long'], { duration: -1 }],
  ['a responder in prod', ['role-too-small'], { environment: 'prod' }],
  [
    'an approver in prod for too long',
    ['too-long'],
    { environment: 'prod', role: 'approver', duration: 3 * hour },
  ],
  ['the whole internet', ['open-to-world'], { source: cidr('0.0.0.0/0') }],
  ['the whole of IPv6', ['open-to-world'], { source: cidr('::/0') }],
  ['the whole internet by an approver', ['open-to-world'], { source: cidr('0.0.0.0/0'), role: 'approver' }],
  ['half of the internet', ['too-wide'], { source: cidr('0.0.0.0/1') }],
  ['a network of IPv6 that is too wide', ['too-wide'], { source: cidr('2001:db8::/55') }],
  ['a network with bits behind its prefix', ['no-network'], { source: cidr('198.51.100.7/24') }],
  ['an address without a prefix', ['no-network'], { source: cidr('198.51.100.7') }],
])('%s', (_, expected, asked) => {
  expect(codes(asked)).toEqual(expected);
});

it('an admin may open what nobody else may, if it is a network at all', () => {
  expect(codes({ source: cidr('0.0.0.0/0'), role: 'admin' })).toEqual([]);
  expect(codes({ source: cidr('anything'), role: 'admin' })).toEqual(['no-network']);
});
