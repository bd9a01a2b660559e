import type { IncomingMessage, ServerResponse } from 'node:http';
import { HTTPReceiver } from '@slack/bolt';
import type { Clock } from '../../shared/clock.ts';
import type { Logger } from '../../shared/logger.ts';
import type { Refusals } from './refusals.ts';
import { slackLogger } from './slack-logger.ts';

/** The one path that Slack posts to; the manifest says it too. */
export const slackPath = '/slack/events';

/** As far as Slack's signature may be from now, in either direction. Source: "Verifying requests from Slack". */
const toleranceMs = 5 * 60_000;

interface DoorDeps {
  readonly clock: Clock;
  readonly logger: Logger;
  readonly refusals: Refusals;
}

export interface HttpDoor {
  readonly receiver: HTTPReceiver;
  /** False: not a request for us, nothing was written. */
  handle(request: IncomingMessage, response: ServerResponse): boolean;
}

/** Slack over signed HTTP, to be mounted in a server of ours. Bolt checks the signature and that it is not stale. */
export function createHttpDoor(signingSecret: string, { clock, logger, refusals }: DoorDeps): HttpDoor {
  const isReplay = replaysSeen(clock);
  const refused = (why: string) =>
    refusals.note({ userId: null, surface: 'door', why, needs: null, interaction: null });
  const receiver = new HTTPReceiver({
    signingSecret,
    endpoints: slackPath,
    logger: slackLogger(logger),
    processEventErrorHandler: async ({ error, response }) => {
      logger.error({ error }, 'a request from Slack could not be processed');
      if (!response.headersSent) response.writeHead(500).end();
      return false;
    },
  });
  return {
    receiver,
    handle(request, response) {
      if (request.url?.split('?')[0] !== slackPath) return false;
      const early = isFromTheFuture(request, clock);
      if (early || isReplay(request, response)) {
        logger.warn({ early }, 'a request that Slack cannot have made now was refused');
        response.writeHead(401).end();
        void refused(early ? 'future' : 'replay');
        return true;
      }
      response.once('finish', () => {
        if (response.statusCode === 401) void refused('signature');
      });
      receiver.requestListener(request, response);
      return true;
    },
  };
}

/**
 * True for a request whose signature was taken before. Slack signs each delivery anew, as each has its own second; the
 * same one again within the five minutes in which it holds comes from somebody who listened.
 */
function replaysSeen(clock: Clock): (request: IncomingMessage, response: ServerResponse) => boolean {
  const taken = new Map<string, number>();
  return (request, response) => {
    const signature = request.headers['x-slack-signature'];
    if (typeof signature !== 'string' || signature === '') return false;
    const now = clock.now();
    // In the order in which they came, so the oldest are first.
    for (const [old, at] of taken) {
      if (at >= now - 2 * toleranceMs) break;
      taken.delete(old);
    }
    if (taken.has(signature)) return true;
    taken.set(signature, now);
    // Whoever guesses fills nothing, and a delivery that we could not take may come again.
    response.once('close', () => {
      if (!response.writableEnded || response.statusCode >= 400) taken.delete(signature);
    });
    return false;
  };
}

/** A signature that was made for later could be kept and replayed; Bolt 5 only refuses old ones. */
function isFromTheFuture(request: IncomingMessage, clock: Clock): boolean {
  const seconds = Number(request.headers['x-slack-request-timestamp']);
  return (
    !(seconds * 1_000 <= clock.now() + toleranceMs) &&
    request.headers['x-slack-request-timestamp'] !== undefined
  );
}
