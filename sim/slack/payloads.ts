// What the app is told about a person's act: docs.slack.dev/reference/interaction-payloads.
import type { Json } from './json.ts';
import { presentMessage } from './messages.ts';
import type { Channel, Message, Person, View } from './model.ts';
import { app, type WorkspaceState } from './state.ts';

const bot = { id: app.botUser, name: app.botName };

/** What every interaction payload carries. The verification token is deprecated; Slack still sends one. */
export function envelopeOf(state: WorkspaceState, person: Person, triggerId: string): Json {
  return {
    team: { id: state.team.id, domain: state.team.domain },
    user: {
      id: person.id,
      username: person.name,
      name: person.name,
      team_id: state.teamOf(person),
    },
    api_app_id: app.appId,
    token: 'deprecated',
    trigger_id: triggerId,
    enterprise: null,
    is_enterprise_install: false,
  };
}

export function commandPayload(
  state: WorkspaceState,
  person: Person,
  channel: Channel,
  command: { name: string; text: string; triggerId: string; responseUrl: string },
): Json {
  return {
    token: 'deprecated',
    team_id: state.teamOf(person),
    team_domain: state.team.domain,
    channel_id: channel.id,
    channel_name: channel.directWith ? 'directmessage' : channel.name,
    user_id: person.id,
    user_name: person.name,
    command: command.name,
    text: command.text,
    api_app_id: app.appId,
    is_enterprise_install: 'false',
    response_url: command.responseUrl,
    trigger_id: command.triggerId,
  };
}

/** Where in a message the person acted: in its own blocks, or in those of an attachment. */
export function messageContainer(message: Message, attachmentId?: unknown): Json {
  return {
    type: attachmentId === undefined ? 'message' : 'message_attachment',
    message_ts: message.ts,
    ...(attachmentId !== undefined && { attachment_id: attachmentId, is_app_unfurl: false }),
    channel_id: message.channel,
    is_ephemeral: message.visibleTo !== undefined,
    ...(message.thread_ts !== undefined && { thread_ts: message.thread_ts }),
  };
}

/** The channel, and the message where Slack tells it: an ephemeral one is never told back. */
export function aboutMessage(channel: Channel, message: Message): Json {
  return {
    channel: { id: channel.id, name: channel.directWith ? 'directmessage' : channel.name },
    ...(message.visibleTo === undefined && { message: presentMessage(message, true) }),
  };
}

export function viewContainer(view: View): Json {
  return { type: 'view', view_id: view.id };
}

/** A message as an event tells it: who comes from elsewhere is said three times over. */
export function messageEvent(state: WorkspaceState, person: Person, message: Message): Json {
  const team = state.teamOf(person);
  return {
    ...presentMessage(message, true),
    channel: message.channel,
    event_ts: message.ts,
    ...(person.stranger && { user_team: team, source_team: team }),
  };
}

/** An Events API callback: docs.slack.dev/apis/events-api. */
export function eventPayload(state: WorkspaceState, event: Json, now: number): Json {
  const { isExternal = false } = state.channels.get(String(event['channel'])) ?? {};
  return {
    token: 'deprecated',
    team_id: state.team.id,
    api_app_id: app.appId,
    event,
    type: 'event_callback',
    event_id: state.mintId('Ev'),
    event_time: Math.floor(now / 1000),
    authorizations: [
      {
        enterprise_id: null,
        team_id: state.team.id,
        user_id: app.botUser,
        is_bot: true,
        is_enterprise_install: false,
      },
    ],
    is_ext_shared_channel: isExternal,
  };
}

/** As `should_escape: true` in the manifest asks of a command: @names and #channels become ids, labelled. */
export function escapeCommand(state: WorkspaceState, text: string): string {
  return escapeNames(state, text, true);
}

/** What Slack's client makes of a message that a person types. */
export function escapePost(state: WorkspaceState, text: string): string {
  const named = escapeNames(state, text, false);
  return named.replace(/(?<![\w@<!])@(here|channel|everyone)\b/g, '<!$1>');
}

function escapeNames(state: WorkspaceState, text: string, labelled: boolean): string {
  const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return escaped.replace(/(?<![\w@#])([@#])([\w.-]+)/g, (written, sign: string, name: string) => {
    const named =
      sign === '#' ? state.channel(name) : name.toLowerCase() === app.botName ? bot : state.person(name);
    if (!named) return written;
    return `<${sign}${named.id}${labelled ? `|${named.name}` : ''}>`;
  });
}
