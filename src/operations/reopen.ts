import { type Case, type CaseState, caseLabel, isClosed, type NoticeDraft } from '../finding/case.ts';
import { loud, notice } from '../triage/case-change.ts';
import { ended, withCall } from '../triage/case-life.ts';
import { anyCase, type NoUse, nothingDone, personOf, saveChange } from './case-act.ts';
import { contextOf } from './deciding.ts';
import type { Operation } from './operation.ts';
import { noteOf } from './reason.ts';

export interface Reopen {
  readonly caseId: number;
  /** Why, for others to read; null: nobody said. */
  readonly reason: string | null;
}

export type Reopened =
  | NoUse
  | { readonly kind: 'reopened'; readonly case: Case }
  /** It is open; the case says who has it. */
  | { readonly kind: 'already'; readonly case: Case }
  /** It is quiet or accepted, which ends in another way. */
  | { readonly kind: 'not-closed'; readonly caseId: number; readonly state: CaseState }
  /** Its findings are in another case. */
  | { readonly kind: 'folded'; readonly caseId: number };

/** Opens a case again that is closed, or that was said to be done: people are called as for any other. */
export const reopen: Operation<Reopen, Reopened> = {
  name: 'reopen',
  needs: 'responder',
  async run(transaction, { caseId, reason }, context) {
    const { now, rules } = context;
    const found = await anyCase(transaction, caseId, context);
    if (found.kind !== 'found') return found;
    const before = found.case;
    const { state } = before;
    if (state === 'open' || state === 'acknowledged') return { kind: 'already', case: before };
    if (!isClosed(state) && state !== 'verifying') return { kind: 'not-closed', caseId, state };
    if (before.resolution === 'folded') return { kind: 'folded', caseId };
    const again: Case = {
      ...before,
      ...ended,
      state: 'open',
      resolution: null,
      closedAt: null,
      // Nobody was ever shown what was set aside before it had a card.
      shown: true,
      assignee: null,
      acknowledgedAt: null,
    };
    const calling = withCall(again, await contextOf(transaction, rules, now));
    const by = personOf(context);
    const values: NoticeDraft['values'] = { by, reason: noteOf(reason) ?? '' };
    const said = loud(notice('reopened-by-hand', now, values, calling.mentions));
    return {
      kind: 'reopened',
      case: await saveChange(transaction, context, calling, { card: 'post', notices: [said] }),
    };
  },
  audit({ caseId, reason }, answer) {
    if (answer.kind !== 'reopened') return nothingDone(caseId, answer.kind);
    return { outcome: 'done', target: caseLabel(caseId), reason };
  },
};
