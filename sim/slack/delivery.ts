import type { Clock } from './clock.ts';
import type { Json } from './json.ts';

/** The kinds of envelope, by Slack's names. */
export type DeliveryKind = 'slash_commands' | 'interactive' | 'events_api';

/** What the app put in its ack; empty when it only acked. */
export type Ack = Json;

/** Nothing came back in time (`operation_timeout`), or there was nobody to send it to (`dispatch_failed`). */
export class DeliveryError extends Error {
  readonly code: 'operation_timeout' | 'dispatch_failed';

  constructor(code: DeliveryError['code'], options?: ErrorOptions) {
    super(code, options);
    this.name = 'DeliveryError';
    this.code = code;
  }
}

/** A way to the app: Socket Mode or signed HTTP. */
export interface Delivery {
  /** Answers the ack; throws a DeliveryError, at the latest when the signal aborts. */
  deliver(kind: DeliveryKind, payload: Json, signal: AbortSignal, retry?: { attempt: number }): Promise<Ack>;
}

/** Runs work with a deadline on the workspace's clock; the timer ends with the work. */
export async function withDeadline<Result>(
  clock: Clock,
  milliseconds: number,
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const deadline = new AbortController();
  const done = new AbortController();
  void clock.sleep(milliseconds, done.signal).then(() => {
    if (!done.signal.aborted) deadline.abort();
  });
  try {
    return await work(deadline.signal);
  } finally {
    done.abort();
  }
}
