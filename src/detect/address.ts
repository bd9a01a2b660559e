/** An address or a network as a number of 32 or 128 bits. */
interface Address {
  readonly bits: 32 | 128;
  readonly value: bigint;
}

/**
 * A matcher for addresses within `10.0.0.0/8` or `2001:db8::/32`; a bare address is a network of one. Bits behind the
 * prefix are ignored. An IPv4 address written as IPv6 (`::ffff:192.0.2.1`) counts as the IPv4 address it is. Null where
 * the text is no network.
 */
export function networkMatcher(text: string): ((address: string) => boolean) | null {
  const [base = '', prefix, ...rest] = text.trim().split('/');
  const network = parseAddress(base);
  if (!network || rest.length > 0 || (prefix !== undefined && !/^\d{1,3}$/.test(prefix))) return null;
  const length = prefix === undefined ? network.bits : Number(prefix);
  if (length > network.bits) return null;
  const shift = BigInt(network.bits - length);
  const wanted = network.value >> shift;
  return (candidate) => {
    const address = parseAddress(candidate);
    return address !== null && address.bits === network.bits && address.value >> shift === wanted;
  };
}

function parseAddress(text: string): Address | null {
  // Most fields hold no address; the longest possible has 45 characters.
  if (text.length < 2 || text.length > 45) return null;
  if (!text.includes(':')) {
    const value = parseV4(text);
    return value === null ? null : { bits: 32, value };
  }
  const value = parseV6(text);
  if (value === null) return null;
  return value >> 32n === 0xffffn ? { bits: 32, value: value & 0xffffffffn } : { bits: 128, value };
}

function parseV4(text: string): bigint | null {
  const parts = text.split('.');
  if (parts.length !== 4) return null;
  let value = 0;
  for (const part of parts) {
    // No leading zeros: some readers take them for octal, so `010.0.0.1` means two addresses.
    if (!/^(0|[1-9]\d{0,2})$/.test(part) || Number(part) > 255) return null;
    value = value * 256 + Number(part);
  }
  return BigInt(value);
}

function parseV6(text: string): bigint | null {
  const halves = text.split('::');
  if (halves.length > 2) return null;
  const [left, right] = halves.map(groupsOf);
  if (!left || (halves.length === 2 && !right)) return null;
  const groups =
    right === undefined || right === null
      ? left
      : [...left, ...Array<number>(Math.max(0, 8 - left.length - right.length)).fill(0), ...right];
  if (groups.length !== 8 || (right && left.length + right.length > 7)) return null;
  return groups.reduce((value, group) => (value << 16n) | BigInt(group), 0n);
}

/** Groups of 16 bits; the last may be an IPv4 address, which is two of them. */
function groupsOf(text: string): number[] | null {
  if (text === '') return [];
  const groups: number[] = [];
  const parts = text.split(':');
  for (const [index, part] of parts.entries()) {
    if (index === parts.length - 1 && part.includes('.')) {
      const v4 = parseV4(part);
      if (v4 === null) return null;
      groups.push(Number(v4 >> 16n), Number(v4 & 0xffffn));
    } else if (/^[0-9a-fA-F]{1,4}$/.test(part)) {
      groups.push(Number.parseInt(part, 16));
    } else {
      return null;
    }
  }
  return groups;
}
