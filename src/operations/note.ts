import { type Case, caseLabel } from '../finding/case.ts';
import { notice } from '../triage/case-change.ts';
import { anyCase, type NoUse, nothingDone, personOf, saveChange } from './case-act.ts';
import type { Operation } from './operation.ts';

export interface Note {
  readonly caseId: number;
  readonly text: string;
}

export type Noted =
  | NoUse
  | { readonly kind: 'noted'; readonly case: Case }
  | { readonly kind: 'no-text'; readonly most: number }
  /** It was never shown, so there is no thread to write in. */
  | { readonly kind: 'no-thread'; readonly caseId: number };

export const longestNote = 2_000;

/** Writes something into a case's thread, under the name of whoever says it. */
export const note: Operation<Note, Noted> = {
  name: 'note',
  needs: 'responder',
  async run(transaction, { caseId, text }, context) {
    const said = text.trim();
    if (said === '' || said.length > longestNote) return { kind: 'no-text', most: longestNote };
    const found = await anyCase(transaction, caseId, context);
    if (found.kind !== 'found') return found;
    if (!found.case.shown) return { kind: 'no-thread', caseId };
    const values = { by: personOf(context), text: said };
    // A case that is folded into a storm gets a thread of its own by it.
    const line = { card: 'post' as const, notices: [notice('noted', context.now, values)] };
    return { kind: 'noted', case: await saveChange(transaction, context, found.case, line) };
  },
  audit({ caseId, text }, answer) {
    if (answer.kind !== 'noted') return nothingDone(caseId, answer.kind);
    return { outcome: 'done', target: caseLabel(caseId), reason: text.trim() };
  },
};
