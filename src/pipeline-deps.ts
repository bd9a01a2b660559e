import type { Config } from './config/config.ts';
import type { QueueRule } from './intake/admit.ts';
import type { WishRules } from './operations/clock/wishes.ts';
import type { ActLimits } from './operations/operation.ts';
import type { PipelineDeps } from './pipeline.ts';
import type { ReadingRules } from './reading.ts';
import { type LiveRules, noLiveRules } from './rules/live-rules.ts';
import { messageOf } from './shared/errors.ts';
import type { Logger } from './shared/logger.ts';
import { zonedDay } from './shared/zoned-day.ts';
import type { Store } from './store/store.ts';
import { syncQueue } from './sync/message.ts';
import type { TriageRules } from './triage/rules.ts';
import type { TriageSettings } from './triage/settings.ts';

/** A queue's name is the last part of its URL. */
export function queueName(url: string): string {
  return new URL(url).pathname.split('/').at(-1) ?? url;
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

/** All of the configuration that decides about alerts. */
export function triageSettings(config: Config): TriageSettings {
  const { slack, policies, accounts, mentions, urgent, escalation, onCall, flapping, sourceHealth } = config;
  return {
    policies,
    accounts,
    channel: slack.channel,
    criticalChannel: slack.criticalChannel ?? null,
    mentions,
    urgent,
    escalation,
    acknowledgement: config.acknowledgement.default,
    hours: {
      default: slack.workingHours,
      channels: Object.fromEntries(slack.channels.map(({ name, workingHours }) => [name, workingHours])),
    },
    onCall,
    flapping,
    sourceHealth,
    questions: config.questions,
  };
}

/** What the configuration says about acts; whoever only looks may do nothing for any time. */
export function actLimits({ suppressions, acknowledgement, exceptions, leases }: Config): ActLimits {
  return {
    suppression: { viewer: 0, ...suppressions.max },
    acknowledgement: { viewer: 0, ...acknowledgement.max },
    exception: { viewer: 0, ...exceptions.max },
    requestsExpire: exceptions.requestsExpire,
    leases,
  };
}

/** What is worked out to be told to Security Hub and GuardDuty; null: nothing is. */
export function wishRules({ writeBack: { mode, suppress, guardDuty } }: Config): WishRules | null {
  if (mode === 'off') return null;
  // Any number will do that differs where one of them does.
  const version =
    1 + ['on', 'dry-run'].indexOf(mode) + 2 * Number(suppress === 'on') + 4 * Number(guardDuty === 'on');
  return { settings: { suppress: suppress === 'on', guardDuty: guardDuty === 'on' }, version };
}

/** What each queue may carry; one that the configuration no longer names may carry nothing. */
export function queueRuleOf(config: Config): (queue: string) => QueueRule {
  const queues = new Map<string, QueueRule>(config.queues.map((queue) => [queueName(queue.url), queue]));
  queues.set(syncQueue, {
    sources: ['guardduty', 'securityhub'],
    // Whatever some queue may speak of.
    accounts: [...new Set(config.queues.flatMap((queue) => queue.accounts))],
  });
  const closed: QueueRule = { sources: [], accounts: [] };
  return (queue) => queues.get(queue) ?? closed;
}

/** What the configuration says about reading: which queue may carry what, and how the team calls its accounts. */
export function readingRules(
  config: Config,
  rules: TriageRules,
  detection: LiveRules = noLiveRules,
): ReadingRules {
  return {
    ruleOf: queueRuleOf(config),
    accountName: (id) => rules.accountOf(id)?.name,
    detection,
  };
}

/** What the pipeline needs to know of the configuration; shared by the running process and by replay. */
export function pipelineDeps(
  config: Config,
  rules: TriageRules,
  store: Store,
  now: () => number,
  logger: Logger,
  detection: LiveRules = noLiveRules,
): PipelineDeps {
  return {
    ...readingRules(config, rules, detection),
    store,
    now,
    rules,
    intakeCard: intakeCardOf(config),
    configHash: config.hash,
    onPoisoned: (messageId, error) =>
      logger.error(
        { messageId, error: messageOf(error) },
        'a message cannot be processed and is quarantined',
      ),
  };
}
