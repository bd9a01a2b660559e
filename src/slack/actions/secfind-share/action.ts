import { shareCases } from '../../commands/secfind/find.ts';
import { isPageValue, readPageValue } from '../../commands/secfind/page-value.ts';
import { answerOf, result } from '../../receive/answer.ts';
import type { AnswerAction } from '../action.ts';

/** Shows a list to everybody in the channel, where everybody may see it. */
export const secfindShare: AnswerAction = {
  kind: 'answer',
  name: 'secfind_share',
  needs: 'viewer',
  carries: isPageValue,
  async run({ value, userId, channelId, reader }, tools) {
    const { find, failure } = reader.words;
    const asked = readPageValue(value, { userId, reader, clock: tools.clock });
    if (asked === null) return [answerOf([result(failure.staleButton)])];
    if (channelId === null || !(await tools.isSafeToShareIn(channelId)))
      return [answerOf([result(find.shareElsewhere)])];
    const shared = await shareCases(asked.question, asked.page, userId, reader, tools);
    return shared === null
      ? [answerOf([result(find.shareNothing)])]
      : [shared, answerOf([result(find.shared)])];
  },
};
