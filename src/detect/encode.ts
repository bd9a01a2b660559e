/** UTF-16 of a text, each byte as one character, so that it can be searched for or encoded further. */
export function utf16(text: string, order: 'le' | 'be'): string {
  const bytes = Buffer.from(text, 'utf16le');
  return (order === 'le' ? bytes : bytes.swap16()).toString('latin1');
}

export function base64(bytes: Buffer): string {
  return bytes.toString('base64');
}

/**
 * How the bytes look inside Base64, for each of the three places where they may begin in a group of three bytes. The
 * characters at both ends that also depend on the neighbours are left out.
 */
export function base64Offsets(bytes: Buffer): string[] {
  return [0, 1, 2].map((shift) => {
    const encoded = Buffer.concat([Buffer.alloc(shift), bytes]).toString('base64');
    const first = Math.ceil((shift * 8) / 6);
    const end = Math.floor(((shift + bytes.length) * 8) / 6);
    return encoded.slice(first, end);
  });
}
