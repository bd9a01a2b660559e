import { type Case, caseLabel } from '../finding/case.ts';
import { type NoUse, nothingDone, personOf, saveAct, visibleCase } from './case-act.ts';
import type { Operation } from './operation.ts';
import { longestReason, reasonOf } from './reason.ts';

export interface SetDue {
  readonly caseId: number;
  /** Epoch ms; null: no deadline any more. */
  readonly due: number | null;
  readonly reason: string;
}

export type DueSet =
  | NoUse
  | { readonly kind: 'set'; readonly case: Case; readonly before: number | null }
  | { readonly kind: 'already'; readonly case: Case }
  | { readonly kind: 'in-the-past' }
  | { readonly kind: 'no-reason'; readonly most: number };

/** Says until when a case has to be done. */
export const setDue: Operation<SetDue, DueSet> = {
  name: 'setDue',
  needs: 'responder',
  async run(transaction, { caseId, due, reason }, context) {
    const why = reasonOf(reason);
    if (why === null) return { kind: 'no-reason', most: longestReason };
    // Asked so that what is no number at all is no deadline either.
    if (due !== null && !(due > context.now)) return { kind: 'in-the-past' };
    const found = await visibleCase(transaction, caseId, context);
    if (found.kind !== 'visible') return found;
    const before = found.case.dueAt;
    if (before === due) return { kind: 'already', case: found.case };
    const values = { by: personOf(context), reason: why, ...(due === null ? {} : { due }) };
    const notice = { kind: 'due-set' as const, mentions: [], values };
    const changed = { ...found.case, dueAt: due };
    return { kind: 'set', before, case: await saveAct(transaction, context, changed, notice) };
  },
  audit({ caseId, reason }, answer) {
    if (answer.kind !== 'set') return nothingDone(caseId, answer.kind);
    return { outcome: 'done', target: caseLabel(caseId), reason };
  },
};
