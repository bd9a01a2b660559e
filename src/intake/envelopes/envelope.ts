import type { InnerEvent } from '../../finding/inner-event.ts';

/** What lies in an envelope, and where: `at` is a JSON Pointer from the envelope's own value, never empty. */
export interface Part {
  readonly at: string;
  /** A text that looks like JSON is decoded before the next envelope is looked for. */
  readonly value: unknown;
  readonly eventBridge?: NonNullable<InnerEvent['eventBridge']>;
}

/** An object or an array that came out of `JSON.parse`: own keys only, `__proto__` among them. */
export type Fields = Readonly<Record<string, unknown>>;

/**
 * One kind of wrapping. Every event is shown to each of them, and looking for a key that is not there is what
 * costs: read one telling key first, the others only when it fits.
 */
export interface Envelope {
  readonly name: string;
  /** Null: not of this kind. Never answers without a part, so nothing can vanish. */
  open(value: Fields): readonly Part[] | null;
}

export function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null;
}
