import type { WebClient } from '@slack/web-api';
import type { Clock } from '../../shared/clock.ts';
import { RetryableError } from '../../shared/errors.ts';
import { listChannels } from '../list-channels.ts';

/** Turns a channel's name from the configuration, or a person's id, into the channel's id, once. */
export interface ChannelDirectory {
  /** Throws RetryableError when there is no such channel or person, or the bot cannot see it. */
  idOf(name: string): Promise<string>;
}

const looksLikeId = /^[CGD][A-Z0-9]{7,}$/;
/** What is told to one person goes where only the two of them read it. */
const looksLikePerson = /^[UW][A-Z0-9]{2,20}$/;

/** A missing channel is asked for again after this: every card that waits for it would ask otherwise. */
const rememberMissingMs = 30_000;

export function createChannelDirectory(client: WebClient, clock: Clock): ChannelDirectory {
  const known = new Map<string, string>();
  let reading: Promise<void> | null = null;
  let readAt = Number.NEGATIVE_INFINITY;

  async function read(): Promise<void> {
    for await (const { id, name } of listChannels(client)) if (name && id) known.set(name, id);
    // A reading that failed says nothing of what is missing.
    readAt = clock.now();
  }

  async function withPerson(userId: string): Promise<string> {
    const { channel } = await client.conversations.open({ users: userId });
    if (!channel?.id) throw new RetryableError('conversations.open gave no channel');
    known.set(userId, channel.id);
    return channel.id;
  }

  return {
    async idOf(name) {
      if (looksLikeId.test(name)) return name;
      if (looksLikePerson.test(name)) return known.get(name) ?? withPerson(name);
      if (!known.has(name) && (reading || Math.abs(clock.now() - readAt) > rememberMissingMs)) {
        // Many cards may ask at once; Slack is asked once.
        reading ??= read().finally(() => {
          reading = null;
        });
        await reading;
      }
      const id = known.get(name);
      if (id === undefined)
        throw new RetryableError(`no channel #${name} that the bot can see; invite it there`);
      return id;
    },
  };
}
