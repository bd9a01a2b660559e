import { type Command, Option } from 'commander';
import { type Config, loadConfig, parseMatch } from '../../config/config.ts';
import { parseDuration } from '../../config/duration.ts';
import { type Match, matcherVersion } from '../../finding/match.ts';
import { type Severity, severities } from '../../finding/severity.ts';
import type { Suppression } from '../../finding/suppression.ts';
import { createRehearsal, type RehearsalOptions } from '../../rehearsal.ts';
import { systemClock } from '../../shared/clock.ts';
import { UsageError } from '../../shared/errors.ts';
import { openStore } from '../../store/open.ts';
import type { Store } from '../../store/store.ts';
import { writeJson } from '../lines.ts';
import { configOption } from '../options.ts';
import { type Comparison, createComparison, triedSuppression } from './comparison.ts';
import { comparisonText } from './comparison-text.ts';
import { detectionOf } from './detection.ts';
import { messagesInFiles, type PastMessages, storedMessages } from './past-messages.ts';
import { withProgress } from './progress.ts';

interface PreviewOptions {
  readonly against: readonly string[];
  readonly config?: string;
  readonly present: string;
  readonly suppress?: string;
  readonly severity: Severity;
  readonly allow: readonly string[];
  readonly json?: boolean;
}

/**
 * `yagura policy preview`: what would have become of past events under another configuration, or with one more
 * suppression. Exit code 1: something Critical or High would newly be hidden.
 */
export function preview(group: Command): void {
  group
    .command('preview')
    .description(
      'play past events under the present and a new configuration, and compare what people would see',
    )
    .requiredOption(
      '--against <past...>',
      'days of stored events, such as 30 or 30d; or files of bodies, one a line',
    )
    .option('-c, --config <file>', 'the new configuration; default: the present one')
    .addOption(configOption('--present <file>', 'the present configuration'))
    .option('--suppress <match>', 'one more suppression, as the YAML of a policy’s match')
    .addOption(
      new Option('--severity <severity>', 'the severity that this suppression is made for')
        .choices([...severities])
        .default('Critical'),
    )
    .option('--allow <names...>', 'identities and types that are meant to be hidden', [])
    .option('--json', 'one JSON document')
    .action(async (options: PreviewOptions) => {
      const comparison = await previewOf(options);
      if (options.json) await writeJson(process.stdout, comparison);
      else console.log(comparisonText(comparison));
      if (comparison.hidden.some(({ allowed }) => !allowed)) process.exitCode = 1;
    });
}

async function previewOf(options: PreviewOptions): Promise<Comparison> {
  if (options.config === undefined && options.suppress === undefined)
    throw new UsageError('Give a new configuration (--config), a suppression (--suppress), or both.');
  const present = loadConfig(options.present);
  const match = options.suppress === undefined ? null : parseMatch(options.suppress, '--suppress');
  const sides: Sides = {
    present,
    tried: options.config === undefined ? present : loadConfig(options.config),
    more: match === null ? [] : [suppressionOf(match, options.severity)],
    allowed: options.allow,
  };
  const since = sinceOf(options.against, systemClock().now());
  if (since === null) return compare(messagesInFiles(options.against), sides, { doors: 'open' });
  return withStoreOf(present, async (store) => {
    const suppressions = await store.suppressions.list({ live: true, limit: 10_000 });
    return compare(await storedMessages(store, since), sides, { suppressions });
  });
}

interface Sides {
  readonly present: Config;
  readonly tried: Config;
  /** What is only suppressed on the side that is tried. */
  readonly more: readonly Suppression[];
  readonly allowed: readonly string[];
}

/** Plays every message under both, side by side. `common`: what holds on both sides, so that only what is new is seen. */
async function compare(
  past: PastMessages,
  { present, tried, more, allowed }: Sides,
  common: RehearsalOptions,
): Promise<Comparison> {
  const before = createRehearsal(present, { ...common, detection: await detectionOf(present) });
  const suppressions = [...(common.suppressions ?? []), ...more];
  const after = createRehearsal(tried, { ...common, suppressions, detection: await detectionOf(tried) });
  const comparison = createComparison(allowed);
  for await (const { message, at } of withProgress(past)) {
    comparison.add(await before.play(message, at), await after.play(message, at));
  }
  const { mode, suppress } = tried.writeBack;
  const ends = { before: before.memory, after: after.memory };
  return comparison.result(ends, mode === 'off' ? 'off' : suppress);
}

/** Since when stored events are asked for; null: files are. */
function sinceOf(against: readonly string[], now: number): number | null {
  const [only = '', ...others] = against;
  const span = parseDuration(/^\d+$/.test(only) ? `${only}d` : only);
  return others.length > 0 || span === null ? null : now - span;
}

async function withStoreOf<T>({ database }: Config, work: (store: Store) => Promise<T>): Promise<T> {
  const store = await openStore(database);
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

/** As if somebody had just made it from a case of that severity. */
function suppressionOf(match: Match, severity: Severity): Suppression {
  return {
    ...{
      id: triedSuppression,
      match,
      matcherVersion,
      severity,
      reason: '',
      author: '',
      approver: null,
      caseId: null,
      channel: '',
    },
    ...{ createdAt: 0, until: Number.MAX_SAFE_INTEGER, idle: null, hits: 0, lastHitAt: null },
    ...{ ended: null, remindedAt: null },
  };
}
