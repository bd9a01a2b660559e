import { type Case, caseLabel } from '../finding/case.ts';
import { type NoUse, nothingDone, personOf, saveAct, visibleCase } from './case-act.ts';
import { isEnough } from './grants.ts';
import type { Operation } from './operation.ts';

export interface MarkSample {
  readonly caseId: number;
}

export type SampleMarked =
  | NoUse
  | { readonly kind: 'marked'; readonly case: Case }
  | { readonly kind: 'already'; readonly case: Case }
  /** What is Critical wakes people, so not everybody may say that it is a test. */
  | { readonly kind: 'too-severe'; readonly caseId: number; readonly needs: 'approver' };

/** Says that a case is a test: it stays in sight, and nobody is mentioned, called or paged for it. */
export const markSample: Operation<MarkSample, SampleMarked> = {
  name: 'markSample',
  needs: 'responder',
  async run(transaction, { caseId }, context) {
    const found = await visibleCase(transaction, caseId, context);
    if (found.kind !== 'visible') return found;
    const { case: before } = found;
    if (before.sample) return { kind: 'already', case: before };
    if (before.severity === 'Critical' && !isEnough(found.role, 'approver'))
      return { kind: 'too-severe', caseId, needs: 'approver' };
    const by = personOf(context);
    const quiet = { mentions: [], mentionAt: null, escalation: null };
    const changed: Case = { ...before, ...quiet, sample: true, sampleBy: by };
    const notice = { kind: 'sample-marked' as const, mentions: [], values: { by } };
    return { kind: 'marked', case: await saveAct(transaction, context, changed, notice, 'resolve') };
  },
  audit({ caseId }, answer) {
    if (answer.kind !== 'marked') return nothingDone(caseId, answer.kind);
    return { outcome: 'done', target: caseLabel(caseId) };
  },
};
