import { suppress } from '../../actions/suppress/action.ts';
import { drawSuppressed } from '../../answers/suppressions.ts';
import { plain } from '../../text/plain.ts';
import { asksForHelp, caseWordsOf, drawMistake, drawNoCaseNamed } from '../case-words.ts';
import type { Command } from '../command.ts';
import { durationOf } from '../duration.ts';
import { drawHelp } from '../help.ts';

const example = '/secsuppress Y12';
const wholeExample = '/secsuppress Y12 for 2h because …';

/**
 * Opens the window in which one says how much is to be quiet, how long and why. Typed out in full it needs no window,
 * and then covers the case's own findings and nothing that is like them.
 */
export const secsuppress: Command = {
  name: '/secsuppress',
  needs: 'responder',
  words: (words) => words.suppressions,
  window(text) {
    const { caseId, rest } = caseWordsOf(text);
    return caseId === null || rest.length > 0 ? null : { action: suppress, value: String(caseId) };
  },
  inThread: (word, rest, about) => (word === 'suppress' ? `${about} ${rest}` : null),
  async run({ text, userId, actor, reader }, tools) {
    if (asksForHelp(text)) return drawHelp([secsuppress], reader);
    const typed = caseWordsOf(text);
    const { caseId } = typed;
    if (caseId === null) return drawNoCaseNamed(typed, example, reader);
    const [how, span = '', because, ...reason] = typed.rest;
    const { problem } = reader.words.acts;
    if (how?.toLowerCase() !== 'for')
      return drawMistake(problem.more({ word: plain(how ?? '', 40) }), wholeExample, reader);
    const duration = durationOf(span);
    if (duration === null)
      return drawMistake(problem.howLong({ word: plain(span, 40) }), wholeExample, reader);
    if (because === undefined || !/^(?:because|理由)[::]?$/i.test(because) || reason.length === 0)
      return drawMistake(reader.words.suppressions.wrong.why, wholeExample, reader);
    const until = tools.clock.now() + duration;
    const whole = { caseId, scope: 'finding', until, idle: null, reason: reason.join(' ') };
    const answer = await tools.act('suppress', whole, actor);
    return drawSuppressed(answer, { reader, tools, userId, role: actor.role });
  },
};
