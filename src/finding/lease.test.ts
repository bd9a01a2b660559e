import { expect, it } from 'vitest';
import { leaseIdOf, leaseLabel } from './lease.ts';
import { portsOf } from './lease-spec.ts';

it('is called L and its number, however that is typed', () => {
  expect([leaseLabel(12), leaseIdOf('L12'), leaseIdOf('l12')]).toEqual(['L12', 12, 12]);
  for (const word of ['L', 'L0', 'L012', '12', 'Y12', 'L12 ']) expect(leaseIdOf(word)).toBeNull();
});

it.each([
  ['22', { protocol: 'tcp', fromPort: 22, toPort: 22 }],
  ['8000-8010', { protocol: 'tcp', fromPort: 8_000, toPort: 8_010 }],
  ['53/udp', { protocol: 'udp', fromPort: 53, toPort: 53 }],
  ['5432/TCP', { protocol: 'tcp', fromPort: 5_432, toPort: 5_432 }],
  ['SSH', { protocol: 'tcp', fromPort: 22, toPort: 22 }],
  ['psql', { protocol: 'tcp', fromPort: 5_432, toPort: 5_432 }],
  ['65535', { protocol: 'tcp', fromPort: 65_535, toPort: 65_535 }],
])('the port %s', (text, ports) => {
  expect(portsOf(text)).toEqual(ports);
});

it.each(['', '0', '65536', '90-80', '22/icmp', '-1', '22,23', 'all', '1.5', 'constructor'])(
  '%j is no port',
  (text) => {
    expect(portsOf(text)).toBeNull();
  },
);
