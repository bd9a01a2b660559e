import type { Config } from './config/config.ts';
import type { FindingView } from './finding/view.ts';
import type { QueueRule } from './intake/admit.ts';
import type { PipelineDeps } from './pipeline.ts';
import { messageOf } from './shared/errors.ts';
import type { Logger } from './shared/logger.ts';
import { zonedDay } from './shared/zoned-day.ts';
import type { Store } from './store/store.ts';

/** A queue's name is the last part of its URL. */
export function queueName(url: string): string {
  return new URL(url).pathname.split('/').at(-1) ?? url;
}

/** Where a new case's card goes: Critical ones to their own channel, where one is configured; samples never. */
function routeBy(slack: { channel: string; criticalChannel?: string | undefined }) {
  return (view: FindingView): string =>
    view.severity === 'Critical' && !view.sample ? (slack.criticalChannel ?? slack.channel) : slack.channel;
}

/** The key and the channel of the card about what was not understood today, in the channel's own day. */
export function intakeCardOf(config: Config) {
  const { channel } = config.slack;
  const { timeZone } = channelStyleOf(config)(channel);
  return (now: number) => ({ key: `intake:${zonedDay(now, timeZone).day}`, channel });
}

/** How people read in a channel: its own language and time zone, or the workspace's. */
export function channelStyleOf({ slack }: Config) {
  const own = new Map(slack.channels.map((one) => [one.name, one]));
  return (channel: string) => ({
    language: own.get(channel)?.language ?? slack.language,
    timeZone: own.get(channel)?.timeZone ?? slack.timeZone,
  });
}

/** What the pipeline needs to know of the configuration; shared by the running process and by replay. */
export function pipelineDeps(config: Config, store: Store, now: () => number, logger: Logger): PipelineDeps {
  const rules = new Map<string, QueueRule>(config.queues.map((queue) => [queueName(queue.url), queue]));
  const names = new Map(config.accounts.map((account) => [account.id, account.name]));
  const closed: QueueRule = { sources: [], accounts: [] };
  return {
    store,
    now,
    // A body from a queue that the configuration no longer names may carry nothing.
    ruleOf: (queue) => rules.get(queue) ?? closed,
    accountName: (id) => names.get(id),
    route: routeBy(config.slack),
    intakeCard: intakeCardOf(config),
    configHash: config.hash,
    onPoisoned: (messageId, error) =>
      logger.error(
        { messageId, error: messageOf(error) },
        'a message cannot be processed and is quarantined',
      ),
  };
}
