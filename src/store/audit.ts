import type { AuditAnchor, AuditDraft } from '../finding/audit.ts';
import { type AuditRow, chained, entryOf } from './audit-chain.ts';
import { placeOf, verifyChain } from './audit-verify.ts';
import type { AuditRepository } from './ports/audit.ts';
import { retrying } from './retrying.ts';
import { insertRows, type Session } from './session.ts';

const rowsAtOnce = 1_000;

/**
 * Adds to the log, as the last thing of a transaction: the head is one lock for all writers of all replicas, and
 * whoever waited for a case while holding it would stand in everybody's way.
 */
export async function appendAudit(session: Session, drafts: readonly AuditDraft[]): Promise<void> {
  if (drafts.length === 0) return;
  const head = await lockedHead(session);
  const rows = chained(head, drafts);
  await insertRows(session, 'audit', rows);
  const { seq, hash } = rows.at(-1) ?? head;
  await session.db.updateTable('audit_head').set({ seq, hash }).where('id', '=', 1).execute();
}

export function auditRepository(session: Session): AuditRepository {
  const { db } = session;
  const all = db.selectFrom('audit').selectAll();
  const entries = (rows: readonly AuditRow[]) => rows.map((row) => entryOf(row));
  return {
    add: (draft) => retrying(session, (transaction) => appendAudit(transaction, [draft])),

    async list({ target, actor, since, before, limit }) {
      let asked = all.orderBy('seq', 'desc').limit(limit);
      if (target !== null) asked = asked.where('target', '=', target);
      if (actor !== null) asked = asked.where('actor', '=', actor);
      if (since !== null) asked = asked.where('at', '>=', since);
      if (before !== null) asked = asked.where('seq', '<', before);
      return entries(await asked.execute());
    },

    async since(from, { after, limit }) {
      const asked = all.where('at', '>=', from).where('seq', '>', after).orderBy('seq').limit(limit);
      return entries(await asked.execute());
    },

    anchor: (now) => retrying(session, (transaction) => anchorHead(transaction, now)),
    anchors: () => db.selectFrom('audit_anchors').select(['seq', 'hash']).orderBy('seq').execute(),

    verify: (anchors) =>
      verifyChain(
        pages(session),
        () => headOf(session),
        anchors,
        async (row) => {
          const last = await all.orderBy('seq', 'desc').limit(1).executeTakeFirstOrThrow();
          const next = await all.where('seq', '=', row.seq + 1).executeTakeFirst();
          const most = last.seq + 1;
          return { own: placeOf(row, most), next: next ? placeOf(next, most) : null };
        },
      ),
  };
}

/** Until there is nothing more: a page that is not full may have grown meanwhile. */
async function* pages({ db }: Session): AsyncGenerator<readonly AuditRow[]> {
  let page: readonly AuditRow[] = [];
  let after = Number.MIN_SAFE_INTEGER;
  do {
    page = await db
      .selectFrom('audit')
      .selectAll()
      .where('seq', '>', after)
      .orderBy('seq')
      .limit(rowsAtOnce)
      .execute();
    after = page.at(-1)?.seq ?? after;
    yield page;
  } while (page.length > 0);
}

function headOf({ db }: Session): Promise<AuditAnchor> {
  return db.selectFrom('audit_head').select(['seq', 'hash']).where('id', '=', 1).executeTakeFirstOrThrow();
}

async function lockedHead({ db, dialect }: Session): Promise<AuditAnchor> {
  const head = db.selectFrom('audit_head').select(['seq', 'hash']).where('id', '=', 1);
  return head.modifyEnd(dialect.forUpdate).executeTakeFirstOrThrow();
}

/** Told once is told: a second replica, or a day without an act, has the same again. */
async function anchorHead(session: Session, at: number): Promise<AuditAnchor | null> {
  const { db } = session;
  const { seq, hash } = await lockedHead(session);
  if (seq === 0) return null;
  const known = await db.selectFrom('audit_anchors').select('seq').where('seq', '=', seq).executeTakeFirst();
  if (!known) await db.insertInto('audit_anchors').values({ seq, hash, at }).execute();
  return { seq, hash };
}
