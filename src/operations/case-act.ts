import type { AuditNote } from '../finding/audit.ts';
import { type Case, type CaseState, caseLabel, isVisible, type NoticeDraft } from '../finding/case.ts';
import type { BatchChanges, CaseChange } from '../finding/change.ts';
import type { Role } from '../finding/role.ts';
import type { ActTransaction, CaseInHand } from '../store/store.ts';
import { edited } from '../triage/case-life.ts';
import { withNextAt } from '../triage/passing.ts';
import { isEnough, placesOf, roleOn } from './grants.ts';
import type { ActContext } from './operation.ts';

/** Why an act on a case did nothing: there is no such case, or nobody has to do anything about it at present. */
export type NoUse =
  | { readonly kind: 'no-case'; readonly caseId: number }
  | { readonly kind: 'not-open'; readonly caseId: number; readonly state: CaseState }
  /** They may do such things, but not in all the accounts that it is about. */
  | NotYours;

interface NotYours {
  readonly kind: 'not-yours';
  readonly caseId: number;
  readonly needs: Role;
}

/** Who wants something of a case, and which role that takes. */
type Asked = Pick<ActContext, 'actor' | 'rules' | 'needs'>;

/** A case that people can still do something about, and as what the actor does so. */
type VisibleCase = CaseInHand & { readonly kind: 'visible'; readonly role: Role };

/** The case, locked, if people can still do something about it, and the actor may where it is. */
export async function visibleCase(
  transaction: ActTransaction,
  caseId: number,
  context: Asked,
): Promise<VisibleCase | NoUse> {
  const found = await transaction.caseById(caseId);
  if (found === null) return { kind: 'no-case', caseId };
  const refused = notYours(found, context);
  if (refused) return refused;
  const { state } = found.case;
  if (!isVisible(state)) return { kind: 'not-open', caseId, state };
  return { ...found, kind: 'visible', role: roleFor(found, context) };
}

/** Null: the actor may, in every account that the case is about. */
function notYours(found: CaseInHand, context: Asked): NotYours | null {
  const { needs } = context;
  return isEnough(roleFor(found, context), needs)
    ? null
    : { kind: 'not-yours', caseId: found.case.id, needs };
}

/** The greatest role that the actor holds in all the accounts that a case is about. */
function roleFor(found: CaseInHand, { actor, rules }: Asked): Role {
  return roleOn(actor, placesOf(found, rules));
}

/** True: nothing came of it. */
export function isNoUse<Answer extends { readonly kind: string }>(answer: Answer | NoUse): answer is NoUse {
  return answer.kind === 'no-case' || answer.kind === 'not-open' || answer.kind === 'not-yours';
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
