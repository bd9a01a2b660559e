import type { AuditNote } from '../finding/audit.ts';
import { type Case, type CaseState, caseLabel, isVisible, type NoticeDraft } from '../finding/case.ts';
import type { BatchChanges, CaseChange } from '../finding/change.ts';
import type { ActTransaction, CaseInHand } from '../store/store.ts';
import { edited } from '../triage/case-life.ts';
import { withNextAt } from '../triage/passing.ts';
import type { ActContext } from './operation.ts';

/** Why an act on a case did nothing: there is no such case, or nobody has to do anything about it at present. */
export type NoUse =
  | { readonly kind: 'no-case'; readonly caseId: number }
  | { readonly kind: 'not-open'; readonly caseId: number; readonly state: CaseState };

/** The case, locked, if people can still do something about it. */
export async function visibleCase(
  transaction: ActTransaction,
  caseId: number,
): Promise<(CaseInHand & { readonly kind: 'visible' }) | NoUse> {
  const found = await transaction.caseById(caseId);
  if (found === null) return { kind: 'no-case', caseId };
  const { state } = found.case;
  return isVisible(state) ? { ...found, kind: 'visible' } : { kind: 'not-open', caseId, state };
}

/** Writes what an act changed about one case: its card shows it, and its thread says who did it. */
export async function saveAct(
  transaction: ActTransaction,
  { now, rules }: ActContext,
  changed: Case,
  notice: Omit<NoticeDraft, 'at' | 'broadcast'>,
  page: CaseChange['page'] = null,
): Promise<Case> {
  const after = withNextAt(changed, { now, rules });
  const notices = [{ ...notice, at: now, broadcast: false }];
  await transaction.save(onlyCases([edited(after, { notices, page })]), now);
  return after;
}

/**
 * What the audit log keeps of an act on a case that changed nothing. Null where nobody wanted anything that they may
 * not: somebody was faster, or it is over already.
 */
export function nothingDone(caseId: number, kind: string): AuditNote | null {
  if (kind === 'already' || kind === 'not-open' || kind === 'nobody-has-it') return null;
  return { outcome: 'refused', target: caseLabel(caseId), after: { why: kind } };
}

export function onlyCases(cases: readonly CaseChange[]): BatchChanges {
  return { findings: [], cases, hits: new Map() };
}

/** Who acts; an act on a case is always a person's. */
export function personOf({ actor }: ActContext): string {
  if (actor.userId === null) throw new Error('the clock does not take, give or suppress anything');
  return actor.userId;
}
