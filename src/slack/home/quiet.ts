import { suppressionLabel } from '../../finding/suppression.ts';
import { describeMatch } from '../cards/match-words.ts';
import { numberOf, timeOf } from '../receive/answer.ts';
import { plain } from '../text/plain.ts';
import { joined, run, smallPrint } from '../text/rich.ts';
import { part, type Section } from './look.ts';

const mostShown = 5;

/** What is kept quiet, and until when. */
export const quiet: Section = async ({ reader, tools }) => {
  const { home: said } = reader.words;
  const live = await tools.store.suppressions.list({ live: true, limit: 1_000 });
  const now = tools.clock.now();
  const lines = live
    .slice(0, mostShown)
    .map((one) =>
      joined([
        [run(`${suppressionLabel(one.id)} → ${timeOf(one.until, now, reader)}`, 'bold')],
        [run(plain(describeMatch(one.match, reader.card), 200))],
        [run(plain(one.reason, 120))],
      ]),
    );
  const more = live.length > mostShown ? [smallPrint(said.more({ command: '/sec suppressions' }))] : [];
  return [...part(said.quiet({ count: numberOf(live.length, reader) }), lines), ...more];
};
