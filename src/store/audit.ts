import type { AuditDraft } from '../finding/audit.ts';
import { type AuditRow, chained, entryOf } from './audit-chain.ts';
import { retrying } from './retrying.ts';
import { insertRows, type Session } from './session.ts';
import type { AuditRepository } from './store.ts';

/**
 * Adds to the log, as the last thing of a transaction: the head is one lock for all writers of all replicas, and
 * whoever waited for a case while holding it would stand in everybody's way.
 */
export async function appendAudit(session: Session, drafts: readonly AuditDraft[]): Promise<void> {
  if (drafts.length === 0) return;
  const { db, dialect } = session;
  const locked = db.selectFrom('audit_head').select(['seq', 'hash']).where('id', '=', 1);
  const head = await locked.modifyEnd(dialect.forUpdate).executeTakeFirstOrThrow();
  const rows = chained(head, drafts);
  await insertRows(session, 'audit', rows);
  const { seq, hash } = rows.at(-1) ?? head;
  await db.updateTable('audit_head').set({ seq, hash }).where('id', '=', 1).execute();
}

export function auditRepository(session: Session): AuditRepository {
  const { db } = session;
  return {
    add: (draft) => retrying(session, (transaction) => appendAudit(transaction, [draft])),

    async list({ target, actor, since, before, limit }) {
      let asked = db.selectFrom('audit').selectAll().orderBy('seq', 'desc').limit(limit);
      if (target !== null) asked = asked.where('target', '=', target);
      if (actor !== null) asked = asked.where('actor', '=', actor);
      if (since !== null) asked = asked.where('at', '>=', since);
      if (before !== null) asked = asked.where('seq', '<', before);
      return (await asked.execute()).map((row: AuditRow) => entryOf(row));
    },
  };
}
