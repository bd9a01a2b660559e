import type { IncomingMessage, ServerResponse } from 'node:http';
import { App, type Receiver } from '@slack/bolt';
import { WebClient } from '@slack/web-api';
import { createAuthoriser, type RoleBindings } from '../operations/authorise.ts';
import { messageOf, PermanentError } from '../shared/errors.ts';
import { actions } from './actions/registry.ts';
import { commands } from './commands/registry.ts';
import { createHome } from './home/home.ts';
import type { ChannelDirectory } from './outbox/channels.ts';
import type { ChannelStyle } from './outbox/outbox.ts';
import { createAlertChannels } from './receive/alert-channels.ts';
import { createDispatcher } from './receive/dispatch.ts';
import { createHttpDoor } from './receive/http-door.ts';
import { listen } from './receive/listen.ts';
import { createSlackPeople, unfitnessOf } from './receive/people.ts';
import { createReaders } from './receive/readers.ts';
import { createRefusals } from './receive/refusals.ts';
import { sendFiles } from './receive/send-files.ts';
import { hasBadCredentials } from './receive/slack-errors.ts';
import { slackLogger } from './receive/slack-logger.ts';
import { createSocketLinks } from './receive/socket-links.ts';
import type { Tools } from './receive/tools.ts';
import { createWorkspace } from './receive/workspace.ts';

export type SlackSettings = {
  readonly botToken: string;
  /** Null: Slack itself. With a slash at the end. */
  readonly slackApiUrl: string | null;
} & (
  | { readonly mode: 'socket'; readonly appToken: string }
  | { readonly mode: 'http'; readonly signingSecret: string }
);

export interface SlackDeps
  extends Omit<Tools, 'sendFiles' | 'nameOf' | 'unfitnessOf' | 'mayTake' | 'permalink' | 'isSafeToShareIn'> {
  readonly roles: () => RoleBindings;
  /** Names or ids of the channels that carry cards. */
  readonly alertChannels: () => readonly string[];
  readonly channels: ChannelDirectory;
  /** How people read in a channel, by its name or id; the defaults for a channel that nobody configured. */
  readonly styleOf: (channel: string) => ChannelStyle;
}

export interface SlackApp {
  /** For calls on somebody's behalf: no queue, no retries, a short timeout. */
  readonly client: WebClient;
  /** Resolves once reachable (or on the way there, when Slack is away). Throws PermanentError on bad credentials. */
  start(): Promise<void>;
  /** Takes nothing more, and waits for what is being answered. */
  stop(): Promise<void>;
  /** HTTP mode: true when the request was Slack's and is being handled. Null in Socket Mode. */
  readonly http: ((request: IncomingMessage, response: ServerResponse) => boolean) | null;
}

/** Bolt with its listeners: each acknowledges at once, and leaves the rest to the dispatcher. */
export function createSlackApp(settings: SlackSettings, deps: SlackDeps): SlackApp {
  const { clock, logger } = deps;
  const clientOptions = {
    ...(settings.slackApiUrl === null ? {} : { slackApiUrl: settings.slackApiUrl }),
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: 5_000,
    logger: slackLogger(logger),
  };
  const client = new WebClient(settings.botToken, clientOptions);
  const workspace = createWorkspace(client);
  const people = createSlackPeople(client, clock);
  const alertChannels = createAlertChannels({ ...deps, client });
  const teamId = async () => (await workspace.read()).teamId;
  const authoriser = createAuthoriser({
    bindings: deps.roles,
    alertChannels: alertChannels.ids,
    people,
    teamId,
  });
  const tools: Tools = {
    ...deps,
    nameOf: (userId) =>
      people.person(userId).then(
        (one) => one?.name ?? userId,
        () => userId,
      ),
    unfitnessOf: async (userId) => unfitnessOf(await people.person(userId), await teamId()),
    async mayTake(userId) {
      const person = { userId, teamId: await teamId().catch(() => '') };
      const decision = await authoriser.authorise(person, 'responder');
      return decision.allowed || decision.why !== 'no-role';
    },
    sendFiles: (userId, files, comment) => sendFiles(client, userId, files, comment),
    permalink: workspace.permalink,
    isSafeToShareIn: alertChannels.isSafeToShareIn,
  };
  const refusals = createRefusals(deps.store.audit, clock, logger);
  const dispatcher = createDispatcher({
    refusals,
    commands,
    actions,
    authoriser,
    readers: createReaders(people, clock),
    styleOf: alertChannels.styleOf,
    tools,
    home: (answering) =>
      createHome(answering, tools, async (userId, view) => {
        await client.views.publish({ user_id: userId, view });
      }),
  });

  const links = settings.mode === 'socket' ? createSocketLinks({ ...settings, clock, logger }) : null;
  const door =
    settings.mode === 'http' ? createHttpDoor(settings.signingSecret, { clock, logger, refusals }) : null;
  const receiver: Receiver | undefined = links ?? door?.receiver;
  if (receiver === undefined) throw new PermanentError('Slack is reached in socket or in http mode');
  const app = new App({
    receiver,
    authorize: async () => ({ botToken: settings.botToken }),
    clientOptions,
    logger: slackLogger(logger),
    convoStore: false,
    ignoreSelf: false,
  });
  app.error(async (error) => logger.error({ error }, 'Bolt could not hand on a delivery'));

  const listening = listen(app, { dispatcher, client, workspace, logger, refusals });

  return {
    client,
    async start() {
      await workspace.read().catch((error: unknown) => {
        if (hasBadCredentials(error))
          throw new PermanentError(`Slack refused the bot token: ${messageOf(error)}`, { cause: error });
        logger.warn({ error }, 'Slack does not answer yet');
      });
      // Who may see, and how people read; asked for now, so that the first command need not wait.
      await alertChannels.ids().catch((error: unknown) => {
        logger.warn({ error }, 'no alert channel can be found yet');
      });
      await links?.start();
    },
    async stop() {
      await links?.stop();
      await listening.settled();
      await refusals.settle();
    },
    http: door === null ? null : door.handle,
  };
}
