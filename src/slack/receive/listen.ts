import type { App, BlockAction, MessageShortcut, ViewOutput, ViewSubmitAction } from '@slack/bolt';
import type { WebClient } from '@slack/web-api';
import type { Logger } from '../../shared/logger.ts';
import type { Dispatcher } from './dispatch.ts';
import { formValuesOf } from './form-values.ts';
import type { FilledView, Interaction } from './interaction.ts';
import type { Refusals } from './refusals.ts';
import { createReplies } from './replies.ts';
import { seenBefore } from './seen-before.ts';
import type { Workspace } from './workspace.ts';

export interface Listening {
  /** Resolves once everything that came so far is answered. */
  settled(): Promise<void>;
}

export interface ListenOptions {
  readonly dispatcher: Dispatcher;
  readonly client: WebClient;
  readonly workspace: Workspace;
  readonly logger: Logger;
  readonly refusals: Refusals;
}

/** Every kind of delivery becomes an interaction: acknowledged at once, and answered by the dispatcher. */
export function listen(
  app: App,
  { dispatcher, client, workspace, logger, refusals }: ListenOptions,
): Listening {
  const running = new Set<Promise<void>>();
  const isRepeat = seenBefore();

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
  /**
   * Another workspace's people get no answer at all, nor does what is sent to a whole organisation: we serve one
   * workspace. While Slack is away nobody is known; the authoriser says so. `from`: every workspace that it names.
   */
  async function isOurs(interaction: Interaction, from: Origin): Promise<boolean> {
    const { userId, surface } = interaction;
    const ours = await workspace.read().catch(() => null);
    const other = ours === null ? undefined : from.teams.find((one) => one !== ours.teamId);
    if (other === undefined && !from.wholeOrganisation) return true;
    const teamId = other ?? interaction.teamId;
    logger.warn({ teamId }, 'an interaction of another workspace was ignored');
    await refusals.note({ userId, surface, why: 'stranger', needs: null, teamId, interaction });
    return false;
  }

  app.command(/.*/, async ({ ack, body }) => {
    await acknowledge(() => ack());
    const { user_id: userId, team_id: teamId, channel_id: channelId, channel_name: channelName } = body;
    const address = { userId, channelId, responseUrl: body.response_url, triggerId: body.trigger_id };
    const typed = {
      ...{ userId, teamId, channelId, channelName, surface: 'command' as const },
      ...{ command: body.command, text: body.text ?? '' },
    };
    if (!(await isOurs(typed, originOf(body, teamId)))) return;
    inBackground(dispatcher.command(typed, createReplies(client, address, logger)));
  });

  app.action<BlockAction>(/.*/, async ({ ack, body, payload }) => {
    await acknowledge(() => ack());
    const teamId = body.user.team_id ?? body.team?.id ?? '';
    const userId = body.user.id;
    const channelId = body.channel?.id ?? null;
    const address = {
      ...{ userId, channelId, responseUrl: body.response_url ?? null, triggerId: body.trigger_id ?? null },
      threadTs: threadOf(body.message),
    };
    const pressed = {
      ...{ userId, teamId, channelId, channelName: body.channel?.name ?? null, ...chosenIn(payload) },
      messageTs: body.message?.ts ?? null,
      view: body.view?.type === 'modal' ? filledView(body.view) : null,
      home: body.view?.type === 'home',
      surface:
        body.view === undefined
          ? ('button' as const)
          : body.view.type === 'home'
            ? ('home' as const)
            : ('modal' as const),
    };
    if (!(await isOurs(pressed, originOf(body, body.team?.id, body.user.team_id)))) return;
    inBackground(dispatcher.action(pressed, createReplies(client, address, logger)));
  });

  app.shortcut<MessageShortcut>({ type: 'message_action', callback_id: /.*/ }, async ({ ack, body }) => {
    await acknowledge(() => ack());
    const teamId = body.user.team_id ?? body.team?.id ?? '';
    const { id: userId } = body.user;
    const { id: channelId, name: channelName } = body.channel;
    const { response_url: responseUrl, trigger_id: triggerId, message } = body;
    const address = { userId, channelId, responseUrl, triggerId, threadTs: threadOf(message) };
    const chosen = {
      ...{ userId, teamId, channelId, channelName, actionId: body.callback_id },
      ...{ messageTs: message.ts, threadTs: threadOf(message), surface: 'shortcut' as const },
    };
    if (!(await isOurs(chosen, originOf(body, body.team?.id, body.user.team_id)))) return;
    inBackground(dispatcher.shortcut(chosen, createReplies(client, address, logger)));
  });

  app.view<ViewSubmitAction>({ callback_id: /.*/, type: 'view_submission' }, async ({ ack, body }) => {
    const { id: userId, team_id: userTeamId } = body.user;
    const teamId = userTeamId ?? body.team?.id ?? '';
    const sent = {
      ...{ userId, teamId, channelId: null, channelName: null, surface: 'modal' as const },
      view: filledView(body.view),
    };
    const { response, accepted } = dispatcher.accept(sent);
    await acknowledge(() => ack(response));
    if (!(await isOurs(sent, originOf(body, body.team?.id, userTeamId)))) return;
    // Windows of ours bound what can be filled in, so this may be a slip or somebody who writes requests by hand.
    if (!accepted)
      return refusals.note({ userId, surface: 'modal', why: 'malformed', needs: null, interaction: sent });
    const address = { userId, channelId: null, responseUrl: null, triggerId: null };
    inBackground(dispatcher.submit(sent, createReplies(client, address, logger)));
  });

  // Bolt acknowledges events itself, and Slack sends one again when that came too late.
  app.event('app_mention', async ({ event, body }) => {
    const { user: userId, channel: channelId, text, thread_ts: threadTs, ts } = event;
    // A bot that is mentioned by a bot would talk to itself.
    if (userId === undefined || event.bot_id !== undefined || isRepeat(body.event_id)) return;
    const teamId = event.team ?? body.team_id;
    const address = {
      ...{ userId, channelId, responseUrl: null, triggerId: null, threadTs: threadTs ?? null },
    };
    const mentioned = {
      ...{ userId, teamId, channelId, channelName: null, text, ts, threadTs: threadTs ?? null },
      surface: 'mention' as const,
    };
    const { user_team, source_team } = event as {
      readonly user_team?: string;
      readonly source_team?: string;
    };
    if (!(await isOurs(mentioned, originOf(body, body.team_id, event.team, user_team, source_team)))) return;
    inBackground(dispatcher.mention(mentioned, createReplies(client, address, logger)));
  });

  app.event('app_home_opened', async ({ event, body }) => {
    if (event.tab !== 'home' || isRepeat(body.event_id)) return;
    const opened = {
      ...{ userId: event.user, teamId: body.team_id, channelId: null, channelName: null },
      surface: 'home' as const,
    };
    if (!(await isOurs(opened, originOf(body, body.team_id)))) return;
    inBackground(dispatcher.home(opened));
  });

  return {
    async settled() {
      await Promise.all(running);
    },
  };
}

