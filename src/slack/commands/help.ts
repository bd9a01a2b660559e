import type { Answer, Reader } from '../receive/answer.ts';
import { answerOf, result } from '../receive/answer.ts';
import { type Run, run, smallPrint } from '../text/rich.ts';
import type { Command } from './command.ts';

/** Help for some commands, made from their descriptors: nothing that exists can be missing here. */
export function drawHelp(shown: readonly Command[], reader: Reader): Answer {
  const { words } = reader;
  const lines = shown.flatMap((command) => {
    const { summary, usage } = command.words(words);
    const title = [
      run(command.name, 'bold'),
      run(` · ${summary} (${words.help.needs({ role: command.needs })})`),
    ];
    return [title, ...usage.map((one): Run[] => [run(one.form, 'code'), run(` ${one.does}`)])];
  });
  return answerOf([result(words.help.heading), ...lines], [smallPrint(words.help.next)]);
}
