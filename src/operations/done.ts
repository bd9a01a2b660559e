import { type Case, caseLabel, type Disposition } from '../finding/case.ts';
import { type CheckReading, type CheckResult, subjectName } from '../finding/check.ts';
import type { FindingKind } from '../finding/finding.ts';
import type { ActTransaction, CaseInHand } from '../store/ports/transactions.ts';
import { type NoUse, nothingDone, openOrClosed, personOf, saveAct, viewsOf } from './case-act.ts';
import type { ActContext, Operation } from './operation.ts';
import { noteOf } from './reason.ts';
import { settleCase } from './settle-case.ts';

export interface Done {
  readonly caseId: number;
  /** What a look at the resource said a moment ago; null: nothing looks at such things. */
  readonly check: CheckResult | null;
  /** What people found out; null: it is fixed. */
  readonly disposition: Disposition | null;
  readonly note: string | null;
}

export type DoneAnswer =
  | NoUse
  | { readonly kind: 'resolved'; readonly case: Case }
  /** Nothing can tell at present: the next evaluation closes it or brings it back. */
  | { readonly kind: 'verifying'; readonly case: Case; readonly until: number }
  /** The resource was looked at, and it is not as it should be. */
  | { readonly kind: 'still-there'; readonly case: Case; readonly check: CheckResult }
  /** What happened cannot be fixed: somebody has to say what it was. */
  | { readonly kind: 'needs-disposition'; readonly case: Case }
  /** It is closed, or somebody said so already; the case says who. */
  | { readonly kind: 'already'; readonly case: Case };

/** Controls are evaluated once a day at the latest, and their results take a while to come here. */
const verifyingMs = 25 * 3_600_000;

/**
 * Says that a case is done. What is a state of things is looked at, or is open to the next evaluation; of what happened
 * somebody has to say what it was.
 */
export const done: Operation<Done, DoneAnswer> = {
  name: 'done',
  needs: 'responder',
  async run(transaction, { caseId, check, disposition, note }, context) {
    const found = await openOrClosed(transaction, caseId, context);
    if (found.kind !== 'visible') return found;
    const lasts = isEvaluated(found);
    if (!lasts && disposition === null) return { kind: 'needs-disposition', case: found.case };
    if (disposition !== null && !(lasts && disposition === 'handled'))
      return close(transaction, found.case, disposition, note, context);
    if (check?.holds === true) return close(transaction, found.case, 'fixed', note, context);
    if (check?.holds === false) return stillThere(transaction, found.case, check, context);
    return verify(transaction, found.case, context);
  },
  audit({ caseId, note, check }, answer) {
    const target = caseLabel(caseId);
    const after =
      check === null ? {} : { after: { checked: { ...check, readings: check.readings.map(told) } } };
    if (answer.kind === 'still-there') return { outcome: 'failed', target, ...after, reason: note };
    if (answer.kind !== 'resolved' && answer.kind !== 'verifying') return nothingDone(caseId, answer.kind);
    return { outcome: 'done', target, ...after, reason: note };
  },
};

const evaluatedKinds: readonly FindingKind[] = ['control', 'vulnerability'];

/** Something evaluates it again and again, as long as it is there. */
function isEvaluated({ findings }: Pick<CaseInHand, 'findings'>): boolean {
  const views = viewsOf({ findings });
  return views.length > 0 && views.every(({ kind }) => evaluatedKinds.includes(kind));
}

async function close(
  transaction: ActTransaction,
  before: Case,
  resolution: Disposition | 'fixed',
  note: string | null,
  context: ActContext,
): Promise<DoneAnswer> {
  const ending = { resolution, note: noteOf(note) };
  return { kind: 'resolved', case: await settleCase(transaction, before, ending, context) };
}

async function stillThere(
  transaction: ActTransaction,
  before: Case,
  check: CheckResult,
  context: ActContext,
): Promise<DoneAnswer> {
  const values = { by: personOf(context), seen: failingOf(check) };
  const notice = { kind: 'check-failed' as const, mentions: [], values };
  return { kind: 'still-there', check, case: await saveAct(transaction, context, before, notice) };
}

async function verify(transaction: ActTransaction, before: Case, context: ActContext): Promise<DoneAnswer> {
  if (before.state === 'verifying') return { kind: 'already', case: before };
  const by = personOf(context);
  const until = context.now + verifyingMs;
  const changed: Case = {
    ...before,
    state: 'verifying',
    verifying: { since: context.now, until, by },
    acknowledgedUntil: null,
    // Somebody has done something about it: nobody has to be called.
    escalation: null,
    mentionAt: null,
  };
  const notice = { kind: 'verifying' as const, mentions: [], values: { by, until } };
  const after = await saveAct(transaction, context, changed, notice, 'acknowledge');
  return { kind: 'verifying', case: after, until };
}

/** For a line of the thread: which resources are not as they should be. */
function failingOf({ readings }: CheckResult): string {
  const failing = readings.filter(({ holds }) => holds === false);
  return failing
    .map(({ subject }) => subjectName(subject))
    .join(', ')
    .slice(0, 500)
    .toWellFormed();
}

/** For the audit log. */
function told({ check, subject, holds, facts }: CheckReading) {
  return { check, resource: subject.id, holds, facts: { ...facts } };
}
