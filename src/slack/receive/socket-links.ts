import { type App, SocketModeReceiver } from '@slack/bolt';
import { backoff } from '../../reconcile/engine.ts';
import type { Clock } from '../../shared/clock.ts';
import { messageOf, PermanentError } from '../../shared/errors.ts';
import type { Logger } from '../../shared/logger.ts';
import { hasBadCredentials } from './slack-errors.ts';
import { slackLogger } from './slack-logger.ts';

export interface SocketLinksOptions {
  readonly appToken: string;
  readonly slackApiUrl: string | null;
  readonly clock: Clock;
  readonly logger: Logger;
}

type Link = SocketModeReceiver['client'];

/** Slack refreshes each connection now and then; with two there is always one that it can deliver to. */
const linkCount = 2;
/** apps.connections.open allows one call a minute for sure (facts: tier 1 in one source, tier 3 in another). */
const openEveryMs = 61_000;

/**
 * Socket Mode over two connections, as one Bolt receiver.
 *
 * We reconnect ourselves: socket-mode 3.1.0 waits five seconds and more before it does, and when that reconnect
 * fails it rejects a promise that nobody holds, which ends the process.
 */
export function createSocketLinks({ appToken, slackApiUrl, clock, logger }: SocketLinksOptions) {
  const receivers = Array.from(
    { length: linkCount },
    () =>
      new SocketModeReceiver({
        appToken,
        autoReconnectEnabled: false,
        logger: slackLogger(logger),
        // A payload that nobody acknowledged is delivered again; Bolt's own handler could throw here.
        processEventErrorHandler: async ({ error }) => {
          logger.error({ error }, 'a delivery from Slack could not be processed');
          return false;
        },
        installerOptions: {
          clientOptions: {
            ...(slackApiUrl === null ? {} : { slackApiUrl }),
            retryConfig: { retries: 0 },
            rejectRateLimitedCalls: true,
            timeout: 10_000,
          },
        },
      }),
  );
  const stopping = new AbortController();
  let up = 0;
  let openedAt = Number.NEGATIVE_INFINITY;
  let loops: Promise<void>[] = [];

  /** While another connection stands there is no hurry; with none, being there comes before being polite. */
  async function waitForTurn(): Promise<void> {
    while (up > 0 && !stopping.signal.aborted) {
      const wait = openedAt + openEveryMs - clock.now();
      if (wait <= 0) break;
      await clock.sleep(Math.min(wait, 1_000), stopping.signal);
    }
    openedAt = clock.now();
  }

  /** One connection's life: resolves when it ended; throws when it never began. */
  async function live(link: Link, begun: () => void): Promise<void> {
    let ended = () => {};
    const end = new Promise<void>((resolve) => {
      ended = resolve;
      link.once('disconnected', resolve);
    });
    try {
      await link.start();
      if (stopping.signal.aborted) return void (await link.disconnect());
      up += 1;
      begun();
      await end;
      up -= 1;
    } finally {
      link.removeListener('disconnected', ended);
    }
  }

  async function keep(link: Link, tried: (error: unknown) => void): Promise<void> {
    let failures = 0;
    while (!stopping.signal.aborted) {
      await waitForTurn();
      if (stopping.signal.aborted) break;
      try {
        await live(link, () => {
          failures = 0;
          tried(null);
          logger.info({ connections: up }, 'connected to Slack');
        });
        if (!stopping.signal.aborted) logger.info({ connections: up }, 'Slack closed a connection');
      } catch (error) {
        failures += 1;
        tried(error);
        logger.warn({ reason: messageOf(error), failures }, 'no connection to Slack');
        await clock.sleep(Math.max(retryAfterMs(error), backoff(failures)), stopping.signal);
      }
    }
  }

  return {
    init(app: App): void {
      for (const receiver of receivers) receiver.init(app);
    },
    /**
     * Resolves once connected, or after a first failure that may pass: then it goes on trying. Throws
     * PermanentError when the token is wrong.
     */
    start(): Promise<void> {
      const tried = Promise.withResolvers<void>();
      const settle = (error: unknown) => {
        if (!hasBadCredentials(error)) return tried.resolve();
        const message = `Slack refused the app-level token: ${messageOf(error)}`;
        tried.reject(new PermanentError(message, { cause: error }));
      };
      loops = receivers.map(async ({ client }, at) => {
        // One after the other, so that the second finds the first standing and takes its time.
        if (at > 0) await tried.promise.catch(() => undefined);
        await keep(client, settle);
      });
      return tried.promise;
    },
    async stop(): Promise<void> {
      stopping.abort();
      await Promise.all(receivers.map((receiver) => receiver.client.disconnect()));
      await Promise.all(loops);
    },
  };
}

function retryAfterMs(error: unknown): number {
  const seconds = (error as { retryAfter?: unknown } | null)?.retryAfter;
  return typeof seconds === 'number' ? seconds * 1_000 : 0;
}
