import { type Case, caseLabel } from '../finding/case.ts';
import { take } from './acknowledge.ts';
import { type NoUse, nothingDone, personOf, saveAct, visibleCase } from './case-act.ts';
import { nobodysAgain } from './let-go.ts';
import type { Operation } from './operation.ts';

export interface Assign {
  readonly caseId: number;
  /** Slack user id of a full member of the workspace; whoever asks has looked. */
  readonly to: string;
}

export type Assigned =
  | NoUse
  /** `before`: whose it was until now. */
  | { readonly kind: 'assigned' | 'taken'; readonly case: Case; readonly before: string | null }
  | { readonly kind: 'already'; readonly case: Case };

/**
 * Says whose it is. Whoever takes it has acknowledged it; whoever is given it by somebody else has not, so they are
 * told in the thread, and others are called as long as they do not take it.
 */
export const assign: Operation<Assign, Assigned> = {
  name: 'assign',
  needs: 'responder',
  async run(transaction, { caseId, to }, context) {
    const found = await visibleCase(transaction, caseId, context);
    if (found.kind !== 'visible') return found;
    const by = personOf(context);
    const before = found.case.assignee;
    const has = before === to && (to !== by || found.case.state === 'acknowledged');
    if (has) return { kind: 'already', case: found.case };
    if (to === by) return { kind: 'taken', before, case: await take(transaction, found.case, null, context) };
    const changed = { ...nobodysAgain(found.case, context), assignee: to };
    const notice = { kind: 'assigned' as const, mentions: [to], values: { by, to } };
    return { kind: 'assigned', before, case: await saveAct(transaction, context, changed, notice) };
  },
  audit: ({ caseId }, { kind }) =>
    kind === 'assigned' || kind === 'taken'
      ? { outcome: 'done', target: caseLabel(caseId) }
      : nothingDone(caseId, kind),
};
