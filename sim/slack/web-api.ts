import type { IncomingMessage, ServerResponse } from 'node:http';
import type { CallDesk } from './calls.ts';
import { SlackError } from './errors.ts';
import { readFields } from './http.ts';
import { type Json, textOf } from './json.ts';
import { Arguments, type Method, type MethodContext, TooManyRequests } from './methods/method.ts';
import { methods } from './methods/registry.ts';

export interface Tokens {
  /** `xoxb-…`: the bot's. */
  bot: string;
  /** `xapp-…`: opens Socket Mode connections. */
  app: string;
}

/** What the demo's bot may do, in Slack's words. */
export const demoScopes: readonly string[] = [
  'chat:write',
  'commands',
  'channels:read',
  'groups:read',
  'channels:history',
  'groups:history',
  'users:read',
  'users:read.email',
  'usergroups:read',
  'app_mentions:read',
  'im:history',
  'im:read',
  'im:write',
  'files:read',
  'files:write',
  'reactions:read',
  'reactions:write',
];

/** POST (or GET) /api/METHOD, as slack.com serves it. */
export class WebApi {
  readonly #context: MethodContext;
  readonly #tokens: Tokens;
  readonly #desk: CallDesk;
  readonly #scopes: ReadonlyMap<string, string>;

  constructor(context: MethodContext, tokens: Tokens, scopes: readonly string[], desk: CallDesk) {
    this.#context = context;
    this.#tokens = tokens;
    this.#desk = desk;
    this.#scopes = new Map([
      [tokens.bot, scopes.join(',')],
      [tokens.app, 'connections:write'],
    ]);
  }

  async handle(request: IncomingMessage, response: ServerResponse, name: string): Promise<void> {
    const fields = await readFields(request);
    const token = request.headers.authorization?.replace(/^Bearer /i, '') ?? textOf(fields['token']);
    const scopes = this.#scopes.get(token ?? '');
    // Slack tells a token's scopes with every answer (docs.slack.dev/authentication/installing-with-oauth).
    if (scopes !== undefined) response.setHeader('x-oauth-scopes', scopes);
    const channel = textOf(fields['channel']) ?? textOf(fields['channel_id']);
    await this.#desk.handle(response, name, channel, () => this.#run(name, token, fields), {
      ok: (body) => ({ ok: true, ...body }),
      refusalStatus: () => 200,
    });
  }

  #run(name: string, token: string | undefined, fields: Json): Json {
    const method = methods.get(name);
    if (!method) throw new SlackError('unknown_method');
    this.#authorise(method, token);
    if (method.tier !== 'post') {
      const wait = this.#context.limits.take(name, method.tier);
      if (wait > 0) throw new TooManyRequests(wait);
    }
    return method.run(new Arguments(fields), this.#context);
  }

  #authorise(method: Method, token: string | undefined): void {
    if (!token) throw new SlackError('not_authed');
    const right = method.appToken ? this.#tokens.app : this.#tokens.bot;
    if (token === right) return;
    const isKnown = token === this.#tokens.app || token === this.#tokens.bot;
    throw new SlackError(isKnown ? 'not_allowed_token_type' : 'invalid_auth');
  }
}
