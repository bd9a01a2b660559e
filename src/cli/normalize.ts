import type { Command } from 'commander';
import type { Reason } from '../finding/ledger.ts';
import { interpret } from '../reading.ts';
import { numberedLines, writeJson } from './lines.ts';

/** `yagura normalize`: what each inner event of each body means, without deciding anything. */
export function normalize(program: Command): void {
  program
    .command('normalize')
    .description(
      'read SQS bodies, one a line, from standard input; write what each inner event means, one JSON line each',
    )
    .action(async () => {
      for await (const { line, text } of numberedLines(process.stdin)) {
        for (const { path, outcome, reason, finding } of interpret(text, Date.now())) {
          await writeJson(process.stdout, { line, path, outcome, reason: inWords(reason), finding });
        }
      }
    });
}

function inWords(reason: Reason | null): string | null {
  if (!reason) return null;
  return reason.detail === undefined ? reason.code : `${reason.code}: ${reason.detail}`;
}
