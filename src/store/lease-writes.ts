import { sql } from 'kysely';
import type { Lease, LeaseDraft } from '../finding/lease.ts';
import { isLiving } from '../finding/lease-state.ts';
import type { RunbookRun, RunbookRunDraft } from '../finding/runbook.ts';
import type { Stray } from '../finding/stray.ts';
import { heldBy } from './claims.ts';
import { leaseOf, leaseRow } from './leases.ts';
import type { Claim } from './ports/cards.ts';
import type { LeaseWrites } from './ports/leases.ts';
import { runOf, runRow } from './runbooks.ts';
import type { Session } from './session.ts';
import { strayOf, strayRow } from './strays.ts';

/** A page that is wanted anew; the row's own number, not that of the row that was to be inserted. */
const sqlNext = sql<number>`lease_pages.wanted + 1`;
const letGo = { claim_owner: null, claim_until: null };

/** Leases within the transaction of an act. Rows are locked in the order of their ids. */
export function leaseWrites({ db, dialect }: Session): LeaseWrites {
  const all = db.selectFrom('leases').selectAll();

  async function locked(ids: readonly number[]): Promise<Lease[]> {
    const asked = all.where(dialect.among('id', ids)).orderBy('id');
    return (await asked.modifyEnd(dialect.forUpdate).execute()).map(leaseOf);
  }

  return {
    async add(draft: LeaseDraft) {
      const row = await db
        .insertInto('leases')
        .values(leaseRow(draft))
        .returningAll()
        .executeTakeFirstOrThrow();
      return leaseOf(row);
    },

    byId: async (id) => (await locked([id]))[0] ?? null,

    async held(id, claim, until) {
      const row = await db
        .updateTable('leases')
        .set({ claim_until: until })
        .where('id', '=', id)
        .where(heldBy(claim))
        .returningAll()
        .executeTakeFirst();
      return row ? leaseOf(row) : null;
    },

    async save({ id, ...lease }) {
      await db.updateTable('leases').set(leaseRow(lease)).where('id', '=', id).execute();
    },

    async timedOut(now, limit) {
      const due = await db
        .selectFrom('leases')
        .select('id')
        .where('wake_at', '<=', now)
        .orderBy('wake_at')
        .orderBy('id')
        .limit(limit)
        .execute();
      return due.length === 0 ? [] : locked(due.map((row) => row.id));
    },

    async livingOf(subject) {
      const asked = all.where('subject', '=', subject).orderBy('id');
      const rows = await asked.modifyEnd(dialect.forUpdate).execute();
      return rows.map(leaseOf).filter((lease) => isLiving(lease.state));
    },

    async page(id, want, now) {
      const fresh = { want, wanted_at: now, attempts: 0, next_at: null };
      const again = { ...fresh, wanted: sqlNext };
      if (want === 'resolve')
        await db.updateTable('lease_pages').set(again).where('lease_id', '=', id).execute();
      else
        await db
          .insertInto('lease_pages')
          .values({ lease_id: id, wanted: 1, ...fresh })
          .onConflict((conflict) => conflict.column('lease_id').doUpdateSet(again))
          .execute();
    },

    async setAddress(userId, cidr, now) {
      const said = { cidr, said_at: now };
      await db
        .insertInto('person_addresses')
        .values({ user_id: userId, ...said })
        .onConflict((conflict) => conflict.column('user_id').doUpdateSet(said))
        .execute();
    },

    async addStray(stray: Stray) {
      const known = await db
        .selectFrom('strays')
        .select('gone_at')
        .where('group_id', '=', stray.groupId)
        .executeTakeFirst();
      if (known && known.gone_at === null) return false;
      const { group_id, ...row } = strayRow(stray);
      await db
        .insertInto('strays')
        .values({ group_id, ...row })
        .onConflict((conflict) => conflict.column('group_id').doUpdateSet(row))
        .execute();
      return true;
    },

    async strayById(groupId) {
      const asked = db.selectFrom('strays').selectAll().where('group_id', '=', groupId);
      const row = await asked.modifyEnd(dialect.forUpdate).executeTakeFirst();
      return row ? strayOf(row) : null;
    },

    async saveStray(stray) {
      const { group_id, ...row } = strayRow(stray);
      await db.updateTable('strays').set(row).where('group_id', '=', group_id).execute();
    },

    async addRun(draft: RunbookRunDraft) {
      const row = await db
        .insertInto('runbook_runs')
        .values(runRow(draft))
        .returningAll()
        .executeTakeFirstOrThrow();
      return runOf(row);
    },

    async heldRun(id: number, claim: Claim): Promise<RunbookRun | null> {
      const asked = db.selectFrom('runbook_runs').selectAll().where('id', '=', id).where(heldBy(claim));
      const row = await asked.modifyEnd(dialect.forUpdate).executeTakeFirst();
      return row ? runOf(row) : null;
    },

    async saveRun({ id, ...run }) {
      await db
        .updateTable('runbook_runs')
        .set({ ...runRow(run), ...letGo })
        .where('id', '=', id)
        .execute();
    },
  };
}
