import type { Job } from '../job.ts';
import { isSyncDue } from './due.ts';

/** When the queues were last heard of, and when we last tried; see store/syncs.ts. */
const [heardMark, triedMark, wholeMark] = ['heard', 'tried', 'whole'];

/** Reads back what EventBridge may have missed, where the configuration asks for it. */
export const syncFindings: Job = {
  name: 'sync',
  cron: '*/10 * * * *',
  async run({ store, clock, sync }, signal) {
    if (sync === null) return;
    const marks = await store.syncs.marks();
    const watches = await store.watch.all();
    const heardNow = watches.length === 0 ? null : Math.min(...watches.map((one) => one.seenAt));
    const [syncedAt, triedAt, heardBefore] = [wholeMark, triedMark, heardMark].map(
      (name) => marks.get(name) ?? null,
    );
    const now = clock.now();
    const due = isSyncDue(
      { syncedAt: syncedAt ?? null, triedAt: triedAt ?? null, heardBefore: heardBefore ?? null, heardNow },
      now,
    );
    if (due) {
      await store.syncs.mark(triedMark, now);
      await sync(signal);
    }
    // Only now: what ends in the middle is due again.
    if (heardNow !== null) await store.syncs.mark(heardMark, heardNow);
  },
};
