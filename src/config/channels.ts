import type { Config } from './config.ts';

/** Every channel that a card may be in, each once. */
export function alertChannelsOf({ slack, accounts, policies }: Config): readonly string[] {
  const named = [
    slack.channel,
    slack.criticalChannel,
    ...accounts.map(({ channel }) => channel),
    ...policies.map(({ channel }) => channel),
  ];
  return [...new Set(named.filter((channel) => typeof channel === 'string'))];
}
