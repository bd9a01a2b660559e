import { suppressionIdOf } from '../../../finding/suppression.ts';
import { drawLifted, listSuppressions } from '../../answers/suppressions.ts';
import { plain } from '../../text/plain.ts';
import { drawMistake } from '../case-words.ts';
import type { Subcommand } from './subcommand.ts';

/** What is kept quiet at present. */
export const suppressions: Subcommand = {
  word: 'suppressions',
  needs: () => 'viewer',
  run: (_rest, { reader }, tools) => listSuppressions(reader, tools),
};

/** `/sec lift S12`. */
export const lift: Subcommand = {
  word: 'lift',
  needs: () => 'responder',
  async run([word = null], { actor, reader }, tools) {
    const suppressionId = word === null ? null : suppressionIdOf(word.normalize('NFKC'));
    if (suppressionId === null) {
      const { whichOne } = reader.words.suppressions;
      return drawMistake(whichOne({ word: word === null ? null : plain(word, 40) }), '/sec lift S12', reader);
    }
    return drawLifted(await tools.act('lift', { suppressionId }, actor), reader, tools);
  },
};
