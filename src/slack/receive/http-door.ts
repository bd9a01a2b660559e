import type { IncomingMessage, ServerResponse } from 'node:http';
import { HTTPReceiver } from '@slack/bolt';
import type { Clock } from '../../shared/clock.ts';
import type { Logger } from '../../shared/logger.ts';
import { slackLogger } from './slack-logger.ts';

/** The one path that Slack posts to; the manifest says it too. */
export const slackPath = '/slack/events';

/** As far as Slack's signature may be from now, in either direction. Source: "Verifying requests from Slack". */
const toleranceMs = 5 * 60_000;

export interface HttpDoor {
  readonly receiver: HTTPReceiver;
  /** False: not a request for us, nothing was written. */
  handle(request: IncomingMessage, response: ServerResponse): boolean;
}

/** Slack over signed HTTP, to be mounted in a server of ours. Bolt checks the signature and that it is not stale. */
export function createHttpDoor(signingSecret: string, clock: Clock, logger: Logger): HttpDoor {
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
      if (isFromTheFuture(request, clock)) {
        logger.warn({}, 'a request from Slack bears a time in the future');
        response.writeHead(401).end();
      } else {
        receiver.requestListener(request, response);
      }
      return true;
    },
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
