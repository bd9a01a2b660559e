import { type Case, type CaseState, caseLabel } from '../finding/case.ts';
import { loud, notice } from '../triage/case-change.ts';
import { ended, withCall } from '../triage/case-life.ts';
import { anyCase, type NoUse, nothingDone, personOf, saveChange } from './case-act.ts';
import { contextOf } from './deciding.ts';
import type { Operation } from './operation.ts';

export interface EndException {
  readonly caseId: number;
}

export type ExceptionEnded =
  | NoUse
  | { readonly kind: 'ended'; readonly case: Case }
  | { readonly kind: 'not-excepted'; readonly caseId: number; readonly state: CaseState };

/** Ends an exception before its review: the case is open again, and people are called as for any other. */
export const endException: Operation<EndException, ExceptionEnded> = {
  name: 'endException',
  needs: 'responder',
  async run(transaction, { caseId }, context) {
    const { now, rules } = context;
    const found = await anyCase(transaction, caseId, context);
    if (found.kind !== 'found') return found;
    const { state, exception } = found.case;
    if (exception === null) return { kind: 'not-excepted', caseId, state };
    const open: Case = { ...found.case, ...ended, state: 'open', assignee: null, acknowledgedAt: null };
    const calling = withCall(open, await contextOf(transaction, rules, now));
    const mentions = [...new Set([exception.by, ...calling.mentions])];
    const said = loud(notice('exception-ended', now, { by: personOf(context) }, mentions));
    const line = { card: 'post' as const, notices: [said] };
    return { kind: 'ended', case: await saveChange(transaction, context, calling, line) };
  },
  audit({ caseId }, answer) {
    if (answer.kind === 'not-excepted') return null;
    if (answer.kind !== 'ended') return nothingDone(caseId, answer.kind);
    return { outcome: 'done', target: caseLabel(caseId) };
  },
};
