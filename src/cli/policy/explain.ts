import { text } from 'node:stream/consumers';
import type { Command } from 'commander';
import { loadConfig } from '../../config/config.ts';
import type { StageAnswer } from '../../finding/ledger.ts';
import { createRehearsal, type Played } from '../../rehearsal.ts';
import { writeJson } from '../lines.ts';
import { configOption } from '../options.ts';
import { detectionOf } from './detection.ts';
import { bodiesOf, messageAtHand } from './past-messages.ts';

interface ExplainOptions {
  readonly config: string;
  readonly json?: boolean;
}

/** `yagura policy explain`: what each stage of the triage says of each inner event, as if it came for the first time. */
export function explain(group: Command): void {
  group
    .command('explain')
    .description(
      'read SQS bodies, one a line, or one body over many lines, from standard input; write what each stage of the triage says of each inner event',
    )
    .addOption(configOption())
    .option('--json', 'one JSON line an event')
    .action(async ({ config: file, json = false }: ExplainOptions) => {
      const config = loadConfig(file);
      const rehearsal = createRehearsal(config, { doors: 'open', detection: await detectionOf(config) });
      for (const { line, body } of bodiesOf(await text(process.stdin))) {
        const { message, at } = messageAtHand(body, String(line));
        const { events } = await rehearsal.play(message, at);
        for (const event of events) {
          if (json) await writeJson(process.stdout, { line, ...asJson(event) });
          else console.log(inWords(line, event));
        }
      }
    });
}

function asJson({ path, verdict, view }: Played) {
  const { outcome, reason, trace = [] } = verdict;
  const finding = view && { identity: view.identity, type: view.type, severity: view.severity };
  return { path, outcome, reason, finding, stages: trace };
}

function inWords(line: number, { path, verdict, view }: Played): string {
  const { outcome, reason, trace = [] } = verdict;
  const why = [reason.code, ...(reason.detail === undefined ? [] : [`(${reason.detail})`])].join(' ');
  const about = view === null ? [] : [`  ${view.severity} ${view.type}: ${view.title}`];
  return [`line ${line} ${path || '/'}: ${outcome}, ${why}`, ...about, ...trace.map(stageLine)].join('\n');
}

function stageLine({ stage, answer, detail, rule }: StageAnswer): string {
  const words = [stage.padEnd(11), answer, ...(detail === undefined ? [] : [detail])];
  return `  ${[...words, ...(rule === undefined ? [] : [`by ${rule}`])].join('  ')}`;
}
