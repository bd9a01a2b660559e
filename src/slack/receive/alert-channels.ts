import type { WebClient } from '@slack/web-api';
import type { Clock } from '../../shared/clock.ts';
import type { ChannelDirectory } from '../outbox/channels.ts';
import type { ChannelStyle } from '../outbox/outbox.ts';

export interface AlertChannelsOptions {
  readonly alertChannels: () => readonly string[];
  readonly channels: ChannelDirectory;
  readonly styleOf: (channel: string) => ChannelStyle;
  readonly client: WebClient;
  readonly clock: Clock;
}

/** What the channels that carry cards mean for who may see, share and read what. */
export interface AlertChannels {
  /** Ids of those that exist; throws when not one can be found. */
  ids(): Promise<readonly string[]>;
  /** At once, from what is known: a window has to open within three seconds of its button's press. */
  styleOf(channel: { id: string | null; name: string | null }): ChannelStyle;
  isSafeToShareIn(channelId: string): Promise<boolean>;
}

/** A channel that is missing is looked for again after this, and not at every command. */
const keptMs = 60_000;

export function createAlertChannels(options: AlertChannelsOptions): AlertChannels {
  const { alertChannels, channels, styleOf, client, clock } = options;
  let kept: {
    readonly at: number;
    readonly names: string;
    readonly found: Promise<Map<string, string>>;
  } | null = null;

  let newest: ReadonlyMap<string, string> = new Map();

  /** Id → name in the configuration, for the channels that Slack knows. */
  function found(): Promise<Map<string, string>> {
    const names = alertChannels();
    const key = names.join('\n');
    if (kept === null || kept.names !== key || clock.now() - kept.at >= keptMs)
      kept = { at: clock.now(), names: key, found: find(names) };
    const asked = kept;
    asked.found.catch(() => {
      if (kept === asked) kept = null;
    });
    return asked.found;
  }

  async function find(names: readonly string[]): Promise<Map<string, string>> {
    const asked = await Promise.allSettled(names.map((name) => channels.idOf(name)));
    const ids = new Map<string, string>();
    asked.forEach((one, at) => {
      if (one.status === 'fulfilled') ids.set(one.value, names[at] ?? '');
    });
    newest = ids;
    const failure = asked.find((one) => one.status === 'rejected');
    if (ids.size === 0 && failure) throw failure.reason;
    return ids;
  }

  return {
    ids: async () => [...(await found()).keys()],
    styleOf({ id, name }) {
      // A private channel's payload does not say its name, so it is looked up by its id.
      found().catch(() => undefined);
      return styleOf((id === null ? undefined : newest.get(id)) ?? name ?? '');
    },
    async isSafeToShareIn(channelId) {
      if (!(await found()).has(channelId)) return false;
      const { channel } = await client.conversations.info({ channel: channelId });
      return channel?.is_ext_shared === false && channel.is_pending_ext_shared !== true;
    },
  };
}
