// What the simulator's own tests share: a clock that a test moves, a real WebClient, a real Bolt app.
import { App, LogLevel, SocketModeReceiver } from '@slack/bolt';
import { WebAPIPlatformError, WebClient } from '@slack/web-api';
import type { Clock } from './clock.ts';
import { isJson, type Json } from './json.ts';
import type { SlackWorkspace } from './workspace.ts';

/** Stands still until a test moves it. */
export class ManualClock implements Clock {
  #now = Date.UTC(2026, 10, 22, 5, 0, 0);
  readonly #sleepers = new Set<{ until: number; wake: () => void }>();

  now(): number {
    return this.#now;
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    if (signal?.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const sleeper = { until: this.#now + ms, wake: resolve };
      this.#sleepers.add(sleeper);
      signal?.addEventListener('abort', () => resolve(), { once: true });
    });
  }

  advance(ms: number): void {
    this.#now += ms;
    for (const sleeper of this.#sleepers) {
      if (sleeper.until > this.#now) continue;
      this.#sleepers.delete(sleeper);
      sleeper.wake();
    }
  }
}

/** A client that reports what happened at once: no retries, no waiting. */
export function clientOf(workspace: SlackWorkspace, token = workspace.tokens.bot): WebClient {
  return new WebClient(token, {
    slackApiUrl: workspace.apiUrl,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    logLevel: LogLevel.ERROR,
  });
}

/** A call with whatever a test wants to send, sound or not. */
export async function call(workspace: SlackWorkspace, method: string, fields: Json): Promise<Json> {
  return { ...(await clientOf(workspace).apiCall(method, fields)) };
}

/** Slack's error name and messages of a call that must be refused. */
export async function refusalOf(call: Promise<unknown>): Promise<{ error: string; messages: string[] }> {
  const outcome = await call.then(
    () => new Error('the call went through'),
    (error: unknown) => error,
  );
  if (!(outcome instanceof WebAPIPlatformError)) throw outcome;
  return { error: outcome.data.error, messages: outcome.data.response_metadata?.messages ?? [] };
}

/** A real Bolt app over Socket Mode. */
export async function startBot(workspace: SlackWorkspace, register: (bot: App) => void): Promise<App> {
  const clientOptions = { slackApiUrl: workspace.apiUrl };
  const receiver = new SocketModeReceiver({
    appToken: workspace.tokens.app,
    logLevel: LogLevel.ERROR,
    // Not `clientOptions`: this is where the receiver looks for the Web API's address.
    installerOptions: { clientOptions },
  });
  const bot = new App({ token: workspace.tokens.bot, receiver, clientOptions, logLevel: LogLevel.ERROR });
  register(bot);
  await bot.start();
  return bot;
}

export interface Seen {
  responses: Json[];
  views: Json[];
  error?: string;
}

/** A person's act through the control API. */
export async function act(workspace: SlackWorkspace, kind: string, body: Json): Promise<Seen> {
  const response = await fetch(`${workspace.url}/api/${kind}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return (await response.json()) as Seen;
}

/** A read of the control API. */
export async function look(workspace: SlackWorkspace, path: string): Promise<Json> {
  const body: unknown = await (await fetch(`${workspace.url}/api/${path}`)).json();
  if (!isJson(body)) throw new Error('the control API answered no object');
  return body;
}
