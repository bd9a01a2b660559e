import { type Command, Option } from 'commander';
import type { CaseView } from '../finding/view.ts';
import { type Language, languages } from '../i18n/catalogue.ts';
import { interpret } from '../reading.ts';
import { drawCase } from '../slack/cards/case-card.ts';
import { type ArrivedFinding, fold, identitiesOf } from '../triage/fold.ts';
import { createMemory } from '../triage/memory.ts';
import { plainSettings } from '../triage/plain-settings.ts';
import { compileTriage } from '../triage/rules.ts';
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
      const arrived: ArrivedFinding[] = [];
      for await (const { line, text } of numberedLines(process.stdin)) {
        for (const { path, finding } of interpret(text, now)) {
          if (finding) arrived.push({ finding, messageId: String(line), path });
        }
      }
      for (const view of casesOf(arrived, now)) {
        await writeJson(process.stdout, drawCase(view, { language: lang, timeZone: 'UTC', now }));
      }
    });
}

/** The cases that a stream of findings opens from nothing, numbered as they come; no policy and no account is known. */
export function casesOf(arrived: readonly ArrivedFinding[], now: number): CaseView[] {
  const memory = createMemory();
  const context = { now, rules: compileTriage(plainSettings), suppressions: [], overrides: [] };
  memory.remember(fold(arrived, memory.known(identitiesOf(arrived)), context), now);
  const views = memory.cases().flatMap(({ id, shown }) => (shown ? (memory.view(id) ?? []) : []));
  return views.map((view, index) => ({ ...view, case: { ...view.case, id: index + 1, unowned: false } }));
}
