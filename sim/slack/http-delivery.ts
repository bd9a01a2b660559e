import { createHmac } from 'node:crypto';
import { type Ack, type Delivery, DeliveryError, type DeliveryKind } from './delivery.ts';
import { isJson, type Json, parseJson } from './json.ts';

/** Delivers to a request URL, signed as Slack signs (docs.slack.dev/authentication/verifying-requests-from-slack). */
export class HttpDelivery implements Delivery {
  readonly #url: string;
  readonly #secret: string;

  constructor(url: string, signingSecret: string) {
    this.#url = url;
    this.#secret = signingSecret;
  }

  async deliver(
    kind: DeliveryKind,
    payload: Json,
    signal: AbortSignal,
    retry?: { attempt: number },
  ): Promise<Ack> {
    const post = signedPost(kind, payload, { secret: this.#secret });
    const again = retry && {
      'x-slack-retry-num': String(retry.attempt),
      'x-slack-retry-reason': 'http_timeout',
    };
    const headers = { ...post.headers, ...again };
    const response = await fetch(this.#url, { ...post, headers, signal }).catch((cause) => {
      throw new DeliveryError(signal.aborted ? 'operation_timeout' : 'dispatch_failed', { cause });
    });
    const answer = await response.text();
    if (!response.ok) throw new DeliveryError('dispatch_failed');
    const parsed = parseJson(answer);
    if (isJson(parsed)) return parsed;
    return answer.trim() === '' ? {} : { text: answer };
  }
}

/** How a request is sealed: as Slack does it, or as somebody who is not Slack. */
export interface Seal {
  secret: string;
  /** Epoch seconds of real time, whatever the workspace's clock says: the receiver compares it with its own. */
  at?: number;
  /** Stands there instead of the right one. */
  signature?: string;
}

/** A request as Slack makes it. Sent twice it is a replay; with another secret, time or signature a forgery. */
export function signedPost(kind: DeliveryKind, payload: Json, { secret, ...seal }: Seal) {
  const { body, type } = encode(kind, payload);
  const stamp = String(seal.at ?? Math.floor(Date.now() / 1000));
  const digest = createHmac('sha256', secret).update(`v0:${stamp}:${body}`).digest('hex');
  return {
    method: 'POST',
    body,
    headers: {
      'content-type': type,
      'x-slack-request-timestamp': stamp,
      'x-slack-signature': seal.signature ?? `v0=${digest}`,
    },
  };
}

/** Commands travel as form fields, interactions as a form's `payload`, events as JSON. */
function encode(kind: DeliveryKind, payload: Json): { body: string; type: string } {
  if (kind === 'events_api') return { body: JSON.stringify(payload), type: 'application/json' };
  const fields =
    kind === 'interactive'
      ? { payload: JSON.stringify(payload) }
      : Object.fromEntries(Object.entries(payload).map(([name, value]) => [name, String(value)]));
  return { body: new URLSearchParams(fields).toString(), type: 'application/x-www-form-urlencoded' };
}
