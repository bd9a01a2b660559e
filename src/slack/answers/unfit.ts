import { type Answer, answerOf, type Reader, result } from '../receive/answer.ts';
import type { Tools, Unfitness } from '../receive/tools.ts';
import { run } from '../text/rich.ts';
import { nameFor } from './acts.ts';

/** Why somebody cannot be given work. */
export async function drawUnfit(
  why: Unfitness,
  userId: string,
  reader: Reader,
  tools: Tools,
): Promise<Answer> {
  const { assign } = reader.words.acts;
  const who = await nameFor(userId, tools);
  return answerOf([result(assign.unfit[why]({ who })), [run(assign.unfitHelp)]]);
}
