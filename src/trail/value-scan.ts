const newline = 0x0a;
export const quote = 0x22;
export const comma = 0x2c;
export const colon = 0x3a;
export const bracketOpen = 0x5b;
const backslash = 0x5c;
export const bracketClose = 0x5d;
export const braceOpen = 0x7b;
export const braceClose = 0x7d;

/** JSON's white space (RFC 8259, section 2). */
export function isSpace(byte: number | undefined): boolean {
  return byte === 0x20 || byte === newline || byte === 0x0d || byte === 0x09;
}

/** U+FEFF in UTF-8, which some writers begin with: none of its bytes begins anything else. */
export function isByteOrderMark(byte: number | undefined): boolean {
  return byte === 0xef || byte === 0xbb || byte === 0xbf;
}

/** Finds where one JSON value ends, over as many chunks as it takes. It knows quotes and brackets, and no more. */
export class ValueScan {
  /** `broken`: a line ended inside a string, and was asked to matter. */
  state: 'open' | 'ended' | 'broken' = 'open';
  #depth = 0;
  #inString = false;

  begin(): void {
    this.state = 'open';
    this.#depth = 0;
    this.#inString = false;
  }

  /**
   * Looks at the bytes from `from` on and answers where it stopped: behind the value when it has ended, else
   * where to go on (one past the end after a backslash: what comes next is escaped, whatever it is).
   */
  scan(bytes: Uint8Array, from: number, lineEndBreaks: boolean): number {
    const end = bytes.length;
    let at = from;
    let inString = this.#inString;
    while (at < end) {
      if (inString) {
        let byte: number | undefined;
        while (at < end) {
          byte = bytes[at];
          if (byte === quote || byte === backslash || byte === newline) break;
          at += 1;
        }
        if (at >= end) break;
        if (byte === backslash) {
          at += 2;
          continue;
        }
        if (byte === newline) {
          if (lineEndBreaks) return this.#stop('broken', at);
          at += 1;
          continue;
        }
        inString = false;
        at += 1;
        if (this.#depth === 0) return this.#stop('ended', at);
        continue;
      }
      const byte = bytes[at];
      if (byte === quote) {
        inString = true;
      } else if (byte === braceOpen || byte === bracketOpen) {
        this.#depth += 1;
      } else if (byte === braceClose || byte === bracketClose) {
        // Behind a number or a word, the bracket belongs to what these stand in.
        if (this.#depth === 0) return this.#stop('ended', at);
        this.#depth -= 1;
        if (this.#depth === 0) return this.#stop('ended', at + 1);
      } else if (this.#depth === 0 && (byte === comma || isSpace(byte))) {
        return this.#stop('ended', at);
      }
      at += 1;
    }
    this.#inString = inString;
    return at;
  }

  #stop(state: 'ended' | 'broken', at: number): number {
    this.state = state;
    return at;
  }
}
