import type { Config, Secrets } from '../../config/config.ts';
import { askSlack } from '../../slack/examine.ts';
import { botScopes } from '../../slack/manifest.ts';
import type { Check } from './check.ts';

/** Token, scopes, channels; never a post. */
export async function checkSlack(config: Config, secrets: Secrets): Promise<Check[]> {
  const { channel, criticalChannel } = config.slack;
  const names = [channel, ...(criticalChannel === undefined ? [] : [criticalChannel])];
  const said = await askSlack({ ...secrets, slackApiUrl: config.slackApiUrl }, names);
  if ('error' in said.workspace) {
    const todo = `Slack says ${said.workspace.error}. Check SLACK_BOT_TOKEN; it is on the app's page under OAuth & Permissions.`;
    return [{ state: 'bad', what: 'Slack bot token', todo }];
  }
  const { team, bot } = said.workspace;
  return [
    { state: 'good', what: `Slack workspace ${team}, as ${bot}` },
    ...scopeChecks(said.scopes),
    ...(said.appToken === null ? [] : [appTokenCheck(said.appToken)]),
    ...said.channels.map(channelCheck),
    {
      state: 'warning',
      what: 'message retention of the channels cannot be read by a bot',
      todo: 'Set it to at least 90 days: a card that Slack deleted is posted anew at the next material change only.',
    },
  ];
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

function appTokenCheck({ error }: { readonly error: string | null }): Check {
  if (error === null) return { state: 'good', what: 'Slack app-level token' };
  const todo = `Slack says ${error}. Make one with the scope connections:write under Basic Information, and set SLACK_APP_TOKEN.`;
  return { state: 'bad', what: 'Slack app-level token', todo };
}

function channelCheck({
  name,
  found,
  member,
  shared,
}: {
  name: string;
  found: boolean;
  member: boolean;
  shared: boolean;
}): Check {
  if (!found) {
    return {
      state: 'bad',
      what: `channel #${name}`,
      todo: 'There is none that the bot can see: make it, and invite the bot there.',
    };
  }
  if (!member)
    return { state: 'bad', what: `channel #${name}`, todo: `Invite the bot: /invite @Yagura in #${name}.` };
  if (shared) {
    const todo = 'People of another organisation see it. Use a channel that is not shared.';
    return { state: 'warning', what: `channel #${name} is shared externally`, todo };
  }
  return { state: 'good', what: `channel #${name}` };
}
