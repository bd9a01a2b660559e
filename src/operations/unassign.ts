import { type Case, caseLabel } from '../finding/case.ts';
import { type NoUse, nothingDone, personOf, saveAct, visibleCase } from './case-act.ts';
import { nobodysAgain } from './let-go.ts';
import type { Operation } from './operation.ts';

export interface Unassign {
  readonly caseId: number;
}

export type Unassigned =
  | NoUse
  | { readonly kind: 'unassigned'; readonly case: Case; readonly before: string }
  | { readonly kind: 'nobody-has-it'; readonly case: Case };

/** Takes a case from whoever has it, as when they are away; they are told in the thread. */
export const unassign: Operation<Unassign, Unassigned> = {
  name: 'unassign',
  needs: 'responder',
  async run(transaction, { caseId }, context) {
    const found = await visibleCase(transaction, caseId, context);
    if (found.kind !== 'visible') return found;
    const before = found.case.assignee;
    if (before === null) return { kind: 'nobody-has-it', case: found.case };
    const by = personOf(context);
    const mentions = before === by ? [] : [before];
    const notice = { kind: 'released' as const, mentions, values: { by, from: before } };
    const changed = nobodysAgain(found.case, context);
    return { kind: 'unassigned', before, case: await saveAct(transaction, context, changed, notice) };
  },
  audit: ({ caseId }, { kind }) =>
    kind === 'unassigned' ? { outcome: 'done', target: caseLabel(caseId) } : nothingDone(caseId, kind),
};
