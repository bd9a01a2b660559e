import type { WebClient } from '@slack/web-api';
import type { Language } from '../../i18n/catalogue.ts';
import { backoff } from '../../reconcile/engine.ts';
import type { Clock } from '../../shared/clock.ts';
import { RetryableError } from '../../shared/errors.ts';
import type { Logger } from '../../shared/logger.ts';
import type { Repositories } from '../../store/store.ts';
import type { ChannelDirectory } from './channels.ts';
import { failureOf } from './client.ts';
import type { Names } from './names.ts';
import { type Pacer, postMethod } from './pacer.ts';

/** How people read in one channel. */
export interface ChannelStyle {
  readonly language: Language;
  readonly timeZone: string;
}

/** What the tasks that speak to Slack share. */
export interface Outbox {
  readonly store: Repositories;
  readonly client: WebClient;
  readonly pacer: Pacer;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly channels: ChannelDirectory;
  readonly names: Names;
  readonly styleOf: (channel: string) => ChannelStyle;
  /** True in a channel whose storm is open. */
  readonly isStormIn: (channel: string) => boolean;
  /** Names this process in claims. */
  readonly owner: string;
  /** Counts calls and their results for the metrics. */
  readonly onCall: (method: string, result: string) => void;
}

/** A drawing threw: an error of ours, or a view that was half written. Nothing was sent. */
export class DrawingFailed extends Error {
  override readonly name = 'DrawingFailed';
}

/** Longer than a call may take, so that nobody else claims what is still under way. */
export const claimMs = 60_000;
/** A call ends before its claim does, even when it takes as long as the client lets it (10 s, perhaps twice). */
const safeMs = 25_000;
/** A post that timed out may still arrive; looking for it at once could miss it. */
const settleMs = 15_000;
const setupRetryMs = 30_000;
/** Nothing was sent, so nothing has to settle. */
const redrawMs = 1_000;

/** Waits for a place in the pacing, for the calls that a task makes besides its own. */
export async function paced(
  outbox: Outbox,
  method: string,
  channel: string,
  signal: AbortSignal,
): Promise<void> {
  for (;;) {
    const notBefore = outbox.pacer.reserve(method, channel, outbox.clock.now());
    if (notBefore === 0 || signal.aborted) return;
    await outbox.clock.sleep(notBefore - outbox.clock.now(), signal);
  }
}

/** A place in the pacing holds for so long; then the next ones are taken already, and several posts would bunch. */
const placeHoldsMs = 1_000;

/**
 * To be asked right before a post: looking up a channel, names or the history may have taken longer than a place
 * holds, and then another one is waited for.
 */
export async function inItsPlace(
  outbox: Outbox,
  { channel, claimedAt }: { readonly channel: string; readonly claimedAt: number },
  signal: AbortSignal,
): Promise<void> {
  if (outbox.clock.now() - claimedAt > placeHoldsMs) await paced(outbox, postMethod, channel, signal);
}

/** What a task has in hand, of a thing that is posted once. */
interface Posting {
  readonly unconfirmedSince: number | null;
  readonly claimedAt: number;
}

/** Somebody (perhaps we, before a crash) asked Slack before and never wrote down the answer. */
export function isUncertain({ unconfirmedSince, claimedAt }: Posting): boolean {
  return unconfirmedSince !== null && unconfirmedSince < claimedAt;
}

/**
 * To be asked right before a post. Looking into the history, or a machine that slept, may have used up the claim;
 * somebody else may then be posting the same.
 */
export function assertStillOurs(clock: Clock, { claimedAt }: Posting): void {
  if (clock.now() - claimedAt > claimMs - safeMs)
    throw new RetryableError('the claim on this message has nearly run out');
}

/** What to write down of a failed call: when to try again, and whether Slack may have taken it. */
export function afterFailure(
  outbox: Outbox,
  call: {
    readonly method: string;
    readonly channel: string;
    readonly key: string;
    readonly attempts: number;
  },
  error: unknown,
): { nextAt: number; error: string; unconfirmed: boolean } {
  const { clock, pacer, logger } = outbox;
  const now = clock.now();
  if (error instanceof DrawingFailed) {
    logger.error({ key: call.key, error }, 'a message could not be drawn');
    return { nextAt: now + redrawMs, error: error.message, unconfirmed: false };
  }
  const failure = failureOf(error);
  outbox.onCall(call.method, failure.kind);
  switch (failure.kind) {
    case 'rate-limited':
      pacer.limited(call.method, call.channel, failure.retryAfterMs, now);
      logger.warn({ method: call.method, waitMs: failure.retryAfterMs }, 'Slack asked us to wait');
      return { nextAt: now + failure.retryAfterMs, error: 'ratelimited', unconfirmed: false };
    case 'unconfirmed':
      logger.warn(
        { method: call.method, key: call.key, error: failure.error },
        'Slack did not answer clearly',
      );
      return { nextAt: now + settleMs + backoff(call.attempts), error: failure.error, unconfirmed: true };
    default:
      logger.error({ method: call.method, key: call.key, error: failure.error }, 'Slack refused a call');
      return {
        nextAt: now + setupRetryMs + backoff(call.attempts),
        error: failure.error,
        unconfirmed: false,
      };
  }
}
