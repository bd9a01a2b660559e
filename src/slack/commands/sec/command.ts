import { answerOf, result } from '../../receive/answer.ts';
import { plain } from '../../text/plain.ts';
import { run } from '../../text/rich.ts';
import type { Command } from '../command.ts';
import { drawHelp } from '../help.ts';
import { nearest } from '../nearest.ts';

const subwords = ['help'];

/** `/sec …`: everything that has no command of its own. */
export const sec: Command = {
  name: '/sec',
  needs: 'viewer',
  words: (words) => words.sec,
  async run({ text, reader }, _tools, commands) {
    const word = text.trim().split(/\s+/)[0] ?? '';
    if (word === '' || /^(?:help|\?)$/i.test(word)) return drawHelp(commands, reader);

    const { help } = reader.words;
    const names = commands.map((one) => one.name.slice(1));
    const meant = nearest(word, [...subwords, ...names]);
    const form = meant === null ? null : subwords.includes(meant) ? `/sec ${meant}` : `/${meant}`;
    return answerOf([
      result(help.unknownCommand({ word: plain(word, 50) })),
      ...(form === null
        ? []
        : [[run(help.didYouMean), run(form, 'code'), run(reader.words.problem.questionMark)]]),
      [run(help.list), run('/sec help', 'code')],
    ]);
  },
};
