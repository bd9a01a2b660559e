import { catalogues, type Language } from '../../i18n/catalogue.ts';
import type { QueueWatch } from '../../store/ports/jobs.ts';
import { mrkdwn } from '../text/mrkdwn.ts';
import { plain } from '../text/plain.ts';
import { type Run, richText, run } from '../text/rich.ts';
import { closedMark, grey, marks, warningMark } from './marks.ts';
import type { CardPayload } from './payload.ts';
import { timeWords } from './when.ts';

/** One day of what was not understood, as `CardRepository.intakeOfDay` counts it. */
export interface IntakeDay {
  /** `yyyy-mm-dd` in the channel's zone; also the end of the card's key. */
  readonly day: string;
  readonly total: number;
  /** Worst first. */
  readonly byReason: readonly { readonly code: string; readonly queue: string; readonly count: number }[];
  readonly examples: readonly {
    readonly messageId: string;
    readonly path: string;
    readonly code: string;
    readonly detail: string | null;
  }[];
  readonly queues: readonly QueueWatch[];
  readonly timeZone: string;
  readonly language: Language;
}

/** The one card a day that counts what was not understood, and says what waits in dead letter queues. */
export function drawIntake(intake: IntakeDay): CardPayload {
  const words = catalogues[intake.language].card;
  const [year = 0, month = 1, day = 1] = intake.day.split('-').map(Number);
  const date = words.date({ year, month, day, time: '' }, false);
  const waiting = deadLetters(intake);
  const quiet = intake.total === 0;
  const calm = quiet && waiting.length === 0;
  const headline = quiet ? words.intake.nothing(date) : words.intake.headline(intake.total, date);
  const title = `${calm ? closedMark : warningMark} ${headline}`;
  const lines: Run[][] = [
    ...(quiet ? [] : [...reasons(intake), [run(words.intake.kept)], ...examples(intake)]),
    ...waiting.map((line) => [run(line, 'bold')]),
  ];
  return {
    text: mrkdwn(title, 300),
    blocks: [richText([[run(title, 'bold')]])],
    attachments:
      lines.length === 0
        ? []
        : [
            {
              color: calm ? grey : marks.Medium.color,
              fallback: mrkdwn(title, 300),
              blocks: [richText(lines)],
            },
          ],
    metadata: { event_type: 'yagura_card', event_payload: { key: `intake:${intake.day}` } },
  };
}

function reasons({ byReason, language }: IntakeDay): Run[][] {
  const words = catalogues[language].card;
  const shown = byReason.slice(0, 10);
  const lines = shown.map((one) => [
    run(words.intake.count(one.count, words.intake.reason(plain(one.code, 40)), plain(one.queue, 80))),
  ]);
  const rest = byReason.slice(shown.length).reduce((sum, one) => sum + one.count, 0);
  return rest > 0 ? [...lines, [run(words.andMore(rest))]] : lines;
}

function examples({ examples: all, language }: IntakeDay): Run[][] {
  const words = catalogues[language].card;
  const lines = all
    .slice(0, 5)
    .map((one) => [
      run(plain(one.messageId, 80), 'code'),
      run(` ${plain(one.path === '' ? '/' : one.path, 120)} · ${words.intake.reason(plain(one.code, 40))}`),
      run(one.detail === null ? '' : ` · ${plain(one.detail, 160)}`),
    ]);
  return lines.length === 0 ? [] : [[run(words.intake.examples)], ...lines];
}

function deadLetters({ queues, language, timeZone }: IntakeDay): string[] {
  const words = catalogues[language].card;
  return queues.slice(0, 10).flatMap(({ queue, deadLetter, seenAt }) => {
    if (!deadLetter || deadLetter.depth <= 0) return [];
    const { depth, oldestSentAt } = deadLetter;
    const age =
      oldestSentAt === null ? null : timeWords(words, timeZone, seenAt).duration(seenAt - oldestSentAt);
    return [words.intake.deadLetters(plain(queue, 80), depth, age)];
  });
}
