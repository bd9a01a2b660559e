import { WebClient } from '@slack/web-api';
import { messageOf } from '../shared/errors.ts';
import { listChannels } from './list-channels.ts';

export interface SlackAnswers {
  readonly workspace: { readonly team: string; readonly bot: string } | { readonly error: string };
  /** What the bot token may do. */
  readonly scopes: readonly string[];
  /** null: none is needed. */
  readonly appToken: { readonly error: string | null } | null;
  readonly channels: readonly { name: string; found: boolean; member: boolean; shared: boolean }[];
}

/** Asks Slack what `doctor` wants to know. Reads only; throws nothing that Slack can say. */
export async function askSlack(
  tokens: {
    readonly botToken: string;
    readonly appToken: string | null;
    readonly slackApiUrl: string | null;
  },
  channelNames: readonly string[],
): Promise<SlackAnswers> {
  const options = {
    ...(tokens.slackApiUrl === null ? {} : { slackApiUrl: tokens.slackApiUrl }),
    retryConfig: { retries: 1 },
    timeout: 10_000,
  };
  const client = new WebClient(tokens.botToken, options);
  try {
    const identity = await client.auth.test();
    const scopes = identity.response_metadata?.scopes ?? [];
    const workspace = { team: identity.team ?? 'unknown', bot: identity.user ?? 'unknown' };
    const appToken =
      tokens.appToken === null ? null : await tryAppToken(new WebClient(tokens.appToken, options));
    return { workspace, scopes, appToken, channels: await findChannels(client, channelNames) };
  } catch (error) {
    return { workspace: { error: messageOf(error) }, scopes: [], appToken: null, channels: [] };
  }
}

async function tryAppToken(client: WebClient): Promise<{ error: string | null }> {
  try {
    await client.apps.connections.open({});
    return { error: null };
  } catch (error) {
    return { error: messageOf(error) };
  }
}

async function findChannels(client: WebClient, names: readonly string[]): Promise<SlackAnswers['channels']> {
  const found = new Map<string, { member: boolean; shared: boolean }>();
  for await (const { id, name, is_member, is_ext_shared } of listChannels(client)) {
    const facts = { member: is_member === true, shared: is_ext_shared === true };
    if (id) found.set(id, facts);
    if (name) found.set(name, facts);
  }
  return names.map((name) => ({
    name,
    found: found.has(name),
    member: false,
    shared: false,
    ...found.get(name),
  }));
}
