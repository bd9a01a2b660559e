import { ErrorCode, type WebAPICallError, WebClient } from '@slack/web-api';
import { RetryableError } from '../../shared/errors.ts';
import type { Logger } from '../../shared/logger.ts';
import { slackLogger } from '../receive/slack-logger.ts';

/**
 * A client for our own outbox. The SDK's queue and retries are off: one 429 would stall every method, and a
 * retried post would be a second message. Source: facts seen with web-api 8, `retryConfig` and
 * `rejectRateLimitedCalls` of its README.
 */
export function createOutboxClient(token: string, slackApiUrl: string | null, logger: Logger): WebClient {
  return new WebClient(token, {
    ...(slackApiUrl === null ? {} : { slackApiUrl }),
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: 10_000,
    maxRequestConcurrency: 16,
    logger: slackLogger(logger),
  });
}

/** What a failed call means for us. */
export type SlackFailure =
  /** Surely not applied; Slack says when to come back. */
  | { readonly kind: 'rate-limited'; readonly retryAfterMs: number }
  /** May have been applied: look before doing it again. */
  | { readonly kind: 'unconfirmed'; readonly error: string }
  /** The message is not there, or not ours to edit any more. */
  | { readonly kind: 'gone'; readonly error: string }
  /** Slack does not take what we drew; a plainer drawing may pass. */
  | { readonly kind: 'refused-content'; readonly error: string }
  /** Surely not applied: token, channel or scope; somebody has to mend it. */
  | { readonly kind: 'setup'; readonly error: string };

const goneErrors = new Set([
  'message_not_found',
  'cant_update_message',
  'edit_window_closed',
  'thread_not_found',
]);
const contentErrors = new Set([
  'invalid_blocks',
  'invalid_blocks_format',
  'invalid_attachments',
  'msg_too_long',
  'msg_blocks_too_long',
  'only_one_table_allowed',
  'metadata_too_large',
  'invalid_metadata_format',
  'no_text',
]);
const unsureErrors = new Set(['fatal_error', 'internal_error', 'service_unavailable', 'request_timeout']);

export function failureOf(error: unknown): SlackFailure {
  const code = (error as Partial<WebAPICallError> | null)?.code;
  if (code === ErrorCode.RateLimitedError) {
    const seconds = (error as { retryAfter?: unknown }).retryAfter;
    return { kind: 'rate-limited', retryAfterMs: (typeof seconds === 'number' ? seconds : 30) * 1_000 };
  }
  if (code === ErrorCode.PlatformError) {
    const said = String((error as { data?: { error?: unknown } }).data?.error ?? 'unknown');
    if (goneErrors.has(said)) return { kind: 'gone', error: said };
    if (contentErrors.has(said)) return { kind: 'refused-content', error: said };
    if (unsureErrors.has(said)) return { kind: 'unconfirmed', error: said };
    return { kind: 'setup', error: said };
  }
  if (error instanceof RetryableError) return { kind: 'setup', error: error.message };
  return { kind: 'unconfirmed', error: typeof code === 'string' ? code : 'no answer' };
}
