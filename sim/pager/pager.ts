import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface PagerReceiverOptions {
  /** Requests without its signature are refused; absent: any signature will do. */
  readonly secret?: string;
  /** Events for another service are refused; absent: none is expected. */
  readonly routingKey?: string;
  /** Epoch milliseconds; what was signed more than five minutes away from it is refused. */
  readonly now?: () => number;
}

/** An event as it was sent. */
export interface PagerEvent {
  readonly event_action: 'trigger' | 'acknowledge' | 'resolve';
  readonly dedup_key: string;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly [more: string]: unknown;
}

/** A pager on this machine that takes PagerDuty's Events v2 and is as strict about them. */
export interface PagerReceiver {
  readonly url: string;
  /** What it took, in order. */
  readonly events: readonly PagerEvent[];
  /** What it refused, and why. */
  readonly refusals: readonly string[];
  /** Answers the next requests so, before it reads them: a status, with a header where one is given. */
  answerNext(status: number, times?: number, headers?: Readonly<Record<string, string>>): void;
  stop(): Promise<void>;
}

const maxBody = 512 * 1024;
const signedWithinMs = 300_000;
const urgencies = ['critical', 'error', 'warning', 'info'];
const actions = ['trigger', 'acknowledge', 'resolve'];

export async function startPagerReceiver(options: PagerReceiverOptions = {}): Promise<PagerReceiver> {
  const events: PagerEvent[] = [];
  const refusals: string[] = [];
  const orders: { status: number; headers: Readonly<Record<string, string>> }[] = [];
  const server = createServer(async (request, response) => {
    const answer = (status: number, body: object, headers = {}) =>
      response
        .writeHead(status, { 'content-type': 'application/json', ...headers })
        .end(JSON.stringify(body));
    const body = await readAll(request);
    const order = orders.shift();
    if (order) return answer(order.status, { status: 'ordered' }, order.headers);
    const problem = problemOf(request, body, options);
    if (problem !== null) {
      refusals.push(problem);
      return answer(400, { status: 'invalid event', message: 'Event object is invalid', errors: [problem] });
    }
    const event = JSON.parse(body) as PagerEvent;
    events.push(event);
    // Source: developer.pagerduty.com, Events API v2: 202 with the key that was used.
    return answer(202, { status: 'success', message: 'Event processed', dedup_key: event.dedup_key });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v2/enqueue`,
    events,
    refusals,
    answerNext(status, times = 1, headers = {}) {
      for (let time = 0; time < times; time += 1) orders.push({ status, headers });
    },
    stop: () => stop(server),
  };
}

function stop(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

async function readAll(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request) {
    const bytes = Buffer.from(part);
    size += bytes.length;
    if (size > maxBody) break;
    parts.push(bytes);
  }
  return Buffer.concat(parts).toString('utf8');
}

function problemOf(request: IncomingMessage, body: string, options: PagerReceiverOptions): string | null {
  if (request.method !== 'POST') return 'only POST is taken';
  if (request.headers['content-type'] !== 'application/json') return 'content-type must be application/json';
  const signature = options.secret === undefined ? null : signatureProblem(request, body, options);
  return signature ?? eventProblem(body, options.routingKey);
}

/** `t=<epoch seconds>,v1=<HMAC-SHA256 of "t.body" in hex>`. */
function signatureProblem(
  { headers }: IncomingMessage,
  body: string,
  { secret = '', now = Date.now }: PagerReceiverOptions,
): string | null {
  const match = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(String(headers['x-yagura-signature'] ?? ''));
  if (!match) return 'no signature';
  const [, at = '', given = ''] = match;
  if (Math.abs(now() - Number(at) * 1_000) > signedWithinMs) return 'signed too long ago';
  const expected = createHmac('sha256', secret).update(`${at}.${body}`).digest();
  return timingSafeEqual(expected, Buffer.from(given, 'hex')) ? null : 'wrong signature';
}

function eventProblem(body: string, routingKey: string | undefined): string | null {
  let event: Record<string, unknown>;
  try {
    event = JSON.parse(body) as Record<string, unknown>;
  } catch {
    return 'the body is not JSON';
  }
  if (routingKey !== undefined && event['routing_key'] !== routingKey) return 'routing_key is wrong';
  if (!actions.includes(String(event['event_action']))) return 'event_action is wrong';
  const key = event['dedup_key'];
  if (typeof key !== 'string' || key === '' || key.length > 255) return 'dedup_key is wrong';
  if (event['event_action'] !== 'trigger') return null;
  const payload = (event['payload'] ?? {}) as Record<string, unknown>;
  for (const field of ['summary', 'source']) {
    if (typeof payload[field] !== 'string' || payload[field] === '') return `payload.${field} is required`;
  }
  if (String(payload['summary']).length > 1_024) return 'payload.summary is longer than 1024';
  if (!urgencies.includes(String(payload['severity']))) return 'payload.severity is wrong';
  return Number.isNaN(Date.parse(String(payload['timestamp']))) ? 'payload.timestamp is wrong' : null;
}
