import type { Job } from '../job.ts';

/** Small enough that SQLite, which answers on the main thread, is never away for long. */
const rowsAtOnce = 500;

/** SQS keeps a message for 14 days at most: until then an event may come again. */
const rulesRememberMs = 15 * 86_400_000;

/** Deletes what is older than the configuration keeps. Open cases never go. */
export const retention: Job = {
  name: 'retention',
  cron: '17 * * * *',
  async run({ store, clock, logger, retention: keep }, signal) {
    const now = clock.now();
    let deleted = 0;
    for (;;) {
      const count = await store.retention.sweep({
        bodiesBefore: now - keep.bodies,
        ledgerBefore: now - keep.ledger,
        closedCasesBefore: now - keep.closedCases,
        rulesBefore: now - rulesRememberMs,
        limit: rowsAtOnce,
      });
      deleted += count;
      if (count === 0 || signal.aborted) break;
      // Lets alerts through between two bites.
      await new Promise((resolve) => setImmediate(resolve));
    }
    if (deleted > 0) logger.info({ deleted }, 'retention deleted old rows');
  },
};
