import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { Config, Environment } from './config/config.ts';
import { takeOver } from './config/restart.ts';
import { createConfigWatch, type Reading } from './config/watch.ts';
import type { ConfigData } from './finding/card-data.ts';
import type { Clock } from './shared/clock.ts';
import { messageOf } from './shared/errors.ts';
import type { Logger } from './shared/logger.ts';
import { repeat } from './shared/repeat.ts';
import type { CardRepository } from './store/ports/cards.ts';

export interface ReloadDeps {
  readonly file: string;
  /** Absent: the process's own. */
  readonly environment?: Environment;
  readonly present: () => Config;
  /** Hands a new snapshot to everybody who lives by one. */
  readonly adopt: (config: Config) => Promise<void>;
  readonly cards: Pick<CardRepository, 'put' | 'byKey'>;
  readonly clock: Clock;
  readonly logger: Logger;
}

const lookEveryMs = 3_000;

/**
 * Follows the configuration file. A good one holds at once, but for what needs a restart; a bad one changes nothing,
 * and Slack says so once.
 */
export function followConfig(deps: ReloadDeps): { stop(): Promise<void> } {
  const { clock, logger } = deps;
  const watch = createConfigWatch({ ...deps, tell: createReload(deps) });
  return repeat({
    clock,
    everyMs: lookEveryMs,
    work: () => watch.look(),
    onError: (error) => logger.warn({ error: messageOf(error) }, 'the configuration could not be taken over'),
  });
}

/** What is done about each reading of the file. Doing it twice does no harm. */
export function createReload(deps: Omit<ReloadDeps, 'environment'>): (reading: Reading) => Promise<void> {
  const { present, adopt, clock, logger } = deps;
  const cards = troubleCards(deps);

  async function take(next: Config): Promise<void> {
    const { config, restart } = takeOver(present(), next);
    // A line that moved is a change too: `why` names lines.
    if (!isDeepStrictEqual(config, present())) {
      await adopt(config);
      logger.info({ config: config.hash, restart }, 'a new configuration holds');
    }
    const key = keyOf(`restart ${config.hash}`);
    // What was asked for before the last start was just this start.
    if (restart.length === 0) return cards.settle([key]);
    logger.warn({ restart }, 'part of the configuration holds only after a restart');
    await cards.say(key, { problem: '', restart });
  }

  return async (reading) => {
    if (reading.kind === 'good') return take(reading.config);
    const { problem } = reading;
    logger.error({ problem }, 'the configuration file is bad; the one before still holds');
    // The same mistake on another day is worth another word.
    const day = Math.floor(clock.now() / 86_400_000);
    await cards.say(keyOf(`${day} ${problem}`), { problem, restart: [] });
  };
}

/** The cards about what is wrong at present: one at a time, and those before it say that they are over. */
function troubleCards({ file, present, cards, clock }: Omit<ReloadDeps, 'environment'>) {
  const open = new Set<string>();

  async function put(key: string, data: ConfigData, material: boolean): Promise<void> {
    const { channel } = present().slack;
    await cards.put({ key, channel, severity: 'High', now: clock.now(), material, data });
  }

  /** Ends what is open, and of `others` what an earlier process left open. */
  async function settle(others: readonly string[]): Promise<void> {
    for (const key of new Set([...open, ...others])) {
      const data = (await cards.byKey(key))?.data as ConfigData | null | undefined;
      if (data?.mendedAt === null) await put(key, { ...data, mendedAt: clock.now() }, false);
      open.delete(key);
    }
  }

  return {
    settle,
    async say(key: string, trouble: Pick<ConfigData, 'problem' | 'restart'>): Promise<void> {
      if (open.has(key)) return;
      await settle([]);
      await put(key, { ...trouble, file: basename(file), at: clock.now(), mendedAt: null }, true);
      open.add(key);
    },
  };
}

function keyOf(what: string): string {
  return `config:${createHash('sha256').update(what).digest('hex').slice(0, 12)}`;
}
