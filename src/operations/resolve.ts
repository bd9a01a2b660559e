import { type Case, caseLabel, type Disposition } from '../finding/case.ts';
import type { ActTransaction } from '../store/ports/transactions.ts';
import { type NoUse, nothingDone, openOrClosed } from './case-act.ts';
import type { Operation } from './operation.ts';
import { noteOf } from './reason.ts';
import { settleCase } from './settle-case.ts';

export interface Resolve {
  readonly caseId: number;
  readonly as: Disposition | 'duplicate';
  /** The case that tells the same; only of a duplicate. */
  readonly duplicateOf: number | null;
  /** What others should know; null: nothing. */
  readonly note: string | null;
}

export type Resolved =
  | NoUse
  | { readonly kind: 'resolved'; readonly case: Case }
  /** It is closed; the case says how, when and by whom. */
  | { readonly kind: 'already'; readonly case: Case }
  /** A duplicate of itself, of nothing, or of what is a duplicate of it. */
  | { readonly kind: 'no-other'; readonly caseId: number };

/** Closes a case by what people found out about it. What happens after that opens it again. */
export const resolve: Operation<Resolve, Resolved> = {
  name: 'resolve',
  needs: 'responder',
  async run(transaction, { caseId, as, duplicateOf, note }, context) {
    const other = await otherCase(transaction, caseId, as === 'duplicate' ? duplicateOf : null);
    const found = await openOrClosed(transaction, caseId, context);
    if (found.kind !== 'visible') return found;
    if (as !== 'duplicate') {
      const ending = { resolution: as, note: noteOf(note) };
      return { kind: 'resolved', case: await settleCase(transaction, found.case, ending, context) };
    }
    if (other === null || other.foldedInto === found.case.key) return { kind: 'no-other', caseId };
    const ending = { resolution: as, note: noteOf(note), into: other };
    return { kind: 'resolved', case: await settleCase(transaction, found.case, ending, context) };
  },
  audit({ caseId, note }, answer) {
    if (answer.kind !== 'resolved') return nothingDone(caseId, answer.kind);
    return { outcome: 'done', target: caseLabel(caseId), reason: note };
  },
};

/** Its key never changes, so its lock is not needed any longer than this look takes. */
async function otherCase(
  transaction: ActTransaction,
  caseId: number,
  otherId: number | null,
): Promise<Case | null> {
  if (otherId === null || otherId === caseId) return null;
  return (await transaction.caseById(otherId))?.case ?? null;
}
