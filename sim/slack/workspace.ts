import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ActContext } from './acts.ts';
import { CallDesk } from './calls.ts';
import { type Clock, realClock } from './clock.ts';
import { handleControl } from './control-api.ts';
import type { Delivery } from './delivery.ts';
import { Faults } from './faults.ts';
import { receiveUpload, serveFile } from './files.ts';
import { answerJson, isLocal, readFields } from './http.ts';
import { HttpDelivery } from './http-delivery.ts';
import type { ChannelSeed, Person, PersonSeed } from './model.ts';
import { RateLimits } from './rate-limits.ts';
import { Responses } from './responses.ts';
import { SocketMode } from './socket-mode.ts';
import { app, WorkspaceState } from './state.ts';
import { Triggers } from './triggers.ts';
import type { UserGroupSeed } from './user-groups.ts';
import { demoScopes, type Tokens, WebApi } from './web-api.ts';

export interface WorkspaceOptions {
  /** 0 for any free one. Listens on 127.0.0.1 only. */
  port: number;
  /** Default: real time. All limits, ts, deadlines and Retry-After follow it. */
  clock?: Clock;
  /**
   * How many of the clock's milliseconds pass in a real one; default 1. The app's three seconds to ack and to use a
   * trigger id are multiplied by it, since the app itself runs no faster.
   */
  speed?: number;
  /** Default: alice, bob, carol and dave. */
  people?: readonly PersonSeed[];
  /** Default: #sec-alerts and #sec-critical, with everybody and the bot in them. */
  channels?: readonly ChannelSeed[];
  /** Default: none. */
  userGroups?: readonly UserGroupSeed[];
  /** Default: `xoxb-demo` and `xapp-demo`. */
  tokens?: Tokens;
  /** What the bot token may do, told in `x-oauth-scopes` and not enforced; default: all that the demo's app has. */
  scopes?: readonly string[];
  /** The manifest's `bot_events`: the app hears of no others; default: all. */
  events?: readonly string[];
  /** Default: `demo-signing-secret`. */
  signingSecret?: string;
  /** Default: true. */
  rateLimits?: boolean;
  /** Tried for every address outside /api; answers true when it took the request. */
  page?: (
    request: IncomingMessage,
    response: ServerResponse,
    workspace: SlackWorkspace,
  ) => boolean | Promise<boolean>;
}

/** A Slack workspace on this machine. `stop` ends connections and timers. */
export interface SlackWorkspace {
  /** `http://127.0.0.1:PORT`, without a slash at its end. */
  readonly url: string;
  /** For a WebClient's `slackApiUrl`. */
  readonly apiUrl: string;
  readonly tokens: Tokens;
  readonly signingSecret: string;
  /** The bot's and the app's ids. */
  readonly app: typeof app;
  readonly people: Person[];
  readonly state: WorkspaceState;
  readonly faults: Faults;
  /** How many Socket Mode connections are open. */
  readonly connections: number;
  /** Delivers interactions by signed HTTP to this URL from now on; undefined goes back to Socket Mode. */
  deliverTo(httpUrl: string | undefined): void;
  resetRateLimits(): void;
  stop(): Promise<void>;
}

export async function startSlackWorkspace(options: WorkspaceOptions): Promise<SlackWorkspace> {
  const {
    clock = realClock,
    speed = 1,
    signingSecret = 'demo-signing-secret',
    scopes = demoScopes,
  } = options;
  const tokens = options.tokens ?? { bot: 'xoxb-demo', app: 'xapp-demo' };
  const state = new WorkspaceState(() => clock.now(), options.people, options.channels, options.userGroups);
  const server = createServer();
  const url = await listen(server, options.port);

  const socketMode = new SocketMode(clock);
  const faults = new Faults((reason) => socketMode.disconnect(reason));
  const limits = new RateLimits(clock, options.rateLimits ?? true);
  const responses = new Responses(state, clock, limits, url);
  const triggers = new Triggers(clock, speed);
  const desk = new CallDesk(state, clock, faults);
  const openSocket = () => `${url.replace('http', 'ws')}${socketMode.mintPath()}`;
  const webApi = new WebApi({ state, clock, limits, triggers, url, openSocket }, tokens, scopes, desk);
  const stopped = new AbortController();
  let delivery: Delivery = socketMode;
  const acts: ActContext = {
    state,
    clock,
    speed,
    triggers,
    responses,
    delivery: () => delivery,
    events: options.events && new Set(options.events),
    stopped: stopped.signal,
  };

  const workspace: SlackWorkspace = {
    url,
    apiUrl: `${url}/api/`,
    tokens,
    signingSecret,
    app,
    people: [...state.people.values()],
    state,
    faults,
    get connections() {
      return socketMode.connections;
    },
    deliverTo(httpUrl) {
      delivery = httpUrl === undefined ? socketMode : new HttpDelivery(httpUrl, signingSecret);
    },
    resetRateLimits: () => limits.reset(),
    async stop() {
      stopped.abort();
      socketMode.stop();
      desk.stop();
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };

  const serve = async (request: IncomingMessage, response: ServerResponse) => {
    if (!isLocal(request)) {
      return answerJson(response, 403, { error: 'Only this machine and this page may use the workspace.' });
    }
    const path = new URL(request.url ?? '/', url).pathname;
    const [, area = '', name = ''] = /^\/(api|response|upload\/v1|files-pri)\/(.+)$/.exec(path) ?? [];
    if (area === 'api') {
      if (await handleControl(request, response, { ...acts, faults })) return;
      return webApi.handle(request, response, name);
    }
    if (area === 'response') return answerResponseUrl(request, response, name, responses, desk);
    if (area === 'upload/v1') return receiveUpload(request, response, name, state);
    if (area === 'files-pri') return serveFile(request, response, name, state, tokens.bot);
    if (await options.page?.(request, response, workspace)) return;
    answerJson(response, 404, { error: 'There is nothing at this address.' });
  };
  server.on('request', (request, response) => {
    serve(request, response).catch((error: unknown) => {
      if (!response.headersSent)
        answerJson(response, 500, { ok: false, error: 'internal_error', cause: String(error) });
      else response.destroy();
    });
  });
  server.on('upgrade', (request, socket, head) => socketMode.upgrade(request, socket, head));
  return workspace;
}

async function listen(server: Server, port: number): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve();
    });
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** A response_url answers `{ok: true}`, and 4xx where it refuses: Bolt's `respond` throws on that. */
async function answerResponseUrl(
  request: IncomingMessage,
  response: ServerResponse,
  id: string,
  responses: Responses,
  desk: CallDesk,
): Promise<void> {
  const fields = await readFields(request);
  await desk.handle(response, 'response_url', responses.channelOf(id), () => responses.use(id, fields), {
    ok: () => ({ ok: true }),
    refusalStatus: (code) => (code.endsWith('_url') ? 404 : 400),
  });
}
