import { caseLabel } from '../finding/case.ts';
import { type NoUse, nothingDone, personOf, visibleCase } from './case-act.ts';
import type { Operation } from './operation.ts';

export interface Investigate {
  readonly caseId: number;
}

export type Investigated =
  | NoUse
  | { readonly kind: 'asked'; readonly caseId: number }
  /** Somebody asked before, and it is being read. */
  | { readonly kind: 'already'; readonly caseId: number };

/** Wants to see what was done around a case: a reader of CloudTrail puts it into the thread of its card. */
export const investigate: Operation<Investigate, Investigated> = {
  name: 'investigate',
  needs: 'responder',
  async run(transaction, { caseId }, context) {
    const found = await visibleCase(transaction, caseId, context);
    if (found.kind !== 'visible') return found;
    const anew = await transaction.askInvestigation(caseId, personOf(context), context.now);
    return { kind: anew ? 'asked' : 'already', caseId };
  },
  audit: ({ caseId }, { kind }) =>
    kind === 'asked' ? { outcome: 'done', target: caseLabel(caseId) } : nothingDone(caseId, kind),
};
