import { type Case, caseLabel, isVisible, type NoticeKind } from '../finding/case.ts';
import type { CaseChange } from '../finding/change.ts';
import type { Question } from '../finding/question.ts';
import type { ActTransaction } from '../store/ports/transactions.ts';
import { edited, loud, notice } from '../triage/case-change.ts';
import type { TriageContext } from '../triage/context.ts';
import { withNextAt } from '../triage/passing.ts';
import { idsOf, mayEscalate } from '../triage/people.ts';
import { onlyCases } from './case-act.ts';
import { contextOf } from './deciding.ts';
import type { ActContext } from './operation.ts';

/** The message that asks, to whoever is asked; it shows what they answered. */
export async function putQuestionCard(
  transaction: Pick<ActTransaction, 'putCard'>,
  { caseId, askedOf }: Question,
  about: Case | null,
  now: number,
): Promise<void> {
  if (askedOf === null) return;
  const severity = about?.severity ?? 'Informational';
  const key = `question:${caseId}`;
  await transaction.putCard({ key, channel: askedOf, severity, now, material: false, data: null });
}

/**
 * It was not them, or they do not say: everybody who may be called hears of it, whatever the hour, and whoever has the
 * case as well. The clock of a case that nobody has begins anew.
 */
export function urged(
  current: Case,
  kind: NoticeKind,
  values: Readonly<Record<string, string | number>>,
  context: TriageContext,
): CaseChange {
  const { now } = context;
  const called = idsOf(['owner', 'on-call', 'second'], current.owner, context);
  const mentions = current.assignee === null ? called : [...new Set([...called, current.assignee])];
  const waits = current.state === 'open' && mayEscalate(current, context);
  const after = { ...current, ...(waits && { escalation: { since: now, step: 0 } }) };
  return edited(withNextAt(after, context), {
    notices: [loud(notice(kind, now, values, mentions))],
    page: current.severity === 'Critical' ? 'trigger' : null,
  });
}

/** Writes what became of a question, what its case's thread says of it, and the card that it is. */
export async function saveQuestion(
  transaction: ActTransaction,
  question: Question,
  change: CaseChange | null,
  now: number,
): Promise<void> {
  await transaction.putQuestion(question);
  if (change !== null) await transaction.save(onlyCases([change]), now);
}

/** What is said in the thread where nobody has to be called for it. */
export function remarked(current: Case, said: ReturnType<typeof notice>): CaseChange {
  return edited(current, { card: null, notices: [said] });
}

/** The case of a question, if anybody still has to do something about it. */
export async function openCase(transaction: ActTransaction, caseId: number): Promise<Case | null> {
  const found = await transaction.caseById(caseId);
  return found !== null && isVisible(found.case.state) ? found.case : null;
}

export const triageOf = (transaction: ActTransaction, { rules, now }: ActContext) =>
  contextOf(transaction, rules, now);

export const aboutQuestion = (caseId: number, after: Readonly<Record<string, string | null>>) =>
  ({ outcome: 'done', target: caseLabel(caseId), after }) as const;
