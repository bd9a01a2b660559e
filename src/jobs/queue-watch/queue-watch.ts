import type { Job } from '../job.ts';

/** Looks at the queues and their dead letter queues; what lies dead is said on the day's intake card. */
export const queueWatch: Job = {
  name: 'queue-watch',
  cron: '* * * * *',
  async run({ store, clock, readQueues, intakeCard }) {
    const before = new Map((await store.watch.all()).map((one) => [one.queue, one.deadLetter?.depth ?? 0]));
    const seen = await readQueues();
    for (const one of seen) await store.watch.put(one);
    const changed = seen.filter((one) => (one.deadLetter?.depth ?? 0) !== (before.get(one.queue) ?? 0));
    if (changed.length === 0) return;
    const now = clock.now();
    const { key, channel } = intakeCard(now);
    const grew = changed.some((one) => (one.deadLetter?.depth ?? 0) > (before.get(one.queue) ?? 0));
    const known = await store.cards.byKey(key);
    // A dead letter queue that empties is worth an edit, not a card of its own.
    if (!known && !grew) return;
    await store.cards.touch({ key, caseId: null, channel, severity: 'Medium', now, material: grew });
  },
};
