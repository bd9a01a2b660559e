import { ErrorCode, WebClient } from '@slack/web-api';
import { messageOf } from '../shared/errors.ts';
import { silentLogger } from '../shared/logger.ts';
import { listChannels } from './list-channels.ts';
import { slackLogger } from './receive/slack-logger.ts';

export interface Trouble {
  /** Slack's own word (`invalid_auth`), or why there was none. */
  readonly error: string;
  /** False: nothing was heard of Slack at all. */
  readonly answered: boolean;
}

export interface ChannelFacts {
  readonly name: string;
  readonly found: boolean;
  readonly member: boolean;
  readonly shared: boolean;
}

export interface SlackAnswers {
  readonly workspace: { readonly team: string; readonly bot: string } | Trouble;
  /** What the bot token may do. */
  readonly scopes: readonly string[];
  /** `none`: there is no such token here. */
  readonly appToken: 'good' | 'none' | Trouble;
  readonly channels: readonly ChannelFacts[] | Trouble;
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
    logger: slackLogger(silentLogger),
  };
  const client = new WebClient(tokens.botToken, options);
  const identity = await client.auth.test().catch(troubleOf);
  if ('answered' in identity) return { workspace: identity, scopes: [], appToken: 'none', channels: [] };
  return {
    workspace: { team: identity.team ?? 'unknown', bot: identity.user ?? 'unknown' },
    scopes: identity.response_metadata?.scopes ?? [],
    appToken: tokens.appToken === null ? 'none' : await tryAppToken(new WebClient(tokens.appToken, options)),
    channels: await findChannels(client, channelNames).catch(troubleOf),
  };
}

function troubleOf(error: unknown): Trouble {
  const said = error as { code?: unknown; data?: { error?: unknown } };
  if (said.code === ErrorCode.PlatformError) return { error: String(said.data?.error), answered: true };
  return { error: messageOf(error), answered: false };
}

function tryAppToken(client: WebClient): Promise<'good' | Trouble> {
  return client.apps.connections.open({}).then(() => 'good' as const, troubleOf);
}

async function findChannels(client: WebClient, names: readonly string[]): Promise<ChannelFacts[]> {
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
