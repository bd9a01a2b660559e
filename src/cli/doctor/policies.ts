import { alertChannelsOf } from '../../config/channels.ts';
import type { Config } from '../../config/config.ts';
import { policyActions } from '../../finding/policy.ts';
import type { Check } from './check.ts';

/** What the policies are, and which words of the configuration nothing leads to. */
export function checkPolicies(config: Config): Check[] {
  const { policies } = config;
  const counts = policyActions.flatMap((action) => {
    const count = policies.filter((policy) => policy.then === action).length;
    return count === 0 ? [] : [`${count} ${action}`];
  });
  const what =
    policies.length === 0
      ? 'no policies: every finding gets a card'
      : `${policies.length} policies: ${counts.join(', ')}; \`yagura policy check\` lists them`;
  return [{ state: 'good', what }, ...idleChannels(config)];
}

/** Settings of a channel that no card goes to; most often one is said by name and the other by id. */
function idleChannels(config: Config): Check[] {
  const used = new Set(alertChannelsOf(config));
  return config.slack.channels
    .filter(({ name }) => !used.has(name))
    .map(({ name }) => ({
      state: 'warning',
      what: `slack.channels names ${name}, where no card goes`,
      todo: 'Write it as it is written where the cards are sent, a name or an id; or leave it out.',
    }));
}
