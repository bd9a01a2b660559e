import { caseLabel } from '../../../finding/case.ts';
import { answerOf, result } from '../../receive/answer.ts';
import type { AnswerAction } from '../action.ts';

const said = /^([1-9]\d{0,14}):(yes|no)$/;

/** Answers "was this you?"; only whoever was asked may, whatever role they hold. */
export const wasMe: AnswerAction = {
  kind: 'answer',
  name: 'was-me',
  needs: 'member',
  carries: (value) => said.test(value),
  async run({ value, actor, reader }, tools) {
    const [, id, word] = said.exec(value) ?? [];
    const { question: words } = reader.words;
    if (id === undefined || (word !== 'yes' && word !== 'no'))
      return [answerOf([result(reader.words.failure.staleButton)])];
    const answer = await tools.act('answerQuestion', { caseId: Number(id), answer: word }, actor);
    switch (answer.kind) {
      case 'answered':
        return [answerOf([result(words.thanks)])];
      case 'already':
        return [answerOf([result(words.already)])];
      case 'not-asked':
        return [answerOf([result(words.notAsked({ label: caseLabel(answer.caseId) }))])];
    }
  },
};
