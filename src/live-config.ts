import { alertChannelsOf } from './config/channels.ts';
import type { Config } from './config/config.ts';
import { actLimits, channelStyleOf, intakeCardOf, triageSettings } from './pipeline-deps.ts';

/**
 * The configuration that holds at present, and what is worked out from it; asked anew each time, so that a changed
 * file holds at once.
 */
export function createLiveConfig(first: Config) {
  let present = derive(first);
  return {
    config: () => present.config,
    styleOf: (channel: string) => present.styleOf(channel),
    intakeCard: (now: number) => present.intakeCard(now),
    alertChannels: () => present.alertChannels,
    accountName: (id: string) => present.accountNames.get(id),
    settings: () => present.settings,
    limits: () => present.limits,
    adopt(next: Config) {
      present = derive(next);
    },
  };
}

function derive(config: Config) {
  return {
    config,
    styleOf: channelStyleOf(config),
    intakeCard: intakeCardOf(config),
    alertChannels: alertChannelsOf(config),
    accountNames: new Map(config.accounts.map(({ id, name }) => [id, name])),
    settings: triageSettings(config),
    limits: actLimits(config),
  };
}
