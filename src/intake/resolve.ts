import { decodeJson, isTooLarge, reveal } from './decode.ts';
import { isObject } from './envelopes/envelope.ts';
import { tokensOf } from './pointer.ts';

/**
 * Follows a path of `unwrap` in the body that it came from, through decoded texts. A text that looks like JSON
 * and is none is itself. Undefined when nothing is there, or when the body or the path is beyond our limits.
 */
export function resolve(body: string, path: string): unknown {
  const tokens = tokensOf(path);
  if (tokens === null || isTooLarge(body)) return undefined;
  const decoded = decodeJson(body);
  let value = revealed(decoded.ok ? decoded.value : body);
  for (const token of tokens) value = revealed(child(value, token));
  return value;
}

function revealed(value: unknown): unknown {
  const decoded = reveal(value);
  return decoded.ok ? decoded.value : value;
}

/** Own members only: a path that says `constructor` finds nothing. */
function child(value: unknown, token: string): unknown {
  if (Array.isArray(value)) return /^(0|[1-9]\d{0,6})$/.test(token) ? value[Number(token)] : undefined;
  return isObject(value) && Object.hasOwn(value, token) ? value[token] : undefined;
}
