import { Presets, SingleBar } from 'cli-progress';
import type { Command } from 'commander';
import { loadConfig } from '../../config/config.ts';
import { eventTimeOf, problemInWords } from '../../detect/detect.ts';
import { severityRank } from '../../finding/severity.ts';
import { createRehearsal, type Rehearsal } from '../../rehearsal.ts';
import { readRules } from '../../rules/directories.ts';
import { type LiveRules, liveRules } from '../../rules/live-rules.ts';
import { compileRulebook } from '../../rules/rulebook.ts';
import { systemClock } from '../../shared/clock.ts';
import { writeJson } from '../lines.ts';
import { configOption, durationOption } from '../options.ts';
import { type PastFiles, pastFiles } from './past-files.ts';
import { type Backfill, backfillText } from './report.ts';

interface BackfillOptions {
  readonly config: string;
  readonly since: number;
  readonly json?: boolean;
}

/** `yagura backfill`: the present rules over log files of the past; nothing is stored or sent. */
export function backfill(program: Command): void {
  program
    .command('backfill')
    .description(
      'read log files of CloudTrail from a folder or an S3 prefix with the present rules, and show what would have been posted. Exit code 1: a file could not be read to its end',
    )
    .argument('<place>', 's3://bucket/prefix, or a folder')
    .option(
      '--since <duration>',
      'only calls that were made so long ago or later',
      durationOption,
      7 * 86_400_000,
    )
    .addOption(configOption())
    .option('--json', 'one JSON document')
    .action(async (place: string, { config: file, since, json }: BackfillOptions) => {
      const config = loadConfig(file);
      const now = systemClock().now();
      const { source, unreadable } = await readRules(config);
      const book = compileRulebook(source);
      for (const problem of [...unreadable, ...book.problems.map(problemInWords)]) console.error(problem);
      // Whoever asks what rules would say wants to hear of the staged ones, too.
      const detection = { ...liveRules(book, new Map(), now), isStaged: () => false };
      const past = await pastFiles(place, now - since, config);
      const result = await play(
        past,
        detection,
        createRehearsal(config, { doors: 'open', detection }),
        now - since,
      );
      if (json) await writeJson(process.stdout, result);
      else console.log(backfillText(result));
      if (result.unread.length > 0) process.exitCode = 1;
    });
}

async function play(
  past: PastFiles,
  { book: { ruleset } }: LiveRules,
  rehearsal: Rehearsal,
  since: number,
): Promise<Backfill> {
  const format = '{bar} {value}/{total} files, {eta_formatted} left';
  const bar = new SingleBar({ format, clearOnComplete: true, hideCursor: true }, Presets.rect);
  const unread: string[] = [];
  let [records, matched, posts] = [0, 0, 0];
  // Writes nothing where stderr is no terminal.
  bar.start(past.files.length, 0);
  for (const file of past.files) {
    const found: { readonly record: object; readonly at: number; readonly index: number }[] = [];
    const reading = await file.read((record, index) => {
      const at = eventTimeOf(record, 'cloudtrail') ?? since;
      if (at < since) return;
      records += 1;
      if (ruleset.match(record, 'cloudtrail').length > 0) found.push({ record, at, index });
    });
    if (reading.problem !== null)
      unread.push(`${file.name}: ${reading.problem.detail ?? reading.problem.kind}`);
    for (const { record, at, index } of found) {
      const message = { messageId: `${file.name}#${index}`, queue: '', sentAt: at, receiveCount: 1 };
      const played = await rehearsal.play({ ...message, body: JSON.stringify(record) }, at);
      posts += played.posts.length;
    }
    matched += found.length;
    bar.increment();
  }
  bar.stop();
  past.close();
  return { files: past.files.length, records, matched, posts, cases: casesOf(rehearsal), unread };
}

function casesOf({ memory }: Rehearsal): Backfill['cases'] {
  return memory
    .cases()
    .flatMap((one) => {
      const [view] = memory.view(one.id)?.findings ?? [];
      if (!view) return [];
      return [
        {
          severity: one.severity,
          title: view.title,
          rule: view.type,
          account: view.account.name ?? view.account.id,
          who: view.facts['who'] ?? view.principal ?? null,
          times: view.count,
          from: new Date(view.firstSeen).toISOString(),
          to: new Date(view.lastSeen).toISOString(),
          shown: one.shown,
        },
      ];
    })
    .sort((a, b) => severityRank(b.severity) - severityRank(a.severity) || (a.to < b.to ? 1 : -1));
}
