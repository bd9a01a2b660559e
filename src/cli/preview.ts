import { type Command, Option } from 'commander';
import type { Finding } from '../finding/finding.ts';
import type { CaseView } from '../finding/view.ts';
import { type Language, languages } from '../i18n/catalogue.ts';
import { interpret } from '../reading.ts';
import { drawCase } from '../slack/cards/case-card.ts';
import { fold } from '../triage/fold.ts';
import { numberedLines, writeJson } from './lines.ts';

/** `yagura preview`: the cards that bodies would become, after merging; nothing is stored or sent. */
export function preview(program: Command): void {
  program
    .command('preview')
    .description(
      'read SQS bodies, one a line, from standard input; write the cards they would become, one JSON line a case',
    )
    .addOption(
      new Option('--lang <language>', 'the language of the cards').choices([...languages]).default('en'),
    )
    .action(async ({ lang }: { lang: Language }) => {
      const now = Date.now();
      const arrived: { finding: Finding; messageId: string; path: string }[] = [];
      for await (const { line, text } of numberedLines(process.stdin)) {
        for (const { path, finding } of interpret(text, now)) {
          if (finding) arrived.push({ finding, messageId: String(line), path });
        }
      }
      for (const view of casesOf(arrived, now)) {
        await writeJson(process.stdout, drawCase(view, { language: lang, timeZone: 'UTC', rawEvent: true }));
      }
    });
}

/** The cases that a stream of findings opens from nothing, numbered as they come. */
export function casesOf(
  arrived: readonly { finding: Finding; messageId: string; path: string }[],
  now: number,
): CaseView[] {
  const { changes } = fold(arrived, new Map(), { now, route: () => '' });
  const shown = changes.filter((change) => change.card !== null);
  return shown.flatMap(({ case: opened, view }, index) =>
    opened ? [{ case: { ...opened, id: index + 1 }, findings: [view] }] : [],
  );
}
