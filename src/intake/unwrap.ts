import type { InnerEvent } from '../finding/inner-event.ts';
import type { Reason, ReasonCode } from '../finding/ledger.ts';
import { decodeJson, isTooLarge, maxBytes, reveal } from './decode.ts';
import { type Fields, isObject, type Part } from './envelopes/envelope.ts';
import { envelopes } from './envelopes/registry.ts';
import { depthOf, maxDepth } from './pointer.ts';

/** A place in a message that could not be looked into; its neighbours do not suffer from that. */
interface Problem {
  readonly path: string;
  readonly problem: Reason;
}

export type Unwrapped = InnerEvent | Problem;

/** Far more than the records that fit into one message; a bound against a body made of brackets. */
const maxEvents = 100_000;

/**
 * Takes all envelopes off one message: every inner event with its path, in the order of the text. Answers at
 * least one entry for any text whatever, at most 100,001, and no path twice. Never throws.
 */
export function unwrap(body: string): Unwrapped[] {
  if (isTooLarge(body))
    return [{ path: '', problem: { code: 'too-large', detail: `over ${maxBytes} bytes` } }];
  const decoded = decodeJson(body);
  if (!decoded.ok) return [{ path: '', problem: { code: 'bad-json', detail: decoded.why } }];
  const found: Unwrapped[] = [];
  peel({ path: '', eventBridge: null, value: decoded.value }, 0, found);
  return found;
}

/** Adds everything that is in one place, `depth` tokens down its path. It calls itself at most 64 deep. */
function peel(place: InnerEvent, depth: number, found: Unwrapped[]): void {
  if (found.length >= maxEvents) {
    if (found.length === maxEvents) found.push(problem(place, 'too-large', `over ${maxEvents} events`));
    return;
  }
  const revealed = reveal(place.value);
  if (!revealed.ok) {
    found.push(problem(place, 'bad-json', revealed.why));
    return;
  }
  const { path, eventBridge } = place;
  const { value } = revealed;
  const parts = isObject(value) ? open(value) : null;
  if (parts === null) found.push({ path, eventBridge, value });
  else if (depth >= maxDepth) found.push(problem(place, 'too-deep', `over ${maxDepth} levels`));
  else
    for (const { at, value, eventBridge = place.eventBridge } of parts)
      peel({ path: path + at, eventBridge, value }, depth + depthOf(at), found);
}

function problem({ path }: InnerEvent, code: ReasonCode, detail: string): Problem {
  return { path, problem: { code, detail } };
}

function open(value: Fields): readonly Part[] | null {
  for (const envelope of envelopes) {
    const parts = envelope.open(value);
    if (parts !== null) return parts;
  }
  return null;
}
