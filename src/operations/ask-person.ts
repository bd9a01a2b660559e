import type { Question, Reading } from '../finding/question.ts';
import { notice } from '../triage/case-change.ts';
import type { Operation } from './operation.ts';
import { aboutQuestion, openCase, putQuestionCard, remarked, saveQuestion } from './questions.ts';

export interface AskPerson {
  readonly caseId: number;
  /** Slack user id of a full member, with how they read; null: nobody was found. */
  readonly person: ({ readonly userId: string } & Reading) | null;
}

export type Asked =
  | { readonly kind: 'asked'; readonly question: Question }
  /** Nobody could be found, or nobody has to be asked any more. */
  | { readonly kind: 'nobody' }
  | { readonly kind: 'already' };

/** Asks a person whether it was them, in a message of their own; the thread says whom, and until when. */
export const askPerson: Operation<AskPerson, Asked> = {
  name: 'askPerson',
  needs: 'admin',
  async run(transaction, { caseId, person }, { now, rules }) {
    const question = await transaction.questionByCase(caseId);
    if (question === null || question.state !== 'wanted') return { kind: 'already' };
    const current = await openCase(transaction, caseId);
    const { principal } = question;
    if (current === null || person === null) {
      const said = current && remarked(current, notice('nobody-to-ask', now, { principal }));
      await saveQuestion(transaction, { ...question, state: 'nobody' }, said, now);
      return { kind: 'nobody' };
    }
    const { userId: askedOf, ...reading } = person;
    const until = rules.calendarOf(current.channel).after(now, rules.settings.questions.wait);
    const asked: Question = { ...question, state: 'asked', askedOf, reading, askedAt: now, until };
    const said = notice('person-asked', now, { to: askedOf, principal, until });
    await saveQuestion(transaction, asked, remarked(current, said), now);
    await putQuestionCard(transaction, asked, current, now);
    return { kind: 'asked', question: asked };
  },
  audit: ({ caseId }, answer) =>
    answer.kind === 'asked' ? aboutQuestion(caseId, { askedOf: answer.question.askedOf }) : null,
};
