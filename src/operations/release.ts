import { type Case, caseLabel } from '../finding/case.ts';
import { type NoUse, nothingDone, personOf, saveAct, visibleCase } from './case-act.ts';
import { nobodysAgain } from './let-go.ts';
import type { Operation } from './operation.ts';

export interface Release {
  readonly caseId: number;
}

export type Released =
  | NoUse
  | { readonly kind: 'released'; readonly case: Case }
  /** Nobody has it, so there is nothing to give back. */
  | { readonly kind: 'nobody-has-it'; readonly case: Case }
  /** Somebody else has it; only they give it back, though anybody may assign it anew. */
  | { readonly kind: 'anothers'; readonly case: Case };

/** Gives a case back: it is open again, and the calling of people begins anew. */
export const release: Operation<Release, Released> = {
  name: 'release',
  needs: 'responder',
  async run(transaction, { caseId }, context) {
    const found = await visibleCase(transaction, caseId, context);
    if (found.kind !== 'visible') return found;
    const by = personOf(context);
    if (found.case.assignee === null) return { kind: 'nobody-has-it', case: found.case };
    if (found.case.assignee !== by) return { kind: 'anothers', case: found.case };
    const notice = { kind: 'released' as const, mentions: [], values: { by } };
    const changed = nobodysAgain(found.case, context);
    return { kind: 'released', case: await saveAct(transaction, context, changed, notice) };
  },
  audit: ({ caseId }, { kind }) =>
    kind === 'released' ? { outcome: 'done', target: caseLabel(caseId) } : nothingDone(caseId, kind),
};
