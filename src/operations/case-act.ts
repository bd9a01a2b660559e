import type { AuditNote } from '../finding/audit.ts';
import { type Case, type CaseState, caseLabel, isVisible, type NoticeDraft } from '../finding/case.ts';
import type { BatchChanges, CaseChange } from '../finding/change.ts';
import type { Role } from '../finding/role.ts';
import { type FindingView, viewOf } from '../finding/view.ts';
import type { ActTransaction, CaseInHand } from '../store/ports/transactions.ts';
import { edited } from '../triage/case-change.ts';
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
export type VisibleCase = CaseInHand & { readonly kind: 'visible'; readonly role: Role };

/** The case, locked, if people can still do something about it, and the actor may where it is. */
export async function visibleCase(
  transaction: ActTransaction,
  caseId: number,
  context: Asked,
): Promise<VisibleCase | NoUse> {
  const found = await anyCase(transaction, caseId, context);
  return found.kind === 'found' ? inSight(found) : found;
}

/** The same for whoever closes it: of what is closed already the case says how, when and by whom. */
export async function openOrClosed(
  transaction: ActTransaction,
  caseId: number,
  context: Asked,
): Promise<VisibleCase | NoUse | { readonly kind: 'already'; readonly case: Case }> {
  const found = await anyCase(transaction, caseId, context);
  if (found.kind !== 'found') return found;
  return found.case.state === 'resolved' ? { kind: 'already', case: found.case } : inSight(found);
}

type FoundCase = Omit<VisibleCase, 'kind'> & { readonly kind: 'found' };

/** A case in whatever state, locked, if the actor may where it is. */
export async function anyCase(
  transaction: ActTransaction,
  caseId: number,
  context: Asked,
): Promise<FoundCase | Exclude<NoUse, { kind: 'not-open' }>> {
  const found = await transaction.caseById(caseId);
  if (found === null) return { kind: 'no-case', caseId };
  return notYours(found, context) ?? { ...found, kind: 'found', role: roleFor(found, context) };
}

function inSight(found: FoundCase): VisibleCase | NoUse {
  const { state, id: caseId } = found.case;
  return isVisible(state) ? { ...found, kind: 'visible' } : { kind: 'not-open', caseId, state };
}

/** A case's findings as people see them, the worst first. */
export function viewsOf({ findings }: Pick<CaseInHand, 'findings'>): FindingView[] {
  return findings.filter((one) => one.records.length > 0).map((one) => viewOf(one.records));
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
export function saveAct(
  transaction: ActTransaction,
  context: ActContext,
  changed: Case,
  notice: Omit<NoticeDraft, 'at' | 'broadcast'>,
  page: CaseChange['page'] = null,
): Promise<Case> {
  const notices = [{ ...notice, at: context.now, broadcast: false }];
  return saveChange(transaction, context, changed, { notices, page });
}

/** The same for whoever says more than a line in the thread. */
export async function saveChange(
  transaction: ActTransaction,
  { now, rules }: ActContext,
  changed: Case,
  more: Partial<Omit<CaseChange, 'case'>>,
): Promise<Case> {
  const after = withNextAt(changed, { now, rules });
  await transaction.save(onlyCases([edited(after, more)]), now);
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
