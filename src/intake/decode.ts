import { detailOf } from './detail.ts';

export type Decoded =
  | { readonly ok: true; readonly value: unknown }
  /** `why` says what is wrong and where, without the text itself. */
  | { readonly ok: false; readonly why: string };

const braceOpen = 0x7b;
const bracketOpen = 0x5b;
const byteOrderMark = '\ufeff';

/** Whether an envelope's text holds JSON rather than words: an object or an array, perhaps after spaces. */
export function looksLikeJson(text: string): boolean {
  const first = text.charCodeAt(0);
  return first === braceOpen || first === bracketOpen || /^\ufeff?\s*[[{]/.test(text);
}

/** JSON, perhaps after the byte order mark that some senders put before it. Never throws. */
export function decodeJson(text: string): Decoded {
  try {
    return { ok: true, value: JSON.parse(text.startsWith(byteOrderMark) ? text.slice(1) : text) };
  } catch (error) {
    return { ok: false, why: withoutContent(error) };
  }
}

/** What a place in a message really holds: a text that looks like JSON is decoded, anything else is itself. */
export function reveal(value: unknown): Decoded {
  return typeof value === 'string' && looksLikeJson(value) ? decodeJson(value) : { ok: true, value };
}

/** SQS's own limit for a message, in bytes of UTF-8 (botocore, SQS `SendMessage`). */
export const maxBytes = 1_048_576;

export function isTooLarge(body: string): boolean {
  // A UTF-16 unit takes at most three bytes: most bodies need no count.
  return body.length * 3 > maxBytes && Buffer.byteLength(body) > maxBytes;
}

/** V8 quotes the text around the fault; what was in a message has no place in a reason. */
function withoutContent(error: unknown): string {
  const message = error instanceof Error ? error.message : 'not JSON';
  return detailOf(message.replace(/,? (\.{3})?".*$/s, ''));
}
