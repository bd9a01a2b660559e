import { type AuditDraft, type AuditNote, differenceOf } from '../finding/audit.ts';
import { type Case, caseIdOf, caseLabel } from '../finding/case.ts';
import type { ActTransaction } from '../store/ports/transactions.ts';
import type { ActContext } from './operation.ts';

/** Writes down what an operation did, with what changed about the case that it was done to. */
export function auditAct(
  transaction: Pick<ActTransaction, 'audit' | 'inHand'>,
  act: string,
  note: AuditNote,
  { now, actor }: Pick<ActContext, 'now' | 'actor'>,
): void {
  const { outcome, target, before, after, reason = null } = note;
  const caseId = target === null ? null : caseIdOf(target);
  const held = transaction.inHand().find((one) => one.now.id === caseId);
  const changed = held && differenceOf(held.before, held.now);
  transaction.audit({
    ...{
      at: now,
      actor: actor.userId,
      role: actor.userId === null ? null : actor.role,
      surface: actor.surface,
    },
    ...{ act, outcome, target, reason },
    before: together(changed?.before, before),
    after: together(changed?.after, after),
  });
}

/** Null where neither says anything. */
function together(one: AuditNote['before'], other: AuditNote['before']): AuditDraft['before'] {
  return one || other ? { ...one, ...other } : null;
}

/** What the clock did to something, in its own words. */
export function auditByClock(
  transaction: Pick<ActTransaction, 'audit'>,
  now: number,
  note: AuditNote & { readonly act: string },
): void {
  const { act, outcome, target, before = null, after = null, reason = null } = note;
  const nobody = { actor: null, role: null, surface: 'clock' } as const;
  transaction.audit({ at: now, ...nobody, act, outcome, target, before, after, reason });
}

/** One row for each case that the clock changed. `actOf`: what happened to it. */
export function auditChangedCases(
  transaction: Pick<ActTransaction, 'audit' | 'inHand'>,
  now: number,
  actOf: (after: Case) => string,
  after: AuditNote['after'] = {},
): void {
  for (const { before, now: one } of transaction.inHand()) {
    const changed = differenceOf(before, one);
    if (changed === null) continue;
    const note = { outcome: 'done', target: caseLabel(one.id), before: changed.before } as const;
    auditByClock(transaction, now, { ...note, act: actOf(one), after: { ...changed.after, ...after } });
  }
}
