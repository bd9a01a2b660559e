import { caseLabel } from '../finding/case.ts';
import type { Question } from '../finding/question.ts';
import { notice } from '../triage/case-change.ts';
import { personOf } from './case-act.ts';
import type { Operation } from './operation.ts';
import {
  aboutQuestion,
  openCase,
  putQuestionCard,
  remarked,
  saveQuestion,
  triageOf,
  urged,
} from './questions.ts';

export interface AnswerQuestion {
  readonly caseId: number;
  readonly answer: 'yes' | 'no';
}

export type QuestionAnswered =
  | { readonly kind: 'answered'; readonly caseId: number; readonly answer: 'yes' | 'no' }
  /** They said so before; what they said first stays. */
  | { readonly kind: 'already'; readonly question: Question }
  /** Somebody else was asked, or nobody. */
  | { readonly kind: 'not-asked'; readonly caseId: number };

/**
 * Whoever was asked answers, and nobody else. A yes is a remark: it closes and lowers nothing, since whoever holds a
 * stolen session would say it too. A no calls people. Late is better than never.
 */
export const answerQuestion: Operation<AnswerQuestion, QuestionAnswered> = {
  name: 'answerQuestion',
  needs: 'viewer',
  async run(transaction, { caseId, answer }, context) {
    const by = personOf(context);
    const { now } = context;
    const question = await transaction.questionByCase(caseId);
    if (question === null || question.askedOf !== by) return { kind: 'not-asked', caseId };
    if (question.state !== 'asked' && question.state !== 'silent') return { kind: 'already', question };
    const current = await openCase(transaction, caseId);
    const values = { by, principal: question.principal };
    const change =
      current === null
        ? null
        : answer === 'yes'
          ? remarked(current, notice('person-said-yes', now, values))
          : urged(current, 'person-said-no', values, await triageOf(transaction, context));
    const answered: Question = { ...question, state: answer, answeredAt: now };
    await saveQuestion(transaction, answered, change, now);
    await putQuestionCard(transaction, answered, current, now);
    return { kind: 'answered', caseId, answer };
  },
  audit: ({ caseId }, answer) => {
    if (answer.kind === 'answered') return aboutQuestion(caseId, { answer: answer.answer });
    return answer.kind === 'not-asked'
      ? { outcome: 'refused', target: caseLabel(caseId), after: { why: 'not-asked' } }
      : null;
  },
};
