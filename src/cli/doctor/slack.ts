import { alertChannelsOf } from '../../config/channels.ts';
import type { Config } from '../../config/config.ts';
import type { SlackSecrets } from '../../config/secrets.ts';
import { askSlack, type ChannelFacts, type SlackAnswers, type Trouble } from '../../slack/examine.ts';
import { botScopes } from '../../slack/manifest.ts';
import type { Check } from './check.ts';

const unreadableRetention: Check = {
  state: 'warning',
  what: 'message retention of the channels cannot be read by a bot',
  todo: 'Set it to at least 90 days: a card that Slack deleted is posted anew at the next material change only.',
};

/** Token, scopes, channels; never a post. */
export async function checkSlack(config: Config, secrets: SlackSecrets): Promise<Check[]> {
  const said = await askSlack({ ...secrets, slackApiUrl: config.slackApiUrl }, alertChannelsOf(config));
  if ('answered' in said.workspace) {
    const mend = "Check SLACK_BOT_TOKEN; it is on the app's page under OAuth & Permissions.";
    return [bad('Slack bot token', said.workspace, mend)];
  }
  const { team, bot } = said.workspace;
  return [
    { state: 'good', what: `Slack workspace ${team}, as ${bot}` },
    ...scopeChecks(said.scopes),
    ...appTokenChecks(said.appToken),
    ...channelChecks(said.channels),
    unreadableRetention,
  ];
}

/** Where Slack was not heard of, what to mend at Slack is no help. */
function bad(what: string, { error, answered }: Trouble, mend: string): Check {
  const todo = answered
    ? `Slack says ${error}. ${mend}`
    : `Slack does not answer (${error}). Look whether this machine reaches https://slack.com.`;
  return { state: 'bad', what, todo };
}

function scopeChecks(scopes: readonly string[]): Check[] {
  const missing = Object.entries(botScopes).filter(([scope]) => !scopes.includes(scope));
  if (missing.length === 0)
    return [{ state: 'good', what: `all ${Object.keys(botScopes).length} bot scopes` }];
  return missing.map(([scope, why]) => ({
    state: 'bad',
    what: `bot scope ${scope} is missing`,
    todo: `It is for: ${why}. Update the app from \`yagura manifest\` and install it again.`,
  }));
}

function appTokenChecks(token: SlackAnswers['appToken']): Check[] {
  const what = 'Slack app-level token';
  if (token === 'none') return [];
  if (token === 'good') return [{ state: 'good', what }];
  const mend = 'Make one with the scope connections:write under Basic Information, and set SLACK_APP_TOKEN.';
  return [bad(what, token, mend)];
}

function channelChecks(channels: SlackAnswers['channels']): Check[] {
  if ('answered' in channels)
    return [bad('Slack channels', channels, 'Until that is mended, the channels cannot be looked at.')];
  return channels.map(channelCheck);
}

function channelCheck({ name, found, member, shared }: ChannelFacts): Check {
  const what = `channel #${name}`;
  if (!found) {
    const todo = 'There is none that the bot can see: make it, and invite the bot there.';
    return { state: 'bad', what, todo };
  }
  if (!member) return { state: 'bad', what, todo: `Invite the bot: /invite @Yagura in #${name}.` };
  if (shared) {
    const todo = 'People of another organisation see it. Use a channel that is not shared.';
    return { state: 'warning', what: `${what} is shared externally`, todo };
  }
  return { state: 'good', what };
}
