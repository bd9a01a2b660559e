import type { Input } from '../service.ts';
import { AwsError } from '../service.ts';
import { canonicalIpv4, canonicalIpv6 } from './cidr.ts';
import { invalidValue, missing } from './errors.ts';
import { integerOf, required, structuresOf, textOf } from './input.ts';
import { found } from './kinds.ts';
import type { Peer, PeerKind, Rule } from './model.ts';
import type { Ec2State } from './state.ts';

/** A rule as somebody asks for it: with no id yet. */
export type Wanted = Omit<Rule, 'id' | 'tags' | 'egress'>;

const names: Readonly<Record<string, string>> = { '6': 'tcp', '17': 'udp', '1': 'icmp', '58': 'icmpv6' };
const withPorts = new Set(['tcp', 'udp']);
const withTypes = new Set(['icmp', 'icmpv6']);

/** Where a permission's peers stand, and how each is spelled. */
const peers: readonly { readonly set: string; readonly member: string; readonly kind: PeerKind }[] = [
  { set: 'IpRanges', member: 'CidrIp', kind: 'ipv4' },
  { set: 'Ipv6Ranges', member: 'CidrIpv6', kind: 'ipv6' },
  { set: 'PrefixListIds', member: 'PrefixListId', kind: 'prefix-list' },
  { set: 'Groups', member: 'GroupId', kind: 'group' },
];

/** The rules that `IpPermissions` asks for: one for each peer of each permission. */
export function wantedOf(input: Input, state: Ec2State): Wanted[] {
  const permissions = structuresOf(input, 'IpPermissions');
  if (permissions.length === 0) throw missing('ipPermissions');
  return permissions.flatMap((permission) => {
    const traffic = trafficOf(permission);
    const wanted = peers.flatMap(({ set, member, kind }) =>
      structuresOf(permission, set).map((one) => ({
        ...traffic,
        peer: peerOf(kind, required(one, member), state),
        description: descriptionOf(one),
      })),
    );
    if (wanted.length === 0)
      throw new AwsError(
        'InvalidParameterCombination',
        'No source or destination was specified in the permission.',
      );
    return wanted;
  });
}

function trafficOf(permission: Input): Pick<Rule, 'protocol' | 'fromPort' | 'toPort'> {
  const asked = required(permission, 'IpProtocol').toLowerCase();
  const protocol = names[asked] ?? asked;
  const isKnown = withPorts.has(protocol) || withTypes.has(protocol) || /^(-1|\d{1,3})$/.test(protocol);
  if (!isKnown || Number(protocol) > 255)
    throw invalidValue(`Invalid value '${asked}' for IP protocol. Unknown protocol.`);
  const fromPort = integerOf(permission, 'FromPort');
  const toPort = integerOf(permission, 'ToPort');
  if (withPorts.has(protocol)) return { protocol, ...portsOf(fromPort, toPort) };
  if (withTypes.has(protocol)) return { protocol, fromPort: fromPort ?? -1, toPort: toPort ?? -1 };
  // Other protocols have no ports; EC2 lets all through, whatever was said (AuthorizeSecurityGroupIngress).
  return { protocol, fromPort: null, toPort: null };
}

function portsOf(fromPort: number | null, toPort: number | null) {
  if (fromPort === null || toPort === null) throw missing(fromPort === null ? 'fromPort' : 'toPort');
  const isRange = fromPort >= 0 && toPort <= 65_535 && fromPort <= toPort;
  if (!isRange) throw invalidValue(`Invalid value '${fromPort}-${toPort}' for portRange.`);
  return { fromPort, toPort };
}

function peerOf(kind: PeerKind, value: string, state: Ec2State): Peer {
  switch (kind) {
    case 'ipv4':
      return { kind, value: canonicalIpv4(value) };
    case 'ipv6':
      return { kind, value: canonicalIpv6(value) };
    case 'prefix-list':
      return { kind, value: found(state, 'prefixLists', value).id };
    case 'group':
      return { kind, value: found(state, 'groups', value).id };
  }
}

function descriptionOf(peer: Input): string | null {
  const description = textOf(peer, 'Description');
  // IpRange: up to 255 characters of this set.
  if (description !== null && !/^[\w .\-:/()#,@[\]+=&;{}!$*]{0,255}$/.test(description))
    throw invalidValue('Invalid rule description. Valid descriptions are strings less than 256 characters.');
  return description;
}

/** What makes two rules of one direction the same; a description does not. */
export function sameness({ protocol, fromPort, toPort, peer }: Wanted): string {
  return [protocol, fromPort, toPort, peer.kind, peer.value].join(' ');
}
