import { drawAcknowledged, drawReleased } from '../../answers/acts.ts';
import { plain } from '../../text/plain.ts';
import { asksForHelp, caseWordsOf, drawMistake, drawNoCaseNamed } from '../case-words.ts';
import type { Command } from '../command.ts';
import { durationOf } from '../duration.ts';
import { drawHelp } from '../help.ts';

/** Takes a case for a while, or gives it back. */
export const secack: Command = {
  name: '/secack',
  needs: 'responder',
  words: (words) => words.acts.acknowledge,
  inThread: (word, rest, about) => (word === 'ack' ? `${about} ${rest}` : null),
  async run({ text, userId, actor, reader }, tools) {
    if (asksForHelp(text)) return drawHelp([secack], reader);
    const typed = caseWordsOf(text);
    const { caseId, rest } = typed;
    if (caseId === null) return drawNoCaseNamed(typed, '/secack Y12 for 4h', reader);
    const told = { reader, tools, userId, role: actor.role };
    const [word, ...more] = rest.length > 1 && rest[0]?.toLowerCase() === 'for' ? rest.slice(1) : rest;
    if (word?.toLowerCase() === 'release' && more.length === 0)
      return drawReleased(await tools.act('release', { caseId }, actor), told);
    const { problem } = reader.words.acts;
    const wrong = (said: string) => drawMistake(said, `/secack ${typed.first} for 4h`, reader);
    if (more[0] !== undefined) return wrong(problem.more({ word: plain(more[0], 40) }));
    const duration = word === undefined ? null : durationOf(word);
    if (word !== undefined && duration === null) return wrong(problem.howLong({ word: plain(word, 40) }));
    return drawAcknowledged(await tools.act('acknowledge', { caseId, duration }, actor), told);
  },
};
