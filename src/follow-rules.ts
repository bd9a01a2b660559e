import type { Config } from './config/config.ts';
import type { RuleReading } from './rules/directories.ts';
import { tellRuleProblems } from './rules/problem-card.ts';
import type { RuleSource } from './rules/rule-source.ts';
import { createRuleWatch } from './rules/watch.ts';
import type { Clock } from './shared/clock.ts';
import { messageOf } from './shared/errors.ts';
import type { Logger } from './shared/logger.ts';
import { repeat } from './shared/repeat.ts';
import type { Repositories } from './store/store.ts';
import type { AlertWorker } from './worker/worker.ts';

export interface FollowRulesOptions {
  readonly config: () => Config;
  /** What holds at present. */
  readonly present: RuleReading;
  readonly worker: Pick<AlertWorker, 'configureRules' | 'overviewOfRules'>;
  /** Whoever else goes by rules. */
  readonly reload: (rules: RuleSource) => Promise<void>;
  readonly cards: Repositories['cards'];
  readonly clock: Clock;
  readonly logger: Logger;
}

const everyMs = 5_000;

/** Takes over what the rules' files say from now on; a card tells which of them do not run. */
export async function followRules(options: FollowRulesOptions): Promise<{ stop(): Promise<void> }> {
  const { config, present, worker, reload, cards, clock, logger } = options;

  async function tell(unreadable: readonly string[]): Promise<void> {
    const { problems } = await worker.overviewOfRules(clock.now());
    const all = [...unreadable, ...problems];
    for (const problem of all) logger.error({ problem }, 'a rule does not run');
    await tellRuleProblems(all, { cards, channel: config().slack.channel, now: clock.now() });
  }

  await tell(present.unreadable);
  const watch = createRuleWatch({
    config,
    first: present.hash,
    async tell({ source, unreadable }) {
      await worker.configureRules(source, clock.now());
      await reload(source);
      await tell(unreadable);
      logger.info({ files: source.files.length }, 'new rules hold');
    },
  });
  return repeat({
    clock,
    everyMs,
    work: () => watch.look(),
    onError: (error) => logger.warn({ error: messageOf(error) }, 'the rules could not be taken over'),
  });
}
