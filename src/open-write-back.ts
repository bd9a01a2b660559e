import type { AwsAccess } from './aws/access.ts';
import type { Config } from './config/config.ts';
import type { Told } from './operations/services-told.ts';
import type { Engine } from './reconcile/engine.ts';
import type { Clock } from './shared/clock.ts';
import type { Logger } from './shared/logger.ts';
import type { Sender } from './slack/outbox/sender.ts';
import type { Repositories } from './store/store.ts';
import { createWriteBack } from './writeback/write-back.ts';

export interface OpenWriteBackOptions {
  readonly config: () => Config;
  readonly store: Pick<Repositories, 'wishes'>;
  readonly told: (told: readonly Told[]) => Promise<unknown>;
  readonly access: AwsAccess;
  readonly sender: Pick<Sender, 'linkTo' | 'namesOf' | 'wake'>;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly owner: string;
}

/** Tells Security Hub and GuardDuty what SQL wants said there, as the configuration allows it at each moment. */
export function openWriteBack(options: OpenWriteBackOptions): Engine {
  const { config, store, access, sender, clock, logger, owner } = options;
  return createWriteBack({
    ...{ wishes: store.wishes, access, clock, logger, owner },
    ...{ linkTo: sender.linkTo, namesOf: sender.namesOf },
    settings: () => {
      const { writeBack, aws, slack } = config();
      return { mode: writeBack.mode, administrator: aws.administrator ?? null, language: slack.language };
    },
    async told(told) {
      await options.told(told);
      // What is not taken is said on cards.
      sender.wake();
    },
  });
}
