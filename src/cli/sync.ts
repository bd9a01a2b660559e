import { randomUUID } from 'node:crypto';
import { Presets, SingleBar } from 'cli-progress';
import type { Command } from 'commander';
import { loadConfig } from '../config/config.ts';
import type { Outcome } from '../finding/ledger.ts';
import { accessOf } from '../open-access.ts';
import { syncOnce, syncPlaces, syncSources } from '../open-sync.ts';
import { processMessages } from '../pipeline.ts';
import { pipelineDeps, triageSettings } from '../pipeline-deps.ts';
import { systemClock } from '../shared/clock.ts';
import { UsageError } from '../shared/errors.ts';
import { createLogger } from '../shared/logger.ts';
import { openStore } from '../store/open.ts';
import { compileTriage } from '../triage/rules.ts';
import { configOption, durationOption } from './options.ts';

/** `yagura sync`: findings read back from GuardDuty and Security Hub, through the pipeline. Runs beside a running `start`. */
export function sync(program: Command): void {
  program
    .command('sync')
    .description(
      'read findings back from GuardDuty and Security Hub, for what EventBridge missed. Exit code 1: some place could not be read',
    )
    .option(
      '--since <duration>',
      'what changed so long ago or later; default: since the last time',
      durationOption,
    )
    .addOption(configOption())
    .action(async ({ config: file, since }: { readonly config: string; readonly since?: number }) => {
      const config = loadConfig(file);
      if (syncPlaces(config).length === 0 || syncSources(config).length === 0)
        throw new UsageError(
          'There is nowhere to read: name aws.administrator or accounts, and a queue for guardduty or securityhub.',
        );
      const clock = systemClock();
      const logger = createLogger(config.log.level);
      const store = await openStore(config.database);
      const access = accessOf(() => config, undefined, clock);
      const rules = compileTriage(triageSettings(config));
      const deps = pipelineDeps(config, rules, store, () => clock.now(), logger);
      const format = '{bar} {value}/{total} places, {read} findings';
      const bar = new SingleBar({ format, clearOnComplete: true, hideCursor: true }, Presets.rect);
      try {
        const before = await store.ledger.counts(0);
        bar.start(1, 0, { read: 0 });
        const synced = await syncOnce(
          {
            ...{ config, store, access, clock, logger, owner: randomUUID() },
            process: (messages, baseline) => processMessages(messages, { ...deps, baseline }),
          },
          new AbortController().signal,
          {
            ...(since !== undefined && { since: clock.now() - since }),
            onProgress({ total, done, read }) {
              bar.setTotal(total);
              bar.update(done, { read });
            },
          },
        );
        bar.stop();
        if (synced === null) throw new UsageError('Another process reads findings back at this moment.');
        console.log(`${synced.read} findings read: ${differences(before, await store.ledger.counts(0))}.`);
        if (synced.baseline)
          console.log('It was the first time somewhere: a card sums up what was there before.');
        for (const problem of synced.problems) console.error(problem);
        if (synced.problems.length > 0) process.exitCode = 1;
      } finally {
        bar.stop();
        access.destroy();
        await store.close();
      }
    });
}

/** What the ledger has more of; alerts that came by a queue meanwhile are among it. */
function differences(before: Record<Outcome, number>, after: Record<Outcome, number>): string {
  const grown = (Object.keys(after) as Outcome[])
    .map((outcome) => [outcome, after[outcome] - before[outcome]] as const)
    .filter(([, count]) => count > 0);
  return grown.length === 0
    ? 'nothing new'
    : grown.map(([outcome, count]) => `${count} ${outcome}`).join(', ');
}
