import type { RuleLine } from '../../../finding/rule-overview.ts';
import { answerOf, numberOf, type Reader, result, timeOf } from '../../receive/answer.ts';
import { plain } from '../../text/plain.ts';
import { joined, type Run, richText, run, smallPrint } from '../../text/rich.ts';
import type { Subcommand } from './subcommand.ts';

const mostShown = 30;
const mostProblems = 10;

/** The rules over CloudTrail and custom events: what they matched of late, which are staged, and which do not run. */
export const rules: Subcommand = {
  word: 'rules',
  needs: () => 'viewer',
  async run(_rest, { reader }, tools) {
    const { rules: said } = reader.words;
    const { rules: all, problems } = await tools.rules();
    const now = tools.clock.now();
    const shown = all.slice(0, mostShown).map((one) => lineOf(one, now, reader));
    const rest = all.length - shown.length;
    if (rest > 0) shown.push([run(said.more({ count: numberOf(rest, reader) }))]);
    const broken = problems.slice(0, mostProblems).map((problem): Run[] => [run(plain(problem, 300))]);
    const first = result(said.list({ count: numberOf(all.length, reader), staged: stagedIn(all, reader) }));
    return answerOf(
      [first],
      [
        ...(shown.length === 0 ? [] : [richText(shown)]),
        ...(broken.length === 0
          ? []
          : [
              richText([[run(said.broken({ count: numberOf(problems.length, reader) }), 'bold')], ...broken]),
            ]),
        smallPrint(said.next),
      ],
    );
  },
};

function stagedIn(all: readonly RuleLine[], reader: Reader): string {
  return numberOf(all.filter(({ stagedUntil }) => stagedUntil !== null).length, reader);
}

function lineOf({ id, title, level, day, week, stagedUntil }: RuleLine, now: number, reader: Reader): Run[] {
  const { rules: said } = reader.words;
  return joined([
    [run(plain(title, 100), 'bold')],
    [run(level === null ? said.noLevel : reader.card.severity[level])],
    [run(said.matches({ day: numberOf(day, reader), week: numberOf(week, reader) }))],
    stagedUntil === null ? [] : [run(said.staged({ until: timeOf(stagedUntil, now, reader) }), 'bold')],
    [run(plain(id, 60), 'code')],
  ]);
}
