import type { Role } from '../../../finding/role.ts';
import { answerOf, result } from '../../receive/answer.ts';
import { plain } from '../../text/plain.ts';
import { run } from '../../text/rich.ts';
import type { Command } from '../command.ts';
import { drawHelp } from '../help.ts';
import { nearest } from '../nearest.ts';
import { readable } from '../secfind/tokens.ts';
import { audit } from './audit.ts';
import { due, exception, note, reopen, resolve, sample } from './case-acts.ts';
import { onCall } from './on-call.ts';
import { policy } from './policy.ts';
import { rules } from './rules.ts';
import type { Subcommand } from './subcommand.ts';
import { lift, suppressions } from './suppressions.ts';
import { who } from './who.ts';

const subcommands: readonly Subcommand[] = [
  ...[onCall, suppressions, lift, policy, rules, who, audit],
  ...[note, resolve, reopen, due, exception, sample],
];

/** `/sec …`: everything that has no command of its own. */
export const sec: Command = {
  name: '/sec',
  needs: 'viewer',
  needsFor(text): Role {
    const { subcommand, rest } = read(text);
    return subcommand?.needs(rest) ?? 'viewer';
  },
  words: (words) => words.sec,
  inThread(word, rest, about) {
    const { subcommand } = read(word);
    return subcommand === undefined ? null : `${word} ${subcommand.aboutCase ? about : ''} ${rest}`;
  },
  async run(input, tools, commands) {
    const { reader } = input;
    const { word, subcommand, rest } = read(input.text);
    if (word === '' || /^(?:help|\?)$/i.test(word)) return drawHelp(commands, reader);
    if (subcommand !== undefined) return subcommand.run(rest, input, tools);

    const { help } = reader.words;
    const names = commands.map((one) => one.name.slice(1));
    const own = ['help', ...subcommands.map((one) => one.word)];
    const meant = nearest(word, [...own, ...names]);
    const form = meant === null ? null : own.includes(meant) ? `/sec ${meant}` : `/${meant}`;
    return answerOf([
      result(help.unknownCommand({ word: plain(word, 50) })),
      ...(form === null
        ? []
        : [[run(help.didYouMean), run(form, 'code'), run(reader.words.problem.questionMark)]]),
      [run(help.list), run('/sec help', 'code')],
    ]);
  },
};

function read(text: string) {
  const [word = '', ...rest] = readable(text)
    .split(/\s+/)
    .filter((one) => one !== '');
  return { word, rest, subcommand: subcommands.find((one) => one.word === word.toLowerCase()) };
}
