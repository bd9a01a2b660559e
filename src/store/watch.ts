import type { QueueWatch, WatchRepository } from './ports/jobs.ts';
import type { Session } from './session.ts';

export function watchRepository({ db }: Session): WatchRepository {
  return {
    async put(watch) {
      const seen = { watch: JSON.stringify(watch) };
      await db
        .insertInto('watches')
        .values({ queue: watch.queue, ...seen })
        .onConflict((conflict) => conflict.column('queue').doUpdateSet(seen))
        .execute();
    },

    async all() {
      const rows = await db.selectFrom('watches').select('watch').orderBy('queue').execute();
      return rows.map((row) => JSON.parse(row.watch) as QueueWatch);
    },
  };
}
