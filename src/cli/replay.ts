import type { Command } from 'commander';
import { loadConfig } from '../config/config.ts';
import { commitMatches, finishFile } from '../files/commit.ts';
import type { Outcome } from '../finding/ledger.ts';
import type { IncomingMessage } from '../intake/message.ts';
import { type Files, type OpenFilesOptions, openFiles } from '../open-files.ts';
import { type PipelineDeps, processMessages } from '../pipeline.ts';
import { pipelineDeps, triageSettings } from '../pipeline-deps.ts';
import { detectionOf } from '../rules/detection.ts';
import { readRules } from '../rules/directories.ts';
import { systemClock } from '../shared/clock.ts';
import { UsageError } from '../shared/errors.ts';
import { createLogger } from '../shared/logger.ts';
import { openStore } from '../store/open.ts';
import type { Store } from '../store/store.ts';
import { compileTriage } from '../triage/rules.ts';
import { configOption, durationOption } from './options.ts';

interface ReplayOptions {
  readonly config: string;
  readonly since: number;
  readonly all?: boolean;
}

const atOnce = 100;

/** `yagura replay`: stored bodies through the pipeline again, after a fix. Runs beside a running `start`. */
export function replay(program: Command): void {
  program
    .command('replay')
    .description('read stored bodies again: by default those with something in quarantine')
    .argument('[message-ids...]', 'only these messages')
    .option('--since <duration>', 'only what arrived so long ago or later', durationOption, 30 * 86_400_000)
    .option('--all', 'every stored body, not only the quarantined')
    .addOption(configOption())
    .action(async (ids: string[], options: ReplayOptions) => {
      if (ids.length > 0 && options.all) throw new UsageError('Give message ids or --all, not both.');
      const config = loadConfig(options.config);
      const store = await openStore(config.database);
      let files: Files | null = null;
      try {
        const clock = systemClock();
        const rules = compileTriage(triageSettings(config));
        const logger = createLogger(config.log.level);
        const { source } = await readRules(config);
        const detection = await detectionOf(source, store, clock.now());
        const deps = pipelineDeps(config, rules, store, () => clock.now(), logger, detection);
        files = await openFiles({ ...again(deps), config: () => config, rules: source, clock, logger });
        const tally = { read: 0, missing: 0 };
        const before = await store.ledger.counts(0);
        for await (const batch of storedBatches(store, ids, options, clock.now())) {
          const messages = batch.filter((one) => one !== null);
          tally.read += messages.length;
          tally.missing += batch.length - messages.length;
          await readAgain(messages, deps, files);
        }
        report(tally, before, await store.ledger.counts(0));
        if (ids.length > 0 && tally.missing > 0) process.exitCode = 1;
      } finally {
        await files?.stop();
        await store.close();
      }
    });
}

/** Files that messages point to are read anew unless they were before; all else goes through the pipeline. */
async function readAgain(
  messages: readonly IncomingMessage[],
  deps: PipelineDeps,
  files: Files | null,
): Promise<void> {
  const pointing = messages.filter((one) => files?.desk.takes(one));
  for (const one of pointing) await files?.desk.process(one);
  if (messages.length > 0) await processMessages(messages, deps);
}

/** Whoever reads files writes straight to SQL here; what was quarantined is tried again. */
function again(deps: PipelineDeps): Pick<OpenFilesOptions, 'worker' | 'wake' | 's3'> {
  return {
    s3: undefined,
    wake: () => undefined,
    worker: {
      commitMatches: (place, matches) => commitMatches(place, matches, deps),
      finishFile: (place, verdict) => finishFile(place, verdict, deps),
      async knownPaths(messageId) {
        const known = await deps.store.intake((transaction) => transaction.ledgerOf([messageId]));
        const rows = [...(known.get(messageId) ?? [])];
        return rows.filter(([, { outcome }]) => outcome !== 'quarantined').map(([path]) => path);
      },
    },
  };
}

/** Batches of messages to read again; null where a body is no longer kept. */
async function* storedBatches(
  store: Store,
  ids: readonly string[],
  { since, all }: ReplayOptions,
  now: number,
): AsyncGenerator<(IncomingMessage | null)[]> {
  if (ids.length > 0) {
    for (let from = 0; from < ids.length; from += atOnce) yield bodies(store, ids.slice(from, from + atOnce));
    return;
  }
  const list = all ? store.ledger.messages : store.ledger.quarantined;
  let after: string | null = null;
  for (;;) {
    const page: string[] = await list({ since: now - since, after, limit: atOnce });
    if (page.length === 0) return;
    yield bodies(store, page);
    after = page.at(-1) ?? null;
  }
}

function bodies(store: Store, ids: readonly string[]): Promise<(IncomingMessage | null)[]> {
  return Promise.all(
    ids.map(async (id) => {
      const stored = await store.ledger.body(id);
      return stored ? { ...stored, receiveCount: 1 } : null;
    }),
  );
}

function report(
  tally: { readonly read: number; readonly missing: number },
  before: Record<Outcome, number>,
  after: Record<Outcome, number>,
): void {
  const events = after.quarantined === 1 ? 'event' : 'events';
  console.log(
    `${tally.read} read again; ${after.quarantined} inner ${events} still in quarantine (before: ${before.quarantined}).`,
  );
  if (tally.missing > 0) console.log(`${tally.missing} could not be read: their bodies are no longer kept.`);
}