interface Origin {
  readonly teams: readonly string[];
  /** The app was installed for all workspaces of an organisation. */
  readonly wholeOrganisation: boolean;
}

interface Installed {
  /** Slack sends it as a word in what is a form. */
  readonly is_enterprise_install?: boolean | string;
}

/** An event says of each of those who may hear it how the app was installed there. */
function originOf(
  body: Installed & { readonly authorizations?: readonly Installed[] },
  ...teams: readonly (string | undefined)[]
): Origin {
  const installed = [body, ...(body.authorizations ?? [])].map((one) => one.is_enterprise_install);
  return {
    teams: teams.filter((one) => one !== undefined),
    wholeOrganisation: installed.some((whole) => whole === true || whole === 'true'),
  };
}

/** The name of what was pressed and its value; a menu's options carry both, `name:value`. */
function chosenIn(payload: BlockAction['actions'][number]): { actionId: string; value: string } {
  if (payload.type === 'overflow') {
    const [, name = '', value = ''] = /^([^:]*):(.*)$/s.exec(payload.selected_option.value) ?? [];
    return { actionId: name, value };
  }
  const value = 'value' in payload && typeof payload.value === 'string' ? payload.value : '';
  return { actionId: payload.action_id, value };
}

/** Null: it stands in the channel itself. */
function threadOf(message: { readonly [key: string]: unknown } | undefined): string | null {
  const ts = message?.['thread_ts'];
  return typeof ts === 'string' && ts !== message?.['ts'] ? ts : null;
}

function filledView({ id, callback_id, private_metadata, state }: ViewOutput): FilledView {
  return { id, callbackId: callback_id, value: private_metadata, values: formValuesOf(state) };
}
