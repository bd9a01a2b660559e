import { isIPv4, isIPv6 } from 'node:net';
import { invalidValue } from './errors.ts';

/** The range with its host bits cleared, as EC2 keeps it: 100.68.0.18/18 is 100.68.0.0/18. */
export function canonicalIpv4(cidr: string): string {
  const { address, bits } = partsOf(cidr, 32, isIPv4);
  const value = address.split('.').reduce((sum, part) => sum * 256n + BigInt(part), 0n);
  const network = cleared(value, bits, 32);
  const parts = [24n, 16n, 8n, 0n].map((shift) => (network >> shift) & 255n);
  return `${parts.join('.')}/${bits}`;
}

/** The same for IPv6, in the short form of RFC 5952. */
export function canonicalIpv6(cidr: string): string {
  const { address, bits } = partsOf(cidr, 128, isIPv6);
  const network = cleared(ipv6Value(address), bits, 128);
  const words = Array.from({ length: 8 }, (_, at) =>
    ((network >> BigInt(112 - 16 * at)) & 0xffffn).toString(16),
  );
  // The URL parser writes IPv6 addresses as RFC 5952 says.
  return `${new URL(`http://[${words.join(':')}]`).hostname.slice(1, -1)}/${bits}`;
}

function partsOf(cidr: string, most: number, isAddress: (text: string) => boolean) {
  const [, address = '', length = ''] = /^([^/]+)\/(\d{1,3})$/.exec(cidr) ?? [];
  if (!isAddress(address) || length === '' || Number(length) > most)
    throw invalidValue(`CIDR block ${cidr} is malformed`);
  return { address, bits: Number(length) };
}

function cleared(value: bigint, bits: number, width: number): bigint {
  const host = BigInt(width - bits);
  return (value >> host) << host;
}

function ipv6Value(address: string): bigint {
  const plain = new URL(`http://[${address}]`).hostname.slice(1, -1);
  const [head = '', tail] = plain.split('::');
  const wordsOf = (text: string) => (text === '' ? [] : text.split(':'));
  const last = wordsOf(tail ?? '');
  const first = wordsOf(head);
  const zeros = Array.from({ length: 8 - first.length - last.length }, () => '0');
  return [...first, ...zeros, ...last].reduce((sum, word) => sum * 65_536n + BigInt(`0x${word}`), 0n);
}
