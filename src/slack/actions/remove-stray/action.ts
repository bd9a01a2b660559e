import { lastChange } from '../../answers/acts.ts';
import { answerOf, result } from '../../receive/answer.ts';
import { plain } from '../../text/plain.ts';
import type { AnswerAction } from '../action.ts';

const groupId = /^sg-[0-9a-f]{8,17}$/;

/** Wants a group gone that bears our tag and is none of ours. */
export const removeStray: AnswerAction = {
  kind: 'answer',
  name: 'remove-stray',
  needs: 'approver',
  carries: (value) => groupId.test(value),
  async run({ value, actor, reader }, tools) {
    const { runbooks: said, refusal, failure } = reader.words;
    if (!groupId.test(value)) return [answerOf([result(failure.staleButton)])];
    const answer = await tools.act('removeStray', { groupId: value }, actor);
    const group = plain(value, 40);
    switch (answer.kind) {
      case 'removing':
        return [answerOf([result(said.removing({ group }))])];
      case 'already':
        return [
          answerOf([result(said.strayAlready({ group })), ...(await lastChange(value, { reader, tools }))]),
        ];
      case 'no-stray':
        return [answerOf([result(said.noStray({ group }))])];
      case 'not-yours':
        return [answerOf([result(refusal.needs({ role: answer.needs }))])];
    }
  },
};
