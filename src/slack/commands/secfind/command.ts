import type { Command } from '../command.ts';
import { drawHelp } from '../help.ts';
import { showCase } from './case.ts';
import { findCases } from './find.ts';
import { parseQuestion } from './parse.ts';
import { drawProblem } from './problem.ts';
import { countLedger, tellWhy } from './why.ts';

/** Lists cases, shows one, and tells why something is in Slack or is not. */
export const secfind: Command = {
  name: '/secfind',
  needs: 'viewer',
  words: (words) => words.find,
  inThread(word, rest, about) {
    if (word === 'find') return rest;
    if (word === 'why') return `why ${about} ${rest}`;
    return word === 'show' ? `${about} ${rest}` : null;
  },
  async run({ text, userId, reader }, tools) {
    const question = parseQuestion(text, { userId, now: tools.clock.now(), timeZone: reader.timeZone });
    switch (question.kind) {
      case 'help':
        return drawHelp([secfind], reader);
      case 'problem':
        return drawProblem(question.problem, reader);
      case 'case':
        return showCase(question.id, reader, tools);
      case 'why':
        return question.about === '' ? countLedger(reader, tools) : tellWhy(question.about, reader, tools);
      case 'query':
        return findCases(question, 0, reader, tools);
    }
  },
};
