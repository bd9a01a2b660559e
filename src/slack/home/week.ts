import { numberOf } from '../receive/answer.ts';
import { run } from '../text/rich.ts';
import { part, type Section } from './look.ts';

const weekMs = 7 * 86_400_000;

/** What became of all that arrived within a week. */
export const week: Section = async ({ reader, tools }) => {
  const { home: said } = reader.words;
  const counts = await tools.store.ledger.counts(tools.clock.now() - weekMs);
  const numbers = said.numbers({
    posted: numberOf(counts.posted, reader),
    closed: numberOf(counts.closed, reader),
    suppressed: numberOf(counts.suppressed, reader),
    quarantined: numberOf(counts.quarantined, reader),
  });
  return part(said.week, [[run(numbers)]]);
};
