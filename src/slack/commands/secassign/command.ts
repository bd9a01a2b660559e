import { drawAssigned, drawUnassigned } from '../../answers/acts.ts';
import { drawUnfit } from '../../answers/unfit.ts';
import { plain } from '../../text/plain.ts';
import { asksForHelp, caseWordsOf, drawMistake, drawNoCaseNamed } from '../case-words.ts';
import type { Command } from '../command.ts';
import { drawHelp } from '../help.ts';
import { whoIs } from '../who.ts';

/** Says whose a case is. */
export const secassign: Command = {
  name: '/secassign',
  needs: 'responder',
  words: (words) => words.acts.assign,
  inThread: (word, rest, about) => (word === 'assign' ? `${about} ${rest}` : null),
  async run({ text, userId, actor, reader }, tools) {
    if (asksForHelp(text)) return drawHelp([secassign], reader);
    const typed = caseWordsOf(text);
    const example = '/secassign Y12 @carol';
    const { caseId, rest } = typed;
    if (caseId === null) return drawNoCaseNamed(typed, example, reader);
    const { problem } = reader.words.acts;
    const [word, more] = rest;
    const who = whoIs(word ?? '', userId);
    if (more !== undefined) return drawMistake(problem.more({ word: plain(more, 40) }), example, reader);
    if (who === null) return drawMistake(problem.whom, example, reader);
    if (who === 'group') return drawMistake(problem.group, example, reader);

    const told = { reader, tools, userId, role: actor.role };
    if (who === 'nobody') return drawUnassigned(await tools.act('unassign', { caseId }, actor), told);
    const unfit = who.id === userId ? null : await tools.unfitnessOf(who.id);
    if (unfit !== null) return drawUnfit(unfit, who.id, reader, tools);
    return drawAssigned(await tools.act('assign', { caseId, to: who.id }, actor), told);
  },
};
