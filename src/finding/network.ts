/** A network of addresses: `198.51.100.7/32`, `2001:db8::/48`. */
export interface Network {
  readonly family: 'v4' | 'v6';
  /** Written as AWS writes it: bits behind the prefix are zero, IPv6 in its shortest form. */
  readonly cidr: string;
  readonly prefix: number;
}

/** Reads a network; a bare address is a network of one. Null where the text is none. */
export function networkOf(text: string): Network | null {
  const [base = '', prefixText, ...rest] = text.trim().split('/');
  if (rest.length > 0 || (prefixText !== undefined && !/^(0|[1-9]\d{0,2})$/.test(prefixText))) return null;
  const family = base.includes(':') ? 'v6' : 'v4';
  const bits = family === 'v4' ? 32 : 128;
  const prefix = prefixText === undefined ? bits : Number(prefixText);
  const value = family === 'v4' ? v4Value(base) : v6Value(base);
  if (value === null || prefix > bits) return null;
  const behind = BigInt(bits - prefix);
  const first = (value >> behind) << behind;
  return { family, prefix, cidr: `${family === 'v4' ? v4Text(first) : v6Text(first)}/${prefix}` };
}

/** No leading zeros: some readers take them for octal, so `010.0.0.1` would be two addresses. */
function v4Value(text: string): bigint | null {
  const parts = text.split('.');
  if (parts.length !== 4 || parts.some((part) => !/^(0|[1-9]\d{0,2})$/.test(part) || Number(part) > 255))
    return null;
  return parts.reduce((value, part) => (value << 8n) | BigInt(part), 0n);
}

function v6Value(text: string): bigint | null {
  const halves = text.split('::');
  if (halves.length > 2) return null;
  const [left = [], right = []] = halves.map((half) => (half === '' ? [] : half.split(':')));
  const missing = 8 - left.length - right.length;
  if (halves.length === 2 ? missing < 1 : missing !== 0) return null;
  const groups = [...left, ...Array<string>(missing).fill('0'), ...right];
  if (groups.some((group) => !/^[0-9a-f]{1,4}$/i.test(group))) return null;
  return groups.reduce((value, group) => (value << 16n) | BigInt(`0x${group}`), 0n);
}

function v4Text(value: bigint): string {
  return [24n, 16n, 8n, 0n].map((shift) => (value >> shift) & 255n).join('.');
}

/** RFC 5952: the longest run of zeros is `::`. */
function v6Text(value: bigint): string {
  const groups = [112n, 96n, 80n, 64n, 48n, 32n, 16n, 0n].map((shift) =>
    ((value >> shift) & 0xffffn).toString(16),
  );
  const runs = [...groups.join(':').matchAll(/(?<![0-9a-f])0(?::0)+(?![0-9a-f])/g)].map(([run]) => run);
  const longest = runs.reduce((best, run) => (run.length > best.length ? run : best), '');
  if (longest === '') return groups.join(':');
  const [before = '', after = ''] = splitOnce(groups.join(':'), longest);
  return `${before.replace(/:$/, '')}::${after.replace(/^:/, '')}`;
}

function splitOnce(text: string, middle: string): [string, string] {
  const at = text.search(new RegExp(`(?<![0-9a-f])${middle}(?![0-9a-f])`));
  return [text.slice(0, at), text.slice(at + middle.length)];
}
