import { createHmac } from 'node:crypto';
import type { Severity } from '../finding/severity.ts';
import { messageOf, PermanentError, RetryableError } from '../shared/errors.ts';
import type { Page, Pager } from './pager.ts';

export interface WebhookSettings {
  /** https, or http to this machine. */
  readonly url: string;
  /** Signs every request; null: the receiver knows us by the routing key alone. */
  readonly secret: string | null;
  /** PagerDuty's integration key; null: a receiver of one's own. */
  readonly routingKey: string | null;
  readonly now: () => number;
  readonly timeoutMs?: number;
}

/** PagerDuty's four words. */
const urgency: Readonly<Record<Severity, 'critical' | 'error' | 'warning' | 'info'>> = {
  Critical: 'critical',
  High: 'error',
  Medium: 'warning',
  Low: 'info',
  Informational: 'info',
};

/**
 * Speaks PagerDuty's Events API v2, which several pagers and everybody's own receivers understand. Source:
 * developer.pagerduty.com, "Send an alert event". With a secret each request carries
 * `X-Yagura-Signature: t=<epoch seconds>,v1=<hex>`, an HMAC-SHA256 over `<t>.<body>`; a receiver refuses what is
 * older than it likes. Redirects are not followed: they would carry a page to somewhere nobody chose.
 */
export function createWebhookPager(settings: WebhookSettings): Pager {
  const { url, secret, now, timeoutMs = 10_000 } = settings;
  return {
    async send(page, signal) {
      const body = JSON.stringify(eventOf(page, settings.routingKey));
      const headers = {
        'content-type': 'application/json',
        ...(secret === null ? {} : { 'x-yagura-signature': signature(secret, body, now()) }),
      };
      const ends = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]);
      const response = await fetch(url, {
        method: 'POST',
        headers,
        body,
        redirect: 'manual',
        signal: ends,
      }).catch((error: unknown) => {
        throw new RetryableError(`the pager does not answer: ${messageOf(error)}`, { cause: error });
      });
      // What it says is not needed, and an unread answer would keep its connection.
      await response.body?.cancel();
      if (!response.ok) throw refusal(response);
    },
  };
}

function eventOf(page: Page, routingKey: string | null): object {
  const { action, key, summary, severity, at, account, region, type, product, resource, url, label } = page;
  return {
    ...(routingKey === null ? {} : { routing_key: routingKey }),
    event_action: action,
    dedup_key: key,
    payload: {
      summary: summary.slice(0, 1_024),
      source: account,
      severity: urgency[severity],
      timestamp: new Date(at).toISOString(),
      component: resource ?? product,
      group: account,
      class: type,
      custom_details: { case: label, region, product, severity },
    },
    client: 'Yagura',
    ...(url === null ? {} : { client_url: url, links: [{ href: url, text: label }] }),
  };
}

function signature(secret: string, body: string, now: number): string {
  const seconds = Math.floor(now / 1_000);
  return `t=${seconds},v1=${createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex')}`;
}

function refusal({ status, headers }: Response): Error {
  const message = `the pager answered ${status}`;
  if (status < 500 && status !== 408 && status !== 429) return new PermanentError(message);
  const seconds = Number(headers.get('retry-after'));
  return new RetryableError(message, seconds > 0 ? { retryAfter: seconds * 1_000 } : {});
}
