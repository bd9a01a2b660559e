import type { IncomingMessage, ServerResponse } from 'node:http';
import { App, type BlockAction, type Receiver, type ViewOutput, type ViewSubmitAction } from '@slack/bolt';
import { WebClient } from '@slack/web-api';
import { createAuthoriser, type RoleBindings } from '../operations/authorise.ts';
import { messageOf, PermanentError } from '../shared/errors.ts';
import { actions } from './actions/registry.ts';
import { commands } from './commands/registry.ts';
import type { ChannelDirectory } from './outbox/channels.ts';
import type { ChannelStyle } from './outbox/outbox.ts';
import { createAlertChannels } from './receive/alert-channels.ts';
import { createDispatcher } from './receive/dispatch.ts';
import { formValuesOf } from './receive/form-values.ts';
import { createHttpDoor } from './receive/http-door.ts';
import type { FilledView } from './receive/interaction.ts';
import { createSlackPeople, unfitnessOf } from './receive/people.ts';
import { createReaders } from './receive/readers.ts';
import { createReplies } from './receive/replies.ts';
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
  extends Omit<Tools, 'nameOf' | 'unfitnessOf' | 'mayTake' | 'permalink' | 'isSafeToShareIn'> {
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
  const dispatcher = createDispatcher({
    commands,
    actions,
    authoriser,
    readers: createReaders(people, clock),
    styleOf: alertChannels.styleOf,
    tools: {
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
      permalink: workspace.permalink,
      isSafeToShareIn: alertChannels.isSafeToShareIn,
    },
  });

  const links = settings.mode === 'socket' ? createSocketLinks({ ...settings, clock, logger }) : null;
  const door = settings.mode === 'http' ? createHttpDoor(settings.signingSecret, clock, logger) : null;
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

  const running = new Set<Promise<void>>();
  function inBackground(work: Promise<void>): void {
    const watched = work
      .catch((error: unknown) => logger.error({ error }, 'an interaction ended without an answer'))
      .finally(() => running.delete(watched));
    running.add(watched);
  }
  /** An acknowledgement that fails is delivered again, or shown by Slack; the answer is on its way all the same. */
  async function acknowledge(ack: () => Promise<void>): Promise<void> {
    await ack().catch((error: unknown) => logger.warn({ error }, 'an acknowledgement did not reach Slack'));
  }
  /** Another workspace's people get no answer at all. While Slack is away nobody is known; the authoriser says so. */
  async function isOurs(teamId: string): Promise<boolean> {
    const ours = await workspace.read().catch(() => null);
    const ignored = ours !== null && ours.teamId !== teamId;
    if (ignored) logger.warn({ teamId }, 'an interaction of another workspace was ignored');
    return !ignored;
  }

  app.command(/.*/, async ({ ack, body }) => {
    await acknowledge(() => ack());
    if (!(await isOurs(body.team_id))) return;
    const { user_id: userId, team_id: teamId, channel_id: channelId, channel_name: channelName } = body;
    const address = { userId, channelId, responseUrl: body.response_url, triggerId: body.trigger_id };
    const typed = { userId, teamId, channelId, channelName, command: body.command, text: body.text ?? '' };
    inBackground(dispatcher.command(typed, createReplies(client, address, logger)));
  });
  app.action<BlockAction>(/.*/, async ({ ack, body, payload }) => {
    await acknowledge(() => ack());
    const teamId = body.user.team_id ?? body.team?.id ?? '';
    if (!(await isOurs(teamId))) return;
    const userId = body.user.id;
    const channelId = body.channel?.id ?? null;
    const address = {
      userId,
      channelId,
      responseUrl: body.response_url ?? null,
      triggerId: body.trigger_id ?? null,
    };
    const value = 'value' in payload && typeof payload.value === 'string' ? payload.value : '';
    const pressed = {
      userId,
      teamId,
      channelId,
      channelName: body.channel?.name ?? null,
      actionId: payload.action_id,
      value,
      view: body.view ? filledView(body.view) : null,
    };
    inBackground(dispatcher.action(pressed, createReplies(client, address, logger)));
  });
  app.view<ViewSubmitAction>({ callback_id: /.*/, type: 'view_submission' }, async ({ ack, body }) => {
    const { id: userId, team_id: userTeamId } = body.user;
    const teamId = userTeamId ?? body.team?.id ?? '';
    const sent = { userId, teamId, channelId: null, channelName: null, view: filledView(body.view) };
    const response = dispatcher.accept(sent);
    await acknowledge(() => ack(response));
    if (response.response_action === 'errors' || !(await isOurs(teamId))) return;
    const address = { userId, channelId: null, responseUrl: null, triggerId: null };
    inBackground(dispatcher.submit(sent, createReplies(client, address, logger)));
  });

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
      await Promise.all(running);
    },
    http: door === null ? null : door.handle,
  };
}

function filledView({ id, callback_id, private_metadata, state }: ViewOutput): FilledView {
  return { id, callbackId: callback_id, value: private_metadata, values: formValuesOf(state) };
}
