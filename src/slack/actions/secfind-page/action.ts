import { findCases } from '../../commands/secfind/find.ts';
import { isPageValue, readPageValue } from '../../commands/secfind/page-value.ts';
import { answerOf, result } from '../../receive/answer.ts';
import type { AnswerAction } from '../action.ts';

/** Turns the page of a list, in its place. */
export const secfindPage: AnswerAction = {
  kind: 'answer',
  name: 'secfind_page',
  needs: 'viewer',
  carries: isPageValue,
  async run({ value, userId, reader }, tools) {
    const asked = readPageValue(value, { userId, reader, clock: tools.clock });
    if (asked === null) return [answerOf([result(reader.words.failure.staleButton)])];
    return [{ ...(await findCases(asked.question, asked.page, reader, tools)), replace: true }];
  },
};
