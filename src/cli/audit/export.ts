import { once } from 'node:events';
import { type Command, Option } from 'commander';
import { loadConfig } from '../../config/config.ts';
import { type AuditEntry, canonicalJson } from '../../finding/audit.ts';
import { systemClock } from '../../shared/clock.ts';
import { openStore } from '../../store/open.ts';
import type { Store } from '../../store/store.ts';
import { writeJson } from '../lines.ts';
import { configOption, durationOption } from '../options.ts';
import { csvLine } from './csv.ts';

interface ExportOptions {
  readonly config: string;
  readonly since: number;
  readonly format: 'ndjson' | 'csv';
}

const atOnce = 1_000;
const everMs = 100 * 365 * 86_400_000;

const columns = [
  ...(['seq', 'at', 'actor', 'role', 'surface', 'act', 'outcome', 'target'] as const),
  ...(['before', 'after', 'reason', 'previousHash', 'hash'] as const),
];

/** `yagura audit export`: rows, oldest first, to the standard output. */
export function exportLog(group: Command): void {
  group
    .command('export')
    .description('write the log to the standard output, the oldest row first')
    .option(
      '--since <duration>',
      'only what was done so long ago or later; default: all',
      durationOption,
      everMs,
    )
    .addOption(new Option('--format <format>', 'how').choices(['ndjson', 'csv']).default('ndjson'))
    .addOption(configOption())
    .action(async ({ config, since, format }: ExportOptions) => {
      const store = await openStore(loadConfig(config).database);
      try {
        if (format === 'csv') await write(csvLine(columns));
        for await (const entry of entriesSince(store, systemClock().now() - since))
          await (format === 'csv'
            ? write(csvLine(columns.map((one) => cell(entry, one))))
            : writeJson(process.stdout, entry));
      } finally {
        await store.close();
      }
    });
}

async function* entriesSince({ audit }: Store, from: number): AsyncGenerator<AuditEntry> {
  let after = 0;
  for (;;) {
    const chunk = await audit.since(from, { after, limit: atOnce });
    yield* chunk;
    const last = chunk.at(-1);
    if (last === undefined) return;
    after = last.seq;
  }
}

function cell(entry: AuditEntry, column: (typeof columns)[number]): string {
  const value = entry[column];
  if (column === 'at') return new Date(entry.at).toISOString();
  return typeof value === 'object' && value !== null ? canonicalJson(value) : String(value ?? '');
}

async function write(text: string): Promise<void> {
  if (!process.stdout.write(text)) await once(process.stdout, 'drain');
}
