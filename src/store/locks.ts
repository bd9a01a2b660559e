import type { LockRepository } from './ports/jobs.ts';
import type { Session } from './session.ts';

export function lockRepository({ db }: Session): LockRepository {
  return {
    async acquire(name, owner, now, ttl) {
      const lease = { owner, expires_at: now + ttl };
      const { numInsertedOrUpdatedRows } = await db
        .insertInto('locks')
        .values({ name, ...lease })
        .onConflict((conflict) =>
          conflict
            .column('name')
            .doUpdateSet(lease)
            .where((is) => is.or([is('locks.owner', '=', owner), is('locks.expires_at', '<=', now)])),
        )
        .executeTakeFirst();
      return (numInsertedOrUpdatedRows ?? 0n) > 0n;
    },

    async release(name, owner) {
      await db.deleteFrom('locks').where('name', '=', name).where('owner', '=', owner).execute();
    },
  };
}
